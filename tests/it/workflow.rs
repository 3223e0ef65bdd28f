//! What the workflows that publish run, in their order: definitions → a folder that any web host
//! can serve, with docsets that come through the net as they were built.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use docsheet::docset::hex;
use sha2::{Digest, Sha256};

use crate::built::{docsheet, run};
use crate::needs::program;
use crate::project::{Project, small_sheet};
use crate::web::{self, Server};

const NAMES: [&str; 2] = ["One", "Two"];

#[test]
fn a_tag_builds_verifies_and_serves_docsets_with_their_feeds() {
    let Some(_) = program(&["git"]) else { return };
    let project = project("data");
    commit(&project);
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
    let Some(_) = program(&["git"]) else { return };
    let project = project("their sheets");
    commit(&project);
    let web = Server::of(&project.path("their output"));
    let inputs = [
        ("SHEETS", "their sheets"),
        ("OUTPUT", "their output"),
        ("BASE_URL", &web.url()),
        ("ALLOW", "title-case long-name"),
        ("DENY_WARNINGS", "true"),
    ];
    for step in ["check", "build", "verify"] {
        run(&mut action(step, &project, &inputs));
    }
    comes_through(&web, &project, "<version>");
}

#[test]
fn the_action_without_publishing_builds_a_version_that_no_feed_announces() {
    let project = project("data").file("data/Broken.rb", "cheatsheet do\n");
    let broken = action("check", &project, &[("SHEETS", "data\n\n")]).output().unwrap();
    let told = String::from_utf8(broken.stdout).unwrap();
    assert_eq!(broken.status.code(), Some(1), "{told}");
    assert!(told.contains("::error file=data/Broken.rb,line="), "{told}");
    let inputs = [("SHEETS", "data/One.rb\ndata/Two.rb"), ("VERSION", "7.3")];
    for step in ["check", "build", "verify"] {
        run(&mut action(step, &project, &inputs));
    }
    assert!(project.path("output/Two.docset").is_dir());
    assert!(!project.path("output/Two.xml").exists());
    let odd = action("check", &project, &[("DENY_WARNINGS", "yes")]).output().unwrap();
    assert_eq!(odd.status.code(), Some(1));
}

#[test]
fn the_action_installs_what_the_release_workflow_made_and_nothing_else() {
    let Some(_) = program(&["curl"]) else { return };
    let name = format!("docsheet-{}-x86_64-unknown-linux-gnu", env!("CARGO_PKG_VERSION"));
    let release = format!("web/you/docsheet/releases/download/v{}", env!("CARGO_PKG_VERSION"));
    let archive = format!("{release}/{name}.tar.gz");
    let project = Project::new()
        .file(&format!("{name}/docsheet"), "the program")
        .file(&archive, "")
        .file("bin/gh", "#!/bin/sh\necho \"$@\" >> gh.txt\n");
    run(Command::new("chmod").arg("+x").arg(project.path("bin/gh")));
    let mut pack = Command::new("tar");
    run(pack.arg("-czf").arg(project.path(&archive)).arg(&name).current_dir(project.path("")));
    let sum = hex(&Sha256::digest(fs::read(project.path(&archive)).unwrap()));
    let project = project.file(&format!("{release}/SHA256SUMS"), format!("{sum}  {name}.tar.gz\n"));
    let web = Server::of(&project.path("web"));
    let path = format!("{}:{}", project.path("bin").display(), std::env::var("PATH").unwrap());
    let install = |inputs: &[(&str, &str)]| {
        let mut step = action("install", &project, inputs);
        step.env("GITHUB_SERVER_URL", web.url()).env("PATH", &path).output().unwrap()
    };

    let output = install(&[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let installed = project.path("runner/docsheet/bin/docsheet");
    assert_eq!(fs::read_to_string(&installed).unwrap(), "the program");
    let asked = fs::read_to_string(project.path("runner/docsheet/gh.txt")).unwrap();
    assert!(asked.starts_with(&format!("attestation verify {name}.tar.gz --repo you/docsheet")));

    assert!(install(&[("CHECKSUM", &sum)]).status.success());
    fs::remove_file(&installed).unwrap();
    assert_eq!(install(&[("CHECKSUM", &"0".repeat(64))]).status.code(), Some(1));
    assert_eq!(install(&[("RELEASE", "9.9.9")]).status.code(), Some(1));
    fs::write(project.path("bin/gh"), "#!/bin/sh\nexit 1\n").unwrap();
    let output = install(&[]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(!project.path("runner/docsheet/bin/docsheet").exists());
}

/// A step of the action with these inputs; the others are as they are when nobody gives them.
fn action(step: &str, project: &Project, inputs: &[(&str, &str)]) -> Command {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/actions/docsheet");
    let text = fs::read_to_string(folder.join("action.yml")).unwrap();
    assert!(text.contains(&format!("run: bash \"$GITHUB_ACTION_PATH/step\" {step}\n")));
    let mut shell = Command::new("bash");
    shell.arg(folder.join("step")).arg(step).current_dir(project.path(""));
    shell.env("RUNNER_TEMP", project.path("runner"));
    shell.envs([("RUNNER_OS", "Linux"), ("RUNNER_ARCH", "X64"), ("OUTPUT", "output")]);
    shell.envs([("ACTION_REPOSITORY", "you/docsheet"), ("SHEETS", "data")]);
    shell.envs([("DENY_WARNINGS", "false"), ("ALLOW_SCRIPTS", "false")]);
    let empty = ["VERSION", "BASE_URL", "REACH", "ALLOW", "DENY", "ALLOW_IN_DOCSETS"];
    shell.envs(empty.into_iter().chain(["RELEASE", "CHECKSUM"]).map(|name| (name, "")));
    shell.env("DOCSHEET", docsheet()).envs(inputs.iter().copied());
    shell
}

/// What a step needs of the repository that it is in: the time of its last commit.
fn commit(project: &Project) {
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=you", "-c", "user.email=you@example.org"]).args(arguments);
        run(git.env("GIT_COMMITTER_DATE", "@1700000000 +0000").current_dir(project.path("")));
    };
    git(&["init", "--quiet"]);
    git(&["commit", "--quiet", "--allow-empty", "--message", "sheets"]);
}

fn project(folder: &str) -> Project {
    NAMES.iter().fold(Project::new(), |project, name| {
        project.file(&format!("{folder}/{name}.rb"), small_sheet(name))
    })
}

/// The steps of a workflow, in which docsheet has a name of its own.
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
    assert!(page.contains("<time datetime=\"2023-11-14\">"), "{page}");
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
