//! `search`: what a person types, and what they expect to see first.

use std::fs;
use std::path::Path;

use docsheet::open::{DOCUMENTS, INDEX, INFO};
use docsheet::search::{self, Found, Shelved};
use tempfile::TempDir;

use crate::project::Project;
use crate::shelf::{Files, good, index, info, save, with};

const SCHEMA: &str =
    "CREATE TABLE searchIndex(id INTEGER PRIMARY KEY, name TEXT, type TEXT, path TEXT);
    CREATE UNIQUE INDEX anchor ON searchIndex (name, type, path);
    CREATE INDEX __zi_name0001 ON searchIndex (name COLLATE NOCASE);";

/// A docset whose rows have these names; equal numbers mean the same place.
fn docset(title: &str, keyword: &str, rows: &[(&str, u32)]) -> Files {
    let mut files = good();
    let info = info("").replace("<string>Calls<", &format!("<string>{title}<"));
    let info = info.replace(
        "<string>calls</string>\n<key>dash",
        &format!("<string>{keyword}</string>\n<key>dash"),
    );
    files.insert(INFO.into(), info.into_bytes());
    let mut sql = SCHEMA.to_owned();
    for (name, place) in rows {
        let name = name.replace('\'', "''");
        sql.push_str(&format!(
            "INSERT INTO searchIndex(name, type, path) VALUES ('{name}', 'Entry', 'index.html#{place}');"
        ));
    }
    files.insert(INDEX.into(), index(&sql));
    files
}

const SIP: &[(&str, u32)] = &[
    ("SIP Response Codes", 0),
    ("1xx Provisional", 1),
    ("100 Trying", 2),
    ("180 Ringing", 3),
    ("181 Call Is Being Forwarded", 4),
    ("183 Session Progress", 5),
    ("Early media", 5),
    ("2xx Successful", 6),
    ("200 OK", 7),
    ("202 Accepted (Deprecated)", 8),
    ("4xx Client Failure", 9),
    ("4xx", 10),
    ("400 Bad Request", 11),
    ("401 Unauthorized", 12),
    ("403 Forbidden", 13),
    ("404 Not Found", 14),
    ("407 Proxy Authentication Required", 15),
    ("408 Request Timeout", 16),
    ("414 Request-URI Too Long", 17),
    ("420 Bad Extension", 18),
    ("480 Temporarily Unavailable", 19),
    ("Do not disturb", 19),
    ("481 Call/Transaction Does Not Exist", 20),
    ("486 Busy Here", 21),
    ("487 Request Terminated", 22),
    ("488 Not Acceptable Here", 23),
    ("489 Bad Event", 24),
    ("491 Request Pending", 25),
    ("Glare", 25),
    ("500 Server Internal Error", 26),
    ("503 Service Unavailable", 27),
    ("504 Server Time-out", 28),
    ("Gateway Time-out", 28),
    ("600 Busy Everywhere", 29),
    ("603 Decline", 30),
    ("603+ Network Blocked", 31),
    ("606 Not Acceptable", 32),
    ("PRACK and 100rel", 33),
    ("Q.850 1 Unallocated number (cause 1)", 34),
    ("Q.850 16 Normal call clearing (cause 16)", 35),
    ("Q.850 17 User busy (cause 17)", 36),
    ("Q.850 102 Recovery on timer expiry (cause 102)", 37),
    ("Retry-After", 38),
    ("Warning", 39),
    ("WWW-Authenticate", 40),
    ("Proxy-Authenticate", 41),
    ("Call-Info", 42),
];

const HTTP: &[(&str, u32)] = &[
    ("200 OK", 1),
    ("404 Not Found", 2),
    ("418 I'm a teapot", 3),
    ("451 Unavailable For Legal Reasons", 4),
    ("503 Service Unavailable", 5),
];

const CODE: &[(&str, u32)] = &[
    ("C", 1),
    ("C++", 2),
    ("CSS", 3),
    ("a/b", 4),
    ("%w", 5),
    ("%W[]", 6),
    ("std::vec", 7),
    ("std::vec::Vec", 8),
    ("#include", 9),
    ("git clone", 10),
    ("git clone --depth 1", 11),
    ("git log", 12),
    ("git checkout", 13),
    ("git commit --amend", 14),
    ("UIScrollView", 15),
    ("scrollViewDidScroll", 16),
    ("Übersicht", 17),
    ("Straße", 18),
    ("café", 19),
    ("cafe", 20),
    ("Привет мир", 21),
    ("日本語", 22),
    ("CTRL-B d", 23),
    ("Detach session", 23),
    ("printf", 24),
    ("PRINTF", 25),
    ("fprintf", 26),
    ("a b c", 27),
    ("<>", 28),
    ("'quoted'", 29),
    ("100%", 30),
    ("_", 31),
];

fn shelf(folder: &Path) -> Vec<Shelved> {
    let docsets = [
        ("SIP Response Codes", "sip", SIP),
        ("HTTP Status Codes", "http", HTTP),
        ("Code", "code", CODE),
    ];
    let shelve = |(title, keyword, rows): (&str, &str, &[(&str, u32)])| {
        let path = save(&docset(title, keyword, rows), folder, &format!("{keyword}.docset"));
        search::shelve(&path).unwrap().unwrap()
    };
    docsets.into_iter().map(shelve).collect()
}

fn found(query: &str, shelf: &[Shelved]) -> Found {
    search::search(&search::parse(query, shelf), shelf)
}

/// What is typed, what has to come first, and what is next when that matters.
const EXPECTED: &[(&str, &[&str])] = &[
    // codes
    ("sip:486", &["486 Busy Here"]),
    ("sip:603", &["603 Decline", "603+ Network Blocked"]),
    ("sip:603+", &["603+ Network Blocked"]),
    ("sip:100", &["100 Trying", "PRACK and 100rel"]),
    ("sip:48", &["486 Busy Here", "489 Bad Event"]),
    ("sip:4xx", &["4xx", "4xx Client Failure"]),
    ("sip:2XX", &["2xx Successful"]),
    ("sip:4", &["4xx"]),
    ("sip:200", &["200 OK"]),
    // phrases
    ("sip:busy", &["486 Busy Here", "600 Busy Everywhere", "Q.850 17 User busy (cause 17)"]),
    ("sip:BUSY", &["486 Busy Here"]),
    ("sip:busy here", &["486 Busy Here"]),
    ("sip:here busy", &["486 Busy Here"]),
    ("sip:busy everywhere", &["600 Busy Everywhere"]),
    ("sip:everywhere busy", &["600 Busy Everywhere"]),
    ("sip:486 busy here", &["486 Busy Here"]),
    ("sip:busy 486", &["486 Busy Here"]),
    ("sip:decline", &["603 Decline"]),
    ("sip:ring", &["180 Ringing"]),
    ("sip:timeout", &["408 Request Timeout"]),
    ("sip:time out", &["504 Server Time-out"]),
    ("sip:time-out", &["504 Server Time-out"]),
    ("sip:unavail", &["503 Service Unavailable", "480 Temporarily Unavailable"]),
    ("sip:not acceptable", &["606 Not Acceptable", "488 Not Acceptable Here"]),
    ("sip:transaction", &["481 Call/Transaction Does Not Exist"]),
    ("sip:call transaction", &["481 Call/Transaction Does Not Exist"]),
    ("sip:glare", &["Glare"]),
    ("sip:disturb", &["Do not disturb"]),
    ("sip:bad", &["489 Bad Event", "400 Bad Request", "420 Bad Extension"]),
    ("sip:deprecated", &["202 Accepted (Deprecated)"]),
    ("sip:request", &["400 Bad Request"]),
    ("sip:uri too long", &["414 Request-URI Too Long"]),
    // header fields and causes
    ("sip:retry-after", &["Retry-After"]),
    ("sip:retry after", &["Retry-After"]),
    ("sip:retryafter", &["Retry-After"]),
    ("sip:Retry", &["Retry-After"]),
    ("sip:www", &["WWW-Authenticate"]),
    ("sip:authenticate", &["WWW-Authenticate", "Proxy-Authenticate"]),
    ("sip:q.850 17", &["Q.850 17 User busy (cause 17)"]),
    ("sip:Q.850 1", &["Q.850 1 Unallocated number (cause 1)"]),
    ("sip:cause 17", &["Q.850 17 User busy (cause 17)"]),
    ("sip:cause 1", &["Q.850 1 Unallocated number (cause 1)"]),
    ("sip:850 16", &["Q.850 16 Normal call clearing (cause 16)"]),
    ("sip:call", &["Call-Info", "181 Call Is Being Forwarded"]),
    // scattered letters, first letters
    ("sip:svcunav", &["503 Service Unavailable"]),
    ("sip:forbiden", &["403 Forbidden"]),
    ("sip:bsyhr", &["486 Busy Here"]),
    ("sip:dnd", &["Do not disturb"]),
    ("sip:frbdn", &["403 Forbidden"]),
    ("sip:tmpunav", &["480 Temporarily Unavailable"]),
    ("sip:wa", &["Warning"]),
    // blanks, capitals, keywords
    ("  sip:486  ", &["486 Busy Here"]),
    ("sip: 486", &["486 Busy Here"]),
    ("sip :486", &["486 Busy Here"]),
    ("SIP:486", &["486 Busy Here"]),
    ("sip:busy   here", &["486 Busy Here"]),
    ("http:404", &["404 Not Found"]),
    ("http,sip:451", &["451 Unavailable For Legal Reasons"]),
    ("http, sip:486", &["486 Busy Here"]),
    ("gone,sip:486", &["486 Busy Here"]),
    ("http:i'm", &["418 I'm a teapot"]),
    // no keyword: all docsets
    ("486", &["486 Busy Here"]),
    ("teapot", &["418 I'm a teapot"]),
    ("not found", &["404 Not Found", "404 Not Found"]),
    // signs
    ("C", &["C"]),
    ("code:c", &["C", "C++"]),
    ("c++", &["C++"]),
    ("code:a/b", &["a/b"]),
    ("code:%w", &["%w", "%W[]"]),
    ("%W", &["%w", "%W[]"]),
    ("std::vec", &["std::vec", "std::vec::Vec"]),
    ("code:vec", &["std::vec", "std::vec::Vec"]),
    ("include", &["#include"]),
    ("<>", &["<>"]),
    ("'quoted'", &["'quoted'"]),
    ("quoted", &["'quoted'"]),
    ("100%", &["100%"]),
    ("_", &["_"]),
    // commands
    ("code:clone", &["git clone", "git clone --depth 1"]),
    ("code:git", &["git log", "git clone"]),
    ("code:depth", &["git clone --depth 1"]),
    ("code:--amend", &["git commit --amend"]),
    ("code:commit amend", &["git commit --amend"]),
    ("code:gchk", &["git checkout"]),
    ("code:detach", &["Detach session"]),
    ("code:ctrl-b", &["CTRL-B d"]),
    ("code:scrollview", &["scrollViewDidScroll", "UIScrollView"]),
    ("code:did", &["scrollViewDidScroll"]),
    // capitals and accents differ, but the one that was typed comes first
    ("code:printf", &["printf", "PRINTF", "fprintf"]),
    ("code:PRINTF", &["PRINTF", "printf", "fprintf"]),
    ("ubersicht", &["Übersicht"]),
    ("ÜBERSICHT", &["Übersicht"]),
    ("strasse", &["Straße"]),
    ("STRASSE", &["Straße"]),
    ("café", &["café", "cafe"]),
    ("cafe", &["cafe", "café"]),
    ("привет", &["Привет мир"]),
    ("МИР", &["Привет мир"]),
    ("本", &["日本語"]),
    ("code:c b a", &["a b c"]),
];

#[test]
fn what_people_expect_comes_first() {
    let folder = TempDir::new().unwrap();
    let shelf = shelf(folder.path());
    let mut wrong = Vec::new();
    for (query, expected) in EXPECTED {
        let found = found(query, &shelf);
        let names = found.hits.iter().map(|hit| hit.name.as_str());
        let names: Vec<_> = names.take(expected.len()).collect();
        if names != *expected {
            wrong.push(format!("{query:?}: expected {expected:?}, found {names:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), EXPECTED.len(), wrong.join("\n"));
}

#[test]
fn what_is_not_there_is_not_found() {
    let folder = TempDir::new().unwrap();
    let shelf = shelf(folder.path());
    for query in [
        "sip:teapot",
        "spi:486",
        "::::;",
        "sip:zzz",
        "http:486",
        "nowhere at all",
        "sip:cseq",
        "sip:rename",
        "sip:xylophone",
    ] {
        assert_eq!(found(query, &shelf).hits, [], "{query}");
    }
}

#[test]
fn keyword_alone_lists_its_docset_in_order_and_each_place_once() {
    let folder = TempDir::new().unwrap();
    let shelf = shelf(folder.path());
    for query in ["http:", " HTTP : "] {
        let names: Vec<_> = found(query, &shelf).hits.into_iter().map(|hit| hit.name).collect();
        assert_eq!(names, HTTP.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }
    let both = found("http,sip:", &shelf);
    assert_eq!(both.hits.len(), HTTP.len() + 43);
    for alone in ["sip:491", "sip:busy here", "sip:here busy", "sip:486"] {
        assert_eq!(found(alone, &shelf).hits.len(), 1, "{alone}");
    }
}

#[test]
fn marks_are_the_letters_that_fit() {
    let folder = TempDir::new().unwrap();
    let shelf = shelf(folder.path());
    let marked = |query: &str| {
        let hit = found(query, &shelf).hits.remove(0);
        let marks = hit.marks.iter().map(|mark| hit.name[mark.clone()].to_owned());
        marks.collect::<Vec<_>>().join("|")
    };
    assert_eq!(marked("sip:busy"), "Busy");
    assert_eq!(marked("sip:here busy"), "Busy|Here");
    assert_eq!(marked("sip:bsyhr"), "B|sy|H|r");
    assert_eq!(marked("strasse"), "Straße");
    assert_eq!(marked("ubers"), "Übers");
    assert_eq!(marked("мир"), "мир");
    assert_eq!(marked("http:"), "");
}

#[test]
fn keywords_are_those_that_zeal_reads() {
    let folder = TempDir::new().unwrap();
    let keys = "<key>DashDocSetPluginKeyword</key><string>plug</string>
        <key>DashDocSetKeyword</key><string>CALLS</string>
        <key>DashDocSetFamily</key><string>cheatsheet</string>";
    let mut files = with(INFO, info(keys));
    files.insert("meta.json".into(), br#"{"extra": {"keywords": ["meta", 1]}}"#.to_vec());
    let shelved = search::shelve(&save(&files, folder.path(), "A.docset")).unwrap().unwrap();
    assert_eq!(shelved.keywords, ["calls", "plug", "cheatsheet", "meta"]);
    let toc = info("<key>DashDocSetFamily</key><string>dashtoc3</string>");
    let path = save(&with(INFO, toc), folder.path(), "B.docset");
    assert_eq!(search::shelve(&path).unwrap().unwrap().keywords, ["calls"]);
    let path = save(&with(INFO, "broken"), folder.path(), "C.docset");
    assert_eq!(search::shelve(&path).unwrap(), None);
}

#[test]
fn one_hit_is_the_entry_itself() {
    let page = "<table><thead><tr><th>Code</th><th>Do</th></tr></thead>
        <tr id=1><td>486 Busy</td><td>try <code>again</code></td></tr></table>
        <div id=2><h3>Glare</h3><p>Both at <b>once</b>.</p>
        <ul class='a facts'><li><strong>Do:</strong> wait</li><li><strong>Typical cause:</strong> hold,
        transfer, and other things that take a while to tell and do not fit into a line of text</li></ul></div>";
    let mut files = docset("Calls", "calls", &[("486 Busy", 1), ("Glare", 2)]);
    files.insert(format!("{DOCUMENTS}/index.html"), page.into());
    let project = Project::new();
    save(&files, &project.path("output"), "Calls.docset");
    let run = project.run(&["search", "calls:486"]).exits(0);
    assert_eq!(run.stdout, "486 Busy  Entry, Calls\n\n  Do    try again\n");
    let run = project.run(&["search", "--full", "glare"]).exits(0);
    assert_eq!(
        run.stdout,
        "Glare  Entry, Calls

Both at once.

  Do             wait
  Typical cause  hold, transfer, and other things that take a while to tell and do not fit into a
                 line of text
"
    );
    let run = project.run(&["search", "calls:", "--full"]).exits(0);
    assert!(run.stdout.contains("try again\n\nGlare  Entry"), "{}", run.stdout);
}

#[test]
fn command_lists_limits_and_marks() {
    let project = Project::new();
    shelf(&project.path("output"));
    let run = project.run(&["search", "sip:not", "acceptable"]).exits(0);
    assert_eq!(
        run.stdout,
        "606 Not Acceptable       Entry  SIP Response Codes
488 Not Acceptable Here  Entry  SIP Response Codes\n"
    );
    let run = project.run(&["search", "--color", "always", "sip:not acceptable"]).exits(0);
    assert!(run.stdout.starts_with("606 \x1b[1;4mNot Acceptable\x1b[0m "), "{:?}", run.stdout);
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
    assert_eq!(
        notes("sip:forbdiden"),
        "nothing found for `forbdiden`\ndid you mean `403 Forbidden`\n"
    );
    assert_eq!(notes("sip 486"), "nothing found for `sip 486`\ndid you mean `sip:486`\n");
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
    assert_eq!(lines[0]["path"], "index.html#21");
    assert_eq!(lines[0]["marks"], serde_json::json!([[4, 8]]));
    let url = lines[0]["url"].as_str().unwrap();
    assert!(url.starts_with("file:///") && url.ends_with("/Documents/index.html#21"), "{url}");
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
    assert_eq!(run.stdout, "x  Entry  B\ny  Entry  B\n");
    let run = project.run(&["search", "calls:x", "--docsets", "some"]).exits(1);
    assert!(run.stderr.starts_with("cannot search `some/A.docset`: "), "{}", run.stderr);
}

#[test]
fn hostile_docsets_do_no_harm_to_the_terminal_or_to_the_search() {
    let project = Project::new();
    let deep = format!("<div id=1>{}deep", "<div><b><i>".repeat(100_000));
    let mut files = docset("Bad", "bad", &[("a\u{1b}[31mb\nc", 1)]);
    files.insert(format!("{DOCUMENTS}/index.html"), deep.into_bytes());
    save(&files, &project.path("output"), "Bad.docset");
    let run = project.run(&["search", "bad:"]).exits(0);
    assert!(run.stdout.starts_with("a [31mb c  Entry, Bad\n"), "{:?}", run.stdout);
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
