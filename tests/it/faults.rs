//! A machine that fails at any moment: what is on the disk is the old docset or the new one, whole,
//! and the next run leaves nothing else.

#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::needs;
use crate::project::{Project, Run, files_below, small_sheet};

type Files = BTreeMap<String, Vec<u8>>;

/// The calls by which something on the disk is changed, and what they may come to.
const CALLS: &[&str] =
    &["mkdir", "openat", "rename", "renameat2", "rmdir", "unlink", "unlinkat", "write"];
const REFUSALS: &[&str] = &["ENOSPC", "EIO", "EACCES", "EMFILE", "EINTR", "EROFS"];

/// A project whose docset `Sheet` has one entry.
fn project(entry: &str) -> Project {
    let project = Project::new();
    write(&project, entry);
    project
}

fn write(project: &Project, entry: &str) {
    let sheet = small_sheet("Sheet").replace("'One'", &format!("'{entry}'"));
    fs::create_dir_all(project.path("data")).unwrap();
    fs::write(project.path("data/Sheet.rb"), sheet).unwrap();
}

fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    let copied = Command::new("cp").arg("-a").args([from, to]).status().unwrap();
    assert!(copied.success());
}

fn visible(folder: &Path) -> Files {
    let files = files_below(folder).into_iter();
    files.filter(|(path, _)| !path.starts_with(".docsheet-")).collect()
}

fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let hidden = |path: &PathBuf| path.file_name().unwrap().as_encoded_bytes().starts_with(b".");
    entries.filter(hidden).collect()
}

/// Runs commands under `strace`, which makes one system call of them fail.
struct Faults<'a> {
    strace: PathBuf,
    project: &'a Project,
    command: &'a [&'a str],
}

impl Faults<'_> {
    fn run(&self, options: &[String]) -> Run {
        let mut strace = Command::new(&self.strace);
        strace.args(["-f", "-qq"]).args(options).arg(env!("CARGO_BIN_EXE_docsheet"));
        strace.args(self.command).current_dir(self.project.path("")).stdin(Stdio::null());
        strace.env("XDG_CACHE_HOME", self.project.user_path("cache"));
        strace.env("RAYON_NUM_THREADS", "1");
        Run::of(&strace.output().unwrap())
    }

    /// Which of a run's calls have to do with what is in `folder`, counted from 1.
    fn numbers(&self, call: &str, folder: &Path) -> Vec<usize> {
        let log = self.project.path("calls");
        let options = ["-y", "-e", &format!("trace={call}"), "-o", log.to_str().unwrap()];
        self.run(&options.map(str::to_owned)).exits(0);
        let log = fs::read_to_string(log).unwrap();
        let name = folder.file_name().unwrap().to_str().unwrap();
        let calls = log.lines().filter(|line| line.contains(&format!("{call}("))).zip(1..);
        calls.filter(|(line, _)| line.contains(name)).map(|(_, number)| number).collect()
    }

    fn at(&self, call: &str, number: usize, fault: &str) -> Run {
        let [trace, fault] =
            [format!("trace={call}"), format!("inject={call}:{fault}:when={number}")];
        self.run(&["-e".into(), trace, "-e".into(), fault, "-o".into(), "/dev/null".into()])
    }
}

/// Runs `command` with each fault in `folder`, which has the old version before.
fn attack(command: &[&str], folder: &str, renew: &[&str]) {
    let Some(strace) = needs::program(&["strace"]) else { return };
    let project = project("Old");
    let [folder, old_copy] = [folder, "old"].map(|name| project.path(name));
    project.run(renew).exits(0);
    copy(&folder, &old_copy);
    let old = visible(&folder);
    write(&project, "New");
    project.run(command).exits(0);
    let new = visible(&folder);
    assert_ne!(old, new);
    let faults = Faults { strace, project: &project, command };
    let mut turn = 0;
    for call in CALLS {
        copy(&old_copy, &folder);
        for number in faults.numbers(call, &folder) {
            // Each place gets the kill and, in turn, one of the refusals.
            turn += 1;
            let refusal = format!("error={}", REFUSALS[turn % REFUSALS.len()]);
            for fault in ["signal=KILL", &refusal] {
                copy(&old_copy, &folder);
                let run = faults.at(call, number, fault);
                let at = format!("{command:?} {call} {number} {fault}: {}", run.stderr);
                if fault == refusal {
                    assert!([0, 2].contains(&run.status), "{at}");
                    assert!(run.status == 0 || run.stderr.contains("cannot "), "{at}");
                    assert!(run.status == 0 || run.stderr.contains('`'), "{at}");
                    let docset = visible(&folder);
                    assert!(docset == old || docset == new, "{at}");
                }
                // The next run of a command that only reads.
                project.run(&["verify", folder.to_str().unwrap()]);
                let found = visible(&folder);
                assert!(found == old || found == new, "{at}\n{:?}", found.keys());
                assert_eq!(leftovers(&folder), Vec::<PathBuf>::new(), "{at}");
            }
        }
    }
    assert!(turn > 20, "only {turn} places were tried");
}

#[test]
fn a_build_that_fails_at_any_call_leaves_a_docset_and_its_archive() {
    attack(&["build", "--quiet"], "output", &["build", "--quiet"]);
}

#[test]
fn an_uninstall_that_fails_at_any_call_leaves_a_docset_or_none() {
    let command = ["uninstall", "Sheet", "--to", "docsets"];
    attack(&command, "docsets", &["install", "--to", "docsets"]);
}

#[test]
fn a_place_that_cannot_be_looked_at_stops_an_install_with_a_reason() {
    let Some(strace) = needs::program(&["strace"]) else { return };
    let project = project("One");
    let command = &["install", "--to", "docsets"];
    let faults = Faults { strace, project: &project, command };
    let numbers = faults.numbers("statx", &project.path("docsets"));
    assert!(numbers.len() > 20, "{numbers:?}");
    for number in numbers {
        fs::remove_dir_all(project.path("docsets")).unwrap();
        let run = faults.at("statx", number, "error=EIO");
        assert!([0, 2].contains(&run.status), "{number}: {}", run.stderr);
        fs::create_dir_all(project.path("docsets")).unwrap();
    }
}

#[test]
fn a_docset_that_cannot_be_looked_at_is_not_said_to_be_missing() {
    let Some(strace) = needs::program(&["strace"]) else { return };
    let project = project("One");
    let install = &["install", "--to", "docsets"];
    let command = &["uninstall", "Sheet", "--to", "docsets"];
    project.run(install).exits(0);
    let faults = Faults { strace, project: &project, command };
    let numbers = faults.numbers("statx", &project.path("docsets"));
    assert!(numbers.len() > 3, "{numbers:?}");
    for number in numbers {
        project.run(install).exits(0);
        let run = faults.at("statx", number, "error=EACCES");
        assert!([0, 2].contains(&run.status), "{number}: {}{}", run.stdout, run.stderr);
    }
}

#[test]
fn builds_at_once_never_mix_a_docset_with_the_archive_of_another() {
    for _ in 0..6 {
        let projects: Vec<_> = (0..8).map(|at| project(&format!("Entry {at}"))).collect();
        let output = Project::new();
        let shared = output.path("fresh/output");
        let builds = projects.iter().map(|project| {
            let mut command = project.command(&["build", "--quiet", "--output"]);
            command.arg(&shared).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap()
        });
        for build in builds.collect::<Vec<_>>() {
            Run::of(&build.wait_with_output().unwrap()).exits(0);
        }
        let verified = output.run(&["verify", "fresh/output"]).exits(0);
        assert!(!verified.stdout.contains("archive-differs"), "{}", verified.stdout);
        assert_eq!(leftovers(&shared), Vec::<PathBuf>::new());
    }
}

#[test]
fn locks_that_are_none_of_ours_are_let_be() {
    let project = project("One").file("output/.docsheet-1-1.tmp/Sheet.docset.old/a", "a");
    let project = project.file("output/.docsheet-1-2.tmp/lock", "somebody else's");
    let project = project.file("output/.docsheet-1-3.tmp/b", "b").file("precious", "c");
    let made = Command::new("mkfifo").arg(project.path("output/.docsheet-1-1.tmp/lock")).status();
    assert!(made.unwrap().success());
    symlink(project.path("precious"), project.path("output/.docsheet-1-3.tmp/lock")).unwrap();
    project.run(&["build", "--quiet"]).exits(0);
    for name in ["1-1.tmp/Sheet.docset.old/a", "1-2.tmp/lock", "1-3.tmp/b"] {
        assert!(project.path(&format!("output/.docsheet-{name}")).exists(), "{name}");
    }
    assert!(project.path("precious").exists());
}

#[test]
fn a_pair_leads_to_no_other_place() {
    let project = project("One").file("output/.docsheet-1-1.tmp/lock", "");
    let project = project.file("output/.docsheet-1-1.tmp/x.new", "stolen").file("x", "precious");
    let number = std::os::unix::fs::MetadataExt::ino(&fs::metadata(project.path("data")).unwrap());
    let pair = project.path("output/.docsheet-1-1.tmp/pair");
    fs::write(pair, format!("{number}\n../data\n../x")).unwrap();
    project.run(&["build", "--quiet"]).exits(0);
    assert_eq!(fs::read_to_string(project.path("x")).unwrap(), "precious");
    assert_eq!(leftovers(&project.path("output")), Vec::<PathBuf>::new());
}

#[test]
fn a_signal_leaves_nothing_unfinished() {
    let sheet = small_sheet("Sheet").replace("  keyword", "  resources 'images'\n  keyword");
    let project = (0..400).fold(Project::new(), |project, number| {
        project.file(&format!("data/images/{number}.png"), vec![b'x'; 40_000])
    });
    let project = project.file("data/Sheet.rb", sheet);
    fs::create_dir(project.path("output")).unwrap();
    let mut unfinished = 0;
    for (at, signal) in
        [Signal::HUP, Signal::INT, Signal::TERM].into_iter().cycle().take(9).enumerate()
    {
        let mut command = project.command(&["build", "--quiet"]);
        let mut build = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        while leftovers(&project.path("output")).is_empty() && build.try_wait().unwrap().is_none() {
            sleep(Duration::from_millis(1));
        }
        sleep(Duration::from_millis(at as u64 * 3));
        let _ = kill_process(Pid::from_child(&build), signal);
        let ended = build.wait().unwrap().code();
        assert!(ended == Some(0) || ended == Some(128 + signal.as_raw()), "{ended:?}");
        unfinished += usize::from(ended != Some(0));
        assert_eq!(leftovers(&project.path("output")), Vec::<PathBuf>::new(), "{signal:?}");
        let _ = fs::remove_dir_all(project.path("output/Sheet.docset"));
    }
    assert!(unfinished > 3, "only {unfinished} of 9 builds were met in time");
}

#[test]
fn a_signal_that_is_passed_over_stays_so() {
    let project = project("One");
    let script = "trap '' HUP; \"$0\" build --quiet & kill -HUP $!; wait $!";
    let mut command = Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_docsheet")]).current_dir(project.path(""));
    Run::of(&command.output().unwrap()).exits(0);
}
