//! What `search` keeps in its cache is never wrong, and a cache that fails is no failure.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, SystemTime};

use docsheet::bundle::DOCUMENTS;
use docsheet::search::{self, Groups};
use tempfile::TempDir;

use super::docset;
use super::text::{files, found_in};
use crate::project::Project;
use crate::shelf::save;

#[test]
fn words_are_those_of_the_docset_as_it_is_now() {
    let project = Project::new();
    let path = save(&files(), &project.path("output"), "Calls.docset");
    let page = path.join(DOCUMENTS).join("index.html");
    let text = fs::read_to_string(&page).unwrap();
    for word in ["voicemail", "voicegrit", "voicesnow", "voicemail"] {
        fs::write(&page, text.replace("voicemail", word)).unwrap();
        project.run(&["search", word]).exits(0);
        let other = if word == "voicemail" { "voicegrit" } else { "voicemail" };
        project.run(&["search", other]).exits(1);
    }
}

#[test]
fn a_cache_that_is_damaged_or_cannot_be_written_is_no_failure() {
    let project = Project::new();
    let path = save(&files(), &project.path("output"), "Calls.docset");
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(100);
    for file in walkdir::WalkDir::new(&path).into_iter().map(Result::unwrap) {
        fs::File::open(file.path()).unwrap().set_modified(old).unwrap();
    }
    project.run(&["search", "voicemail"]).exits(0);
    let folder = project.user_path("cache/docsheet");
    let words = || {
        let all: Vec<_> = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
        assert_eq!(all.len(), 1, "{all:?}");
        all[0].clone()
    };
    let whole = fs::read(words()).unwrap();
    for damaged in [&whole[..0], &whole[..whole.len() / 2], &vec![7; whole.len()]] {
        fs::write(words(), damaged).unwrap();
        project.run(&["search", "voicemail"]).exits(0);
    }
    fs::remove_dir_all(&folder).unwrap();
    fs::write(&folder, "no folder").unwrap();
    project.run(&["search", "voicemail"]).exits(0);
    fs::remove_file(&folder).unwrap();
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    project.run(&["search", "voicemail"]).exits(0);
}

#[test]
fn names_that_were_meant_are_the_same_out_of_the_cache() {
    let (folder, cache) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let mut names = large();
    for name in ["Forwarding", "Forward the call", "The café", "Register 17", "call forwarded"] {
        names.push((name.to_owned(), 3000));
    }
    let rows: Vec<_> = names.iter().map(|(name, place)| (name.as_str(), *place)).collect();
    let shelf =
        [search::shelve(&save(&docset("Calls", "calls", &rows), folder.path(), "Calls.docset"))
            .unwrap()];
    let near = |query: &str, cache: Option<&Path>| {
        search::near(&search::parse(query, &shelf, &Groups::default()), &shelf, &[], cache)
    };
    std::thread::sleep(Duration::from_millis(2100));
    found_in("forwrading", &shelf, Some(cache.path()));
    let cached = fs::read_dir(cache.path()).unwrap().map(|file| file.unwrap().path());
    assert!(cached.into_iter().any(|file| file.extension().is_some_and(|name| name == "names")));
    let expected: &[(&str, &[&str])] = &[
        ("forwrading", &["Forwarding"]),
        ("clal fowrard", &["Forward the call"]),
        ("cafè", &["The café"]),
        ("caef", &["The café"]),
        ("registre 17", &["Register 17"]),
        ("registre 18", &[]),
        ("fowrard", &["Forward the call"]),
        ("method uberklasze", &["Method0 of the Überklasse", "Method1 of the Überklasse"]),
        ("xylophone", &[]),
    ];
    for (query, expected) in expected {
        let found = near(query, Some(cache.path()));
        assert_eq!(found, near(query, None), "{query}");
        assert!(
            found.starts_with(&expected.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()),
            "{query}: {found:?}"
        );
        assert_eq!(found.is_empty(), expected.is_empty(), "{query}: {found:?}");
    }
}

/// A docset whose names take a file of their own in the cache.
fn large() -> Vec<(String, u32)> {
    (0..3000).map(|place| (format!("Method{place} of the Überklasse"), place)).collect()
}

#[test]
fn names_in_the_cache_are_those_of_the_docset_as_it_is_now() {
    let (folder, cache) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let names = |suffix: &str| -> Vec<(String, u32)> {
        large().into_iter().map(|(name, place)| (format!("{name} {suffix}"), place)).collect()
    };
    let write = |suffix: &str| {
        let names = names(suffix);
        let rows: Vec<_> = names.iter().map(|(name, place)| (name.as_str(), *place)).collect();
        save(&docset("Calls", "calls", &rows), folder.path(), "Calls.docset")
    };
    let path = write("first");
    let shelf = [search::shelve(&path).unwrap()];
    let found = |query: &str, cache: Option<&Path>| {
        let query = search::parse(query, &shelf, &Groups::default());
        search::search(&query, &shelf, cache)
    };
    let cached = || -> Vec<_> {
        let all = fs::read_dir(cache.path()).unwrap().map(|file| file.unwrap().path());
        all.filter(|file| file.extension().is_some_and(|ending| ending == "names")).collect()
    };
    let queries =
        ["method17", "uberklasse 2999", "FIRST second", "calls:", "Method1700 of the", "::"];
    let same = || {
        for query in queries {
            assert_eq!(found(query, Some(cache.path())), found(query, None), "{query}");
        }
    };
    same();
    assert_eq!(cached().len(), 0, "what was just written may change within the same tick");
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert_eq!(found("method17", Some(cache.path())).hits.len(), 111);
    assert_eq!(cached().len(), 1);
    same();
    let file = cached().remove(0);
    let whole = fs::read(&file).unwrap();
    let mut damaged = vec![whole[..50].to_vec(), whole[..whole.len() - 1].to_vec(), Vec::new()];
    damaged.extend([vec![7; whole.len()], vec![255; whole.len()]]);
    for share in [65, 70, 75, 80, 85, 90, 95] {
        let mut bytes = whole.clone();
        let at = whole.len() * share / 100;
        // Neither lengths nor starts nor texts may be believed.
        bytes[at..at + 64].fill(255);
        damaged.push(bytes);
    }
    for bytes in damaged {
        fs::write(&file, bytes).unwrap();
        assert_eq!(found("calls:", Some(cache.path())), found("calls:", None));
    }
    write("second");
    assert_eq!(found("second", Some(cache.path())).hits.len(), 3000);
    assert_eq!(found("first", Some(cache.path())).hits.len(), 0);
}

#[test]
fn the_words_of_docsets_that_are_gone_are_taken_away() {
    let folder = TempDir::new().unwrap();
    let cache = TempDir::new().unwrap();
    let words = || fs::read_dir(cache.path()).unwrap().count();
    let prepare = |name: &str| {
        let path = save(&files(), folder.path(), name);
        search::prepare(&[search::shelve(&path).unwrap()], Some(cache.path()), &|_, _| ());
        path
    };
    let (first, _second) = (prepare("A.docset"), prepare("B.docset"));
    assert_eq!(words(), 2);
    fs::remove_dir_all(first).unwrap();
    prepare("C.docset");
    assert_eq!(words(), 2);
}

#[test]
fn what_a_stopped_process_left_in_the_cache_is_taken_away() {
    let folder = TempDir::new().unwrap();
    let cache = TempDir::new().unwrap();
    let path = save(&files(), folder.path(), "Calls.docset");
    let draft = |name: &str, age: u64| {
        let path = cache.path().join(name);
        let time = SystemTime::now() - Duration::from_secs(age);
        fs::File::create(&path).unwrap().set_modified(time).unwrap();
        path
    };
    let (abandoned, recent) = (draft("a.1-0.draft", 7200), draft("b.2-0.draft", 60));
    search::prepare(&[search::shelve(&path).unwrap()], Some(cache.path()), &|_, _| ());
    assert!(!abandoned.exists() && recent.exists());
}
