//! A published folder tells readers what there is and where.

use docsheet::base_url::BaseUrl;
use docsheet::feed::{Offer, feed};
use quick_xml::Reader;
use quick_xml::events::Event;

const SIP: Offer = Offer {
    name: "SIP_Response_Codes",
    version: "7",
    archive_size: 48_211,
    date: None,
    has_text: false,
};

const ODD: Offer = Offer {
    name: "C++ & Größe",
    version: "1 < 2 & \u{1}",
    archive_size: 1_234_567,
    date: None,
    has_text: false,
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
