//! A folder built for a web address can be served as it is.

use std::fs;

use docsheet::docset::hex;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::project::{Project, files_below, small_sheet};

const BUILD: &[&str] = &["build", "--base-url", "https://example.org/docsets"];

fn project() -> Project {
    Project::new().file("data/One.rb", small_sheet("One")).file("data/Two.rb", small_sheet("Two"))
}

fn text(project: &Project, path: &str) -> String {
    fs::read_to_string(project.path("output").join(path)).unwrap()
}

fn version(project: &Project) -> String {
    let meta: Value = serde_json::from_str(&text(project, "One.docset/meta.json")).unwrap();
    let version = meta["version"].as_str().unwrap().to_owned();
    assert!(text(project, "One.xml").contains(&format!("<version>{version}</version>")));
    version
}

#[test]
fn the_folder_has_feeds_checksums_and_a_page() {
    let project = project();
    project.run(BUILD).exits(0);
    let files = files_below(&project.path("output"));
    let beside: Vec<_> = files.keys().filter(|path| !path.contains('/')).collect();
    let expected = [
        "One.md",
        "One.tgz",
        "One.xml",
        "SHA256SUMS",
        "Two.md",
        "Two.tgz",
        "Two.xml",
        "index.html",
        "llms.txt",
        "worker.js",
    ];
    assert_eq!(beside, expected);

    assert!(text(&project, "One.xml").contains("<url>https://example.org/docsets/One.tgz</url>"));
    let page = text(&project, "index.html");
    for part in ["One.tgz", "https://example.org/docsets/Two.xml", "dash-feed://"] {
        assert!(page.contains(part), "`{part}` is missing");
    }
    let info = text(&project, "One.docset/Contents/Info.plist");
    assert!(info.contains("https://example.org/docsets/One.docset/Contents/Resources/Documents/"));
    let page = text(&project, "One.docset/Contents/Resources/Documents/index.html");
    let address = "https://example.org/docsets/One.docset/Contents/Resources/Documents/index.html";
    assert!(
        page.contains(&format!("<html lang=\"en\">\n<!-- Online page at {address} -->\n<head>"))
    );
    let meta = text(&project, "One.docset/meta.json");
    assert!(meta.contains("https://example.org/docsets/One.xml"), "{meta}");

    let sums: String = ["One.tgz", "One.xml", "Two.tgz", "Two.xml"]
        .map(|name| format!("{}  {name}\n", hex(&Sha256::digest(&files[name]))))
        .concat();
    assert_eq!(text(&project, "SHA256SUMS"), sums);
}

#[test]
fn the_version_is_stable_until_the_content_changes() {
    let project = project();
    project.run(BUILD).exits(0);
    let first = version(&project);
    fs::remove_dir_all(project.path("output")).unwrap();
    project.run(BUILD).exits(0);
    assert_eq!(version(&project), first);
    fs::write(project.path("data/One.rb"), small_sheet("One").replace("--all", "--any")).unwrap();
    project.run(BUILD).exits(0);
    assert_ne!(version(&project), first);
}

#[test]
fn a_version_can_be_given() {
    let project = project();
    project.run(&[BUILD, &["--docset-version", "1.2 <3>"]].concat()).exits(0);
    assert!(
        text(&project, "One.xml").contains("<version>1.2 &#60;3&#62;</version>")
            || text(&project, "One.xml").contains("<version>1.2 &lt;3&gt;</version>")
    );
    let meta: Value = serde_json::from_str(&text(&project, "One.docset/meta.json")).unwrap();
    assert_eq!(meta["version"], "1.2 <3>");
}

#[test]
fn publishing_twice_gives_the_same_bytes() {
    let project = project();
    project.run(BUILD).exits(0);
    let first = files_below(&project.path("output"));
    fs::remove_dir_all(project.path("output")).unwrap();
    project.run(BUILD).exits(0);
    assert_eq!(files_below(&project.path("output")), first);
}

#[test]
fn archives_bear_the_source_date() {
    let project = project();
    project.run(&["build"]).exits(0);
    let early = fs::read(project.path("output/One.tgz")).unwrap();
    let mut command = project.command(&["build"]);
    assert!(command.env("SOURCE_DATE_EPOCH", "1700000000").status().unwrap().success());
    assert_ne!(fs::read(project.path("output/One.tgz")).unwrap(), early);
    let mut command = project.command(&["build"]);
    let wrong = command.env("SOURCE_DATE_EPOCH", "today").output().unwrap();
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn options_that_make_no_sense_are_refused() {
    let project = project();
    for arguments in [
        &["build", "--base-url", "example"][..],
        &["build", "--docset-version", "2"],
        &[BUILD, &["--no-archive"]].concat(),
    ] {
        project.run(arguments).exits(2);
        assert!(!project.path("output").exists(), "{arguments:?}");
    }
}
