//! Code and the name of its language → HTML with classes.

use crate::html::Html;

/// There is no grammar for a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLanguage {
    /// A language whose name is similar.
    pub similar: Option<&'static str>,
}

/// Highlights `code`.
///
/// # Errors
///
/// When no grammar has that name.
pub fn highlight(code: &str, _language: &str) -> Result<Html, UnknownLanguage> {
    Ok(Html::escaped(code))
}
