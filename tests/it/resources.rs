//! The files that a sheet brings along: which are taken, and which never.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use docsheet::diagnostic::{Code, Diagnostic};
use docsheet::files::Tree;
use docsheet::resources::{Root, read};
use docsheet::sheet::Resources;
use docsheet::source::Span;

use crate::project::Project;

fn resources(path: &str) -> Resources {
    Resources { path: path.to_owned(), place: Span::new(0, 0) }
}

fn taken(
    folder: &Path,
    resources: &Resources,
) -> Result<(Tree, Vec<Diagnostic>), docsheet::error::Error> {
    read(folder, resources, &Root::default())
}

/// What `resources` says of a path: the files that are taken, or why none is.
fn answer(folder: &Path, path: &str, root: &Root) -> Result<Vec<String>, String> {
    let (files, findings) = read(folder, &resources(path), root).unwrap();
    match findings.into_iter().next() {
        None => Ok(files.into_keys().collect()),
        Some(finding) => Err(finding.place.unwrap().text),
    }
}

fn sheet_with(resources: &str) -> String {
    format!(
        "cheatsheet do\n  title 'P'\n  docset_file_name 'P'\n  keyword 'p'\n  resources '{resources}'\n  \
         category do\n    id 'W'\n    entry do\n      name 'a'\n    end\n  end\nend\n"
    )
}

#[test]
fn resources_come_under_their_own_last_name() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("media/images/deep")).unwrap();
    fs::write(folder.path().join("media/images/a.png"), "a").unwrap();
    fs::write(folder.path().join("media/images/deep/b.css"), "b").unwrap();
    fs::write(folder.path().join("media/images/.DS_Store"), "x").unwrap();
    let whole = BTreeMap::from([
        ("images/a.png".to_owned(), b"a".to_vec()),
        ("images/deep/b.css".to_owned(), b"b".to_vec()),
    ]);
    for path in ["media/images", "media/images/", "./media/images"] {
        let (files, findings) = taken(folder.path(), &resources(path)).unwrap();
        assert_eq!((files, findings), (whole.clone(), vec![]));
    }
    let (files, _) = taken(folder.path(), &resources("media/images/a.png")).unwrap();
    assert_eq!(files, [("a.png".to_owned(), b"a".to_vec())].into());
}

#[test]
fn resources_that_are_not_there_are_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    let definitions = folder.path().join("data");
    fs::create_dir(&definitions).unwrap();
    fs::write(folder.path().join("outside"), "x").unwrap();
    for path in ["images", "../outside", ".", ""] {
        let (files, findings) = taken(&definitions, &resources(path)).unwrap();
        assert!(files.is_empty());
        assert_eq!(findings.len(), 1, "{path}");
        assert_eq!(findings[0].code, Code::MissingResources);
    }
}

#[test]
fn a_resource_does_not_take_the_place_of_the_page() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["index.html", "INDEX.html"] {
        fs::write(folder.path().join(name), "mine").unwrap();
        let (_, findings) = taken(folder.path(), &resources(name)).unwrap();
        assert_eq!(findings[0].code, Code::BadResource, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_resources_and_odd_names_are_findings() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let images = folder.path().join("images");
    fs::create_dir_all(images.join("sub")).unwrap();
    fs::write(images.join("good.png"), "x").unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("secret"), "x").unwrap();
    symlink("good.png", images.join("fine.png")).unwrap();
    let (files, findings) = taken(folder.path(), &resources("images")).unwrap();
    assert_eq!((files.len(), findings.len()), (2, 0));

    symlink(elsewhere.path().join("secret"), images.join("out")).unwrap();
    symlink("..", images.join("up")).unwrap();
    symlink(".", images.join("sub/circle")).unwrap();
    symlink("nowhere", images.join("lost")).unwrap();
    fs::write(images.join("a:b.png"), "x").unwrap();
    let (files, findings) = taken(folder.path(), &resources("images")).unwrap();
    assert!(files.is_empty());
    assert_eq!(findings.len(), 5, "{findings:?}");
    assert!(findings.iter().all(|finding| finding.code == Code::BadResource));
}

#[test]
fn resources_may_lie_anywhere_in_the_repository_and_nowhere_else() {
    let project = Project::new()
        .file("outside/x.png", "x")
        .file("repository/.git/config", "token")
        .file("repository/.secret/key", "key")
        .file("repository/media/stop.png", "x")
        .file("repository/sheets/images/a.png", "x");
    let sheets = project.path("repository/sheets");
    let root = Root::default();
    let takes = |path: &str| answer(&sheets, path, &root);
    assert_eq!(takes("images"), Ok(vec!["images/a.png".to_owned()]));
    assert_eq!(takes("../media"), Ok(vec!["media/stop.png".to_owned()]));
    assert_eq!(takes("../sheets/../media/stop.png"), Ok(vec!["stop.png".to_owned()]));
    for hidden in ["../.git/config", "../.git", "../.secret/key", "../media/../.git/config"] {
        assert_eq!(
            takes(hidden),
            Err("it is hidden, or in a hidden folder".to_owned()),
            "{hidden}"
        );
    }
    for outside in ["../../outside", "../../outside/x.png", "../../repository/../outside"] {
        assert!(takes(outside).unwrap_err().starts_with("it leads out of `"), "{outside}");
    }
    // What is hidden inside stays behind.
    let all = takes("../../repository").unwrap();
    assert_eq!(all, ["repository/media/stop.png", "repository/sheets/images/a.png"]);
}

#[test]
fn without_a_repository_the_current_folder_or_a_named_one_is_the_limit() {
    let project = Project::new().file("work/media/x.png", "x").file("work/sheets/P.rb", "");
    let sheets = project.path("work/sheets");
    let taken = Ok(vec!["media/x.png".to_owned()]);
    let current = Root { current: Some(project.path("work")), ..Root::default() };
    assert_eq!(answer(&sheets, "../media", &current), taken);
    let named = Root { named: Some(project.path("work")), ..Root::default() };
    assert_eq!(answer(&sheets, "../media", &named), taken);
    let elsewhere = tempfile::tempdir().unwrap();
    let elsewhere = Root { current: Some(elsewhere.path().to_owned()), ..Root::default() };
    for own_folder in [Root::default(), elsewhere] {
        assert!(answer(&sheets, "../media", &own_folder).is_err());
    }
    let too_narrow = Root { named: Some(sheets.clone()), ..current };
    assert!(answer(&sheets, "../media", &too_narrow).is_err());
}

#[test]
fn the_option_root_reaches_build_and_check() {
    let project = Project::new()
        .file("a/media/x.png", "x")
        .file("a/sheets/P.rb", sheet_with("../media"))
        .file("b/empty", "");
    let run = |arguments: &[&str]| {
        let command = &mut project.command(arguments);
        crate::project::Run::of(&command.current_dir(project.path("b")).output().unwrap())
    };
    let refused = run(&["check", "../a/sheets/P.rb"]).exits(1);
    assert!(refused.stderr.contains("it leads out of `"), "{}", refused.stderr);
    assert!(refused.stderr.contains("`--root DIR`"), "{}", refused.stderr);
    run(&["check", "../a/sheets/P.rb", "--root", "../a"]).exits(0);
    run(&["build", "../a/sheets/P.rb", "--root", "../a", "-o", "out"]).exits(0);
    assert!(project.path("b/out/P.docset/Contents/Resources/Documents/media/x.png").exists());
    let missing = run(&["check", "../a/sheets/P.rb", "--root", "nowhere"]).exits(2);
    assert!(missing.stderr.contains("`nowhere`"), "{}", missing.stderr);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_never_waited_for() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    let folder = tempfile::tempdir().unwrap();
    let images = folder.path().join("images");
    fs::create_dir(&images).unwrap();
    for fifo in [folder.path().join("pipe"), images.join("pipe")] {
        mknodat(CWD, &fifo, FileType::Fifo, Mode::RUSR, 0).unwrap();
    }
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket")).unwrap();
    for path in ["pipe", "images", "socket"] {
        let reason = answer(folder.path(), path, &Root::default());
        assert_eq!(reason, Err("it is not a file".to_owned()), "{path}");
    }
    for outside in ["/dev/zero", "/dev/tty"] {
        std::os::unix::fs::symlink(outside, images.join("link")).unwrap();
        fs::remove_file(images.join("pipe")).ok();
        let reason = answer(folder.path(), "images", &Root::default()).unwrap_err();
        assert!(reason.starts_with("it is a link that leads out"), "{reason}");
        fs::remove_file(images.join("link")).unwrap();
    }
}

#[test]
fn huge_files_are_a_finding_and_are_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let images = folder.path().join("images");
    fs::create_dir(&images).unwrap();
    let sparse = |name: String, length| {
        fs::File::create(images.join(name)).unwrap().set_len(length).unwrap();
    };
    sparse("one".to_owned(), (64 << 20) + 1);
    let reason = answer(folder.path(), "images", &Root::default());
    assert_eq!(reason, Err("it is larger than 64 MiB".to_owned()));
    fs::remove_file(images.join("one")).unwrap();
    for number in 0..9 {
        sparse(number.to_string(), 60 << 20);
    }
    let reason = answer(folder.path(), "images", &Root::default());
    assert_eq!(reason, Err("its files have more than 512 MiB in all".to_owned()));
}

#[cfg(unix)]
#[test]
fn links_that_multiply_are_counted_and_not_followed_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let images = folder.path().join("images");
    fs::create_dir_all(images.join("z")).unwrap();
    fs::write(images.join("z/a"), "x").unwrap();
    let mut last = "z".to_owned();
    for level in 0..40 {
        let next = format!("l{level}");
        fs::create_dir(images.join(&next)).unwrap();
        for name in ["a", "b"] {
            let target = format!("../{last}");
            std::os::unix::fs::symlink(target, images.join(&next).join(name)).unwrap();
        }
        last = next;
    }
    let reason = answer(folder.path(), "images", &Root::default());
    assert_eq!(reason, Err("there are more than 100,000 files in it".to_owned()));
}

#[test]
fn names_that_are_one_name_elsewhere_are_findings() {
    for (one, other) in [("a.png", "A.png"), ("\u{e9}.png", "e\u{301}.png")] {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("images")).unwrap();
        for name in [one, other] {
            fs::write(folder.path().join("images").join(name), "x").unwrap();
        }
        if fs::read_dir(folder.path().join("images")).unwrap().count() < 2 {
            continue; // The file system here makes one of the two itself.
        }
        let reason = answer(folder.path(), "images", &Root::default()).unwrap_err();
        assert!(reason.starts_with("on many systems its name is the same as"), "{reason}");
    }
}
