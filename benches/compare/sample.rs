//! A made sheet of any number of entries, in categories of a hundred.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The notes of each entry: a line of prose with the marks that prose has.
pub(crate) const NOTES: &str = "Moves to the *next* word, and with `-n` to the end of the line; \
    see [the manual](https://example.org/manual).";

/// The keyword of the docset.
pub(crate) const KEYWORD: &str = "made";

/// The text of the sheet.
pub(crate) fn text(entries: usize) -> String {
    let mut text = format!(
        "cheatsheet do\n  title 'Made'\n  docset_file_name 'Made'\n  keyword '{KEYWORD}'\n"
    );
    for entry in 0..entries {
        if entry % 100 == 0 {
            let _ = writeln!(text, "  category do\n    id 'Part {}'", entry / 100);
        }
        let _ = writeln!(
            text,
            "    entry do\n      command 'key {entry}'\n      name 'Word {entry}'\n      notes '{NOTES}'\n    end"
        );
        if entry % 100 == 99 || entry + 1 == entries {
            text.push_str("  end\n");
        }
    }
    text.push_str("end\n");
    text
}

/// Writes the sheet into a folder; its path.
pub(crate) fn write(entries: usize, folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let path = folder.join("Made.rb");
    fs::write(&path, text(entries))?;
    Ok(path)
}
