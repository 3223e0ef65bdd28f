//! Publishing: a docset on offer and its web address → its feed.

use askama::Template;

use crate::base_url::{self, BaseUrl};
use crate::html::filled;
use crate::info::xml_text;

/// A docset on offer.
#[derive(Clone, Copy, Debug)]
pub struct Offer<'a> {
    /// Name of the bundle without `.docset`; its archive is `NAME.tgz`, its feed `NAME.xml`.
    pub name: &'a str,
    /// Readers offer an update when this text changes.
    pub version: &'a str,
    /// Size of the archive in bytes.
    pub archive_size: usize,
    /// The day it was made, such as `2026-11-26`, where that is known.
    pub date: Option<&'a str>,
    /// Whether there is a text of it, for agents.
    pub has_text: bool,
}

/// The feed of a docset: version and archive, as Dash and Zeal read them.
#[must_use]
pub fn feed(offer: &Offer, base: &BaseUrl) -> String {
    filled(&Feed {
        name: offer.name,
        version: xml_text(offer.version),
        archive: base.to(&base_url::archive(offer.name)),
    })
}

#[derive(Template)]
#[template(path = "feed.xml")]
struct Feed<'a> {
    name: &'a str,
    version: String,
    archive: String,
}
