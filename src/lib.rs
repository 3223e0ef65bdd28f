//! docsheet turns cheat-sheet definitions into docsets for Dash and Zeal.

pub mod source;
pub mod wording;
pub mod diagnostic;
pub mod error;
pub mod files;
pub mod highlight;
pub mod html;
pub mod highlight;
pub mod markdown;
pub mod anchor;
pub mod sheet;
pub mod ruby;
pub mod page;
pub mod index;
pub mod info;
pub mod icon;
pub mod resources;
pub mod docset;
pub mod archive;
