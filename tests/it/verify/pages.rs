//! What pages and styles can have wrong.

use std::fs;

use docsheet::open::{DOCUMENTS, INFO};
use tempfile::TempDir;

use super::{check, found, look, markup, names, page, with_page};
use crate::shelf::{Files, good, info, replaced, save, with};

#[test]
fn each_damage_to_a_page_has_its_finding() {
    let damages: &[(&str, Files)] = &[
        ("dead-anchor", replaced(&page(), "name=plain", "title=plain")),
        ("dead-anchor", replaced(&page(), "<a name=plain>", "<b name=plain>")),
        ("dead-anchor-zeal", replaced(&page(), "486%20Busy/0", "486 Busy/0")),
        ("remote-resource", markup("<img src=https://example.org/a.png>")),
        ("remote-resource", markup("<img srcset='a.png 1x, //example.org/b.png 2x'>")),
        ("remote-resource", markup("<link rel='Shortcut Icon' href=http://example.org/a.ico>")),
        ("remote-resource", markup("<style>@import 'https://example.org/a.css';</style>")),
        ("remote-resource", markup("<p style='background: url( \"https://example.org/a\" )'>")),
        ("remote-resource", markup("<base href='https://example.org/'>")),
        ("remote-resource", with(&format!("{DOCUMENTS}/a.css"), "a { b: url(//example.org/c) }")),
        ("missing-resource", markup("<img src=' no%20such.png?x '>")),
        ("missing-resource", markup("<link rel=stylesheet href=style.css>")),
        ("missing-resource", markup("<iframe src=/index.html></iframe>")),
        ("missing-resource", markup("<object data=Index.html></object>")),
        ("leaves-bundle", markup("<img src='a/../../../../../x.png'>")),
        ("leaves-bundle", markup("<img src=file:///etc/x.png>")),
        ("remote-resource script", markup("<script src='https://example.org/a.js'></script>")),
        ("script", markup("<script>document.title = 1</script>")),
        ("inline-handler", markup("<p onclick='go()'>")),
        ("inline-handler", markup("<a href='JavaScript:go()'>")),
        ("page-encoding", with(&format!("{DOCUMENTS}/a.html"), b"\xff\xfe<\0".to_vec())),
        ("scripted-anchor script", {
            let mut files = with_page("a.html", "<script>route()</script>", "a.html#/route");
            files.insert(INFO.into(), info("<key>isJavaScriptEnabled</key><true/>").into());
            files
        }),
    ];
    check(damages);
}

#[test]
fn huge_pages_are_not_read() {
    let folder = TempDir::new().unwrap();
    let root = save(&good(), folder.path(), "Calls.docset");
    let page = fs::File::create(root.join(DOCUMENTS).join("huge.html")).unwrap();
    page.set_len(500 << 20).unwrap();
    assert_eq!(names(&look(&root)), ["too-large"]);
}

#[test]
fn deep_markup_and_lists_do_no_harm() {
    let deep = format!("{}<p id=x>", "<div>".repeat(1_000_000));
    assert_eq!(found(&with_page("deep.html", &deep, "deep.html#x")), [""; 0]);
    let nested = format!("<key>x</key>{}{}", "<array>".repeat(50_000), "</array>".repeat(50_000));
    assert_eq!(found(&with(INFO, info(&nested))), [""; 0]);
}
