//! What a person types, and what they expect to see first.

use tempfile::TempDir;

use super::{HTTP, found, shelf};

/// What is typed, what has to come first, and what is next when that matters.
const EXPECTED: &[(&str, &[&str])] = &[
    // codes
    ("sip:486", &["486 Busy Here"]),
    ("sip:603", &["603 Decline", "603+ Network Blocked"]),
    ("sip:603+", &["603+ Network Blocked"]),
    ("sip:100", &["100 Trying", "PRACK and 100rel"]),
    (
        "sip:48",
        &["480 Temporarily Unavailable", "481 Call/Transaction Does Not Exist", "486 Busy Here"],
    ),
    ("sip:4xx", &["4xx", "4xx Client Failure"]),
    ("sip:2XX", &["2xx Successful"]),
    ("sip:4", &["4xx Client Failure", "4xx", "400 Bad Request"]),
    ("sip:17", &["Q.850 17 User busy (cause 17)"]),
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
    ("sip:unavail", &["480 Temporarily Unavailable", "503 Service Unavailable"]),
    ("sip:not acceptable", &["488 Not Acceptable Here", "606 Not Acceptable"]),
    ("sip:transaction", &["481 Call/Transaction Does Not Exist"]),
    ("sip:call transaction", &["481 Call/Transaction Does Not Exist"]),
    ("sip:glare", &["Glare"]),
    ("sip:disturb", &["Do not disturb"]),
    ("sip:bad", &["400 Bad Request", "420 Bad Extension", "489 Bad Event"]),
    ("sip:deprecated", &["202 Accepted (Deprecated)"]),
    ("sip:request", &["408 Request Timeout"]),
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
    ("sip:call", &["181 Call Is Being Forwarded"]),
    // as lines are pasted
    ("sip:Q.850;cause=16", &["Q.850 16 Normal call clearing (cause 16)"]),
    ("sip:cause=17", &["Q.850 17 User busy (cause 17)"]),
    ("sip:USER_BUSY", &["Q.850 17 User busy (cause 17)"]),
    ("sip:\"not acceptable\"", &["488 Not Acceptable Here", "606 Not Acceptable"]),
    ("sip:\"acceptable not\"", &[]),
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
        "sip:bsyhr",
        "sip:oracle",
        "sip:399",
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
    assert_eq!(marked("strasse"), "Straße");
    assert_eq!(marked("ubers"), "Übers");
    assert_eq!(marked("мир"), "мир");
    assert_eq!(marked("http:"), "");
}
