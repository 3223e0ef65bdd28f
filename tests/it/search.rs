//! `search`: docsets to search in, and what of them is searched.

#[cfg(feature = "mcp")]
mod agent;
mod cache;
mod command;
mod editors;
mod formats;
mod opening;
mod ranking;
mod shells;
mod text;

use std::path::Path;

use docsheet::bundle::{INDEX, INFO};
use docsheet::search::{self, Found, Groups, Shelved};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tempfile::TempDir;

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
        let (name, anchor) = (name.replace('\'', "''"), anchor(rows, *place));
        sql.push_str(&format!(
            "INSERT INTO searchIndex(name, type, path)
             VALUES ('{name}', 'Entry', 'index.html#{anchor}');"
        ));
    }
    files.insert(INDEX.into(), index(&sql));
    files
}

/// The anchor of an entry, which says the first of its names.
fn anchor(rows: &[(&str, u32)], place: u32) -> String {
    let (own, _) = rows.iter().find(|row| row.1 == place).unwrap();
    let own = utf8_percent_encode(own, NON_ALPHANUMERIC);
    format!("//dash_ref_Things%7E{place}/Entry/{own}/0")
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
        search::shelve(&path).unwrap()
    };
    docsets.into_iter().map(shelve).collect()
}

fn found(query: &str, shelf: &[Shelved]) -> Found {
    search::search(&search::parse(query, shelf, &Groups::default()), shelf, None)
}

#[test]
fn keywords_are_those_that_zeal_reads() {
    let folder = TempDir::new().unwrap();
    let keys = "<key>DashDocSetPluginKeyword</key><string>plug</string>
        <key>DashDocSetKeyword</key><string>CALLS</string>
        <key>DashDocSetFamily</key><string>cheatsheet</string>";
    let mut files = with(INFO, info(keys));
    files.insert("meta.json".into(), br#"{"extra": {"keywords": ["meta", 1]}}"#.to_vec());
    let shelved = search::shelve(&save(&files, folder.path(), "A.docset")).unwrap();
    assert_eq!(shelved.keywords, ["calls", "plug", "cheatsheet", "meta"]);
    let toc = info("<key>DashDocSetFamily</key><string>dashtoc3</string>");
    let path = save(&with(INFO, toc), folder.path(), "B.docset");
    assert_eq!(search::shelve(&path).unwrap().keywords, ["calls"]);
    let path = save(&with(INFO, "broken"), folder.path(), "C.docset");
    assert_eq!(search::shelve(&path).unwrap().keywords, <[String; 0]>::default());
}
