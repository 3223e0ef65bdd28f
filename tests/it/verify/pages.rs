//! What pages and styles can have wrong.

use std::fs;

use docsheet::bundle::{DOCUMENTS, INFO};
use tempfile::TempDir;

use super::{check, found, look, markup, names, page, with_page};
use crate::shelf::{Files, good, icon, info, replaced, save, with};

#[test]
fn each_damage_to_a_page_has_its_finding() {
    let damages: &[(&str, Files)] = &[
        ("dead-anchor", replaced(&page(), "name=plain", "title=plain")),
        ("dead-anchor", replaced(&page(), "<a name=plain>", "<b name=plain>")),
        ("dead-anchor", with_page("t.html", "<template><p id=a></template>", "t.html#a")),
        ("", with_page("t.html", "<template></template><p id=a>", "t.html#a")),
        ("dead-anchor-zeal", replaced(&page(), "486%20Busy/0", "486 Busy/0")),
        ("remote-resource", markup("<img src=https://example.org/a.png>")),
        ("remote-resource", markup("<img srcset='//example.org/b.png 2x'>")),
        ("missing-resource", markup("<img srcset='a.png, a.png 2x'>")),
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
        ("page-encoding", with(&format!("{DOCUMENTS}/a.html"), b"\xff\xfe<".to_vec())),
        // One reason is enough: a picture has no anchors either.
        ("no-text", {
            let mut files = with_page("p.html", "", "p.html#a");
            files.insert(format!("{DOCUMENTS}/p.html"), icon(16));
            files
        }),
        ("", {
            let mut files = with_page("p", "", "p#a");
            files.insert(format!("{DOCUMENTS}/p"), icon(16));
            files
        }),
        (
            "contents-anchor",
            markup("<a class='x dashAnchor' name='//apple_ref/cpp/Section/a/b'></a>"),
        ),
        ("contents-anchor", markup("<a class=dashAnchor name='//apple_ref/Property/c'></a>")),
        ("page-encoding", with(&format!("{DOCUMENTS}/a.html"), b"<p>caf\xe9".to_vec())),
        (
            "page-encoding",
            with(&format!("{DOCUMENTS}/a.html"), b"<meta charset=utf-8>\xe9".to_vec()),
        ),
        (
            "remote-resource",
            markup("<meta http-equiv=Refresh content='0; URL = \"https://example.org/\"'>"),
        ),
        ("remote-resource", markup("<meta http-equiv=refresh content='0,//example.org/a'>")),
        ("broken-link", markup("<meta http-equiv=refresh content='0; url=gone.html'>")),
        ("broken-link", markup("<a href=gone.html>")),
        ("broken-link", markup("<a href=' gone.html#plain '>")),
        ("broken-link", markup("<a href=Index.html>")),
        ("broken-link", markup("<area href=/index.html>")),
        ("broken-link", markup("<a href=../../../../x.html>")),
        ("broken-link", markup("<a href=file:///usr/share/doc/x.html>")),
        ("dead-link", markup("<a href=#gone>")),
        ("dead-link", markup("<a href=index.html#gone>")),
        ("dead-link script", markup("<a href=#gone><script></script>")),
        ("scripted-anchor script", {
            let mut files = with_page("a.html", "<script>route()</script>", "a.html#/route");
            files.insert(INFO.into(), info("<key>isJavaScriptEnabled</key><true/>").into());
            files
        }),
    ];
    check(damages);
}

#[test]
fn whatever_runs_loads_or_sends_is_told() {
    let damages: &[(&str, Files)] = &[
        ("sends-away", markup("<form action='https://example.org/q'>")),
        ("sends-away", markup("<form action=q><button formaction='//example.org'>")),
        ("sends-away", markup("<a href=#plain ping='https://example.org'>")),
        ("embedded-page", markup("<iframe srcdoc='<p>text'></iframe>")),
        (
            "remote-resource script inline-handler embedded-page",
            markup(
                "<iframe srcdoc='<script>a()</script><img src=//a.org/b onerror=c()>'></iframe>",
            ),
        ),
        ("embedded-page", markup("<object data='data:text/html,<script>a()</script>'>")),
        ("embedded-page", markup("<embed src=' DATA:image/svg+xml;base64,AA=='>")),
        ("script", markup("<script type=speculationrules>{}</script>")),
        ("remote-resource", markup("<svg><rect fill='url(https://example.org/a.svg#b)'>")),
        ("remote-resource", markup("<svg><feImage href='https://example.org/a.png'>")),
        ("remote-resource", markup("<meta http-equiv=refresh content='0;url=//example.org'>")),
        ("remote-resource", markup("<img srcset='index.html 1x, https://example.org/a.png 2x'>")),
        // What stays in the docset, or is only data.
        ("", markup("<form action=index.html><object data='data:image/png;base64,AA=='>")),
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

#[test]
fn links_that_lead_somewhere_are_fine() {
    let links = [
        "#plain",
        "#top",
        "#",
        "",
        "?q#plain",
        "index.html#plain",
        "./x/../index.html?q",
        ".",
        "//example.org/a",
        "HTTPS://example.org",
        "mailto:a@b.org",
        "tel:1",
        "A::B.html",
        "sub/",
        "sub/other%20page.html#anything",
        "../../../icon.png",
        "#%C3%BC",
    ];
    let links = links.map(|link| format!("<a href='{link}'>")).concat();
    let mut files = markup(&format!("{links}<p id=ü>"));
    let back = "<a href=../index.html#gone><base href=x><a href=#gone>";
    files.insert(format!("{DOCUMENTS}/sub/other page.html"), back.into());
    assert_eq!(found(&files), [""; 0]);
    // Scripts that run make places, and do without them.
    let mut scripted = markup("<script>tabs()</script><a href=#gone>");
    scripted.insert(INFO.into(), info("<key>isJavaScriptEnabled</key><true/>").into());
    assert_eq!(found(&scripted), ["script"]);
}

#[test]
fn a_page_that_a_menu_misses_is_told_once() {
    let mut files = good();
    for at in 0..50 {
        let menu = format!("<a href=gone.html#{at}><a href=../gone.html><a href=#{at}>");
        files.insert(format!("{DOCUMENTS}/{at:02}.html"), menu.into());
    }
    let folder = TempDir::new().unwrap();
    let report = look(&save(&files, folder.path(), "Calls.docset"));
    let [broken, dead] = &report.findings[..] else { panic!("{report:?}") };
    assert_eq!((dead.count, dead.examples.len()), (50, 5));
    assert_eq!(dead.examples[0], "00.html#0");
    assert_eq!(broken.message(), "2 pages that links lead to are not in the docset");
    assert!(broken.examples.contains(&"gone.html, linked from 00.html".to_owned()), "{broken:?}");
}
