//! What the list of files, `Info.plist`, the icons and `meta.json` can have wrong.

use std::fs;

use docsheet::bundle::{DOCUMENTS, INDEX, INFO};
use tempfile::TempDir;

use super::{check, look, names, page, row};
use crate::shelf::{Files, good, icon, info, renamed, replaced, save, with, without};

#[test]
fn each_damage_to_a_file_has_its_finding() {
    let damages: &[(&str, Files)] = &[
        ("missing-part", without(INFO)),
        ("missing-part", without(INDEX)),
        ("index-broken", with(INDEX, "")),
        ("missing-part plist-path", without(&page())),
        ("broken-archive archived-pages plist-path", {
            let mut files = without(&page());
            files.insert("Contents/Resources/tarix.tgz".into(), b"x".to_vec());
            files
        }),
        ("wrong-case", renamed(INFO, "Contents/INFO.plist")),
        ("info-name", renamed(INFO, "Contents/info.plist")),
        ("plist-path info-name", {
            let mut files = replaced(INFO, "index.html", "home.html");
            let info = files.remove(INFO).unwrap();
            files.insert("Contents/info.plist".into(), info);
            files
        }),
        ("wrong-case", renamed(INDEX, "Contents/Resources/docset.dsidx")),
        ("plist-not-xml", with(INFO, b"bplist00\xd1\x01\x02".to_vec())),
        ("plist-broken", with(INFO, b"\xff\xfe<\0".to_vec())),
        ("plist-broken", with(INFO, &info("")[..300])),
        ("plist-broken", with(INFO, info("").replace("</dict>", ""))),
        (
            "plist-broken",
            with(INFO, info("").replace("\"http:", "\"http:\" [<!ENTITY a \"b\">] \"")),
        ),
        ("plist-broken", with(INFO, "")),
        ("plist-key", replaced(INFO, "CFBundleName", "Name")),
        ("plist-key", replaced(INFO, "isDashDocset", "isDocset")),
        ("plist-value", replaced(INFO, "<string>Calls</string>", "<integer>1</integer>")),
        ("plist-value", replaced(INFO, "<string>Calls</string>", "<string> </string>")),
        ("plist-value", replaced(INFO, "<true/>", "<false/>")),
        ("plist-value", replaced(INFO, "<true/>", "<string>true</string>")),
        ("plist-path", replaced(INFO, "index.html", "home.html")),
        ("plist-path", replaced(INFO, "index.html", "Index.html")),
        ("", replaced(INFO, "index.html", "./sub/../index.html")),
        ("index-page", replaced(INFO, "index.html", "/index.html")),
        ("index-page", replaced(INFO, "index.html", "index.html#top")),
        ("index-page", replaced(INFO, "index.html", "ind%65x.html")),
        ("leaves-bundle", replaced(INFO, "index.html", "../../Info.plist/../../../x")),
        (
            "keyword",
            replaced(INFO, "<string>calls</string>\n<key>dash", "<string>c:d</string>\n<key>dash"),
        ),
        (
            "keyword",
            replaced(
                INFO,
                "<string>calls</string>\n<key>dash",
                "<string>calls </string>\n<key>dash",
            ),
        ),
        ("index-broken", with(INDEX, "not a database at all")),
        ("index-broken", with(INDEX, &good()[INDEX][..6000])),
        ("icon-size", with("icon.png", icon(32))),
        ("icon-size", with("icon@2x.png", icon(64))),
        ("icon-pair", without("icon.png")),
        ("icon-broken", with("icon.png", "GIF89a")),
        ("meta-broken", with("meta.json", "{")),
        ("meta-broken", with("meta.json", "[1]")),
        ("meta-value", with("meta.json", r#"{"revision": 3}"#)),
        ("meta-value", with("meta.json", r#"{"revision": "3.1"}"#)),
        ("meta-value", with("meta.json", r#"{"title": ["Calls"]}"#)),
        ("meta-value", with("meta.json", r#"{"extra": {"keywords": "calls"}}"#)),
        ("meta-value", with("meta.json", r#"{"extra": {"isJavaScriptEnabled": "true"}}"#)),
        ("nested-docset", with("Calls.docset/Contents/Info.plist", "x")),
        ("nested-docset", with(&format!("{DOCUMENTS}/a/Old.docset/Contents/x"), "x")),
        ("stray-file", with(".DS_Store", "x")),
        ("stray-file", with("Contents/Resources/optimizedIndex.dsidx", "x")),
        ("unportable-name", with(&format!("{DOCUMENTS}/a:b.png"), "x")),
        ("unportable-name", with(&format!("{DOCUMENTS}/aux.png"), "x")),
        ("case-clash", with(&format!("{DOCUMENTS}/INDEX.html"), "x")),
        ("journal", with(&format!("{INDEX}-wal"), "x")),
        ("too-large", with(INFO, " ".repeat(2 << 20))),
    ];
    check(damages);
}

#[cfg(unix)]
#[test]
fn links_in_folders_are_listed_and_never_followed() {
    use std::os::unix::fs::symlink;
    let folder = TempDir::new().unwrap();
    let root = save(&row("a", "Entry", "linked/a.html#x"), folder.path(), "Calls.docset");
    symlink("..", root.join(DOCUMENTS).join("linked")).unwrap();
    assert_eq!(names(&look(&root)), ["link"]);
    fs::remove_file(root.join(DOCUMENTS).join("linked")).unwrap();
    symlink("../../../../../../etc", root.join(DOCUMENTS).join("linked")).unwrap();
    assert_eq!(names(&look(&root)), ["leaves-bundle"]);
    fs::remove_file(root.join(INFO)).unwrap();
    symlink("/etc/passwd", root.join(INFO)).unwrap();
    assert_eq!(names(&look(&root)), ["leaves-bundle", "missing-part"]);
}

#[test]
fn names_that_zeal_loses_are_told() {
    let folder = tempfile::TempDir::new().unwrap();
    for name in ["Порты.docset", "Café.docset", "++.docset"] {
        assert_eq!(names(&look(&save(&good(), folder.path(), name))), ["weak-name"], "{name}");
    }
    assert_eq!(names(&look(&save(&good(), folder.path(), "C++ 20.docset"))), [""; 0]);
    // Each reason is told: it turns text around, and is outside ASCII.
    let turned = look(&save(&good(), folder.path(), "é\u{202e}b.docset"));
    assert_eq!(names(&turned), ["unportable-name", "weak-name"]);
    assert_eq!(names(&look(&save(&good(), folder.path(), "COM1.docset"))), ["unportable-name"]);
}
