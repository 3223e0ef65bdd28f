//! What holds for any bytes whatever: one function a target, for `cargo fuzz` and for the tests,
//! which replay the seeds.

use std::fs;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use docsheet::diagnostic::Severity;
use docsheet::docset::{self, Docset};
use docsheet::files::Safety;
use docsheet::search::{self, Depth, Groups, Shelved};
use docsheet::source::{Language, Source};
use docsheet::web::server::{self, News};
use docsheet::{Edition, archive, bundle, definition, index, install, verify};
use tempfile::TempDir;

/// A way to give bytes to docsheet.
pub type Target = (&'static str, fn(&[u8]));

/// All of them, with the names of their folders of seeds.
pub const TARGETS: &[Target] = &[
    ("definition", definition),
    ("docset", docset),
    ("preview", preview),
    ("query", query),
    ("convert", convert),
    ("sheet", sheet),
];

/// The first byte says which language the rest is in.
fn source(bytes: &[u8]) -> Source {
    let (first, rest) = bytes.split_first().unwrap_or((&b'r', &[]));
    Source::new(if *first == b'm' { "sheet.md" } else { "sheet.rb" }, rest)
}

/// A definition becomes a docset without errors, the same one twice, or has findings.
pub fn definition(bytes: &[u8]) {
    let source = source(bytes);
    let made = docsheet::docset(&source, &Edition::default()).unwrap();
    let Some(docset) = made.docset else {
        assert!(!made.findings.is_empty());
        return;
    };
    let again = docsheet::docset(&source, &Edition::default()).unwrap().docset;
    assert_eq!(Some(&docset), again.as_ref());
    is_right(&docset);
}

/// A docset that was made here has no finding that is an error: every row lands, among others.
fn is_right(docset: &Docset) {
    let folder = TempDir::new().unwrap();
    docset::save(docset, folder.path(), Safety::Kill).unwrap();
    let bundle = bundle::open(&docset::bundle_path(folder.path(), &docset.name)).unwrap();
    let report = verify::verify(&bundle, None).unwrap();
    let errors: Vec<_> =
        report.findings.iter().filter(|finding| finding.severity() == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// Bytes as an archive or, by their first one, as a part of a docset are verified, searched and
/// installed: what is installed is read again as it was.
pub fn docset(bytes: &[u8]) {
    let (first, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let mut docset = example();
    let part = docset.files.keys().nth(usize::from(*first)).cloned();
    let folder = TempDir::new().unwrap();
    let path = match part {
        Some(part) => {
            docset.files.insert(part, rest.to_vec());
            docset::save(&docset, folder.path(), Safety::Kill).unwrap();
            docset::bundle_path(folder.path(), &docset.name)
        }
        None => {
            let path = folder.path().join("Any.tgz");
            fs::write(&path, rest).unwrap();
            path
        }
    };
    if let Ok(bundle) = bundle::open(&path) {
        let _ = verify::verify(&bundle, None);
    }
    let shelf: Vec<Shelved> = search::shelve(&path).ok().into_iter().collect();
    look_up("any: slice page", &shelf);
    if let Ok(docset) = install::load(&path) {
        let place = install::given_place(&folder.path().join("readers"));
        if install::install(&docset, &place).is_ok() {
            let installed = install::load(&install::bundle_path(&place, &docset.name)).unwrap();
            assert_eq!(installed, docset);
        }
    }
}

/// Whatever a connection says, the preview shows its files to nobody but this machine's browser.
pub fn preview(bytes: &[u8]) {
    let docset = example();
    let mut news = News { version: "the version".to_owned(), ..News::default() };
    news.reader.insert("index.html".to_owned(), b"the reader".to_vec());
    news.docsets.insert("Any.docset".to_owned(), Arc::new(docset));
    let answers = server::answers(bytes, news, 8640).unwrap();
    let answers = String::from_utf8_lossy(&answers);
    assert!(answers.is_empty() || answers.starts_with("HTTP/1."), "{answers}");
    let said = String::from_utf8_lossy(bytes);
    let is_named = ["127.0.0.1:8640", "localhost:8640"].iter().any(|host| said.contains(host));
    let shows =
        ["the reader", "the version", "<html", " 200 "].iter().any(|it| answers.contains(it));
    assert!(is_named || !shows, "{answers}");
    assert!(!answers.contains("Info.plist") && !answers.contains("root:"), "{answers}");
}

fn look_up(query: &str, shelf: &[Shelved]) {
    let query = search::parse(query, shelf, &Groups::default());
    let found = search::find(&query, shelf, Depth::Text, None, &|_, _| {});
    for hit in &found.hits {
        assert!(hit.docset < shelf.len());
    }
}

/// Any query is answered.
pub fn query(bytes: &[u8]) {
    static SHELF: OnceLock<(TempDir, Vec<Shelved>)> = OnceLock::new();
    let (_, shelf) = SHELF.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let docset = example();
        docset::save(&docset, folder.path(), Safety::Kill).unwrap();
        let path = docset::bundle_path(folder.path(), &docset.name);
        let shelved = search::shelve(&path).unwrap();
        (folder, vec![shelved])
    });
    look_up(&String::from_utf8_lossy(bytes), shelf);
}

/// A sheet that was converted can be read, and converted back.
pub fn convert(bytes: &[u8]) {
    let source = source(bytes);
    let (there, name, back) = match source.language() {
        Language::Ruby => (Language::Markdown, "again.md", Language::Ruby),
        Language::Markdown => (Language::Ruby, "again.rb", Language::Markdown),
    };
    let Ok(converted) = definition::convert::convert(&source, there) else { return };
    let again = Source::new(name, converted.text.as_bytes());
    // What cannot be said in the other language is told; what is said can be read.
    if converted.findings.is_empty() {
        let returned = definition::convert::convert(&again, back);
        assert!(returned.is_ok(), "{}\n{returned:#?}", converted.text);
    }
}

/// A sheet of any texts is built, each entry has its row, and what goes in as text is shown.
pub fn sheet(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).replace('\0', "");
    let texts: Vec<&str> =
        text.split('\n').map(str::trim).filter(|text| !text.is_empty()).collect();
    let quoted = |text: &str| text.replace('\\', "\\\\").replace('\'', "\\'");
    let entries = texts.iter().take(200).enumerate().map(|(at, text)| {
        format!("    entry do\n      name 'n{at}'\n      command '{}'\n    end\n", quoted(text))
    });
    let entries: Vec<_> = entries.collect();
    if entries.is_empty() {
        return;
    }
    let sheet = format!(
        "cheatsheet do\n  title 'T'\n  docset_file_name 'T'\n  category do\n    id 'C'\n{}  end\nend\n",
        entries.concat()
    );
    let source = Source::new("T.rb", sheet.as_bytes());
    let (compiled, findings) = docsheet::compile(&source);
    let compiled = compiled.unwrap_or_else(|| panic!("{findings:#?}"));
    let commands = compiled.categories.iter().flat_map(|category| &category.entries);
    let commands: Vec<_> = commands.flat_map(|entry| &entry.commands).map(String::as_str).collect();
    assert_eq!(commands, texts[..entries.len()]);
    assert!(index::rows(&compiled).len() > entries.len());
    let made = docsheet::docset(&source, &Edition::default()).unwrap();
    is_right(&made.docset.unwrap());
}

/// A small docset.
fn example() -> Docset {
    let text = include_bytes!("../seeds/definition/small");
    docsheet::docset(&source(text), &Edition::default()).unwrap().docset.unwrap()
}

/// The archive of a small docset, as a seed.
#[must_use]
pub fn example_archive() -> Vec<u8> {
    let packed = archive::pack(&example(), archive::EARLY).unwrap();
    [&[u8::MAX], packed.as_slice()].concat()
}

/// The seeds of a target, below the folder of this crate.
#[must_use]
pub fn seeds(crate_folder: &Path, target: &str) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(crate_folder.join("seeds").join(target)).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}
