//! `bundle`: what an index row shows of somebody else's page.

mod blocks;
mod writing;

use docsheet::bundle::tags::{self, Syntax, Token};
use docsheet::bundle::{self, Page, plain};

#[test]
fn of_many_attributes_with_one_name_the_first_is_kept() {
    let (mut count, mut first) = (0, String::new());
    let page = format!("<p {} a=z><b c>", "a=x a=y b=1 ".repeat(5_000));
    tags::read(&page, Syntax::Html, &mut |token| {
        let Token::Start(tag) = token else { return };
        count += tag.attributes.len();
        first += tag.get("a").or(tag.get("c")).unwrap_or("none");
    });
    assert_eq!(first, "x");
    assert!(count < 50, "{count}");
}

#[test]
fn files_that_are_no_pages_are_told_by_their_bytes() {
    let told = |path: &str, bytes: &[u8]| match bundle::read_page(path, bytes) {
        Ok(page) => page.block(None).map(|block| block.text()).unwrap_or_default(),
        Err(absence) => absence.to_string(),
    };
    let is = |what: &str| format!("it is {what}, not a page that can be printed");
    let noise: Vec<u8> =
        (0..=255_u8).cycle().map(|byte| byte.wrapping_mul(37)).take(9000).collect();
    let after = |start: &[u8]| [start, &noise].concat();
    assert_eq!(told("a.html", &after(b"%PDF-1.5\n")), is("a PDF document"));
    assert_eq!(told("a.html", &after(b"\x89PNG\r\n\x1a\n")), is("a picture"));
    assert_eq!(told("a.html", &after(b"\x1f\x8b\x08")), is("an archive"));
    assert_eq!(told("a", &after(b"PK\x03\x04")), is("an archive"));
    assert_eq!(told("a", &after(b"<p>text")), is("binary data"));
    assert_eq!(told("a.txt", &[0; 9]), is("binary data"));
    assert_eq!(told("a.PDF", b""), is("a PDF document"));
    let wide = |mark: &[u8]| {
        [mark, &"<p>text".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat()
    };
    assert_eq!(told("a.html", &wide(b"")), is("text in UTF-16 without its byte order mark"));
    // Text that names a format, that has a stray sign, that prints letters twice.
    assert_eq!(told("a.html", &wide(b"\xff\xfe")), "text");
    assert_eq!(
        told("a.html", b"GIF89a begins pictures of one kind, \x07 rings"),
        "GIF89a begins pictures of one kind,   rings"
    );
    assert_eq!(told("a.txt", b"N\x08NA\x08AM\x08ME\x08E").chars().count(), 12);
}

#[cfg(unix)]
#[test]
fn links_are_followed_as_far_as_they_stay_in_the_docset() {
    use bundle::{Absence, DOCUMENTS, INFO};

    let folder = tempfile::TempDir::new().unwrap();
    let docset = crate::shelf::save(&crate::shelf::good(), folder.path(), "Calls.docset");
    std::fs::write(folder.path().join("out.html"), "out").unwrap();
    let links = [
        ("file.html", "index.html"),
        ("folder", "."),
        ("plist.html", &format!("../../../{INFO}")),
        ("out.html", "../../../../out.html"),
        ("nowhere.html", "gone.html"),
        ("circle.html", "circle.html"),
    ];
    for (name, target) in links {
        std::os::unix::fs::symlink(target, docset.join(DOCUMENTS).join(name)).unwrap();
    }
    let rows = [
        "file.html#plain",
        "folder/folder/index.html#plain",
        "plist.html",
        "out.html",
        "nowhere.html",
        "circle.html",
    ];
    for bundle in [bundle::open(&docset).unwrap(), bundle::open_unlisted(&docset).unwrap()] {
        let mut texts = vec![String::new(); rows.len()];
        let see = &mut |places: &[usize], block: Result<&bundle::Block, &Absence>| {
            let text = block.map_or_else(ToString::to_string, bundle::Block::text);
            for place in places {
                texts[*place].clone_from(&text);
            }
        };
        bundle.each_block(&rows, see).unwrap();
        assert!(texts[..2].iter().all(|text| text.starts_with("plain")), "{texts:?}");
        assert!(texts[2].contains("CFBundleName"), "{texts:?}");
        assert!(texts[3..].iter().all(|text| text.contains("is behind a link")), "{texts:?}");
    }
}

/// The text of the block that `fragment` leads to, its lines joined by ` / `.
fn shown(page: &str, fragment: &str) -> String {
    let page = Page::read("a.html", page.as_bytes());
    let fragment = Some(fragment).filter(|fragment| !fragment.is_empty());
    match page.block(fragment) {
        Some(block) => plain(&block.parts()).lines().map(str::trim).collect::<Vec<_>>().join(" / "),
        None => "no such place".to_owned(),
    }
}
