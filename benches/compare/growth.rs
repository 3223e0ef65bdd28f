//! Sheets of a thousand entries and more, beside the floor: `sqlite3` importing the same rows with
//! the same indices, and `cat` writing the bytes of the same page.

use std::error::Error;
use std::path::Path;
use std::process::Command;

use crate::measure::{Cost, Words, at_most, docsheet, float, megabytes, shell};
use crate::{Outcome, Wanted, sample};

const BUNDLE: &str = "out/Made.docset/Contents/Resources";

pub(crate) fn print(wanted: &Wanted) -> Outcome {
    println!("\nGrowing sheets: processor time and peak memory, beside sqlite3 and cat");
    println!(
        "{:>9} {:>10} {:>12} {:>8} {:>10} {:>9} {:>9} {:>10}",
        "entries", "", "an entry", "÷ 1,000", "floor", "÷ floor", "memory", "÷ output"
    );
    let sizes = [1_000, 10_000, 100_000, 1_000_000];
    let mut first = None;
    for entries in sizes.into_iter().filter(|entries| *entries <= wanted.most) {
        let room = tempfile::tempdir()?;
        let (own, floor, output) = measured(entries, room.path())?;
        let each = own.processor / float(entries);
        let first = *first.get_or_insert(each);
        println!(
            "{entries:>9} {:>7.0} ms {:>9.2} µs {:>7.2}× {:>7.0} ms {:>8.1}× {:>6.0} MB {:>9.1}×",
            own.processor,
            each * 1e3,
            each / first,
            floor.processor,
            own.processor / floor.processor,
            own.memory,
            own.memory / output
        );
    }
    Ok(())
}

/// What building costs, what the floor costs, and the megabytes of the docset.
fn measured(entries: usize, room: &Path) -> Result<(Cost, Cost, f64), Box<dyn Error>> {
    sample::write(entries, room)?;
    let own = docsheet(&["build", "--quiet", "--no-archive", "Made.rb", "-o", "out"]);
    run(&own, room)?;
    run(&export(), room)?;
    let runs = if entries > 10_000 { 3 } else { 7 };
    let [own, floor] = at_most(runs, [&own, &floor()], room)?;
    let output = [format!("{BUNDLE}/docSet.dsidx"), format!("{BUNDLE}/Documents/index.html")];
    Ok((own, floor, megabytes(room, &output)?))
}

fn export() -> Words {
    shell(format!("sqlite3 -csv {BUNDLE}/docSet.dsidx 'SELECT * FROM searchIndex' > rows.csv"))
}

fn floor() -> Words {
    shell(format!(
        "rm -f floor.db; sqlite3 floor.db \
         'CREATE TABLE searchIndex(id INTEGER PRIMARY KEY, name TEXT, type TEXT, path TEXT)' \
         '.import --csv rows.csv searchIndex' \
         'CREATE UNIQUE INDEX anchor ON searchIndex (name, type, path)' \
         'CREATE INDEX __zi_name0001 ON searchIndex (name COLLATE NOCASE)'; \
         cat {BUNDLE}/Documents/index.html > floor.html"
    ))
}

/// Runs a command whose result the others need.
pub(crate) fn run(command: &[String], room: &Path) -> Outcome {
    let (program, arguments) = command.split_first().ok_or("no command")?;
    let output = Command::new(program).args(arguments).current_dir(room).output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(format!("`{}`: {said}", command.join(" ")).into())
}
