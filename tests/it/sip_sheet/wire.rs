//! What the sheet says happens on the wire, between sipp and Kamailio.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use super::{entries, name, table};
use crate::needs::program;

fn proofs() -> impl Iterator<Item = Vec<&'static str>> {
    table(include_str!("../../sip/wire.tsv"))
}

#[test]
fn the_sheet_says_what_the_wire_bears_out() {
    for row in proofs() {
        let entry = entries().find(|entry| name(entry) == row[1]);
        let entry = entry.unwrap_or_else(|| panic!("there is no entry {}", row[1]));
        let told = entry.notes.as_ref().map_or("", |notes| notes.plain.as_str());
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(row[2]), "{}: `{}` is not in `{told}`", row[1], row[2]);
    }
}

#[test]
fn calls_between_real_programs_go_as_the_sheet_says() {
    let needed = ["sipp", "kamailio", "tshark", "python3"];
    if !needed.iter().all(|name| program(&[name]).is_some()) {
        return;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sip/wire/run.py");
    let folder = tempfile::tempdir().unwrap();
    let port = 20_000 + std::process::id() % 9_000;
    let run = Command::new("python3")
        .arg(script)
        .arg(port.to_string())
        .arg(folder.path())
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{printed}\n{}", String::from_utf8_lossy(&run.stderr));
    let passed: BTreeSet<_> = printed.lines().filter_map(|line| line.strip_prefix("ok ")).collect();
    let promised: BTreeSet<_> = proofs().map(|row| row[0]).collect();
    let missing: Vec<_> = promised.difference(&passed).collect();
    assert!(missing.is_empty(), "{missing:?} were not run");
    let responses = passed.iter().filter(|case| case.starts_with("relayed ")).count();
    assert!(responses >= 25, "{responses} responses");
}
