//! What the world did wrong: a failing disk, a missing file. Names the path.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A failure outside the author's hands; ends the run with exit status 2.
#[derive(Debug)]
pub struct Error {
    /// What was being done, as a verb phrase: `read`, `write`, `replace`.
    pub action: &'static str,
    /// The file or folder it was done to.
    pub path: PathBuf,
    /// The reason, in the system's words or ours.
    pub reason: String,
    /// What to do about it, where we know.
    pub hint: Option<String>,
}

impl Error {
    /// The system refused `action` on `path`.
    #[must_use]
    pub fn io(action: &'static str, path: &Path, error: &io::Error) -> Self {
        Self::new(action, path, system_reason(error))
    }

    /// `action` on `path` cannot be done, for our own `reason`.
    #[must_use]
    pub fn new(action: &'static str, path: &Path, reason: impl Into<String>) -> Self {
        Self { action, path: path.to_owned(), reason: reason.into(), hint: None }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} `{}`: {}", self.action, self.path.display(), self.reason)
    }
}

impl std::error::Error for Error {}

/// The system's message without Rust's "(os error 13)", in our lower case.
fn system_reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
