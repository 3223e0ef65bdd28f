//! A docset holds the page, the index, the icons and the resources, and nothing else.

use docsheet::diagnostic::Code;
use docsheet::icon::{Icons, choose, size};
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
        (Some(vec![0; (1 << 20) + 1]), Some(png(32)), "`Sheet.png` is larger than 1 MiB"),
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
