//! docsheet turns cheat-sheet definitions into docsets for Dash and Zeal.

pub mod source;
pub mod wording;
pub mod diagnostic;
pub mod error;
pub mod files;
pub mod html;
pub mod highlight;
pub mod markdown;
pub mod anchor;
pub mod base_url;
pub mod sheet;
pub mod ruby;
pub mod page;
pub mod index;
pub mod info;
pub mod icon;
pub mod resources;
pub mod docset;
pub mod archive;
pub mod feed;
