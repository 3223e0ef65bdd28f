//! A published folder tells readers what there is and where.

use docsheet::base_url::BaseUrl;
use docsheet::feed::{Offer, feed, site};
use percent_encoding::{percent_decode, percent_decode_str};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::markup::parse;

const ICON: &[u8] = b"\x89PNG\r\n\x1a\n\0\xff\"<>";

const SIP: Offer = Offer {
    name: "SIP_Response_Codes",
    title: "SIP Response Codes",
    keyword: "sip",
    version: "7",
    entries: 169,
    archive_size: 48_211,
    icon: ICON,
};

const ODD: Offer = Offer {
    name: "C++ & Größe",
    title: "</title><script>alert(1)</script> & \"C++\"",
    keyword: "<c>",
    version: "1 < 2 & \u{1}",
    entries: 1,
    archive_size: 1_234_567,
    icon: ICON,
};

fn base() -> BaseUrl {
    "https://example.org/docsets".parse().unwrap()
}

/// Elements and their text, in order.
fn elements(xml: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(xml);
    let mut found: Vec<(String, String)> = Vec::new();
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                depth += 1;
                found.push((tag.name().as_ref().to_owned(), String::new()));
            }
            Event::Text(text) if depth > 1 => {
                found.last_mut().unwrap().1.push_str(&text);
            }
            Event::GeneralRef(reference) => {
                let letter = match reference.resolve_char_ref().unwrap() {
                    Some(letter) => letter.to_string(),
                    None => panic!("{reference:?} is no character reference"),
                };
                found.last_mut().unwrap().1.push_str(&letter);
            }
            Event::End(_) => depth -= 1,
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn a_feed_says_which_version_is_where() {
    let expected = [
        ("entry", ""),
        ("name", "SIP_Response_Codes"),
        ("version", "7"),
        ("url", "https://example.org/docsets/SIP_Response_Codes.tgz"),
    ];
    let expected = expected.map(|(name, text)| (name.to_owned(), text.to_owned()));

    let found = elements(&feed(&SIP, &base()));
    let trimmed = found.into_iter().map(|(name, text)| (name, text.trim().to_owned()));
    assert_eq!(trimmed.collect::<Vec<_>>(), expected);
}

#[test]
fn a_feed_is_xml_whatever_the_names() {
    let found = elements(&feed(&ODD, &base()));

    assert_eq!(found[1].1.trim(), "C++ & Größe");
    assert_eq!(found[2].1.trim(), "1 < 2 &");
    assert_eq!(
        found[3].1.trim(),
        "https://example.org/docsets/C%2B%2B%20%26%20Gr%C3%B6%C3%9Fe.tgz"
    );
}

#[test]
fn the_page_offers_each_docset_to_both_readers() {
    let page = parse(&site(&[SIP, ODD], &base()));
    let docsets = page.find("article");
    let sip = docsets[0];
    let links = sip.find("a").into_iter();
    let links = links.map(|link| (link.text(), link.attribute("href"))).collect::<Vec<_>>();
    let feed = "https://example.org/docsets/SIP_Response_Codes.xml";
    let dash = format!("dash-feed://{}", feed.replace(':', "%3A").replace('/', "%2F"));
    let expected = [
        (
            "SIP Response Codes".to_owned(),
            "SIP_Response_Codes.docset/Contents/Resources/Documents/index.html",
        ),
        ("Add to Dash".to_owned(), dash.as_str()),
        ("Download".to_owned(), "SIP_Response_Codes.tgz"),
    ];

    assert_eq!(docsets.len(), 2);
    assert_eq!(links, expected);
    assert_eq!(sip.only("code").text(), feed);
    assert!(sip.text().contains("sip: 169 entries, version 7"), "{}", sip.text());
    assert!(sip.text().contains("Download 49 kB"), "{}", sip.text());
    assert!(docsets[1].text().contains("Download 1.2 MB"), "{}", docsets[1].text());
}

#[test]
fn a_feed_for_dash_decodes_to_the_feed() {
    let page = parse(&site(&[ODD], &base()));
    let dash = page.find("a")[1].attribute("href").strip_prefix("dash-feed://").unwrap();

    assert!(!dash.contains([':', '/']));
    assert_eq!(percent_decode_str(dash).decode_utf8().unwrap(), page.only("code").text());
}

#[test]
fn the_page_is_whole_without_further_files() {
    let html = site(&[SIP], &base());
    let page = parse(&html);
    let icon = page.only("img").attribute("src").strip_prefix("data:image/png,").unwrap();

    assert_eq!(percent_decode(icon.as_bytes()).collect::<Vec<_>>(), ICON);
    assert!(page.find("link").is_empty());
    assert!(page.find("script").is_empty());
    assert_eq!(html, site(&[SIP], &base()));
}

#[test]
fn names_on_the_page_are_text() {
    let page = parse(&site(&[ODD], &base()));

    assert!(page.find("script").is_empty());
    assert_eq!(page.only("h2").text(), ODD.title);
    assert!(page.only("article").text().contains("<c>: 1 entry, version 1 < 2 &"));
}

#[test]
fn a_base_url_may_end_in_slashes() {
    for text in ["http://127.0.0.1:8080", "http://127.0.0.1:8080/", " http://127.0.0.1:8080// "] {
        let base: BaseUrl = text.parse().unwrap();
        assert_eq!(base.to_string(), "http://127.0.0.1:8080/");
        assert_eq!(base.to("a.xml"), "http://127.0.0.1:8080/a.xml");
    }
}

#[test]
fn a_base_url_that_cannot_work_says_what_to_write() {
    let mistakes = [
        ("example.org", "`example.org` is no web address; write it as in `https://"),
        ("", "`` is no web address; write"),
        ("ftp://example.org", "`ftp://example.org` is no web address; write"),
        ("file:///srv", "`file:///srv` is no web address; write"),
        ("https://", "`https://` names no host; write"),
        ("https:///docsets", "`https:///docsets` names no host; write"),
        ("https://a.org/?q=1", "address of a folder: leave out `?`, or write it as `%3F`"),
        ("https://a.org/#top", "address of a folder: leave out `#`, or write it as `%23`"),
        ("https://a.org/my docs", "leave out ` `, or write it as `%20`"),
        ("https://a.org/\"<", "leave out `\\\"`, or write it as `%22`"),
        ("https://a.org/ü", "leave out `ü`, or write it as `%C3%BC`"),
        ("https://a.org/\n/x", "leave out `\\n`, or write it as `%0A`"),
    ];
    for (text, message) in mistakes {
        let error = text.parse::<BaseUrl>().unwrap_err();
        assert!(error.contains(message), "{text}: {error}");
    }
}
