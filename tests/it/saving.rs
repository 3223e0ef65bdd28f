//! A docset is saved whole or not at all, and never in place of anything else.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use docsheet::docset::{self, Docset, bundle_path};
use docsheet::error::Error;
use docsheet::files::{self, Safety, Saved, read_tree};
use tempfile::TempDir;

use crate::sample;

fn save(docset: &Docset, folder: &Path) -> Result<Saved, Error> {
    docset::save(docset, folder, Safety::Kill)
}

fn save_file(path: &Path, bytes: &[u8]) -> Result<Saved, Error> {
    files::save_file(path, bytes, Safety::Kill)
}

fn docset(title: &str, page: &str) -> Docset {
    sample::docset(title, page)
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// Names in `folder`, hidden ones included.
fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

fn saved_in(folder: &Path, name: &str) -> Docset {
    Docset { name: name.to_owned(), files: read_tree(&bundle_path(folder, name)).unwrap() }
}

#[test]
fn what_is_saved_is_what_was_built() {
    let folder = folder();
    let built = docset("Old", "page");
    docset::save(&built, folder.path(), Safety::PowerCut).unwrap();
    assert_eq!(saved_in(folder.path(), "Old"), built);
    assert_eq!(names(folder.path()), ["Old.docset".to_owned()].into());
}

#[test]
fn folders_above_are_made() {
    let folder = folder();
    let deep = folder.path().join("a/b/c");
    save(&docset("Deep", "page"), &deep).unwrap();
    assert_eq!(saved_in(&deep, "Deep"), docset("Deep", "page"));
}

#[test]
fn a_new_docset_takes_the_place_of_the_old_one() {
    let folder = folder();
    let mut old = docset("Sheet", "old");
    let extra = "Contents/Resources/Documents/images/deep/a.png";
    old.files.insert(extra.to_owned(), vec![1; 5000]);
    save(&old, folder.path()).unwrap();
    let new = docset("Sheet", "new");
    assert_eq!(save(&new, folder.path()).unwrap(), Saved::Written);
    assert_eq!(saved_in(folder.path(), "Sheet"), new);
    assert_eq!(names(folder.path()), ["Sheet.docset".to_owned()].into());
}

#[test]
fn equal_content_is_left_alone() {
    let folder = folder();
    let built = docset("Sheet", "page");
    save(&built, folder.path()).unwrap();
    let plist = bundle_path(folder.path(), "Sheet").join("Contents/Info.plist");
    let written = fs::metadata(&plist).unwrap().modified().unwrap();
    assert_eq!(save(&built, folder.path()).unwrap(), Saved::Unchanged);
    assert_eq!(fs::metadata(&plist).unwrap().modified().unwrap(), written);

    let file = folder.path().join("Sheet.tgz");
    assert_eq!(save_file(&file, b"one").unwrap(), Saved::Written);
    assert_eq!(save_file(&file, b"one").unwrap(), Saved::Unchanged);
    assert_eq!(save_file(&file, b"two").unwrap(), Saved::Written);
    assert_eq!(fs::read(&file).unwrap(), b"two");
}

#[test]
fn a_change_of_one_byte_is_written() {
    let folder = folder();
    save(&docset("Sheet", "page"), folder.path()).unwrap();
    let changed = docset("Sheet", "pagf");
    assert_eq!(save(&changed, folder.path()).unwrap(), Saved::Written);
    assert_eq!(saved_in(folder.path(), "Sheet"), changed);
}

#[test]
fn a_folder_that_is_no_docset_is_not_replaced() {
    let folder = folder();
    let foreign = folder.path().join("Sheet.docset");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("diary.txt"), "mine").unwrap();
    let error = save(&docset("Sheet", "page"), folder.path()).unwrap_err();
    assert_eq!(error.path, foreign);
    assert!(error.to_string().contains("Contents/Info.plist"), "{error}");
    assert!(error.hint.is_some());
    assert_eq!(fs::read(foreign.join("diary.txt")).unwrap(), b"mine");
    assert_eq!(names(folder.path()), ["Sheet.docset".to_owned()].into());
}

#[test]
fn a_file_is_not_replaced() {
    let folder = folder();
    let file = folder.path().join("Sheet.docset");
    fs::write(&file, "mine").unwrap();
    assert!(save(&docset("Sheet", "page"), folder.path()).is_err());
    assert_eq!(fs::read(&file).unwrap(), b"mine");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_when_replacing() {
    let folder = folder();
    let elsewhere = folder.path().join("elsewhere");
    save(&docset("Sheet", "theirs"), &elsewhere).unwrap();
    let link = folder.path().join("Sheet.docset");
    std::os::unix::fs::symlink(elsewhere.join("Sheet.docset"), &link).unwrap();
    save(&docset("Sheet", "ours"), folder.path()).unwrap();
    assert_eq!(saved_in(folder.path(), "Sheet"), docset("Sheet", "ours"));
    assert_eq!(saved_in(&elsewhere, "Sheet"), docset("Sheet", "theirs"));

    let dangling = folder.path().join("Lost.docset");
    std::os::unix::fs::symlink("nowhere", &dangling).unwrap();
    assert!(save(&docset("Lost", "page"), folder.path()).is_err());
    assert_eq!(fs::read_link(&dangling).unwrap(), Path::new("nowhere"));
}

#[test]
fn a_file_where_a_folder_should_be_is_named() {
    let folder = folder();
    let file = folder.path().join("output");
    fs::write(&file, "mine").unwrap();
    for target in [file.clone(), file.join("below")] {
        let error = save(&docset("Sheet", "page"), &target).unwrap_err();
        assert_eq!(error.path, file, "{error}");
    }
    assert_eq!(fs::read(&file).unwrap(), b"mine");
}

#[test]
fn a_failure_half_way_leaves_the_old_docset_and_nothing_else() {
    let folder = folder();
    let old = docset("Sheet", "old");
    save(&old, folder.path()).unwrap();
    let mut new = docset("Sheet", "new");
    let too_long = format!("Contents/Resources/Documents/{}", "x".repeat(300));
    new.files.insert(too_long.clone(), Vec::new());
    let error = save(&new, folder.path()).unwrap_err();
    assert_eq!(error.path, bundle_path(folder.path(), "Sheet").join(too_long));
    assert_eq!(saved_in(folder.path(), "Sheet"), old);
    assert_eq!(names(folder.path()), ["Sheet.docset".to_owned()].into());
}

#[test]
fn no_file_is_written_outside_the_docset() {
    let folder = folder();
    for path in ["../outside", "a/../../../outside", "/tmp/outside", ""] {
        let mut bad = docset("Sheet", "page");
        bad.files.insert(path.to_owned(), b"x".to_vec());
        assert!(save(&bad, folder.path()).is_err(), "{path}");
        assert!(names(folder.path()).is_empty(), "{path}");
    }
}

#[test]
fn what_killed_runs_left_is_cleared_away() {
    let folder = folder();
    let left = folder.path().join(".docsheet-4000000-0.tmp");
    fs::create_dir_all(left.join("Sheet.docset.new/Contents")).unwrap();
    fs::write(left.join("lock"), "").unwrap();
    let empty = folder.path().join(".docsheet-4000000-1.tmp");
    fs::create_dir(&empty).unwrap();
    save(&docset("Sheet", "page"), folder.path()).unwrap();
    assert_eq!(names(folder.path()), ["Sheet.docset".to_owned()].into());
}

#[test]
fn what_others_use_is_not_cleared_away() {
    let folder = folder();
    let running = folder.path().join(".docsheet-4000000-0.tmp");
    fs::create_dir_all(running.join("Other.docset.new")).unwrap();
    let lock = File::create(running.join("lock")).unwrap();
    lock.lock().unwrap();
    let foreign = [".docsheet-notes", ".docsheet-1-x.tmp"];
    for name in foreign {
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name).join("lock"), "mine").unwrap();
    }
    save(&docset("Sheet", "page"), folder.path()).unwrap();
    assert!(running.join("Other.docset.new").is_dir());
    for name in foreign {
        assert!(folder.path().join(name).join("lock").is_file());
    }
}

#[test]
fn a_docset_that_was_set_aside_comes_back() {
    let folder = folder();
    let old = docset("Sheet", "old");
    let left = folder.path().join(".docsheet-4000000-0.tmp");
    save(&old, folder.path()).unwrap();
    fs::create_dir(&left).unwrap();
    fs::write(left.join("lock"), "").unwrap();
    let place = bundle_path(folder.path(), "Sheet");
    fs::rename(&place, left.join("Sheet.docset.old")).unwrap();
    save(&docset("Another", "page"), folder.path()).unwrap();
    assert_eq!(saved_in(folder.path(), "Sheet"), old);
    assert!(!left.exists());
}

/// Whether two names in `folder` can change places at once; some disks need two renames for it.
fn exchanges(folder: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    let [one, other] = ["one", "other"].map(|name| folder.join(name));
    for path in [&one, &other] {
        fs::write(path, "").unwrap();
    }
    let exchanged = renameat_with(CWD, &one, CWD, &other, RenameFlags::EXCHANGE).is_ok();
    for path in [&one, &other] {
        fs::remove_file(path).unwrap();
    }
    exchanged
}

#[test]
fn many_at_once_into_one_folder_do_not_break_each_other() {
    let folder = folder();
    let path = folder.path();
    let versions: Vec<_> =
        (0..4).map(|number| docset("Sheet", &number.to_string().repeat(20_000))).collect();
    save(&versions[0], path).unwrap();
    let done = AtomicBool::new(!exchanges(path));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                assert!(bundle_path(path, "Sheet").symlink_metadata().is_ok());
            }
        });
        let writers: Vec<_> = versions
            .iter()
            .map(|version| {
                scope.spawn(|| {
                    for _ in 0..10 {
                        save(version, path).unwrap();
                    }
                })
            })
            .collect();
        let results: Vec<_> =
            writers.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
        done.store(true, Ordering::Relaxed);
        assert!(results.iter().all(Result::is_ok));
    });
    assert!(versions.contains(&saved_in(path, "Sheet")));
    assert_eq!(names(path), ["Sheet.docset".to_owned()].into());
}

#[test]
fn many_files_deep_down_are_saved_without_delay() {
    let folder = folder();
    let mut docset = docset("Deep", "<p>deep");
    let deep = "d/".repeat(1800);
    docset.files.extend((0..500).map(|at| (format!("{deep}{at}"), Vec::new())));
    let start = Instant::now();
    save(&docset, folder.path()).unwrap();
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    assert!(folder.path().join(format!("Deep.docset/{deep}499")).is_file());
}
