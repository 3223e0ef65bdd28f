//! The docset at a path → what it calls itself, and what is typed to search it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::bundle::{self, Info, SMALL_LIMIT, Value};
use crate::docset::{Docset, bundle_path};
use crate::error::Error;
use crate::layout::{INFO, META};

/// The keys of `Info.plist` that hold keywords, in the order in which Zeal reads them.
const KEYWORD_KEYS: &[&str] =
    &["DocSetPlatformFamily", "DashDocSetPluginKeyword", "DashDocSetKeyword", "DashDocSetFamily"];

/// A docset that can be searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelved {
    /// Where it is.
    pub path: PathBuf,
    /// What readers call it.
    pub title: String,
    /// What is typed before a query to search only it; the first one is the docset's own.
    pub keywords: Vec<String>,
}

/// The place in the shelf of a docset that could not be searched, and why.
pub type Failed = (usize, String);

impl Shelved {
    /// Whether `keyword` is one of its own; capitals make no difference.
    #[must_use]
    pub fn answers_to(&self, keyword: &str) -> bool {
        let keyword = keyword.to_lowercase();
        self.keywords.iter().any(|own| own.to_lowercase() == keyword)
    }
}

/// Reads what the docset at `path` calls itself.
///
/// # Errors
/// Names the path when the system refuses, and when no reader would show what is there.
pub fn shelve(path: &Path) -> Result<Shelved, Error> {
    let bundle = bundle::open_unlisted(path)?;
    let missing = || Some(format!("there is no `{}` in it", bundle.missing_part()?));
    let reason = bundle.damage().or_else(missing);
    if let Some(reason) = reason {
        return Err(Error::new("search", path, reason)
            .with_hint("`docsheet verify` says all that is wrong with it"));
    }
    let file = |path| Ok(bundle.read(path, SMALL_LIMIT)?.unwrap_or_default());
    let info = file(bundle.info_path().unwrap_or(INFO))?;
    Ok(shelved(path, &bundle.name, &info, &file(META)?))
}

/// What a docset in memory calls itself; its path is that of its bundle in some folder.
#[must_use]
pub fn shelve_docset(docset: &Docset) -> Shelved {
    let file = |path: &str| docset.files.get(path).map(Vec::as_slice).unwrap_or_default();
    let path = bundle_path(Path::new(""), &docset.name);
    shelved(&path, &docset.name, file(INFO), file(META))
}

fn shelved(path: &Path, name: &str, info: &[u8], meta: &[u8]) -> Shelved {
    // Readers take what is broken for empty.
    let info = bundle::read_info(info).unwrap_or_default();
    let title = info.get("CFBundleName").and_then(Value::text).unwrap_or(name).to_owned();
    Shelved { path: path.to_owned(), title, keywords: keywords(&info, meta) }
}

fn keywords(info: &Info, meta: &[u8]) -> Vec<String> {
    let meta: serde_json::Value = serde_json::from_slice(meta).unwrap_or_default();
    let more = meta["extra"]["keywords"].as_array();
    let more = more.into_iter().flatten().filter_map(serde_json::Value::as_str);
    let own = KEYWORD_KEYS.iter().filter_map(|key| info.get(*key).and_then(Value::text));
    let mut seen = BTreeSet::new();
    own.chain(more)
        .filter(|keyword| !keyword.trim().is_empty() && !keyword.contains("dashtoc"))
        .filter(|keyword| seen.insert(keyword.to_lowercase()))
        .map(str::to_owned)
        .collect()
}
