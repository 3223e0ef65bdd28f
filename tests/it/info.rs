//! What a docset says about itself is what its readers look for.

use docsheet::html::Html;
use docsheet::info::{Edition, Permissions, Publication, Scripts, meta, plist};
use docsheet::sheet::Cheatsheet;
use serde_json::{Value, json};

use crate::sample::sheet;

fn published() -> Edition {
    Edition {
        permissions: Permissions::default(),
        publication: Some(Publication {
            base_url: "https://example.org/docsets/".parse().unwrap(),
            version: Some("7".to_owned()),
        }),
    }
}

fn dictionary(sheet: &Cheatsheet, edition: &Edition) -> plist::Dictionary {
    let xml = plist(sheet, edition);
    assert!(xml.starts_with(b"<?xml"));
    let value = plist::Value::from_reader(std::io::Cursor::new(xml)).unwrap();
    value.into_dictionary().unwrap()
}

fn with_script() -> Cheatsheet {
    Cheatsheet {
        head_inject: Some(Html::trusted("<SCRIPT>run()</SCRIPT>")),
        runs_scripts: true,
        ..sheet("SIP & <Codes>", Vec::new())
    }
}

#[test]
fn info_plist_has_the_keys_of_every_reader() {
    let dictionary = dictionary(&sheet("SIP & <Codes>", Vec::new()), &Edition::default());
    let text = |key: &str| dictionary[key].as_string().unwrap();
    assert_eq!(text("CFBundleName"), "SIP & <Codes>");
    for key in ["DocSetPlatformFamily", "DashDocSetPluginKeyword", "DashDocSetKeyword"] {
        assert_eq!(text(key), "sip");
    }
    assert_eq!(text("DashDocSetFamily"), "cheatsheet");
    assert_eq!(text("dashIndexFilePath"), "index.html");
    assert_eq!(dictionary["isDashDocset"].as_boolean(), Some(true));
    assert_eq!(dictionary["isJavaScriptEnabled"].as_boolean(), Some(false));
    assert_eq!(dictionary["DashDocSetDefaultFTSEnabled"].as_boolean(), Some(true));
    assert!(!dictionary.contains_key("DashDocSetFallbackURL"));
}

#[test]
fn the_platform_is_the_plugin_keyword() {
    let sheet = Cheatsheet { platform: Some("voip".to_owned()), ..sheet("SIP", Vec::new()) };
    let dictionary = dictionary(&sheet, &Edition::default());
    assert_eq!(dictionary["DashDocSetPluginKeyword"].as_string(), Some("voip"));
    assert_eq!(dictionary["DocSetPlatformFamily"].as_string(), Some("sip"));
}

#[test]
fn every_docset_has_its_own_identifier() {
    let identifier = |title: &str| {
        let dictionary = dictionary(&sheet(title, Vec::new()), &Edition::default());
        dictionary["CFBundleIdentifier"].as_string().unwrap().to_owned()
    };
    let identifiers = ["A_B", "A-B", "AB", "A.B", "Ä", "a_b"].map(identifier);
    let distinct: std::collections::BTreeSet<_> = identifiers.iter().collect();
    assert_eq!(distinct.len(), identifiers.len(), "{identifiers:?}");
}

#[test]
fn scripts_run_only_where_the_sheet_has_some_and_the_build_allows_them() {
    let runs = |sheet: &Cheatsheet, scripts| {
        let permissions = Permissions { scripts, ..Permissions::default() };
        let edition = Edition { permissions, publication: None };
        dictionary(sheet, &edition)["isJavaScriptEnabled"].as_boolean().unwrap()
    };
    assert!(runs(&with_script(), Scripts::Allowed));
    assert!(!runs(&with_script(), Scripts::Blocked));
    assert!(!runs(&sheet("Plain", Vec::new()), Scripts::Allowed));
}

#[test]
fn control_characters_do_not_break_the_xml() {
    let dictionary = dictionary(&sheet("Bell\u{7}\u{FFFF}", Vec::new()), &Edition::default());
    assert_eq!(dictionary["CFBundleName"].as_string(), Some("Bell  "));
}

#[test]
fn a_published_docset_knows_its_addresses() {
    let sheet = sheet("SIP é", Vec::new());
    let dictionary = dictionary(&sheet, &published());
    assert_eq!(
        dictionary["DashDocSetFallbackURL"].as_string(),
        Some("https://example.org/docsets/SIP_%C3%A9.docset/Contents/Resources/Documents/")
    );
    let meta: Value = serde_json::from_slice(&meta(&sheet, &published(), "7")).unwrap();
    assert_eq!(meta["feed_url"], "https://example.org/docsets/SIP_%C3%A9.xml");
    assert_eq!(meta["version"], "7");
}

#[test]
fn meta_json_is_what_zeal_reads() {
    let meta = meta(&sheet("SIP Codes", Vec::new()), &Edition::default(), "1a2b");
    let meta: Value = serde_json::from_slice(&meta).unwrap();
    let expected = json!({
        "name": "SIP_Codes",
        "title": "SIP Codes",
        "version": "1a2b",
        "revision": "0",
        "extra": {
            "indexFilePath": "index.html",
            "keywords": ["sip"],
            "isJavaScriptEnabled": false,
        },
    });
    assert_eq!(meta, expected);
}
