//! docsheet turns cheat-sheet definitions into docsets for Dash and Zeal.

pub mod anchor;
pub mod archive;
pub mod diagnostic;
pub mod docset;
pub mod error;
pub mod files;
pub mod html;
pub mod icon;
pub mod index;
pub mod info;
pub mod markdown;
pub mod page;
pub mod resources;
pub mod sheet;
pub mod source;
