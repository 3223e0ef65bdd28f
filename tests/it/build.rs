//! `docsheet build`: what it prints, writes, refuses, and with which exit status.

use std::fs;

use crate::project::{Project, files_below, small_sheet};

#[test]
fn a_folder_of_sheets_becomes_docsets_and_archives() {
    let project =
        Project::new().file("data/B.rb", small_sheet("B")).file("data/a/A.rb", small_sheet("A"));
    let run = project.run(&["build"]).exits(0);
    let lines: Vec<_> = run.stdout.lines().collect();
    assert_eq!(
        lines,
        [
            "B → output/B.docset (1 entry, 4 index rows)",
            "A → output/A.docset (1 entry, 4 index rows)",
            "2 of 2 sheets built",
        ]
    );
    assert_eq!(run.stderr, "");
    for name in ["A", "B"] {
        assert!(project.path(&format!("output/{name}.docset/Contents/Info.plist")).exists());
        assert!(project.path(&format!("output/{name}.tgz")).exists());
    }
}

#[test]
fn the_same_sheet_gives_the_same_bytes_anywhere() {
    let one = Project::new().file("data/A.rb", small_sheet("A"));
    let other = Project::new().file("elsewhere/deep/A.rb", small_sheet("A"));
    one.run(&["build"]).exits(0);
    let mut command = other.command(&["build", "elsewhere", "-o", "out"]);
    command.env("TZ", "Asia/Tokyo").env("LC_ALL", "tr_TR.UTF-8").env("USER", "somebody");
    assert!(command.status().unwrap().success());
    assert_eq!(files_below(&one.path("output")), files_below(&other.path("out")));
}

#[test]
fn a_sheet_with_an_error_is_reported_and_the_others_are_built() {
    let project = Project::new()
        .file("data/A.rb", small_sheet("A"))
        .file("data/Bad.rb", small_sheet("Bad").replace("title", "titel"));
    let run = project.run(&["build"]).exits(1);
    assert!(run.stderr.contains("did you mean `title`?"), "{}", run.stderr);
    assert_eq!(
        run.stdout,
        "A → output/A.docset (1 entry, 4 index rows)\ndata/Bad.rb is not built (1 error)\n1 of 2 sheets built: 1 error\n"
    );
    assert!(project.path("output/A.docset").exists());
    assert!(!project.path("output/Bad.docset").exists());
}

#[test]
fn of_two_sheets_with_one_name_the_first_is_built() {
    let project = Project::new()
        .file("data/A.rb", small_sheet("Same"))
        .file("data/B.rb", small_sheet("same"))
        .file("data/C.rb", small_sheet("Other"));
    let run = project.run(&["build"]).exits(1);
    assert!(run.stderr.contains("`data/A.rb` writes the same docset `same`"), "{}", run.stderr);
    assert!(run.stderr.contains("docset_file_name 'same'"), "{}", run.stderr);
    assert_eq!(run.stderr.matches("same-docset").count(), 1, "{}", run.stderr);
    assert!(run.stdout.ends_with("2 of 3 sheets built: 1 error\n"), "{}", run.stdout);
    assert_eq!(fs::read_dir(project.path("output")).unwrap().count(), 4);
}

#[test]
fn a_missing_path_is_named_with_exit_status_2() {
    let run = Project::new().run(&["build", "nowhere"]).exits(2);
    assert_eq!(run.stderr, "error: cannot read `nowhere`: no such file or directory\n");
}

#[test]
fn quiet_prints_nothing_and_no_archive_writes_none() {
    let project = Project::new().file("data/A.rb", small_sheet("A"));
    let run = project.run(&["build", "--quiet", "--no-archive"]).exits(0);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    assert!(!project.path("output/A.tgz").exists());
}

#[test]
fn a_sheet_that_cannot_be_read_does_not_stop_the_others() {
    let project = Project::new().file("data/A.rb", small_sheet("A"));
    std::os::unix::fs::symlink("gone", project.path("data/B.rb")).unwrap();
    let run = project.run(&["build"]).exits(2);
    assert_eq!(run.stderr, "error: cannot read `data/B.rb`: no such file or directory\n");
    assert!(run.stdout.contains("1 of 2 sheets built"), "{}", run.stdout);
    assert!(project.path("output/A.docset").exists());
}

#[test]
fn a_docset_and_its_archive_are_replaced_together_or_not_at_all() {
    let project = Project::new().file("data/A.rb", small_sheet("A"));
    project.run(&["build"]).exits(0);
    fs::write(project.path("data/A.rb"), small_sheet("A").replace("'One'", "'Two'")).unwrap();
    fs::remove_file(project.path("output/A.tgz")).unwrap();
    fs::create_dir(project.path("output/A.tgz")).unwrap();
    let before = files_below(&project.path("output"));
    let run = project.run(&["build"]).exits(2);
    assert!(run.stderr.contains("cannot write `output/A.tgz`"), "{}", run.stderr);
    assert!(run.stderr.contains("help: move it away"), "{}", run.stderr);
    assert!(run.stdout.contains("0 of 1 sheet built"), "{}", run.stdout);
    assert_eq!(files_below(&project.path("output")), before);
    // Without an older docset there is none afterwards, and nothing else is left.
    fs::remove_dir_all(project.path("output/A.docset")).unwrap();
    project.run(&["build"]).exits(2);
    assert_eq!(fs::read_dir(project.path("output")).unwrap().count(), 1);
    fs::remove_dir(project.path("output/A.tgz")).unwrap();
    project.run(&["build"]).exits(0);
    let built = files_below(&project.path("output"));
    // What is there already is left alone; what is missing comes back.
    fs::remove_file(project.path("output/A.tgz")).unwrap();
    project.run(&["build"]).exits(0);
    assert_eq!(files_below(&project.path("output")), built);
    fs::remove_dir_all(project.path("output/A.docset")).unwrap();
    project.run(&["build"]).exits(0);
    assert_eq!(files_below(&project.path("output")), built);
}

#[test]
fn resources_beside_a_sheet_in_the_current_folder_are_found() {
    let sheet = small_sheet("A").replacen("  category", "  resources 'pics'\n  category", 1);
    let project = Project::new().file("A.rb", sheet).file("pics/flow.png", "picture");
    project.run(&["build", "A.rb"]).exits(0);
    let documents = project.path("output/A.docset/Contents/Resources/Documents");
    assert_eq!(fs::read(documents.join("pics/flow.png")).unwrap(), b"picture");
}

#[test]
fn scripts_run_only_when_they_are_allowed() {
    let sheet = small_sheet("Sheet");
    let sheet = sheet.replace("  keyword", "  head_inject '<script>1</script>'\n  keyword");
    let project = Project::new().file("Sheet.rb", sheet);
    for (arguments, meta) in [
        (&["build", "Sheet.rb"][..], "\"isJavaScriptEnabled\": false"),
        (&["build", "Sheet.rb", "--allow-scripts"], "\"isJavaScriptEnabled\": true"),
    ] {
        project.run(arguments).exits(0);
        let text = fs::read_to_string(project.path("output/Sheet.docset/meta.json")).unwrap();
        assert!(text.contains(meta), "{text}");
    }
}

#[test]
fn without_data_the_way_out_is_shown() {
    for command in ["build", "check", "install"] {
        let run = Project::new().run(&[command]).exits(2);
        assert!(run.stderr.contains("cannot read `data`"), "{}", run.stderr);
        assert!(run.stderr.contains("name a definition"), "{}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn sheets_that_cannot_be_read_do_not_count_as_checked() {
    let project = Project::new().file("data/A.rb", small_sheet("A"));
    std::os::unix::fs::symlink("nowhere", project.path("data/B.rb")).unwrap();
    let run = project.run(&["check"]).exits(2);
    assert!(run.stdout.starts_with("1 sheet checked"), "{}", run.stdout);
    assert!(run.stderr.contains("cannot read `data/B.rb`"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn what_never_ends_is_no_sheet() {
    let project =
        Project::new().file("data/A.rb", small_sheet("A")).file("data/C.rb", small_sheet("C"));
    for name in ["data/B.rb", "data/C.png"] {
        std::os::unix::fs::symlink("/dev/zero", project.path(name)).unwrap();
    }
    let run = project.run(&["build"]).exits(2);
    for name in ["data/B.rb", "data/C.png"] {
        let message = format!("`{name}`: it is neither a file nor a folder");
        assert!(run.stderr.contains(&message), "{}", run.stderr);
    }
    assert!(project.path("output/A.docset").is_dir());
}

#[test]
fn of_a_huge_sheet_only_so_much_is_read_as_shows_that_it_is_too_large() {
    let project = Project::new().file("data/A.rb", "\r\n");
    let sheet = fs::OpenOptions::new().write(true).open(project.path("data/A.rb")).unwrap();
    sheet.set_len(1 << 40).unwrap();
    let run = project.run(&["check"]).exits(1);
    assert!(run.stderr.contains("error[limit-reached]: the file is larger"), "{}", run.stderr);
    fs::write(project.path("data/A.rb"), "\r\n".repeat(70 << 20)).unwrap();
    let run = project.run(&["check"]).exits(1);
    assert!(run.stderr.contains("error[limit-reached]: the file is larger"), "{}", run.stderr);
}

#[test]
fn two_spellings_of_one_path_are_one_sheet() {
    let project = Project::new().file("A.rb", small_sheet("A"));
    let run = project.run(&["build", "A.rb", "./A.rb", "."]).exits(0);
    assert!(run.stdout.contains("1 of 1 sheet built"), "{}", run.stdout);
}
