//! `docsheet install`, `uninstall` and `readers`, as somebody at a terminal sees them.

#![cfg(unix)]

use std::fs;
use std::process::Command;

use crate::project::{Project, Run, files_below, small_sheet};

const ZEAL: &str = "home/.local/share/Zeal/Zeal/docsets";

/// A machine with Zeal on it, and a folder with one sheet.
fn machine() -> Project {
    Project::new().file("bin/zeal", "").file("data/Sheet.rb", small_sheet("Sheet"))
}

/// Runs the binary as a user of the machine.
fn run(machine: &Project, arguments: &[&str]) -> Run {
    Run::of(&command(machine, arguments).output().unwrap())
}

fn command(machine: &Project, arguments: &[&str]) -> Command {
    let mut command = machine.command(arguments);
    command.env_clear().env("HOME", machine.path("home")).env("PATH", machine.path("bin"));
    command
}

#[test]
fn without_arguments_data_is_built_and_installed() {
    let machine = machine();
    let run = run(&machine, &["install"]).exits(0);
    let folder = machine.path(ZEAL);
    for part in [
        folder.to_str().unwrap(),
        "its default folder",
        machine.path("bin/zeal").to_str().unwrap(),
        "added Sheet",
        "restart Zeal",
    ] {
        assert!(run.stdout.contains(part), "`{part}` is missing in\n{}", run.stdout);
    }
    machine.run(&["build"]).exits(0);
    assert_eq!(
        files_below(&folder.join("Sheet.docset")),
        files_below(&machine.path("output/Sheet.docset"))
    );
}

#[test]
fn what_is_there_already_needs_no_restart() {
    let machine = machine();
    run(&machine, &["install"]).exits(0);
    let again = run(&machine, &["install"]).exits(0);
    assert!(again.stdout.contains("already there: Sheet"), "{}", again.stdout);
    assert!(!again.stdout.contains("restart"), "{}", again.stdout);
}

#[test]
fn a_folder_and_an_archive_install_alike() {
    let machine = machine();
    machine.run(&["build"]).exits(0);
    run(&machine, &["install", "output/Sheet.docset", "--to", "one"]).exits(0);
    run(&machine, &["install", "output/Sheet.tgz", "--to", "two"]).exits(0);
    let one = files_below(&machine.path("one"));
    assert_eq!(one, files_below(&machine.path("two")));
    assert!(one.contains_key("Sheet.docset/Contents/Info.plist"), "{one:?}");
}

#[test]
fn a_dry_run_does_nothing() {
    let machine = machine();
    let planned = run(&machine, &["install", "--dry-run"]).exits(0);
    assert!(planned.stdout.contains("would add Sheet"), "{}", planned.stdout);
    assert!(!machine.path("home").exists());
    run(&machine, &["install"]).exits(0);
    let planned = run(&machine, &["uninstall", "Sheet", "-n"]).exits(0);
    assert!(planned.stdout.contains("would remove Sheet"), "{}", planned.stdout);
    assert!(machine.path(ZEAL).join("Sheet.docset").is_dir());
}

#[test]
fn without_a_reader_the_places_looked_at_are_listed() {
    let machine = Project::new().file("data/Sheet.rb", small_sheet("Sheet"));
    let run = run(&machine, &["install"]).exits(1);
    for part in ["no reader", ZEAL, "org.zealdocs.Zeal", "dasht", ".docsets", "--for", "--to"] {
        assert!(run.stderr.contains(part), "`{part}` is missing in\n{}", run.stderr);
    }
    assert!(!machine.path("home").exists());
}

#[test]
fn readers_can_be_named() {
    let machine = machine();
    run(&machine, &["install", "--for", "emacs", "--for", "dasht"]).exits(0);
    let installed = files_below(&machine.path("home"));
    for folder in [".docsets", ".local/share/dasht/docsets"] {
        assert!(installed.contains_key(&format!("{folder}/Sheet.docset/meta.json")));
    }
    assert!(!machine.path(ZEAL).exists());
    let dash = run(&machine, &["install", "--for", "dash"]).exits(1);
    assert!(dash.stderr.contains("Dash is no reader of this system"), "{}", dash.stderr);
    let typo = run(&machine, &["install", "--for", "zael"]).exits(2);
    assert!(typo.stderr.contains("zeal"), "{}", typo.stderr);
}

#[test]
fn a_sheet_with_an_error_is_reported_and_the_others_are_installed() {
    let machine = machine().file("data/Bad.rb", "cheatsheet do\nend\n");
    let run = run(&machine, &["install"]).exits(1);
    assert!(run.stderr.contains("Bad.rb"), "{}", run.stderr);
    assert!(machine.path(ZEAL).join("Sheet.docset").is_dir());
}

#[test]
fn two_docsets_of_one_name_are_not_installed() {
    let machine = machine();
    machine.run(&["build"]).exits(0);
    let both = ["install", "data/Sheet.rb", "output/Sheet.docset"];
    let run = run(&machine, &both).exits(2);
    assert!(run.stderr.contains("Sheet.docset"), "{}", run.stderr);
    assert!(!machine.path("home").exists());
}

#[test]
fn what_is_no_whole_docset_is_not_installed() {
    let machine = machine().file("Half.docset/Contents/Info.plist", "<plist/>");
    let cases = [
        ("Half.docset", "docSet.dsidx"),
        ("Lost.docset", "no such file"),
        ("bin/zeal.tgz", "no such file"),
        ("bin", "no definition"),
    ];
    for (path, reason) in cases {
        let run = run(&machine, &["install", path]).exits(2);
        assert!(run.stderr.contains(reason), "{path}: {}", run.stderr);
    }
    machine.run(&["build"]).exits(0);
    let archive = fs::read(machine.path("output/Sheet.tgz")).unwrap();
    let machine = machine.file("cut.tgz", &archive[..archive.len() / 2]);
    let run = run(&machine, &["install", "cut.tgz"]).exits(2);
    assert!(run.stderr.contains("docsheet verify"), "{}", run.stderr);
    assert!(!machine.path("home").exists());
}

#[test]
fn uninstall_removes_what_it_is_told_and_nothing_else() {
    let machine = machine().file("data/Other.rb", small_sheet("Other"));
    run(&machine, &["install", "--for", "zeal", "--for", "emacs"]).exits(0);
    let removed = run(&machine, &["uninstall", "output/Sheet.docset"]).exits(0);
    assert_eq!(removed.stdout.matches("removed Sheet").count(), 2, "{}", removed.stdout);
    for folder in [ZEAL, "home/.docsets"] {
        let left = files_below(&machine.path(folder));
        assert!(left.keys().all(|path| path.starts_with("Other.docset/")), "{left:?}");
        assert!(!left.is_empty());
    }
    let typo = run(&machine, &["uninstall", "Othr"]).exits(1);
    assert!(typo.stderr.contains("did you mean `Other`?"), "{}", typo.stderr);
    for name in ["..", "/"] {
        run(&machine, &["uninstall", name]).exits(2);
    }
}

#[test]
fn readers_lists_folders_and_docsets() {
    let machine = machine();
    let empty = run(&machine, &["readers"]).exits(0);
    assert!(empty.stdout.contains("0 docsets"), "{}", empty.stdout);
    assert!(!empty.stdout.contains("dasht"), "{}", empty.stdout);
    run(&machine, &["install"]).exits(0);
    let listed = run(&machine, &["readers", "--all"]).exits(0);
    for part in ["Zeal", ZEAL, "1 docset\n", "Sheet", "dasht", "not seen"] {
        assert!(listed.stdout.contains(part), "`{part}` is missing in\n{}", listed.stdout);
    }
}

#[test]
fn settings_that_cannot_be_read_are_named() {
    let machine = machine();
    fs::create_dir_all(machine.path("home/.config/Zeal/Zeal.conf")).unwrap();
    let run = run(&machine, &["install"]).exits(2);
    assert!(run.stderr.contains("Zeal.conf"), "{}", run.stderr);
}

#[test]
fn without_a_home_it_says_why_nothing_is_found() {
    let machine = Project::new().file("data/Sheet.rb", small_sheet("Sheet"));
    let mut command = machine.command(&["install", "--dry-run"]);
    let run = Run::of(&command.env_clear().output().unwrap()).exits(1);
    assert!(run.stderr.contains("`HOME` is not set"), "{}", run.stderr);
    assert!(!run.stderr.contains("looked for"), "{}", run.stderr);
}

#[test]
fn docsets_that_zeal_takes_for_one_are_told() {
    let machine = machine().file("other/C#.rb", small_sheet("C#"));
    run(&machine, &["install", "other"]).exits(0);
    let again = run(&machine, &["install", "other"]).exits(0);
    assert_eq!(again.stderr, "");
    let machine = machine.file("C+.rb", small_sheet("C+"));
    let shadowed = run(&machine, &["install", "C+.rb"]).exits(0);
    let told = "`C+` and `C#` one address";
    assert_eq!(shadowed.stderr.matches(told).count(), 1, "{}", shadowed.stderr);
    let both = run(&machine, &["install", "other", "C+.rb", "--to", "elsewhere"]).exits(0);
    assert_eq!(both.stderr.matches("one address").count(), 1, "{}", both.stderr);
    let emacs = run(&machine, &["install", "other", "C+.rb", "--for", "emacs"]).exits(0);
    assert_eq!(emacs.stderr, "");
    // Another folder, and the same name inside.
    fs::rename(machine.path(ZEAL).join("C#.docset"), machine.path(ZEAL).join("Old.docset"))
        .unwrap();
    let replaced = run(&machine, &["install", "other"]).exits(0);
    assert!(replaced.stderr.contains("`C#` and `Old` by one name"), "{}", replaced.stderr);
}
