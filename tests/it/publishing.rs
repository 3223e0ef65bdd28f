//! What the workflow for a new version runs, in its order: definitions → a folder that any web host
//! can serve, with docsets that come through the net as they were built.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::built::{data, docsheet, run};
use crate::project::Project;
use crate::web::{self, Server};

const TAG: &str = "v7.3";

#[test]
fn a_tag_builds_verifies_and_serves_docsets_with_their_feeds() {
    let project = Project::new();
    copy(data(), &project.path("data"));
    let web = Server::of(&project.path("output"));
    let commands = workflow();
    assert_eq!(commands.len(), 2, "{commands:?}");
    for command in commands {
        run(in_workflow(&command, &web).current_dir(project.path("")));
    }
    let page = text(&format!("{}/index.html", web.url()));
    let checksums = checksums(&web);
    for name in names(data()) {
        let feed = format!("{}/{name}.xml", web.url());
        let archive = format!("{}/{name}.tgz", web.url());
        assert!(page.contains(&feed) && page.contains(&format!("{name}.tgz")), "{page}");
        assert!(text(&feed).contains(&format!("<url>{archive}</url>")), "{feed}");
        assert!(text(&feed).contains("<version>7.3</version>"), "{feed}");
        for address in [feed, archive] {
            let body = web::get(&address).unwrap();
            let file = address.rsplit('/').next().unwrap();
            assert_eq!(checksums.get(file), Some(&hex(&Sha256::digest(&body))), "{file}");
        }
        let body = web::get(&format!("{}/{name}.tgz", web.url())).unwrap();
        let taken = project.path(&format!("taken/{name}.tgz"));
        fs::create_dir_all(project.path("taken")).unwrap();
        fs::write(&taken, body).unwrap();
        run(Command::new(docsheet()).arg("verify").arg(taken));
    }
}

/// The arguments that the workflow gives to docsheet, one run after the other.
fn workflow() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workflow = fs::read_to_string(root.join(".github/workflows/publish.yml")).unwrap();
    let runs = workflow.lines().filter_map(|line| line.split_once("cargo run --release -- "));
    runs.map(|(_, arguments)| arguments.to_owned()).collect()
}

/// A shell as the workflow has it, to which docsheet is what `cargo run` starts.
fn in_workflow(arguments: &str, web: &Server) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("\"$0\" {arguments}")]).arg(docsheet());
    shell.env("BASE_URL", web.url()).env("GITHUB_REF_NAME", TAG);
    shell
}

fn text(url: &str) -> String {
    String::from_utf8(web::get(url).unwrap_or_else(|| panic!("nothing at {url}"))).unwrap()
}

/// File → its SHA-256, as `sha256sum` writes and checks it.
fn checksums(web: &Server) -> BTreeMap<String, String> {
    let list = text(&format!("{}/SHA256SUMS", web.url()));
    let lines = list.lines().map(|line| line.split_once("  ").unwrap());
    lines.map(|(sum, file)| (file.to_owned(), sum.to_owned())).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The definitions that ship are named as their docsets are.
fn names(data: &Path) -> Vec<String> {
    let definitions =
        files(data).into_iter().filter(|file| file.extension() == Some("rb".as_ref()));
    let names: Vec<_> =
        definitions.map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    assert!(!names.is_empty());
    names
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in files(from) {
        fs::copy(&file, to.join(file.file_name().unwrap())).unwrap();
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.filter(|file| file.is_file()).collect()
}
