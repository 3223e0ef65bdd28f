//! docsheet turns cheat-sheet definitions into docsets for Dash and Zeal.

pub mod anchor;
pub mod diagnostic;
pub mod docset;
pub mod error;
pub mod files;
pub mod highlight;
pub mod html;
pub mod index;
pub mod markdown;
pub mod page;
pub mod sheet;
pub mod source;
