//! The programs that a test needs beyond Rust: found on the `PATH`, or the test says what it skips.

use std::env;
use std::path::{Path, PathBuf};

/// The first of these programs that is installed.
///
/// Without any of them, says so, and the test returns; with `DOCSHEET_NO_SKIP=1` it fails instead,
/// so that a run that must prove everything cannot pass by skipping.
#[expect(clippy::print_stdout, reason = "a test that skips says so")]
pub(crate) fn program(names: &[&str]) -> Option<PathBuf> {
    let found = names.iter().find_map(|name| on_path(name));
    if found.is_none() {
        let missing = names[0];
        assert!(!nothing_may_be_skipped(), "`{missing}` is not installed");
        println!("skipped: {missing} is not installed");
    }
    found
}

/// A file that only `.ci/run` brings.
#[expect(clippy::print_stdout, reason = "a test that skips says so")]
pub(crate) fn file(path: &Path) -> Option<&Path> {
    if path.is_file() {
        return Some(path);
    }
    assert!(!nothing_may_be_skipped(), "{} is missing", path.display());
    println!("skipped: {} is missing", path.display());
    None
}

/// The folder of public sheets beside the checkout, which a checkout alone does not have.
#[expect(clippy::print_stdout, reason = "a test that skips says so")]
pub(crate) fn corpus() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no public sheets in {}", folder.display());
    None
}

pub(crate) fn nothing_may_be_skipped() -> bool {
    env::var("DOCSHEET_NO_SKIP").is_ok_and(|value| value == "1")
}

fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|file| is_program(file))
}

fn is_program(file: &Path) -> bool {
    file.metadata().is_ok_and(|about| about.is_file())
}
