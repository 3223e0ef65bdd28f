//! A real disk that takes `Name` and `name` for one, has no links and no permissions, and cannot
//! exchange two names at once: exFAT.

#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::needs::program;
use crate::project::{Project, files_below, small_sheet};

/// What it takes to make one.
const PROGRAMS: [&str; 4] = ["mkfs.exfat", "mount.exfat-fuse", "losetup", "umount"];

const BYTES: u64 = 256 << 20;

/// What needs a disk with links, pipes or permissions, one that exchanges two names at once, or one
/// that is quick enough with thousands of folders not to hold up the tests beside it.
const NEEDS_MORE: &[&str] =
    &["links", "must_not_be_written", "killed_build", "killed_install", "files_deep_down"];

/// An empty disk in a file, gone with this value.
struct Disk {
    place: TempDir,
    device: String,
}

impl Disk {
    #[expect(clippy::print_stdout, reason = "a test that skips says so")]
    fn new() -> Option<Self> {
        let programs = PROGRAMS.map(|name| program(&[name]));
        let [make, mount, ..] = programs.each_ref().map(Option::as_deref);
        let (make, mount) = (make?, mount?);
        let place = tempfile::tempdir().unwrap();
        let [image, folder] = ["image", "disk"].map(|name| place.path().join(name));
        fs::File::create(&image).unwrap().set_len(BYTES).unwrap();
        fs::create_dir(&folder).unwrap();
        assert!(run(Command::new(make).arg(&image)).status.success());
        let device = run(Command::new("losetup").args(["--find", "--show"]).arg(&image));
        let device = String::from_utf8(device.stdout).unwrap().trim().to_owned();
        let mut disk = Self { place, device };
        if disk.device.is_empty()
            || !run(Command::new(mount).arg(&disk.device).arg(&folder)).status.success()
        {
            println!("skipped: this system mounts no disk for this user");
            disk.device.clear();
            return None;
        }
        Some(disk)
    }

    fn folder(&self) -> PathBuf {
        self.place.path().join("disk")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        run(Command::new("umount").arg("--lazy").arg(self.folder()));
        run(Command::new("losetup").args(["--detach", &self.device]));
    }
}

fn run(command: &mut Command) -> Output {
    command.output().unwrap()
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn names_that_differ_in_case_alone_are_one_docset() {
    let Some(disk) = Disk::new() else { return };
    let project = Project::below(&disk.folder()).file("a.rb", small_sheet("Sheet"));
    project.run(&["build", "a.rb"]).exits(0);
    let upper = files_below(&project.path("output"));
    fs::write(project.path("a.rb"), small_sheet("SHEET")).unwrap();
    project.run(&["build", "a.rb"]).exits(0);
    let built: BTreeSet<_> = ["SHEET.docset".to_owned(), "SHEET.tgz".to_owned()].into();
    assert_eq!(names(&project.path("output")), built);
    project.run(&["verify", "output"]).exits(0);
    project.run(&["install", "output/SHEET.docset", "--to", "docsets"]).exits(0);
    fs::write(project.path("a.rb"), small_sheet("Sheet")).unwrap();
    project.run(&["build", "a.rb"]).exits(0);
    assert_eq!(files_below(&project.path("output")), upper);
    project.run(&["install", "output/Sheet.docset", "--to", "docsets"]).exits(0);
    assert_eq!(names(&project.path("docsets")), ["Sheet.docset".to_owned()].into());
    fs::write(project.path("b.rb"), small_sheet("sheet")).unwrap();
    let both = project.run(&["build", "a.rb", "b.rb"]).exits(1);
    assert!(both.stderr.contains("writes the same docset"), "{}", both.stderr);
    assert_eq!(files_below(&project.path("output")), upper);
}

#[test]
fn whatever_is_promised_of_saving_holds_there_too() {
    let Some(disk) = Disk::new() else { return };
    let mut tests = Command::new(env::current_exe().unwrap());
    tests.args(["saving::", "interrupt::", "install::"]).env("TMPDIR", disk.folder());
    for name in NEEDS_MORE {
        tests.args(["--skip", name]);
    }
    let output = run(&mut tests);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
