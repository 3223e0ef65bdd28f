//! Questions to finished docsets: `search` by name and by text, beside `sqlite3` with the bare query;
//! `verify` beside `cat` reading the same page.

use crate::growth::run;
use crate::measure::{docsheet, in_turns, megabytes, nothing, shell};
use crate::{Outcome, Wanted, sample};

const INDEX: &str = "out/Made.docset/Contents/Resources/docSet.dsidx";
const PAGE: &str = "out/Made.docset/Contents/Resources/Documents/index.html";

pub(crate) fn print(wanted: &Wanted) -> Outcome {
    let entries = wanted.most.min(50_000);
    let room = tempfile::tempdir()?;
    sample::write(entries, room.path())?;
    run(&docsheet(&["build", "--quiet", "--no-archive", "Made.rb", "-o", "out"]), room.path())?;
    let cache = room.path().join("cache").display().to_string();
    let search = |query: &str, option: &str| {
        let program = env!("CARGO_BIN_EXE_docsheet");
        let query = format!("{}:{query}", sample::KEYWORD);
        shell(format!(
            "XDG_CACHE_HOME={cache} exec {program} search --docsets out '{query}' {option}"
        ))
    };
    let bare = shell(format!(
        "exec sqlite3 {INDEX} \"SELECT * FROM searchIndex WHERE name LIKE '%word 4711%'\""
    ));
    let verify = docsheet(&["verify", "out/Made.docset"]);
    let cat = shell(format!("exec cat {PAGE} {INDEX}"));
    // Both leave what they remember in the cache.
    run(&search("word 4711", ""), room.path())?;
    run(&search("manual", "--text"), room.path())?;
    println!("\nQuestions to a docset of {entries} entries: processor time");
    let (by_name, by_text) = (search("word 4711", ""), search("'next word'", "--text"));
    let commands = [&*nothing(), &*bare, &*by_name, &*by_text, &*cat, &*verify];
    let [empty, bare, by_name, by_text, cat, verify] = in_turns(commands, room.path())?;
    let row = |what: &str, own: f64, floor: f64, beside: &str| {
        println!("{what:<20} {own:>7.1} ms {:>8.2}× {beside}", own / floor);
    };
    row("an empty process", empty.processor, empty.processor, "itself");
    row("search by name", by_name.processor, bare.processor, "sqlite3, LIKE");
    row("search by text", by_text.processor, bare.processor, "sqlite3, LIKE");
    row("verify", verify.processor, cat.processor, "cat");
    let megabytes = megabytes(room.path(), &[INDEX, PAGE])?;
    println!("{:<20} {:>7.0} MB/s", "verify", megabytes * 1e3 / verify.processor);
    Ok(())
}
