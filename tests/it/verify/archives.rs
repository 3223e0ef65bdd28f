//! What an archive can have wrong.

use std::fs;
use std::time::{Duration, Instant};

use docsheet::bundle::{self, DOCUMENTS, INDEX};
use docsheet::verify::Subject;
use tempfile::TempDir;

use super::{found, look, names, packed, page, row};
use crate::shelf::{entries, good, gzip, raw_header, save, tar, with, with_sql};

fn archive(entries: &[(String, Vec<u8>)]) -> Vec<&'static str> {
    packed(TempDir::new().unwrap().path(), &gzip(&tar(entries)))
}

#[test]
fn each_damage_to_an_archive_has_its_finding() {
    let plain = || entries(&good(), "Calls.docset/");
    let one_more = |path: &str| {
        let mut all = plain();
        all.push((path.to_owned(), b"x".to_vec()));
        archive(&all)
    };
    assert_eq!(archive(&plain()), [""; 0]);
    assert_eq!(archive(&entries(&good(), "./Calls.docset/")), ["archive-dot"]);
    assert_eq!(archive(&entries(&good(), "Calls/")), ["archive-root", "missing-part"]);
    assert_eq!(archive(&entries(&good(), "")), ["archive-root"]);
    assert_eq!(one_more("Other.docset/x"), ["archive-root"]);
    assert_eq!(one_more("README"), ["archive-root"]);
    assert_eq!(one_more("._Calls.docset"), [""; 0]);
    assert_eq!(one_more("Calls.docset/../../x"), ["leaves-bundle"]);
    assert_eq!(one_more("/tmp/x"), ["leaves-bundle"]);
    assert_eq!(one_more("Calls.docset/icon.png"), ["repeated-entry", "icon-broken"]);
}

#[test]
fn an_archive_of_many_docsets_is_listed_without_delay() {
    let info = &good()[bundle::INFO];
    let one = |at| (format!("{at}.docset/Contents/Info.plist"), info.clone());
    let bytes = gzip(&tar(&(0..30_000).map(one).collect::<Vec<_>>()));
    let start = Instant::now();
    let found = packed(TempDir::new().unwrap().path(), &bytes);
    assert!(found.contains(&"archive-root"), "{found:?}");
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn an_archive_of_another_name_than_its_docset_is_found_out() {
    let folder = TempDir::new().unwrap();
    let named = |name: &str, root: &str| {
        let path = folder.path().join(name);
        fs::write(&path, gzip(&tar(&entries(&good(), root)))).unwrap();
        look(&path).findings
    };
    let findings = named("Phone.tgz", "Calls.docset/");
    let [finding] = &findings[..] else { panic!("{findings:?}") };
    assert_eq!(finding.code.rule().name, "archive-name");
    assert_eq!(finding.examples, ["Phone holds Calls.docset"]);
    for name in ["Calls.tgz", "Calls.TGZ", "Calls.tar.gz"] {
        assert_eq!(named(name, "Calls.docset/"), []);
    }
}

#[test]
fn archives_with_links_and_devices_are_found_out() {
    let with_entry = |kind: tar::EntryType, link: &str| {
        let mut builder = tar::Builder::new(tar(&entries(&good(), "Calls.docset/"))[..].to_vec());
        let mut header = raw_header("Calls.docset/x", kind);
        header.as_mut_bytes()[157..157 + link.len()].copy_from_slice(link.as_bytes());
        header.set_cksum();
        // The end of an archive is two empty blocks; what is appended goes before them.
        let mut bytes = builder.get_mut().clone();
        bytes.truncate(bytes.len() - 1024);
        bytes.extend_from_slice(header.as_bytes());
        bytes.extend_from_slice(&[0; 1024]);
        packed(TempDir::new().unwrap().path(), &gzip(&bytes))
    };
    assert_eq!(with_entry(tar::EntryType::Symlink, "/etc/passwd"), ["leaves-bundle"]);
    assert_eq!(with_entry(tar::EntryType::Symlink, "Contents/../../x"), ["leaves-bundle"]);
    assert_eq!(with_entry(tar::EntryType::Symlink, "icon.png"), ["link"]);
    assert_eq!(with_entry(tar::EntryType::Link, "Calls.docset/icon.png"), ["hard-link"]);
    assert_eq!(with_entry(tar::EntryType::Char, ""), ["special-file"]);
    assert_eq!(with_entry(tar::EntryType::Fifo, ""), ["special-file"]);
}

/// How a member of gzip begins.
const GZIP_START: &[u8] = b"\x1f\x8b";

#[test]
fn broken_archives_are_found_out() {
    let folder = TempDir::new().unwrap();
    let packed = |bytes: &[u8]| packed(folder.path(), bytes);
    let whole = gzip(&tar(&entries(&good(), "Calls.docset/")));
    for length in [0, 1, 9, 10, 100, whole.len() / 2, whole.len() - 8, whole.len() - 1] {
        assert_eq!(packed(&whole[..length]), ["broken-archive"], "cut to {length}");
    }
    let mut flipped = whole.clone();
    let end = flipped.len();
    flipped[end - 6] ^= 1;
    assert_eq!(packed(&flipped), ["broken-archive"], "checksum");
    assert_eq!(packed(b"no archive at all"), ["broken-archive"]);
    // What follows the last member of gzip is passed over by those who unpack it; GNU tar fails then.
    let bare = tar(&entries(&good(), "Calls.docset/"));
    let members = [gzip(&bare[..700]), gzip(&bare[700..])].concat();
    for behind in [&b""[..], &[0; 9]] {
        assert!(packed(&[&members, behind].concat()).is_empty(), "{behind:?}");
    }
    assert_eq!(packed(&[&members[..], b"garbage"].concat()), ["trailing-bytes"]);
    assert_eq!(packed(&[&members, GZIP_START].concat()), ["broken-archive"]);

    // What is there instead.
    let told = |bytes: &[u8]| {
        let path = folder.path().join("Calls.tgz");
        fs::write(&path, bytes).unwrap();
        look(&path).findings[0].examples.join(" ")
    };
    let in_place = |what: &str| format!("it holds {what} and no tar");
    assert_eq!(told(&gzip(&[b'x'; 4096])), in_place("text"));
    assert_eq!(told(&gzip(b" <html>")), in_place("a page"));
    assert_eq!(told(&gzip(&whole)), in_place("an archive"));
    assert_eq!(told(&gzip(&crate::shelf::icon(16))), in_place("a picture"));
    assert_eq!(told(b"<title>404</title>"), "it is a page and no gzip");
    assert_eq!(packed(&gzip(b"")), ["missing-part"]);
}

#[test]
fn bombs_end_at_the_limits() {
    let folder = TempDir::new().unwrap();
    let path = format!("Calls.docset/{DOCUMENTS}/bomb.html");
    let mut header = raw_header(&path, tar::EntryType::Regular);
    header.set_size(3 << 30);
    header.set_cksum();
    // Gzip files can be joined: 300 times a MB of zeros.
    let zeros = gzip(&vec![0; 1 << 20]).repeat(300);
    let bomb = [gzip(header.as_bytes()), zeros.clone()].concat();
    assert_eq!(packed(folder.path(), &bomb), ["too-large"]);
    // A long name of 300 MB.
    let mut header = raw_header("././@LongLink", tar::EntryType::GNULongName);
    header.set_size(300 << 20);
    header.set_cksum();
    let bomb = [gzip(header.as_bytes()), zeros].concat();
    assert_eq!(packed(folder.path(), &bomb), ["too-large"]);
}

#[test]
fn long_names_in_archives_are_read() {
    let name = format!("{DOCUMENTS}/{}/{}/ü.html", "a".repeat(90), "b".repeat(90));
    let files = with(&name, "<p>");
    let mut builder = tar::Builder::new(Vec::new());
    for (path, bytes) in &files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        let path = format!("Calls.docset/{path}");
        builder.append_data(&mut header, path, bytes.as_slice()).unwrap();
    }
    let bytes = gzip(&builder.into_inner().unwrap());
    let folder = TempDir::new().unwrap();
    assert_eq!(packed(folder.path(), &bytes), [""; 0]);
    let bundle = bundle::open(&folder.path().join("Calls.tgz")).unwrap();
    assert!(bundle.has_file(&name), "{:?}", bundle.entries.keys());
}

#[test]
fn archives_are_compared_with_the_folder_beside_them() {
    let folder = TempDir::new().unwrap();
    let bytes = gzip(&tar(&entries(&good(), "Calls.docset/")));
    let root = save(&good(), folder.path(), "Calls.docset");
    assert_eq!(packed(folder.path(), &bytes), [""; 0]);
    // What readers leave in the folder is no difference.
    fs::write(root.join("meta.json"), "{}").unwrap();
    fs::write(root.join("Contents/Resources/optimizedIndex.dsidx"), "x").unwrap();
    fs::write(root.join(INDEX), &with_sql("CREATE INDEX more ON searchIndex(type);")[INDEX])
        .unwrap();
    assert_eq!(packed(folder.path(), &bytes), [""; 0]);
    fs::write(root.join(INDEX), &row("a", "b", "index.html")[INDEX]).unwrap();
    assert_eq!(packed(folder.path(), &bytes), ["archive-differs"]);
    save(&good(), folder.path(), "Calls.docset");
    fs::write(root.join(page()), "other").unwrap();
    assert_eq!(packed(folder.path(), &bytes), ["archive-differs"]);
    save(&good(), folder.path(), "Calls.docset");
    fs::remove_file(root.join("icon.png")).unwrap();
    assert_eq!(packed(folder.path(), &bytes), ["archive-differs"]);
}

#[test]
fn other_archives_are_told_from_broken_ones() {
    let folder = TempDir::new().unwrap();
    let below = |root: &str| tar(&entries(&good(), root));
    let looked = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        look(&path)
    };
    let report = looked("Calls.tar", &below("Calls.docset/"));
    assert_eq!(names(&report), ["archive-packing"]);
    assert_eq!(report.subject, Subject::Docset { rows: 3, pages: 1 });
    for (name, bytes, what) in [
        ("Calls.tbz", &b"BZh91AY"[..], "bzip2"),
        ("Calls.txz", b"\xfd7zXZ\0", "xz"),
        ("Calls.zip", b"PK\x03\x04", "zip"),
        ("Calls.tgz", b"PK\x03\x04", "zip"),
    ] {
        let report = looked(name, bytes);
        assert_eq!(names(&report), ["archive-packing"]);
        assert_eq!(report.findings[0].examples, [format!("it is {what}, and was not looked into")]);
    }
    let report = looked("Calls.tgz", &gzip(&below("a/b/Calls.docset/")));
    assert_eq!(names(&report), ["archive-root"]);
    assert_eq!(report.findings[0].examples, ["the docset stands in the folder `a/b/`"]);
    assert_eq!(report.subject, Subject::Docset { rows: 3, pages: 1 });
    let report = looked("Calls.tgz", &gzip(&below("./build/Calls.docset/")));
    assert_eq!(report.subject, Subject::Docset { rows: 3, pages: 1 });
}

#[test]
fn packed_pages_are_read_like_others() {
    let mut files = good();
    let page = files.remove(&format!("{DOCUMENTS}/index.html")).unwrap();
    let inner = vec![(format!("Calls.docset/{DOCUMENTS}/index.html"), page)];
    files.insert("Contents/Resources/tarix.tgz".into(), gzip(&tar(&inner)));
    files.insert("Contents/Resources/tarixIndex.db".into(), Vec::new());
    assert_eq!(found(&files), ["archived-pages"]);
    let folder = TempDir::new().unwrap();
    let path = save(&files, folder.path(), "Calls.docset");
    let archive = folder.path().join("Other.tgz");
    fs::write(&archive, gzip(&tar(&entries(&files, "Calls.docset/")))).unwrap();
    for bundle in [bundle::open(&path), bundle::open_unlisted(&path), bundle::open(&archive)] {
        let mut shown = Vec::new();
        let rows = ["index.html#plain", "gone.html"];
        let see = &mut |rows: &[usize], block: Result<&bundle::Block, &bundle::Absence>| {
            shown
                .push((rows.to_vec(), block.map_or_else(ToString::to_string, bundle::Block::text)));
        };
        bundle.unwrap().each_block(&rows, see).unwrap();
        assert_eq!(shown[0], (vec![1], "the docset has no page `gone.html`".to_owned()));
        assert!(shown[1].1.starts_with("plain"), "{shown:?}");
    }
    // Installed it is unpacked, so that every reader finds its pages.
    let docset = docsheet::install::load(&path).unwrap();
    assert!(docset.files.contains_key(&format!("{DOCUMENTS}/index.html")));
    assert!(docset.files.keys().all(|path| !path.contains("tarix")));
}

#[test]
fn packed_pages_that_are_damaged_or_too_large_are_told() {
    let name = "Contents/Resources/tarix.tgz";
    let pages = |count: usize| {
        let page = |at| (format!("Calls.docset/{DOCUMENTS}/{at}.html"), page_of_noise(at));
        tar(&(0..count).map(page).collect::<Vec<_>>())
    };
    let whole = gzip(&pages(50));
    let zeros = gzip(&vec![0; 1 << 20]).repeat(300);
    let mut header = raw_header("Calls.docset/a.html", tar::EntryType::Regular);
    header.set_size(300 << 20);
    header.set_cksum();
    let twice = [whole.clone(), vec![GZIP_START[0]; 20]].concat();
    let cut = whole[..whole.len() / 2].to_vec();
    let damages = [
        (cut, "broken-archive", "it is cut short"),
        (twice, "broken-archive", "what follows its end is not gzip"),
        (b"BZh91AY".to_vec(), "archive-packing", "it is bzip2, and was not looked into"),
        (b"x".to_vec(), "broken-archive", "it is cut short"),
        ([gzip(header.as_bytes()), zeros].concat(), "too-large", "it inflates from"),
        // Members without a byte, each of which costs a window.
        ([gzip(&[]).repeat(3000), whole].concat(), "too-large", "it inflates from"),
    ];
    for (bytes, expected, reason) in damages {
        let folder = TempDir::new().unwrap();
        let path = save(&with(name, bytes), folder.path(), "Calls.docset");
        let report = look(&path);
        assert_eq!(names(&report)[0], expected, "{reason}");
        let [example] = &report.findings[0].examples[..] else { panic!("{report:?}") };
        assert!(example.starts_with(&format!("{name}: {reason}")), "{example}");
        let error = docsheet::install::load(&path).unwrap_err().to_string();
        assert!(error.contains(reason), "{error}");
        // A page that is not there, and the one that a cut goes through.
        let opened = bundle::open(&path).unwrap();
        let pages = opened.packed().keys().filter_map(|path| docsheet::layout::page(path));
        let rows: Vec<&str> = pages.chain(["gone.html"]).collect();
        let mut lost = 0;
        let see = &mut |rows: &[usize], block: Result<&bundle::Block, &bundle::Absence>| {
            let absence = block.map_or_else(ToString::to_string, bundle::Block::text);
            let is_lost = absence.contains(&format!("is lost: {name}: {reason}"));
            lost += if is_lost { rows.len() } else { 0 };
        };
        opened.each_block(&rows, see).unwrap();
        let is_cut = reason == "it is cut short" && rows.len() > 1;
        assert_eq!(lost, if is_cut { 2 } else { 1 }, "{reason}");
    }
}

/// A page that does not pack well.
fn page_of_noise(seed: usize) -> Vec<u8> {
    let next =
        |number: &usize| Some(number.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(3));
    std::iter::successors(Some(seed), next).take(100).flat_map(usize::to_le_bytes).collect()
}
