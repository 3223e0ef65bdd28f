//! What others made takes no more memory than a multiple of its size, however it is nested.

use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use docsheet::bundle::{DOCUMENTS, INDEX};
use tempfile::TempDir;

use crate::needs;
use crate::project::Project;
use crate::shelf::{Files, good, index, save};

const PAGES: usize = 60;
const DEPTH: usize = 200;
/// How much each of the elements in each other says by itself.
const WORDS: usize = 100;

/// Pages that together have 1.5 MB; what their rows show has a hundred times that, and six times that
/// is printed.
fn nested() -> Files {
    let mut files = good();
    let mut sql =
        "CREATE TABLE searchIndex(id INTEGER PRIMARY KEY, name TEXT, type TEXT, path TEXT);
        BEGIN;"
            .to_owned();
    for page in 0..PAGES {
        let mut html = "<!DOCTYPE html><title>x</title>".to_owned();
        for depth in 0..DEPTH {
            let _ = write!(html, "<div id=a{depth}>{}", "word ".repeat(WORDS / 5));
            let _ = write!(
                sql,
                "INSERT INTO searchIndex(name, type, path)
                 VALUES ('n{page}.{depth}', 'Guide', 'p{page}.html#a{depth}');"
            );
        }
        files.insert(format!("{DOCUMENTS}/p{page}.html"), html.into_bytes());
    }
    files.insert(INDEX.into(), index(&(sql + "COMMIT;")));
    files
}

/// The most memory that a process has had so far, in MB.
fn peak(process: u32) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    peak.trim().strip_suffix(" kB")?.parse().ok().map(|kilobytes: usize| kilobytes >> 10)
}

#[test]
fn all_of_a_docset_of_nested_rows_is_printed_in_bounded_memory() {
    if needs::file(Path::new("/proc/self/status")).is_none() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let docset = save(&nested(), folder.path(), "Nested.docset");
    let docset = docset.to_str().unwrap();
    let project = Project::new();
    let mut command = project.command(&["search", "calls:", "--full", "--docsets", docset]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut output = child.stdout.take().unwrap();
    let (mut most, mut printed) = (0, 0);
    let mut block = vec![0; 1 << 20];
    // Between its first line and its last the program has all that it prints.
    loop {
        let read = output.read(&mut block).unwrap();
        printed += read;
        if read == 0 {
            break;
        }
        most = most.max(peak(child.id()).unwrap_or_default());
    }
    assert!(child.wait().unwrap().success());
    assert!(printed > 5 << 20 && printed < 20 << 20, "{printed} bytes");
    assert!((1..100).contains(&most), "{most} MB");
}
