//! What is promised in `SECURITY.md`, what dependencies may bring along, and what the repository holds.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Files whose every test is about an attack or a failing machine.
const ATTACKS: &[&str] = &["active", "attack", "faults", "fuzz", "interrupt"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The tests of a file, as `FILE::test`.
fn tests_of(file: &str) -> BTreeSet<String> {
    let path = format!("tests/it/{}.rs", file.replace("::", "/"));
    let text = fs::read_to_string(root().join(path)).unwrap_or_default();
    let marked = text.split("#[test]\n").skip(1);
    let names =
        marked.filter_map(|rest| rest.split_once("fn ")?.1.split_once('(').map(|(name, _)| name));
    names.map(|name| format!("{file}::{name}")).collect()
}

#[test]
fn every_promise_has_its_tests_and_every_attack_its_promise() {
    let text = fs::read_to_string(root().join(".github/SECURITY.md")).unwrap();
    let code = text.split('`').skip(1).step_by(2);
    let tests = code.filter(|code| code.contains("::") && !code.starts_with("FILE"));
    let promised: BTreeSet<_> = tests.map(str::to_owned).collect();
    assert!(promised.len() > 20, "{promised:#?}");
    for test in &promised {
        let (file, _) = test.rsplit_once("::").unwrap();
        assert!(tests_of(file).contains(test), "there is no test `{test}`");
    }
    let attacks: BTreeSet<_> = ATTACKS.iter().flat_map(|file| tests_of(file)).collect();
    let missing: Vec<_> = attacks.difference(&promised).collect();
    assert!(missing.is_empty(), "SECURITY.md lacks {missing:#?}");
}

#[test]
fn nothing_but_what_belongs_there_lies_at_the_top() {
    let listed = Command::new("git")
        .args(["-c", "safe.directory=*", "ls-files"])
        .current_dir(root())
        .output();
    let Some(listed) = listed.ok().filter(|listed| listed.status.success()) else {
        return eprintln!("skipped: this is no checkout, or there is no Git");
    };
    let listed = String::from_utf8(listed.stdout).unwrap();
    let tops: BTreeSet<_> = listed.lines().filter_map(|path| path.split('/').next()).collect();
    let belongs =
        "Cargo.lock Cargo.toml LICENSE README.md benches data fuzz output src templates tests";
    let own: Vec<_> = tops.into_iter().filter(|top| !top.starts_with('.')).collect();
    assert_eq!(own.join(" "), belongs);
}

#[test]
fn dependencies_have_the_licences_and_sources_that_are_allowed() {
    let rules: toml::Table =
        fs::read_to_string(root().join(".deny.toml")).unwrap().parse().unwrap();
    let allowed: Vec<_> = rules["licenses"]["allow"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(toml::Value::as_str)
        .collect();
    let mut metadata = Command::new(env!("CARGO"));
    metadata.args(["metadata", "--format-version", "1", "--locked", "--all-features"]);
    let output = metadata.current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100);
    for package in packages {
        let name = &package["name"];
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(is_allowed(licence, &allowed), "{name}: {licence:?}");
        let source = package["source"].as_str();
        let registry = "registry+https://github.com/rust-lang/crates.io-index";
        assert!(source.is_none_or(|source| source == registry), "{name}: {source:?}");
    }
}

/// Whether one choice of a licence expression (SPDX, and `/` as crates used to write) is allowed.
fn is_allowed(licence: &str, allowed: &[&str]) -> bool {
    let licence = licence.replace(['(', ')'], "").replace('/', " OR ");
    licence.split(" AND ").all(|part| part.split(" OR ").any(|one| allowed.contains(&one.trim())))
}
