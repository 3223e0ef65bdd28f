//! The programs that show docsets, and what options call them.

use std::fmt;

/// A program that shows docsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reader {
    /// Zeal, on Linux and Windows.
    Zeal,
    /// Dash, on macOS.
    Dash,
    /// dasht, in the terminal.
    Dasht,
    /// dash-docs, in Emacs.
    Emacs,
}

impl Reader {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Zeal, Self::Dash, Self::Dasht, Self::Emacs];

    /// The reader that options call `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reader| reader.option() == name)
    }

    /// Its name in options.
    #[must_use]
    pub fn option(self) -> &'static str {
        match self {
            Self::Zeal => "zeal",
            Self::Dash => "dash",
            Self::Dasht => "dasht",
            Self::Emacs => "emacs",
        }
    }
}

impl fmt::Display for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Zeal => "Zeal",
            Self::Dash => "Dash",
            Self::Dasht => "dasht",
            Self::Emacs => "Emacs",
        })
    }
}
