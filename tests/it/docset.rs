//! A docset holds the page, the index, the icons and the resources, and nothing else.

use std::collections::BTreeMap;
use std::fs;

use docsheet::diagnostic::Code;
use docsheet::icon::{Icons, choose, size};
use docsheet::resources::read;
use docsheet::sheet::Resources;
use docsheet::source::Span;
use serde_json::Value;

use crate::sample::docset;

fn png(side: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    let data = vec![0; (side * side) as usize];
    encoder.write_header().unwrap().write_image_data(&data).unwrap();
    bytes
}

fn resources(path: &str) -> Resources {
    Resources { path: path.to_owned(), place: Span::new(0, 0) }
}

#[test]
fn the_bundle_has_its_files_where_readers_look() {
    let docset = docset("Sheet", "page");
    let paths: Vec<_> = docset.files.keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        [
            "Contents/Info.plist",
            "Contents/Resources/Documents/index.html",
            "Contents/Resources/docSet.dsidx",
            "icon.png",
            "icon@2x.png",
            "meta.json",
        ]
    );
}

#[test]
fn the_version_changes_with_the_content_alone() {
    let version = |page: &str| {
        let meta: Value =
            serde_json::from_slice(&docset("Sheet", page).files["meta.json"]).unwrap();
        meta["version"].as_str().unwrap().to_owned()
    };
    assert_eq!(version("page"), version("page"));
    assert_ne!(version("page"), version("other"));
}

#[test]
fn the_built_in_icons_have_their_sizes() {
    let icons = Icons::built_in();
    assert_eq!(size(&icons.small), Ok((16, 16)));
    assert_eq!(size(&icons.large), Ok((32, 32)));
}

#[test]
fn the_authors_icons_are_taken_when_both_are_right() {
    let (icons, findings) = choose("Sheet", Some(png(16)), Some(png(32)));
    assert_eq!((icons.small, icons.large), (png(16), png(32)));
    assert!(findings.is_empty());
    let (icons, findings) = choose("Sheet", None, None);
    assert_eq!(icons, Icons::built_in());
    assert!(findings.is_empty());
}

#[test]
fn wrong_icons_are_findings() {
    let half = png(16)[..40].to_vec();
    let cases = [
        (Some(png(32)), Some(png(32)), "`Sheet.png` is 32×32"),
        (Some(png(16)), Some(png(64)), "`Sheet@2x.png` is 64×64"),
        (Some(b"GIF89a".to_vec()), Some(png(32)), "`Sheet.png` is no PNG"),
        (Some(half), Some(png(32)), "`Sheet.png` is no PNG"),
        (Some(png(16)), None, "no `Sheet@2x.png`"),
        (None, Some(png(32)), "no `Sheet.png`"),
    ];
    for (small, large, message) in cases {
        let (icons, findings) = choose("Sheet", small, large);
        assert_eq!(icons, Icons::built_in());
        assert_eq!(findings.len(), 1, "{message}");
        assert_eq!(findings[0].code, Code::BadIcon);
        assert!(findings[0].message.contains(message), "{}", findings[0].message);
        assert!(!findings[0].hints.is_empty());
    }
}

#[test]
fn resources_come_under_their_own_last_name() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("media/images/deep")).unwrap();
    fs::write(folder.path().join("media/images/a.png"), "a").unwrap();
    fs::write(folder.path().join("media/images/deep/b.css"), "b").unwrap();
    fs::write(folder.path().join("media/images/.DS_Store"), "x").unwrap();
    let whole = BTreeMap::from([
        ("images/a.png".to_owned(), b"a".to_vec()),
        ("images/deep/b.css".to_owned(), b"b".to_vec()),
    ]);
    for path in ["media/images", "media/images/", "./media/images"] {
        let (files, findings) = read(folder.path(), &resources(path)).unwrap();
        assert_eq!((files, findings), (whole.clone(), vec![]));
    }
    let (files, _) = read(folder.path(), &resources("media/images/a.png")).unwrap();
    assert_eq!(files, [("a.png".to_owned(), b"a".to_vec())].into());
}

#[test]
fn resources_that_are_not_there_are_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    let definitions = folder.path().join("data");
    fs::create_dir(&definitions).unwrap();
    fs::write(folder.path().join("outside"), "x").unwrap();
    for path in ["images", "../outside", ".", ""] {
        let (files, findings) = read(&definitions, &resources(path)).unwrap();
        assert!(files.is_empty());
        assert_eq!(findings.len(), 1, "{path}");
        assert_eq!(findings[0].code, Code::MissingResources);
    }
}

#[test]
fn a_resource_does_not_take_the_place_of_the_page() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["index.html", "INDEX.html"] {
        fs::write(folder.path().join(name), "mine").unwrap();
        let (_, findings) = read(folder.path(), &resources(name)).unwrap();
        assert_eq!(findings[0].code, Code::BadResource, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_resources_and_odd_names_are_findings() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let images = folder.path().join("images");
    fs::create_dir_all(images.join("sub")).unwrap();
    fs::write(images.join("good.png"), "x").unwrap();
    fs::write(folder.path().join("secret"), "x").unwrap();
    symlink("good.png", images.join("fine.png")).unwrap();
    let (files, findings) = read(folder.path(), &resources("images")).unwrap();
    assert_eq!((files.len(), findings.len()), (2, 0));

    symlink("../secret", images.join("out")).unwrap();
    symlink("..", images.join("up")).unwrap();
    symlink(".", images.join("sub/circle")).unwrap();
    symlink("nowhere", images.join("lost")).unwrap();
    fs::write(images.join("a:b.png"), "x").unwrap();
    let (files, findings) = read(folder.path(), &resources("images")).unwrap();
    assert!(files.is_empty());
    assert_eq!(findings.len(), 5, "{findings:?}");
    assert!(findings.iter().all(|finding| finding.code == Code::BadResource));
}
