//! What the examples of a kind of finding are parts of, and whole files of them.

/// What an example is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It is a whole file.
    File,
    /// It is a whole file in Markdown.
    Markdown,
    /// It stands inside `cheatsheet do … end`.
    Sheet,
    /// It stands inside `category do … end`.
    Category,
    /// It stands inside `entry do … end`.
    Entry,
    /// It tells of files beside the definition, or of several definitions.
    Story,
}

impl Part {
    /// What a file with such an example is called.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Markdown => "example.md",
            _ => "example.rb",
        }
    }

    /// The example as a file of its own, with what has to be around it.
    #[must_use]
    pub fn whole(self, example: &str) -> String {
        let names = "title 'Ports'\ndocset_file_name 'Ports'\n";
        let web = "category do\nid 'Web'\n";
        match self {
            Self::File | Self::Markdown | Self::Story => example.to_owned(),
            Self::Sheet => format!("cheatsheet do\n{example}\nend\n"),
            Self::Category => format!("cheatsheet do\n{names}category do\n{example}\nend\nend\n"),
            Self::Entry => {
                format!("cheatsheet do\n{names}{web}entry do\n{example}\nend\nend\nend\n")
            }
        }
    }
}
