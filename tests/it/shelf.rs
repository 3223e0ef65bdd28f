//! Docsets made by hand, so that a test can damage them in one place.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use docsheet::bundle::{DOCUMENTS, INDEX, INFO};
use flate2::Compression;
use flate2::write::GzEncoder;
use rusqlite::Connection;
use tempfile::TempDir;

/// Path inside the bundle → bytes.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A docset with one page, two entries, and nothing to complain about.
pub(crate) fn good() -> Files {
    let page = "<!DOCTYPE html><title>Calls</title><h1 id=top>Calls</h1>\
        <p id='//dash_ref_A/Entry/486%20Busy/0'>486 Busy</p>\
        <a name=plain>plain</a><img src='data:image/png;base64,AA=='><a href='https://example.org'>web</a>";
    let mut files = Files::new();
    files.insert(INFO.into(), info("").into_bytes());
    files.insert(INDEX.into(), index(GOOD_INDEX));
    files.insert(format!("{DOCUMENTS}/index.html"), page.into());
    files.insert("icon.png".into(), icon(16));
    files.insert("icon@2x.png".into(), icon(32));
    files
}

/// The schema and rows of [`good`].
pub(crate) const GOOD_INDEX: &str = "
    CREATE TABLE searchIndex(id INTEGER PRIMARY KEY, name TEXT, type TEXT, path TEXT);
    CREATE UNIQUE INDEX anchor ON searchIndex (name, type, path);
    CREATE INDEX __zi_name0001 ON searchIndex (name COLLATE NOCASE);
    INSERT INTO searchIndex(name, type, path) VALUES
        ('Calls', 'Category', 'index.html'),
        ('486 Busy', 'Entry', 'index.html#//dash_ref_A/Entry/486%20Busy/0'),
        ('plain', 'Entry', 'index.html#plain');";

/// An `Info.plist` with a few keys more.
pub(crate) fn info(more: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleIdentifier</key><string>calls</string>
<key>CFBundleName</key><string>Calls</string>
<key>DocSetPlatformFamily</key><string>calls</string>
<key>dashIndexFilePath</key><string>index.html</string>
<key>isDashDocset</key><true/>{more}
</dict></plist>"#
    )
}

/// The bytes of a database that `sql` makes.
pub(crate) fn index(sql: &str) -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("index");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(sql).unwrap();
    drop(connection);
    fs::read(path).unwrap()
}

/// [`good`] with more SQL run on its index.
pub(crate) fn with_sql(sql: &str) -> Files {
    let mut files = good();
    files.insert(INDEX.into(), index(&format!("{GOOD_INDEX}{sql}")));
    files
}

/// [`good`] with another file.
pub(crate) fn with(path: &str, bytes: impl Into<Vec<u8>>) -> Files {
    let mut files = good();
    files.insert(path.into(), bytes.into());
    files
}

/// [`good`] without a file.
pub(crate) fn without(path: &str) -> Files {
    let mut files = good();
    files.remove(path).unwrap();
    files
}

/// [`good`] with a file under another path.
pub(crate) fn renamed(from: &str, to: &str) -> Files {
    let mut files = good();
    let moved: Vec<_> = files.keys().filter(|path| path.starts_with(from)).cloned().collect();
    for path in moved {
        let bytes = files.remove(&path).unwrap();
        files.insert(path.replacen(from, to, 1), bytes);
    }
    files
}

/// [`good`] with a part of a text file replaced.
pub(crate) fn replaced(path: &str, from: &str, to: &str) -> Files {
    let mut files = good();
    let text = String::from_utf8(files[path].clone()).unwrap();
    assert!(text.contains(from), "{path} has no {from}");
    files.insert(path.into(), text.replace(from, to).into_bytes());
    files
}

/// A grey PNG image.
pub(crate) fn icon(size: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, size, size);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&vec![0; (size * size) as usize]).unwrap();
    writer.finish().unwrap();
    bytes
}

/// Writes the files as the folder `name` below `parent`.
pub(crate) fn save(files: &Files, parent: &Path, name: &str) -> PathBuf {
    let root = parent.join(name);
    for (path, bytes) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    root
}

/// The files as entries of an archive, below `root`.
pub(crate) fn entries(files: &Files, root: &str) -> Vec<(String, Vec<u8>)> {
    let entry = |(path, bytes): (&String, &Vec<u8>)| (format!("{root}{path}"), bytes.clone());
    files.iter().map(entry).collect()
}

/// A tar of plain files, with their paths as they are given.
pub(crate) fn tar(entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (path, bytes) in entries {
        let mut header = raw_header(path, tar::EntryType::Regular);
        header.set_size(bytes.len() as u64);
        header.set_cksum();
        builder.append(&header, bytes.as_slice()).unwrap();
    }
    builder.into_inner().unwrap()
}

/// A header with a path that the tar crate would not accept.
pub(crate) fn raw_header(path: &str, kind: tar::EntryType) -> tar::Header {
    let mut header = tar::Header::new_ustar();
    header.as_mut_bytes()[..path.len()].copy_from_slice(path.as_bytes());
    header.set_entry_type(kind);
    header.set_mode(0o644);
    header.set_size(0);
    header.set_cksum();
    header
}

/// Gzips bytes.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}
