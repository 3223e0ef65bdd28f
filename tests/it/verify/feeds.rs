//! What a feed can have wrong.

use std::fs;

use docsheet::verify;
use tempfile::TempDir;

use super::names;
use crate::project::{Project, small_sheet};
use crate::shelf::{entries, good, gzip, tar};

const URL: &str = "<url>https://example.org/Calls.tgz</url>";

/// The findings about a feed with this inside.
fn inside(entry: &str) -> Vec<&'static str> {
    written(format!("<entry>{entry}</entry>").as_bytes())
}

fn written(bytes: &[u8]) -> Vec<&'static str> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("Calls.xml");
    fs::write(&path, bytes).unwrap();
    names(&verify::verify_feed(&path).unwrap())
}

#[test]
fn good_feeds_are_fine() {
    for entry in [
        format!("<version>1/a</version>{URL}"),
        format!("\n<name>Calls</name> {URL}<version>1</version> <ios_version>1</ios_version>"),
        format!("<version><![CDATA[1]]></version>{URL}<url>HTTP://a.org:80/b/Calls.tgz?c#d</url>"),
        format!("<!-- new --><version>1 &amp; 2</version>{URL}{URL}"),
        "<version>1</version><url>https://example.org/C%23.tar.gz</url>".to_owned(),
        "<version>1</version><url>https://example.org/a b.tgz<!-- new --></url>".to_owned(),
        "<version>1</version><url><![CDATA[https://example.org/a.tgz]]></url>".to_owned(),
        "<version>1</version><a:url xmlns:a='b'>https://example.org/C.tgz</a:url>".to_owned(),
    ] {
        assert_eq!(inside(&entry), [""; 0], "{entry}");
    }
}

#[test]
fn each_damage_to_a_feed_has_its_finding() {
    let url = |url: &str| inside(&format!("<version>1</version><url>{url}</url>"));
    for broken in [
        "",
        "{}",
        " <?xml version='1.0'?><entry/>",
        "<entry><version>1</version>",
        "<entry><url>https://example.org/?a&b</url></entry>",
        "<entry></entry><entry/>",
        "<feed xmlns='http://www.w3.org/2005/Atom'/>",
        "<!DOCTYPE a [<!ENTITY a 'b'>]><entry/>",
        "<entry><version>1</version><a:url>https://example.org/C.tgz</a:url></entry>",
    ] {
        assert_eq!(written(broken.as_bytes()), ["feed-broken"], "{broken}");
    }
    assert_eq!(written(b"<entry><version>\xff</version></entry>"), ["feed-broken"]);
    assert_eq!(inside(URL), ["feed-version"]);
    assert_eq!(inside(&format!("<version> </version>{URL}")), ["feed-version"]);
    assert_eq!(inside("<version>1</version>"), ["feed-address"]);
    for address in ["Calls.tgz", "/Calls.tgz", "ftp://a.org/Calls.tgz", "https:///Calls.tgz"] {
        assert_eq!(url(address), ["feed-address"], "{address}");
    }
    for address in ["https://a.org", "https://a.org/", "https://a.org/a\nb.tgz", "file:///x.tgz"] {
        assert_eq!(url(address), ["feed-address"], "{address}");
    }
    for misread in [
        "\nhttps://a.org/Calls.tgz\n",
        "<!-- a -->https://a.org/Calls.tgz",
        "https://a.org/<!-- new -->Calls.tgz",
        "https://a.org/<![CDATA[Calls]]>.tgz",
    ] {
        assert_eq!(url(misread), ["feed-address"], "{misread}");
    }
    assert_eq!(url("https://a.org/Calls.zip"), ["feed-packing"]);
    assert_eq!(url("https://me:secret@a.org/Calls.tgz"), ["feed-password"]);
    let two = format!("<version>2</version>{URL}<url>https://a.org/Calls-1.tgz</url>");
    assert_eq!(inside(&two), ["feed-addresses"]);
}

#[test]
fn zeal_takes_older_versions_for_the_newest() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("Calls.xml");
    let others = "<other-versions><version><name>1.0</name></version>\
                  <version>0.9</version></other-versions>";
    let examples = |entry: String| {
        fs::write(&path, format!("<entry>{entry}</entry>")).unwrap();
        let report = verify::verify_feed(&path).unwrap();
        assert_eq!(names(&report), ["feed-other-versions"]);
        report.findings[0].examples.clone()
    };
    let behind = examples(format!("<version>1.1</version>{URL}{others}"));
    assert_eq!(behind, ["<name>1.0</name>", "<version>0.9</version>"]);
    let before = examples(format!("{others}<version>1.1</version>{URL}"));
    assert_eq!(before[2], "`0.9` stands before the version of the entry");
}

#[test]
fn a_feed_and_its_archive_are_looked_at_together() {
    let project = Project::new().file("data/A.rb", small_sheet("A"));
    project.run(&["build", "--base-url", "https://example.org", "--docset-version", "1"]).exits(0);
    let both = project.run(&["verify", "output/A.xml"]).exits(0);
    let [feed, archive] = both.stdout.lines().collect::<Vec<_>>()[..] else {
        panic!("{}", both.stdout)
    };
    assert_eq!(feed, "output/A.xml: 1 address: fine");
    assert!(archive.starts_with("output/A.tgz: "), "{archive}");
    assert!(project.run(&["verify", "output"]).exits(0).stdout.contains(feed));
    let text = fs::read_to_string(project.path("output/A.xml")).unwrap();
    let newer = text.replace("<version>1<", "<version>2<");
    assert_ne!(newer, text);
    fs::write(project.path("output/A.xml"), newer).unwrap();
    let run = project.run(&["verify", "output"]).exits(0);
    assert!(run.stderr.contains("`2`, and `1` in the archive"), "{}", run.stderr);
    // The archive of another docset is none of its business; a path out of the folder is none.
    let elsewhere = "<entry><version>1</version><url>https://a.org/..%2FB.tgz</url></entry>";
    let project = project.file("site/C.xml", elsewhere);
    fs::write(project.path("B.tgz"), gzip(&tar(&entries(&good(), "B.docset/")))).unwrap();
    assert_eq!(project.run(&["verify", "site/C.xml"]).exits(0).stdout.lines().count(), 1);
}
