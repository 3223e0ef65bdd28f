//! A module uses only modules declared above it, at every level: no circles anywhere.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// A file of the crate: its path in modules, its text, and the modules that it declares in order.
struct File {
    module: Vec<String>,
    text: String,
    declares: Vec<String>,
}

/// Rooms whose order is still to be made: each has something wrong, or leaves the list.
const UNTIDY: &[&str] = &["files"];

#[test]
fn a_module_uses_only_modules_declared_above_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut files, mut untidy) = (BTreeMap::new(), Vec::new());
    for start in ["lib.rs", "main.rs"] {
        files.clear();
        collect(&root.join(start), &root, Vec::new(), &mut files);
        let mut wrong: Vec<_> = files.values().flat_map(|file| upward(file, &files)).collect();
        wrong.retain(|use_| {
            let known = UNTIDY.iter().find(|room| use_.starts_with(**room));
            untidy.extend(known);
            known.is_none()
        });
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
    let tidied: Vec<_> = UNTIDY.iter().filter(|room| !untidy.contains(room)).collect();
    assert!(tidied.is_empty(), "{tidied:?} are in order: take them from the list");
    assert!(files.len() > 10, "the modules are not found");
}

#[test]
fn the_binary_sees_the_public_api_only() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let main = fs::read_to_string(root.join("main.rs")).unwrap();
    assert_eq!(declared(&main), ["cli"]);
}

/// Reads a file and those of the modules that it declares.
fn collect(
    path: &Path,
    folder: &Path,
    module: Vec<String>,
    files: &mut BTreeMap<Vec<String>, File>,
) {
    let text = fs::read_to_string(path).unwrap_or_else(|_| panic!("{}", path.display()));
    let declares = declared(&text);
    for name in &declares {
        let inner: PathBuf = folder.join(format!("{name}.rs"));
        let mut path = module.clone();
        path.push(name.clone());
        collect(&inner, &folder.join(name), path, files);
    }
    files.insert(module.clone(), File { module, text, declares });
}

fn declared(text: &str) -> Vec<String> {
    let declaration = Regex::new(r"(?m)^(?:pub(?:\(\w+\))? )?mod (\w+);").unwrap();
    declaration.captures_iter(text).map(|found| found[1].to_owned()).collect()
}

/// What a file uses of modules that stand below it, or around it.
fn upward(file: &File, files: &BTreeMap<Vec<String>, File>) -> Vec<String> {
    let mut wrong = Vec::new();
    for used in used(file) {
        let known = (0..=used.len()).rev().find(|end| files.contains_key(&used[..*end]));
        let target = &used[..known.unwrap_or(0)];
        if target.is_empty() || *target == file.module[..] {
            continue;
        }
        let same = target.iter().zip(&file.module).take_while(|(a, b)| a == b).count();
        let place = |name: Option<&String>| {
            let declares = &files[&target[..same]].declares;
            declares.iter().position(|known| Some(known) == name)
        };
        let around = same == target.len() && target.len() < file.module.len();
        if around
            || place(target.get(same)) > place(file.module.get(same)) && same < file.module.len()
        {
            wrong.push(format!("{} uses {}", file.module.join("::"), target.join("::")));
        }
    }
    wrong.sort();
    wrong.dedup();
    wrong
}

/// The paths that a file names, from the root of the crate.
fn used(file: &File) -> Vec<Vec<String>> {
    let path = Regex::new(r"\b(crate|self|super(?:::super)*)::((?:\w+::)*)(\w+|\{[^;]*?\}(?:;|,))")
        .unwrap();
    let name = Regex::new(r"(?:^|[{,])\s*((?:\w+::)*\w+)").unwrap();
    let mut all = Vec::new();
    for found in path.captures_iter(&file.text) {
        let up = found[1].matches("super").count();
        let start = match &found[1] {
            "crate" => Vec::new(),
            _ => file.module[..file.module.len().saturating_sub(up)].to_vec(),
        };
        let steps = |text: &str| {
            text.split("::").filter(|step| !step.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        };
        let base = [start, steps(&found[2])].concat();
        for last in name.captures_iter(&found[3]) {
            all.push([base.clone(), steps(&last[1])].concat());
        }
    }
    all
}
