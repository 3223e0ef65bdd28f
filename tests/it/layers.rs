//! A module uses only modules declared above it in `lib.rs`.

use std::fs;
use std::path::Path;

use regex::Regex;

#[test]
fn a_module_uses_only_modules_declared_above_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let library = fs::read_to_string(root.join("lib.rs")).unwrap();
    let declaration = Regex::new(r"(?m)^(?:pub )?mod (\w+);").unwrap();
    let order: Vec<_> =
        declaration.captures_iter(&library).map(|found| found[1].to_owned()).collect();
    assert!(order.len() > 10, "the modules of lib.rs are not found");
    let mut wrong = Vec::new();
    for (place, module) in order.iter().enumerate() {
        for file in files_of(&root, module) {
            let text = fs::read_to_string(&file).unwrap();
            for used in uses(&text) {
                let known = order.iter().position(|name| *name == used);
                if known.is_some_and(|known| known > place) {
                    wrong.push(format!(
                        "{} uses `{used}`, declared below `{module}`",
                        file.display()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_binary_sees_the_public_api_only() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let main = fs::read_to_string(root.join("main.rs")).unwrap();
    let own: Vec<_> = Regex::new(r"(?m)^mod (\w+);")
        .unwrap()
        .captures_iter(&main)
        .map(|found| found[1].to_owned())
        .collect();
    assert_eq!(own, ["cli"]);
}

/// `crate::name` and the names of `use crate::{a, b::c};`.
fn uses(text: &str) -> Vec<String> {
    let direct = Regex::new(r"crate::(\w+)").unwrap();
    let grouped = Regex::new(r"crate::\{([^;]*)\};").unwrap();
    let name = Regex::new(r"(?:^|,)\s*(\w+)").unwrap();
    let mut used: Vec<_> = direct.captures_iter(text).map(|found| found[1].to_owned()).collect();
    for group in grouped.captures_iter(text) {
        used.extend(name.captures_iter(&group[1]).map(|found| found[1].to_owned()));
    }
    used
}

fn files_of(root: &Path, module: &str) -> Vec<std::path::PathBuf> {
    let rooms = walkdir::WalkDir::new(root.join(module)).into_iter().filter_map(Result::ok);
    let rooms = rooms
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|end| end == "rs"));
    std::iter::once(root.join(format!("{module}.rs"))).chain(rooms).collect()
}
