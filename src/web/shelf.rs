//! What the reader shows, and where.

use super::lookup::Lookup;
use crate::base_url::BaseUrl;
use crate::docset::Docset;
use crate::feed::Offer;
use crate::sheet::Cheatsheet;

/// A sheet as the reader shows it.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The sheet.
    pub sheet: &'a Cheatsheet,
    /// Its docset, whose pages are shown.
    pub docset: &'a Docset,
    /// What the browser looks queries up in.
    pub lookup: &'a Lookup,
    /// Where it can be had, if it is published.
    pub offer: Option<Offer<'a>>,
}

/// Where the reader is served.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    /// In an author's preview, which tells of changes; its version changes with what is shown.
    Preview(&'a str),
    /// At a web address, from where it can be kept for use without a network.
    Published(&'a BaseUrl),
}
