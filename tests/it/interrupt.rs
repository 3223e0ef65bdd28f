//! Whatever ends a run, and whenever, there is the old docset or the new one.

#![cfg(unix)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Instant;

use crate::needs::program;
use crate::project::{Project, Run, files_below, small_sheet};

type Files = BTreeMap<String, Vec<u8>>;

/// How often a run is killed; the moments spread over a whole run and a bit more.
const KILLS: u32 = 40;

/// A sheet with many files, so that writing takes its time.
fn project() -> Project {
    let project = Project::new();
    (0..30).fold(project, |project, number| {
        project.file(&format!("data/images/{number}.png"), vec![b'x'; 2000 * number])
    })
}

fn write_sheet(project: &Project, entry: &str) {
    let sheet = small_sheet("Sheet").replace("'One'", &format!("'{entry}'"));
    let sheet = sheet.replace("  keyword", "  resources 'images'\n  keyword");
    fs::write(project.path("data/Sheet.rb"), sheet).unwrap();
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Kills `command` at many moments while it replaces `folder/Sheet.docset` by another version.
fn kill_while_replacing(command: &[&str], folder: &str) {
    let project = project();
    let versions: Vec<Files> = ["Old", "New"]
        .map(|entry| {
            write_sheet(&project, entry);
            project.run(command).exits(0);
            files_below(&project.path(folder))
        })
        .into();
    assert_ne!(versions[0], versions[1]);
    // The fastest of a few: on a busy machine one may take much longer than those to be killed.
    let runs = ["Old", "New", "Old"].map(|entry| {
        write_sheet(&project, entry);
        let start = Instant::now();
        project.run(command).exits(0);
        start.elapsed()
    });
    let whole_run = runs.into_iter().min().unwrap_or_default();
    let mut interrupted = 0;
    for kill in 0..KILLS {
        write_sheet(&project, ["New", "Old"][kill as usize % 2]);
        let mut run =
            project.command(command).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        sleep(whole_run * kill / KILLS * 5 / 4);
        run.kill().unwrap();
        interrupted += u32::from(!run.wait().unwrap().success());
        let found: Files = files_below(&project.path(folder))
            .into_iter()
            .filter(|(path, _)| !path.starts_with(".docsheet-"))
            .collect();
        for part in ["Sheet.docset/", "Sheet.tgz"] {
            assert!(
                versions.iter().any(|version| part_of(version, part) == part_of(&found, part)),
                "after {kill} of {KILLS} moments `{part}` is neither old nor new: {:?}",
                found.keys()
            );
        }
    }
    assert!(interrupted > KILLS / 4, "only {interrupted} runs were killed in time");
    write_sheet(&project, "New");
    project.run(command).exits(0);
    assert_eq!(files_below(&project.path(folder)), versions[1]);
}

fn part_of(files: &Files, part: &str) -> Files {
    files
        .iter()
        .filter(|(path, _)| path.starts_with(part))
        .map(|(path, bytes)| (path.clone(), bytes.clone()))
        .collect()
}

#[test]
fn a_killed_build_leaves_the_old_docset_or_the_new_one() {
    kill_while_replacing(&["build"], "output");
}

#[test]
fn a_killed_install_leaves_the_old_docset_or_the_new_one() {
    kill_while_replacing(&["install", "--to", "docsets"], "docsets");
}

#[test]
fn two_builds_at_once_do_not_break_each_other() {
    let project = project();
    write_sheet(&project, "Old");
    project.run(&["build"]).exits(0);
    let expected = files_below(&project.path("output"));
    fs::remove_dir_all(project.path("output/Sheet.docset")).unwrap();
    let runs: Vec<_> = (0..6).map(|_| project.command(&["build"]).spawn().unwrap()).collect();
    for mut run in runs {
        assert!(run.wait().unwrap().success());
    }
    assert_eq!(files_below(&project.path("output")), expected);
}

/// The smallest limit on the size of files makes a write fail as a full disk does.
#[test]
fn a_disk_that_takes_no_more_leaves_the_old_docset() {
    let project = project();
    write_sheet(&project, "Old");
    project.run(&["build"]).exits(0);
    let before = files_below(&project.path("output"));
    write_sheet(&project, "New");
    let script = "trap '' XFSZ; ulimit -f 64; exec \"$@\"";
    let limited = Command::new("sh")
        .args(["-c", script, "sh", env!("CARGO_BIN_EXE_docsheet"), "build"])
        .current_dir(project.path(""))
        .output()
        .unwrap();
    let run = Run::of(&limited).exits(2);
    let place = "output/Sheet.docset/Contents/Resources/Documents/images/";
    assert!(run.stderr.contains(place), "{}", run.stderr);
    assert_eq!(files_below(&project.path("output")), before);
}

#[test]
fn a_folder_that_must_not_be_written_is_named_and_left_alone() {
    let project = Project::new().file("data/Sheet.rb", small_sheet("Sheet"));
    project.run(&["build"]).exits(0);
    let before = files_below(&project.path("output"));
    fs::write(project.path("data/Sheet.rb"), small_sheet("Sheet").replace("One", "Two")).unwrap();
    let Some(mut command) = as_ordinary_user(&project) else {
        return;
    };
    let output = project.path("output");
    fs::set_permissions(&output, fs::Permissions::from_mode(0o555)).unwrap();
    let run = Run::of(&command.arg("build").output().unwrap());
    fs::set_permissions(&output, fs::Permissions::from_mode(0o755)).unwrap();
    let run = run.exits(2);
    assert!(run.stderr.contains("cannot write into `output`: permission denied"), "{}", run.stderr);
    assert!(run.stderr.contains("help"), "{}", run.stderr);
    assert_eq!(files_below(&output), before);
    assert_eq!(names(&output), ["Sheet.docset".to_owned(), "Sheet.tgz".to_owned()].into());
}

/// The binary, run by somebody to whom permissions apply.
fn as_ordinary_user(project: &Project) -> Option<Command> {
    let user = Command::new("id").arg("-u").output().unwrap();
    if user.stdout != b"0\n" {
        return Some(project.command(&[]));
    }
    let ids = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    let setpriv = program(&["setpriv"])?;
    fs::set_permissions(project.path(""), fs::Permissions::from_mode(0o755)).unwrap();
    let binary = project.path("docsheet");
    fs::copy(env!("CARGO_BIN_EXE_docsheet"), &binary).unwrap();
    let mut command = Command::new(setpriv);
    command.args(ids).arg(binary).current_dir(project.path(""));
    Some(command)
}
