//! What the workflows that publish run, in their order: definitions → a folder that any web host
//! can serve, with docsets that come through the net as they were built.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use docsheet::docset::hex;
use sha2::{Digest, Sha256};

use crate::built::{docsheet, run};
use crate::project::{Project, small_sheet};
use crate::web::{self, Server};

const NAMES: [&str; 2] = ["One", "Two"];

#[test]
fn a_tag_builds_verifies_and_serves_docsets_with_their_feeds() {
    let project = project("data");
    let web = Server::of(&project.path("output"));
    let steps = Steps::of(".github/workflows/publish.yml", "cargo run --release --");
    for step in ["Build", "Verify"] {
        let mut step = steps.command(step, &project);
        run(step.env("BASE_URL", web.url()).env("GITHUB_REF_NAME", "v7.3"));
    }
    comes_through(&web, &project, "<version>7.3</version>");
}

#[test]
fn the_action_does_the_same_for_another_repository() {
    let project = project("their sheets");
    let web = Server::of(&project.path("their output"));
    let docsheet = r#""$RUNNER_TEMP/docsheet/bin/docsheet""#;
    let steps = Steps::of(".github/actions/docsheet/action.yml", docsheet);
    for step in ["Build", "Verify"] {
        let mut step = steps.command(step, &project);
        step.env("SHEETS", "their sheets").env("OUTPUT", "their output");
        run(step.env("BASE_URL", web.url()).env("VERSION", ""));
    }
    comes_through(&web, &project, "<version>");
}

fn project(folder: &str) -> Project {
    NAMES.iter().fold(Project::new(), |project, name| {
        project.file(&format!("{folder}/{name}.rb"), small_sheet(name))
    })
}

/// The steps of a workflow or an action, in which docsheet has a name of its own.
struct Steps {
    text: String,
    docsheet: &'static str,
}

impl Steps {
    fn of(file: &str, docsheet: &'static str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self { text: fs::read_to_string(root.join(file)).unwrap(), docsheet }
    }

    /// What a step runs, in the shell that GitHub runs it in.
    fn command(&self, step: &str, project: &Project) -> Command {
        let script = self.script(step);
        assert!(script.contains(self.docsheet), "{step}: {script}");
        let script = script.replace(self.docsheet, "\"$DOCSHEET\"");
        let mut shell = Command::new("bash");
        shell.args(["-e", "-o", "pipefail", "-c", &script]);
        shell.env("DOCSHEET", docsheet()).current_dir(project.path(""));
        shell
    }

    /// The lines of a step's `run`, up to the next step.
    fn script(&self, step: &str) -> String {
        let (_, rest) = self.text.split_once(&format!("- name: {step}\n")).unwrap();
        let (_, rest) = rest.split_once("run: ").unwrap();
        let script = rest.lines().take_while(|line| !line.trim_start().starts_with("- "));
        script.collect::<Vec<_>>().join("\n").trim_start_matches('|').to_owned()
    }
}

/// The page offers every docset, its feed leads to its archive, and both arrive as they were made.
fn comes_through(web: &Server, project: &Project, version: &str) {
    let page = text(&format!("{}/index.html", web.url()));
    let checksums = checksums(web);
    for name in NAMES {
        let (feed, archive) = (format!("{name}.xml"), format!("{name}.tgz"));
        assert!(page.contains(&feed) && page.contains(&archive), "{page}");
        let offer = text(&format!("{}/{feed}", web.url()));
        assert!(offer.contains(version), "{offer}");
        assert!(offer.contains(&format!("<url>{}/{archive}</url>", web.url())), "{offer}");
        for file in [&feed, &archive] {
            let body = web::get(&format!("{}/{file}", web.url())).unwrap();
            assert_eq!(checksums[file], hex(&Sha256::digest(&body)), "{file}");
            fs::write(project.path(file), body).unwrap();
        }
        run(Command::new(docsheet()).arg("verify").arg(project.path(&archive)));
    }
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
