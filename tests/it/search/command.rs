//! `docsheet search` as people and launchers see it.

use std::fs;

use docsheet::bundle::{DOCUMENTS, INDEX};

use super::{SCHEMA, SIP, docset, shelf};
use crate::project::Project;
use crate::shelf::{entries, good, gzip, index, save, tar, with, without};

#[test]
fn one_hit_is_the_entry_itself() {
    let page = "<table><thead><tr><th>Code</th><th>Do</th></tr></thead>
        <tr id='//dash_ref_Things%7E1/Entry/486%20Busy/0'><td>486 Busy</td><td>try <code>again</code></td></tr></table>
        <div id='//dash_ref_Things%7E2/Entry/Glare/0'><h3>Glare</h3><p>Both at <b>once</b>.</p>
        <ul class='a facts'><li><strong>Do:</strong> wait</li><li><strong>Typical cause:</strong> hold,
        transfer, and other things that take a while to tell and do not fit into a line of text</li></ul></div>";
    let mut files = docset("Calls", "calls", &[("486 Busy", 1), ("Glare", 2)]);
    files.insert(format!("{DOCUMENTS}/index.html"), page.into());
    let project = Project::new();
    save(&files, &project.path("output"), "Calls.docset");
    let run = project.run(&["search", "calls:486"]).exits(0);
    assert_eq!(run.stdout, "486 Busy  Entry, Calls\n\n  Do  try again\n");
    let run = project.run(&["search", "--full", "glare"]).exits(0);
    assert_eq!(
        run.stdout,
        "Glare  Entry, Calls

Both at once.

  Do             wait
  Typical cause  hold, transfer, and other things that take a while to tell and do not fit into a line of text
"
    );
    let run = project.run(&["search", "calls:", "--full"]).exits(0);
    assert!(run.stdout.contains("try again\n\nGlare  Entry"), "{}", run.stdout);
}

#[test]
fn what_many_rows_lead_to_is_printed_no_more_often_than_its_page_is_long() {
    let names: Vec<String> = (0..3000).map(|place| format!("Entry {place}")).collect();
    let rows: Vec<(&str, u32)> = names.iter().map(String::as_str).zip(0..).collect();
    let anchor = |place| super::anchor(&rows, place);
    let many: Vec<_> = (1..3000).map(|at| format!("<b id='{}'>word</b> ", anchor(at))).collect();
    let page = format!("<p>{}<p id='{}'>its own text", many.concat(), anchor(0));
    let mut files = docset("Calls", "calls", &rows);
    files.insert(format!("{DOCUMENTS}/index.html"), page.into_bytes());
    let project = Project::new();
    save(&files, &project.path("output"), "Calls.docset");
    let run = project.run(&["search", "calls:", "--full"]).exits(0);
    // All pairs would be nine million words.
    let words = run.stdout.matches("word ").count();
    assert!((3_000..4_000_000).contains(&words), "{words}");
    assert!(run.stdout.contains("its own text"), "what stands by itself is shown");
    assert!(run.stdout.contains("search for it alone"), "what is left out is told");
    let run = project.run(&["search", "calls:entry 2999", "--full", "--limit", "1"]).exits(0);
    assert_eq!(run.stdout.matches("word").count(), 2999);
}

#[test]
fn a_word_that_many_texts_have_is_said_to_have_more_hits() {
    let sheet = |entries: u32| {
        let entry = |place| format!("\n### Entry {place}\n\nRings the telephone.\n");
        format!("# Calls\n\n## All\n{}", (1..=entries).map(entry).collect::<String>())
    };
    let says = |entries: u32, limit: &[&str]| {
        let project = Project::new().file("data/Calls.md", sheet(entries));
        project.run(&["build", "--quiet"]).exits(0);
        project.run(&[&["search", "telephone"], limit].concat()).exits(0).stderr
    };
    assert_eq!(says(30, &[]), "20 of 30 hits; `--limit 30` shows all\n");
    let more = "20 of the 240 best hits; `--limit 240` shows them, more words find others\n";
    assert_eq!(says(300, &[]), more);
    let more = "the 240 best hits; more words find others\n";
    assert_eq!(says(300, &["--limit", "400"]), more);
}

#[test]
fn command_lists_limits_and_marks() {
    let project = Project::new();
    shelf(&project.path("output"));
    let run = project.run(&["search", "sip:not", "acceptable"]).exits(0);
    assert_eq!(run.stdout, "488 Not Acceptable Here  Entry\n606 Not Acceptable       Entry\n");
    let run = project.run(&["search", "--color", "always", "sip:not acceptable"]).exits(0);
    assert!(run.stdout.starts_with("488 \x1b[1;4mNot Acceptable\x1b[0m "), "{:?}", run.stdout);
    let run = project.run(&["search", "gateway"]).exits(0);
    assert!(run.stdout.starts_with("Gateway Time-out → 504 Server Time-out  Entry, SIP"));
    let run = project.run(&["search", "sip:", "--limit", "3"]).exits(0);
    assert_eq!(run.stdout.lines().count(), 3);
    assert_eq!(run.stderr, "3 of 43 hits; `--limit 43` shows all\n");
    assert_eq!(project.run(&["search", "sip:"]).exits(0).stdout.lines().count(), 43);
    assert_eq!(project.run(&["search", "e"]).exits(0).stdout.lines().count(), 20);
    let run = project.run(&["search", "http,gone:404"]).exits(0);
    assert_eq!(run.stderr, "no docset has the keyword `gone`\n");
    project.run(&["search", "sip:", "--limit", "0"]).exits(2);
    project.run(&["search"]).exits(2);
}

#[test]
fn command_says_what_was_probably_meant() {
    let project = Project::new();
    shelf(&project.path("output"));
    let notes = |query: &str| project.run(&["search", query]).exits(1).stderr;
    assert_eq!(
        notes("spi:486"),
        "nothing found for `spi:486`
no docset has the keyword `spi`; did you mean `sip:`
keywords are `code:`, `http:`, `sip:`\n"
    );
    assert_eq!(notes("sip:oracle"), "nothing found for `oracle`\n");
    assert_eq!(notes("sip:399"), "nothing found for `399`\n");
    assert_eq!(notes("sip:sdp"), "nothing found for `sdp`\n");
    let forwarded = "did you mean `181 Call Is Being Forwarded`\n";
    assert_eq!(notes("sip:forwarding"), format!("nothing found for `forwarding`\n{forwarded}"));
    assert_eq!(
        notes("sip:forbdiden"),
        "nothing found for `forbdiden`\ndid you mean `403 Forbidden`\n"
    );
    assert_eq!(notes(""), "the query is empty\nkeywords are `code:`, `http:`, `sip:`\n");
    assert_eq!(notes(":;"), "nothing found for `:;`\n");
}

#[test]
fn command_writes_for_launchers() {
    let project = Project::new();
    let sip = docset("SIP Response Codes", "sip", SIP);
    save(&sip, &project.path("my docs"), "sip.docset");
    let run = project.run(&["search", "sip:busy", "--docsets", "my docs", "--format", "json"]);
    let lines: Vec<serde_json::Value> =
        run.exits(0).stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["title"], "486 Busy Here");
    assert_eq!(lines[0]["subtitle"], "Entry · SIP Response Codes");
    assert_eq!(lines[0]["keyword"], "sip");
    assert_eq!(lines[0]["path"], "index.html#//dash_ref_Things%7E21/Entry/486%20Busy%20Here/0");
    assert_eq!(lines[0]["marks"], serde_json::json!([[4, 8]]));
    let url = lines[0]["url"].as_str().unwrap();
    assert!(
        url.starts_with("file:///")
            && url.ends_with(
                "/Documents/index.html#//dash_ref_Things%7E21/Entry/486%20Busy%20Here/0"
            ),
        "{url}"
    );
    assert!(url.contains("/my%20docs/sip.docset/"), "{url}");
    assert_eq!(lines[0]["arg"], lines[0]["url"]);
}

#[test]
fn command_says_when_there_is_nothing_to_search() {
    let project = Project::new();
    fs::create_dir(project.path("empty")).unwrap();
    let run = project.run(&["search", "x", "--docsets", "empty"]).exits(2);
    assert!(
        run.stderr.contains("cannot search `empty`: there is no docset in it"),
        "{}",
        run.stderr
    );
    project.run(&["search", "x", "--docsets", "nowhere"]).exits(2);
    // One broken docset does not hide the others.
    save(&with(INDEX, "broken"), &project.path("some"), "A.docset");
    save(&docset("B", "b", &[("x", 1), ("y", 2)]), &project.path("some"), "B.docset");
    let run = project.run(&["search", "b:", "--docsets", "some"]).exits(0);
    assert_eq!(run.stdout, "x  Entry\ny  Entry\n");
}

#[test]
fn what_cannot_be_searched_is_told_and_hides_nothing() {
    let project = Project::new();
    let some = project.path("some");
    save(&docset("B", "b", &[("x", 1), ("y", 2)]), &some, "B.docset");
    let tgz = gzip(&tar(&entries(&good(), "Cut.docset/")));
    let cut = &tgz[..tgz.len() / 2];
    let broken: [(&str, &str, &dyn Fn()); 6] = [
        ("A.docset", "is no SQLite file", &|| {
            drop(save(&with(INDEX, "broken"), &some, "A.docset"));
        }),
        ("Cut.tgz", "it is damaged: it is cut short", &|| {
            fs::write(some.join("Cut.tgz"), cut).unwrap();
        }),
        ("Zip.tgz", "it is no `.tgz`: it is zip", &|| {
            fs::write(some.join("Zip.tgz"), b"PK\x03\x04").unwrap();
        }),
        ("E.docset", "there is no `Contents/Info.plist` in it", &|| {
            fs::create_dir(some.join("E.docset")).unwrap();
        }),
        ("I.docset", "there is no `Contents/Resources/docSet.dsidx`", &|| {
            drop(save(&without(INDEX), &some, "I.docset"));
        }),
        ("F.docset", "no such table: searchIndex", &|| {
            drop(save(&with(INDEX, index("CREATE TABLE other(a)")), &some, "F.docset"));
        }),
    ];
    for (name, reason, put) in broken {
        put();
        let path = some.join(name);
        // Beside others, ...
        let run = project.run(&["search", "x", "--docsets", "some"]).exits(0);
        assert_eq!(run.stdout.lines().next(), Some("x  Entry, B"), "{name}");
        let told = |stderr: &str| {
            let line = stderr
                .lines()
                .find(|line| line.contains(&format!("cannot search `some/{name}`: ")));
            assert!(line.is_some_and(|line| line.contains(reason)), "{name}: {stderr}");
        };
        told(&run.stderr);
        // ... with nothing found in them, and alone.
        told(&project.run(&["search", "zzz", "--docsets", "some"]).exits(2).stderr);
        told(&project.run(&["search", "x", "--docsets", &format!("some/{name}")]).exits(2).stderr);
        let removed =
            if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.unwrap();
    }
    // Two that cannot be read are both told; an archive is searched unless its docset is there, too.
    fs::write(some.join("Cut.tgz"), cut).unwrap();
    fs::write(some.join("B.tgz"), cut).unwrap();
    let run =
        project.run(&["search", "x", "--docsets", "some/Cut.tgz", "--docsets", "nowhere"]).exits(2);
    assert!(run.stderr.contains("`nowhere`") && run.stderr.contains("Cut.tgz"), "{}", run.stderr);
    fs::write(some.join("Cut.tgz"), &tgz).unwrap();
    let run = project.run(&["search", "plain", "--docsets", "some"]).exits(0);
    assert_eq!((run.stdout.lines().next(), &*run.stderr), (Some("plain  Entry, Calls"), ""));
}

#[test]
fn hostile_docsets_do_no_harm_to_the_terminal_or_to_the_search() {
    let project = Project::new();
    let deep = format!("<div id=1>{}deep", "<div><b><i>".repeat(100_000));
    let mut files = docset("Bad", "bad", &[("a\u{1b}[31mb\nc", 1)]);
    files.insert(format!("{DOCUMENTS}/index.html"), deep.into_bytes());
    save(&files, &project.path("output"), "Bad.docset");
    let run = project.run(&["search", "bad:"]).exits(0);
    assert!(run.stdout.starts_with("a␛[31mb c  Entry, Bad\n"), "{:?}", run.stdout);
    // The page of a row must not be read from outside the bundle.
    let mut files = docset("Out", "out", &[]);
    let sql = format!(
        "{SCHEMA} INSERT INTO searchIndex(name, type, path)
        VALUES ('x', 'Entry', '../../../../secret.html')"
    );
    files.insert(INDEX.into(), index(&sql));
    save(&files, &project.path("output"), "Out.docset");
    fs::write(project.path("output/secret.html"), "<p>secret").unwrap();
    let run = project.run(&["search", "out:x"]).exits(0);
    assert!(!run.stdout.contains("secret\n"), "{}", run.stdout);
}

#[test]
fn flags_are_words_of_a_query_unless_they_are_options() {
    let rows = [("tar -xzf", 1), ("grep --recursive", 2), ("rm -r", 3)];
    let project = Project::new();
    save(&docset("Tools", "tools", &rows), &project.path("output"), "Tools.docset");
    let first = |words: &[&str]| {
        let run = project.run(&[&["search", "--format", "tsv"], words].concat()).exits(0);
        run.stdout.split('\t').next().unwrap().to_owned()
    };
    for (words, expected) in [
        (&["-r"][..], "rm -r"),
        (&["--recursive"], "grep --recursive"),
        (&["tar", "-xzf"], "tar -xzf"),
        (&["-r", "rm", "--limit", "1"], "rm -r"),
        (&["--", "-r"], "rm -r"),
        (&["-xzf"], "tar -xzf"),
    ] {
        assert_eq!(first(words), expected, "{words:?}");
    }
    let run = project.run(&["open", "--dry-run", "-r"]).exits(0);
    assert!(run.stdout.contains("Things%7E3"), "{}", run.stdout);
    let run = project.run(&["search", "--limt", "5", "rm"]).exits(2);
    assert!(run.stderr.contains("'--limit'"), "{}", run.stderr);
    project.run(&["build", "-r", "search"]).exits(2);
}
