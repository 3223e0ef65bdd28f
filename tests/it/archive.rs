//! The archive holds the docset, and the same bytes every time.

use std::collections::BTreeMap;
use std::io::Read;

use docsheet::archive::pack;
use flate2::read::GzDecoder;

use crate::sample::docset;

#[test]
fn entries_start_with_the_bundle_and_hold_its_files() {
    let docset = docset("Sheet", "page");
    let packed = pack(&docset, 7).unwrap();
    let mut archive = tar::Archive::new(GzDecoder::new(packed.as_slice()));
    let mut files = BTreeMap::new();
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        let path = String::from_utf8(entry.path_bytes().into_owned()).unwrap();
        let header = entry.header().clone();
        assert_eq!(header.mtime().unwrap(), 7);
        assert_eq!((header.uid().unwrap(), header.gid().unwrap()), (0, 0));
        assert_eq!(header.username_bytes(), Some(&b""[..]));
        let inside = path.strip_prefix("Sheet.docset/").unwrap().to_owned();
        if header.entry_type().is_dir() {
            assert_eq!(header.mode().unwrap(), 0o755);
            continue;
        }
        assert_eq!(header.mode().unwrap(), 0o644);
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        files.insert(inside, bytes);
    }
    assert_eq!(files, docset.files);
}

#[test]
fn packing_twice_gives_the_same_bytes() {
    assert_eq!(
        pack(&docset("Sheet", "page"), 0).unwrap(),
        pack(&docset("Sheet", "page"), 0).unwrap()
    );
}

#[test]
fn the_gzip_header_knows_neither_time_nor_system_nor_name() {
    let packed = pack(&docset("Sheet", "page"), 1_000_000).unwrap();
    assert_eq!(packed[..8], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
    assert_eq!(packed[9], 255);
}

#[test]
fn long_paths_and_other_alphabets_survive() {
    let mut docset = docset("Sheet", "page");
    let long = format!("Contents/Resources/Documents/{}/Bild größer.png", "ж".repeat(100));
    docset.files.insert(long.clone(), b"x".to_vec());
    let packed = pack(&docset, 0).unwrap();
    let mut archive = tar::Archive::new(GzDecoder::new(packed.as_slice()));
    let paths: Vec<_> =
        archive.entries().unwrap().map(|entry| entry.unwrap().path_bytes().into_owned()).collect();
    assert!(paths.contains(&format!("Sheet.docset/{long}").into_bytes()));
}
