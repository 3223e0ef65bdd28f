//! `Info.plist`: can readers read it, has it the keys, do its values agree with the files.

use super::code::Code;
use super::finding::Findings;
use super::markup::Scripts;
use crate::bundle::{
    Bundle, DOCUMENTS, Info, Rows, SMALL_LIMIT, Target, Trouble, Value, inside, read_info, target,
};
use crate::error::Error;

/// Keys that Dash needs, all of them texts that are not empty.
const TEXTS: &[&str] = &["CFBundleIdentifier", "CFBundleName", "DocSetPlatformFamily"];
/// Without it Dash expects Apple's old schema.
const IS_DASH: &str = "isDashDocset";
/// The page that a docset opens on.
const INDEX_PAGE: &str = "dashIndexFilePath";
/// Whether readers run scripts.
const SCRIPTS: &str = "isJavaScriptEnabled";
/// Other keys that readers take a text from.
const OPTIONAL_TEXTS: &[&str] = &[
    INDEX_PAGE,
    "DashDocSetFamily",
    "DashDocSetKeyword",
    "DashDocSetPluginKeyword",
    "DashDocSetFallbackURL",
    "DashDocSetPlayURL",
    "DashWebSearchKeyword",
    "DashDocSetDeclaredInStyle",
    "DashDocSetNameShorteningFamily",
    "CFBundleVersion",
];
/// Keys that readers take a flag from.
const FLAGS: &[&str] = &[
    IS_DASH,
    SCRIPTS,
    "DashDocSetDefaultFTSEnabled",
    "DashDocSetFTSNotSupported",
    "DashDocSetBlocksOnlineResources",
];
/// Keys whose text is a keyword to type before a query.
const KEYWORDS: &[&str] = &["DocSetPlatformFamily", "DashDocSetKeyword", "DashDocSetPluginKeyword"];

/// What the other checks need to know of the property list.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) scripts: Scripts,
    pub(super) identifier: Option<String>,
}

/// Checks the property list; which keys it needs depends on the `source` of the rows.
pub(super) fn check(
    bundle: &Bundle,
    source: Option<Rows>,
    findings: &mut Findings,
) -> Result<Known, Error> {
    let Some(path) = bundle.info_path() else { return Ok(Known::default()) };
    let Some(bytes) = bundle.read(path, SMALL_LIMIT)? else {
        findings.add(Code::TooLarge, path);
        return Ok(Known::default());
    };
    match read_info(&bytes) {
        Ok(info) => {
            values(&info, source, findings);
            index_page(bundle, &info, findings);
            let identifier = info.get("CFBundleIdentifier").and_then(Value::text);
            let runs = info.get(SCRIPTS) == Some(&Value::Bool(true));
            return Ok(Known {
                scripts: if runs { Scripts::On } else { Scripts::Off },
                identifier: identifier.filter(|text| !text.is_empty()).map(str::to_owned),
            });
        }
        Err(Trouble::NotXml) => {
            let binary = bytes.starts_with(b"bplist");
            let reason =
                if binary { "it is in Apple's binary form" } else { "it does not begin with `<`" };
            findings.add(Code::PlistNotXml, reason);
        }
        Err(Trouble::Entities) => findings.add(Code::PlistBroken, "it declares entities"),
        Err(Trouble::Broken(reason)) => findings.add(Code::PlistBroken, &reason),
    }
    Ok(Known::default())
}

fn values(info: &Info, source: Option<Rows>, findings: &mut Findings) {
    // Without the flag Dash expects Apple's schema.
    let flag = Some(&IS_DASH).filter(|_| source != Some(Rows::Apple));
    for key in TEXTS.iter().chain(flag) {
        if !info.contains_key(*key) {
            findings.add(Code::PlistKey, key);
        }
    }
    for key in TEXTS.iter().chain(OPTIONAL_TEXTS) {
        match info.get(*key) {
            Some(Value::Text(text)) if text.trim().is_empty() => {
                findings.add(Code::PlistValue, &format!("{key} is empty"));
            }
            None | Some(Value::Text(_)) => {}
            Some(_) => findings.add(Code::PlistValue, &format!("{key} is not a <string>")),
        }
    }
    for key in FLAGS {
        match info.get(*key) {
            Some(Value::Bool(false)) if *key == IS_DASH => {
                findings.add(Code::PlistValue, &format!("{key} is false"));
            }
            None | Some(Value::Bool(_)) => {}
            Some(_) => findings.add(Code::PlistValue, &format!("{key} is not <true/> or <false/>")),
        }
    }
    for key in KEYWORDS {
        let keyword = info.get(*key).and_then(Value::text).unwrap_or_default();
        let trimmed = keyword.trim();
        if keyword.contains([':', ',']) || !trimmed.is_empty() && trimmed != keyword {
            findings.add(Code::Keyword, &format!("{key}: `{keyword}`"));
        }
    }
}

fn index_page(bundle: &Bundle, info: &Info, findings: &mut Findings) {
    let Some(path) = info.get(INDEX_PAGE).and_then(Value::text) else {
        if !bundle.has_file(&format!("{DOCUMENTS}/index.html")) {
            findings.note(Code::NoIndexPage);
        }
        return;
    };
    match target(path) {
        Target::Outside => findings.add(Code::LeavesBundle, &format!("{INDEX_PAGE}: {path}")),
        Target::Page { file, .. } if !path.trim().is_empty() => {
            if !bundle.leads_to_file(&file) {
                findings.add(Code::PlistPath, path);
            } else if !is_plain(path, &file) {
                findings.add(Code::IndexPage, path);
            }
        }
        Target::Page { .. } | Target::Remote => {}
    }
}

/// Whether `path` leads to the file of the bundle by its letters alone, as no URL would be read.
fn is_plain(path: &str, file: &str) -> bool {
    let escaped = path.replace('%', "%25");
    !path.starts_with('/') && inside(DOCUMENTS, &escaped).is_some_and(|plain| plain == file)
}
