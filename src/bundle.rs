//! A docset on disk, ours or others': a folder or a `.tgz` → a [`Bundle`] to look into.
//!
//! A bundle lists every file of the docset and reads them one by one, so that a docset of many
//! gigabytes takes no more memory than its list of files. Nothing outside the bundle is ever
//! read: a link is followed only to a file of the same folder, and every read stops at a limit.

mod entry;
pub mod xml;
mod info;
mod journal;
mod rows;
mod nesting;
mod database;
mod medium;
mod archive;
mod folder;
mod find;
mod store;
mod parts;
mod index;
mod target;
mod fragment;
mod locate;
pub mod tags;
mod encoding;
mod tree;
mod page;
mod show;

pub use crate::layout::{DOCUMENTS, INDEX, INFO};
pub(crate) use database::{is_refused, reason};
pub use encoding::{Decoded, Doubt, decode};
pub use entry::{
    ENTRY_LIMIT, Entry, Flaw, FlawKind, INDEX_LIMIT, Kind, PAGE_LIMIT, SMALL_LIMIT, Visitor,
};
pub use find::{bare_name, docsets_in, is_archive, is_tgz};
pub(crate) use fragment::hash;
pub use fragment::{Anchors, names_in_browser, names_in_zeal};
pub use info::{Info, Value, read_info, zeal_name};
pub use locate::Location;
pub use medium::{Medium, medium};
pub use page::{Block, Emphasis, Line, Own, Page, Parts, lines, markdown, plain};
pub use rows::{ROW_LIMIT, Rows, each_field, has_fragments, text};
pub use show::{Absence, Seer, read_page};
pub use store::{Bundle, open, open_unlisted};
pub use target::{Target, inside, target};
pub use xml::Trouble;
