//! `tests/ui/NAME.rb` or `NAME.md`, and `NAME.stderr`: one mistake, one picture of the message.
//!
//! `DOCSHEET_BLESS=1 cargo test ui` writes the pictures anew; read the difference before you
//! commit it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::project::Run;

#[test]
fn every_mistake_has_its_message() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let sheets = [files(&folder, "rb"), files(&folder, "md")].concat();
    assert!(sheets.len() >= 90, "only {} mistakes", sheets.len());
    let mut differences = String::new();
    for sheet in &sheets {
        let name = sheet.file_name().unwrap().to_str().unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_docsheet"))
            .args(["check", "--color", "never", name])
            .current_dir(&folder)
            .output()
            .unwrap();
        let run = Run::of(&output);
        assert!(
            run.status == 1 || run.stderr.contains("warning"),
            "{name} finds nothing: {}",
            run.stdout
        );
        let expected = sheet.with_extension("stderr");
        if std::env::var_os("DOCSHEET_BLESS").is_some() {
            fs::write(&expected, &run.stderr).unwrap();
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        if run.stderr != wanted {
            differences +=
                &format!("--- {name}: expected\n{wanted}\n--- {name}: got\n{}\n", run.stderr);
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn no_message_stands_alone() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    for message in files(&folder, "stderr") {
        let has_sheet = ["rb", "md"].iter().any(|end| message.with_extension(end).exists());
        assert!(has_sheet, "{} has no sheet", message.display());
    }
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|end| end == extension)).collect();
    files.sort();
    files
}
