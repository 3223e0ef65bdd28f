//! `tests/golden/NAME.rb` or `NAME.md`, and `NAME.docset.txt`: a sheet, and its whole docset as text.
//!
//! `DOCSHEET_BLESS=1 cargo test golden` writes the text anew; read the difference before you commit
//! it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use docsheet::docset::Docset;

const SHEETS: &[&str] = &["Coffee.rb", "Tea.md"];

#[test]
fn a_docset_is_what_it_was() {
    for file in SHEETS {
        let root = docsheet::resources::Root::default();
        let definition = docsheet::load(&folder().join(file), &root).unwrap();
        let (name, _) = file.split_once('.').unwrap();
        assert_eq!(definition.findings, [], "{name} has findings");
        let docset =
            docsheet::build(&definition, &docsheet::info::Edition::default()).unwrap().unwrap();
        let dump = dump(&docset);
        let golden = folder().join(format!("{name}.docset.txt"));
        if std::env::var_os("DOCSHEET_BLESS").is_some() {
            fs::write(&golden, &dump).unwrap();
        }
        let wanted = fs::read_to_string(&golden).unwrap_or_default();
        let lines = dump.lines().zip(wanted.lines().chain(std::iter::repeat("")));
        let changed: Vec<_> = lines.filter(|(got, wanted)| got != wanted).take(5).collect();
        assert!(dump == wanted, "{name} differs, (got, wanted): {changed:#?}");
    }
}

#[test]
fn every_golden_file_is_used() {
    let used: Vec<_> = SHEETS
        .iter()
        .flat_map(|file| {
            let (name, _) = file.split_once('.').unwrap();
            [(*file).to_owned(), format!("{name}.docset.txt")]
        })
        .collect();
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(used.contains(&name), "nothing uses tests/golden/{name}");
    }
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// Each file of a docset under its path: text as it is, the index as SQL, icons as their size.
fn dump(docset: &Docset) -> String {
    let mut dump = String::new();
    for (path, bytes) in &docset.files {
        let _ = writeln!(dump, "=== {}.docset/{path}", docset.name);
        match Path::new(path).extension().and_then(|end| end.to_str()) {
            Some("png") => {
                let (width, height) = docsheet::icon::size(bytes).unwrap();
                let _ = writeln!(dump, "{width}×{height} pixels");
            }
            Some("dsidx") => dump += &index(bytes),
            Some("json") => dump += meta(&String::from_utf8(bytes.clone()).unwrap()).trim_end(),
            Some("html") => dump += page(&String::from_utf8(bytes.clone()).unwrap()).trim_end(),
            _ => dump += String::from_utf8(bytes.clone()).unwrap().trim_end(),
        }
        dump.push('\n');
    }
    dump
}

/// A page without the styles, which change for reasons of their own.
fn page(html: &str) -> String {
    let style = regex::Regex::new(r"(?s)(<style[^>]*>).*?</style>").unwrap();
    style.replace_all(html, "$1…</style>").into_owned()
}

/// Zeal's file without the version, which is made from all the bytes of the docset.
fn meta(json: &str) -> String {
    let version = regex::Regex::new(r#""version": "[0-9a-f]{12}""#).unwrap();
    version.replace(json, r#""version": "…""#).into_owned()
}

fn index(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("docSet.dsidx");
    fs::write(&file, bytes).unwrap();
    let database = rusqlite::Connection::open(&file).unwrap();
    let mut text = String::new();
    let mut schema = database.prepare("SELECT sql FROM sqlite_master ORDER BY rowid").unwrap();
    for sql in schema.query_map([], |row| row.get::<_, String>(0)).unwrap() {
        let _ = writeln!(text, "{};", sql.unwrap());
    }
    let mut rows =
        database.prepare("SELECT id, type, name, path FROM searchIndex ORDER BY id").unwrap();
    let rows = rows.query_map([], |row| {
        let id: i64 = row.get(0)?;
        let rest: [String; 3] = [row.get(1)?, row.get(2)?, row.get(3)?];
        Ok(format!("{id} {}", rest.join(" | ")))
    });
    for row in rows.unwrap() {
        let _ = writeln!(text, "{}", row.unwrap());
    }
    text
}
