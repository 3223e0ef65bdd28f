//! Definitions, in Ruby or in Markdown: source → cheat sheet, and findings.

mod other_format;
pub mod allowed;
pub mod vocabulary;
mod draft;
pub mod document;
mod checks;
mod links;
mod lint;
mod assembly;
mod reading;
pub mod convert;

pub use reading::{Reading, read};
