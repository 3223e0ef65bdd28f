//! What a docset says about itself: a cheat sheet → `Info.plist` (Dash, Zeal) and `meta.json`
//! (Zeal).

use plist::{Dictionary, Value};
use serde_json::json;

use crate::anchor::PAGE;
use crate::base_url::{self, BaseUrl};
use crate::sheet::Cheatsheet;

pub use crate::page::{Permissions, Remote, Scripts};

/// What a build decides about a docset beyond what the sheet says.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    /// What its pages may do.
    pub permissions: Permissions,
    /// Where it is offered, if it is.
    pub publication: Option<Publication>,
}

/// Where and as what a docset is offered to readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Where the output folder is served.
    pub base_url: BaseUrl,
    /// What readers compare to notice an update; `None` derives it from the content.
    pub version: Option<String>,
}

impl Publication {
    /// Where the documents of `sheet` are served: Dash appends the path of a row.
    #[must_use]
    pub fn documents(&self, sheet: &Cheatsheet) -> String {
        self.base_url.to(&base_url::documents(&sheet.docset_file_name))
    }
}

/// `Info.plist` as XML; Zeal cannot read the binary form and knows strings and booleans only.
#[must_use]
pub fn plist(sheet: &Cheatsheet, edition: &Edition) -> Vec<u8> {
    let name = &sheet.docset_file_name;
    let keyword = sheet.keyword.as_str();
    let plugin_keyword = sheet.platform.as_deref().unwrap_or(keyword);
    let texts = [
        ("CFBundleIdentifier", format!("docsheet.{name}")),
        ("CFBundleName", sheet.title.clone()),
        ("DocSetPlatformFamily", keyword.to_owned()),
        ("DashDocSetPluginKeyword", plugin_keyword.to_owned()),
        ("DashDocSetKeyword", keyword.to_owned()),
        ("DashDocSetFamily", "cheatsheet".to_owned()),
        ("dashIndexFilePath", PAGE.to_owned()),
    ];
    // Dash then searches the text of the page, too, which is small.
    let flags = [
        ("isDashDocset", true),
        ("DashDocSetDefaultFTSEnabled", true),
        ("isJavaScriptEnabled", runs_scripts(sheet, edition)),
    ];
    let fallback = edition
        .publication
        .as_ref()
        .map(|publication| ("DashDocSetFallbackURL", publication.documents(sheet)));
    let texts = texts
        .into_iter()
        .chain(fallback)
        .map(|(key, text)| (key.to_owned(), Value::String(xml_text(&text))));
    let flags = flags.map(|(key, flag)| (key.to_owned(), Value::Boolean(flag)));
    xml(texts.chain(flags).collect())
}

/// Zeal's `meta.json`. `version` is what a feed must offer for "no update".
#[must_use]
pub fn meta(sheet: &Cheatsheet, edition: &Edition, version: &str) -> Vec<u8> {
    let mut meta = json!({
        "name": sheet.docset_file_name,
        "title": sheet.title,
        "version": version,
        "revision": "0",
        "extra": {
            "indexFilePath": PAGE,
            "keywords": [sheet.keyword],
            "isJavaScriptEnabled": runs_scripts(sheet, edition),
        },
    });
    if let Some(publication) = &edition.publication {
        meta["feed_url"] = publication.base_url.to(&base_url::feed(&sheet.docset_file_name)).into();
    }
    format!("{meta:#}\n").into_bytes()
}

fn runs_scripts(sheet: &Cheatsheet, edition: &Edition) -> bool {
    edition.permissions.scripts == Scripts::Allowed && sheet.runs_scripts
}

/// XML 1.0 has no way to write control characters and two others.
pub(crate) fn xml_text(text: &str) -> String {
    text.replace(
        |letter: char| letter.is_control() || matches!(letter, '\u{FFFE}' | '\u{FFFF}'),
        " ",
    )
}

/// Writing to memory cannot fail.
fn xml(dictionary: Dictionary) -> Vec<u8> {
    let mut bytes = Vec::new();
    let written = Value::Dictionary(dictionary).to_writer_xml(&mut bytes);
    debug_assert!(written.is_ok());
    bytes.push(b'\n');
    bytes
}
