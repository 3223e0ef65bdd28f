//! `docsheet verify` as people and programs see it.

use std::fs;

use docsheet::bundle::{DOCUMENTS, INFO};

use super::row;
use crate::project::{Project, small_sheet};
use crate::shelf::{Files, entries, good, gzip, renamed, replaced, save, tar, without};

#[test]
fn command_tells_errors_from_warnings_and_both_from_trouble() {
    let project = Project::new();
    save(&good(), &project.path("output"), "Good.docset");
    let run = project.run(&["verify"]).exits(0);
    assert_eq!(run.stdout, "output/Good.docset: 3 rows, 1 page: fine\n");
    assert_eq!(run.stderr, "");
    save(&row("a|b", "Entry", "index.html"), &project.path("warned"), "W.docset");
    let run = project.run(&["verify", "warned"]).exits(0);
    assert_eq!(run.stdout, "warned/W.docset: 4 rows, 1 page: 1 warning\n");
    project.run(&["verify", "warned", "--deny-warnings"]).exits(1);
    save(&row("a", "Entry", "gone.html"), &project.path("bad"), "B.docset");
    let run = project.run(&["verify", "bad/B.docset"]).exits(1);
    assert_eq!(
        run.stderr,
        "error[missing-page]: 1 row leads to a page that is not there
--> bad/B.docset
 = a (Entry) -> gone.html
 = note: the hit opens an error page
 = help: add the page, or drop the row

"
    );
    let run = project.run(&["verify", "warned/W.docset"]).exits(0);
    assert_eq!(
        run.stderr,
        "warning[pipe]: 1 row has a `|` in a field
--> warned/W.docset
 = a|b (Entry) -> index.html
 = note: dash-docs (Emacs) splits rows at `|`
 = help: spell it otherwise in the index, if Emacs matters to you

"
    );
    let run = project.run(&["verify", "nowhere"]).exits(2);
    assert!(run.stderr.contains("cannot read `nowhere`"), "{}", run.stderr);
    fs::create_dir(project.path("empty")).unwrap();
    let run = project.run(&["verify", "empty"]).exits(2);
    assert!(run.stderr.contains("there is no docset in it"), "{}", run.stderr);
}

#[test]
fn command_writes_for_programs() {
    let project = Project::new();
    save(&row("a", "Entry", "100%:\tgone,\nhtml"), &project.path("x"), "B.docset");
    let run = project.run(&["verify", "x", "--format", "json"]).exits(1);
    let lines: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["docset"], "x/B.docset");
    assert_eq!(lines[0]["code"], "missing-page");
    assert_eq!(lines[0]["severity"], "error");
    assert_eq!(lines[0]["count"], 1);
    assert_eq!(lines[0]["examples"][0], r"a (Entry) -> 100%:\tgone,\nhtml");
    assert_eq!(lines[1]["code"], "multi-line-field");
    assert_eq!(lines[1]["severity"], "warning");
    let run = project.run(&["verify", "x", "--format", "github"]).exits(1);
    let mut lines = run.stdout.lines();
    assert!(lines.next().unwrap().contains(r"%0Aa (Entry) -> 100%25:\tgone,\nhtml%0A"));
    let last = lines.next().unwrap();
    assert!(last.starts_with("::warning title=multi-line-field::x/B.docset: 1 row"), "{last}");
    assert_eq!(lines.next(), None);
}

#[test]
fn archives_and_folders_in_a_folder_are_all_looked_at() {
    let project = Project::new();
    let root = project.path("all");
    let named = |name: &str| {
        replaced(
            INFO,
            "<string>calls</string>\n<key>CFBundleName",
            &format!("<string>{name}</string>\n<key>CFBundleName"),
        )
    };
    let titled = |files: Files, title: &str| -> Files {
        let text = String::from_utf8(files[INFO].clone()).unwrap();
        let text = text.replace("<string>Calls<", &format!("<string>{title}<"));
        files.into_iter().chain([(INFO.to_owned(), text.into_bytes())]).collect()
    };
    save(&titled(named("a"), "A #"), &root.join("deep/er"), "A.docset");
    save(&good(), &root.join(".hidden"), "H.docset");
    fs::write(root.join("B.tgz"), gzip(&tar(&entries(&good(), "B.docset/")))).unwrap();
    let run = project.run(&["verify", "all"]).exits(0);
    let fine = ": 3 rows, 1 page: fine\n";
    assert_eq!(run.stdout, format!("all/B.tgz{fine}all/deep/er/A.docset{fine}"));
    save(&titled(named("c"), "A_+"), &root.join("near"), "D.docset");
    let run = project.run(&["verify", "all/near", "all/deep"]).exits(0);
    assert_eq!(run.stderr.matches("warning[same-address]").count(), 2, "{}", run.stderr);
    let run = project.run(&["verify", "all/near", "all/deep", "--allow", "same-address"]).exits(0);
    assert_eq!(run.stderr, "");
    project.run(&["verify", "all", "--allow", "missing-page"]).exits(2);
    project.run(&["verify", "all", "--allow", "same-adress"]).exits(2);
    save(&good(), &root, "C.docset");
    let run = project.run(&["verify", "all/B.tgz", "all/C.docset", "all/deep"]).exits(0);
    assert_eq!(run.stderr.matches("warning[shared-identifier]").count(), 2, "{}", run.stderr);
    assert_eq!(run.stderr.matches("warning[same-name]").count(), 2, "{}", run.stderr);
    // A folder that is a docset by its inside alone has the wrong name.
    save(&good(), &root, "Plain");
    let run = project.run(&["verify", "all/Plain"]).exits(1);
    assert!(run.stderr.contains("error[bundle-name]"), "{}", run.stderr);
}

#[test]
fn an_archive_equal_to_the_docset_beside_it_is_reported_once() {
    let project = Project::new();
    let files = row("a|b", "Entry", "index.html");
    save(&files, &project.path("all"), "Calls.docset");
    let archive = gzip(&tar(&entries(&files, "Calls.docset/")));
    fs::write(project.path("all/Calls.tgz"), archive).unwrap();
    let run = project.run(&["verify", "all"]).exits(0);
    assert_eq!(run.stderr.matches("warning[pipe]").count(), 1, "{}", run.stderr);
    assert!(run.stdout.contains("Calls.tgz: 4 rows, 1 page: fine"), "{}", run.stdout);
    // Alone it is told all.
    let run = project.run(&["verify", "all/Calls.tgz"]).exits(0);
    assert_eq!(run.stderr.matches("warning[pipe]").count(), 1, "{}", run.stderr);
    fs::write(project.path("all/Calls.docset/icon.png"), "x").unwrap();
    let run = project.run(&["verify", "all"]).exits(1);
    assert_eq!(run.stderr.matches("warning[pipe]").count(), 2, "{}", run.stderr);
}

#[test]
#[cfg(unix)]
fn a_docset_that_cannot_be_read_does_not_end_the_run() {
    let project = Project::new();
    save(&good(), &project.path("all"), "Good.docset");
    // A file that leads nowhere: no system lets anybody read it.
    std::os::unix::fs::symlink("nowhere", project.path("all/Bad.tgz")).unwrap();
    let (bad, good) = ("all/Bad.tgz", "all/Good.docset");
    let run = project.run(&["verify", bad, good]);
    assert!(run.stdout.contains("all/Good.docset: 3 rows, 1 page: fine"), "{}", run.stdout);
    assert!(run.stderr.contains("error[unreadable]"), "{}", run.stderr);
    run.exits(1);
}

#[test]
fn definitions_and_docsets_that_change_places_are_sent_to_the_right_command() {
    let project = Project::new().file("data/A.rb", small_sheet("A"));
    project.run(&["build"]).exits(0);
    let slips = [
        (&["verify", "data/A.rb"][..], "it is a definition, not a docset", "check data/A.rb"),
        (&["verify", "data"], "there is no docset in it", "check data"),
        (
            &["check", "output/A.docset"],
            "it is a docset, not a definition",
            "verify output/A.docset",
        ),
        (&["check", "output/A.tgz"], "it is a docset, not a definition", "verify output/A.tgz"),
        (&["build", "output/A.docset"], "it is a docset", "verify output/A.docset"),
    ];
    for (arguments, reason, instead) in slips {
        let run = project.run(arguments).exits(2);
        let hint = format!("help: `docsheet {instead}` says what is wrong with");
        assert!(run.stderr.contains(reason) && run.stderr.contains(&hint), "{}", run.stderr);
    }
    project.run(&["install", "output/A.docset", "--to", "docsets"]).exits(0);
    let run = project.run(&["verify", "data/B.rb"]).exits(2);
    assert!(run.stderr.contains("no such file"), "{}", run.stderr);
    let run = project.run(&["check", "B.docset"]).exits(2);
    assert!(run.stderr.contains("no such file"), "{}", run.stderr);
}

#[test]
fn an_info_plist_in_small_letters_is_one_and_gets_the_spelling_that_all_readers_know() {
    let project = Project::new();
    save(&renamed(INFO, "Contents/info.plist"), &project.path("given"), "Calls.docset");
    let run = project.run(&["search", "calls:plain", "--docsets", "given"]).exits(0);
    assert!(run.stdout.starts_with("plain  Entry, Calls"), "{}", run.stdout);
    project.run(&["install", "given/Calls.docset", "--to", "docsets"]).exits(0);
    assert!(project.path("docsets/Calls.docset").join(INFO).exists());
    project.run(&["verify", "docsets"]).exits(0);
}

#[test]
fn a_docset_without_pages_is_refused() {
    let project = Project::new();
    save(&without(&format!("{DOCUMENTS}/index.html")), &project.path("given"), "Calls.docset");
    let run = project.run(&["install", "given/Calls.docset", "--to", "docsets"]).exits(2);
    assert!(run.stderr.contains(&format!("there is no `{DOCUMENTS}` in it")), "{}", run.stderr);
}
