//! The words of the cheat-sheet language: one table of where each belongs and what it takes.

use crate::wording::nearest;

/// The block that a word belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// The file, outside any block.
    File,
    /// `cheatsheet do … end`.
    Cheatsheet,
    /// `category do … end`.
    Category,
    /// `entry do … end`.
    Entry,
}

/// What a word takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// `do … end`.
    Block(Home),
    /// One text; the last one given counts.
    Text,
    /// One text of Markdown; the last one given counts.
    Markdown,
    /// One text of HTML; the last one given counts.
    Html,
    /// Texts, which add up.
    TextList,
    /// Texts of Markdown, which add up.
    MarkdownList,
    /// Texts of HTML, which add up.
    HtmlList,
    /// Nothing, or `true`.
    Flag,
}

/// One word.
#[derive(Debug)]
pub struct Word {
    /// Its spelling.
    pub name: &'static str,
    /// Where it belongs.
    pub home: Home,
    /// What it takes.
    pub takes: Takes,
    /// Whether its block is wrong without it.
    pub required: bool,
    /// What it means, for the documentation.
    pub about: &'static str,
}

const fn word(home: Home, name: &'static str, takes: Takes, about: &'static str) -> Word {
    Word { name, home, takes, required: false, about }
}

const fn required(home: Home, name: &'static str, takes: Takes, about: &'static str) -> Word {
    Word { name, home, takes, required: true, about }
}

use Home::{Category, Cheatsheet, Entry, File};
use Takes::{Block, Flag, Html, HtmlList, Markdown, MarkdownList, Text, TextList};

/// Every word.
pub const WORDS: &[Word] = &[
    word(File, "cheatsheet", Block(Cheatsheet), "the whole sheet, once in a file"),
    required(Cheatsheet, "title", Text, "the name that the reader shows"),
    required(Cheatsheet, "docset_file_name", Text, "the docset's file name, without `.docset`"),
    word(
        Cheatsheet,
        "keyword",
        Text,
        "what people type before the colon; `cheatsheet` if not given",
    ),
    word(Cheatsheet, "platform", Text, "replaces the keyword as the plugin keyword of Dash"),
    word(
        Cheatsheet,
        "source_url",
        Text,
        "where readers can improve the sheet; linked in the footer",
    ),
    word(
        Cheatsheet,
        "language",
        Text,
        "the language it is written in, such as `de`; `en` if not given",
    ),
    word(Cheatsheet, "introduction", Markdown, "shown before the categories"),
    word(Cheatsheet, "notes", Markdown, "shown after the categories"),
    word(Cheatsheet, "style", Text, "CSS that is added to the page"),
    word(Cheatsheet, "head_inject", Html, "HTML that is added to the page's head"),
    word(
        Cheatsheet,
        "resources",
        Text,
        "a folder or file beside the definition that goes into the docset",
    ),
    word(Cheatsheet, "category", Block(Category), "a part of the sheet"),
    required(Category, "id", Text, "the category's title; no two are the same"),
    word(Category, "header", HtmlList, "table headings, one a column"),
    word(Category, "html_class", Text, "an extra class on the category's section"),
    word(Category, "entry", Block(Entry), "one thing to look up"),
    word(Entry, "name", Markdown, "what it is called; the index shows its plain text"),
    word(Entry, "notes", Markdown, "what there is to say about it"),
    word(Entry, "html_notes", Html, "the same, as HTML"),
    word(Entry, "command", TextList, "shown as code, one under the other"),
    word(
        Entry,
        "td_command",
        TextList,
        "shown as code, a column each; an empty text is an empty cell",
    ),
    word(Entry, "td_notes", MarkdownList, "notes, a column each"),
    word(Entry, "index_name", Text, "what the index shows instead of the name"),
    word(Entry, "extra_index_name", TextList, "further rows of the index for this entry"),
    word(Entry, "not_in_main_index", Flag, "no rows for commands and name; extra names stay"),
];

/// The word `name` of the block `home`.
#[must_use]
pub fn find(home: Home, name: &str) -> Option<&'static Word> {
    words_of(home).find(|word| word.name == name)
}

/// The words of the block `home`.
pub fn words_of(home: Home) -> impl Iterator<Item = &'static Word> {
    WORDS.iter().filter(move |word| word.home == home)
}

/// The blocks that have a word called `name`.
#[must_use]
pub fn homes_of(name: &str) -> Vec<Home> {
    WORDS.iter().filter(|word| word.name == name).map(|word| word.home).collect()
}

/// The word of `home`, or else of any block, that `name` was probably meant to be.
#[must_use]
pub fn meant(home: Home, name: &str) -> Option<&'static str> {
    let names = || words_of(home).map(|word| word.name);
    let other = |word: &&str| {
        OTHER_NAMES.iter().any(|(known, others)| known == word && others.contains(&name))
    };
    names()
        .find(|word| word.eq_ignore_ascii_case(name))
        .or_else(|| names().find(other))
        .or_else(|| nearest(name, names()))
        .or_else(|| nearest(name, WORDS.iter().map(|word| word.name)))
        .or_else(|| names().find(|word| word.split('_').any(|part| part == name)))
        .or_else(|| WORDS.iter().map(|word| word.name).find(other))
}

/// What people call a word who know it from elsewhere; `short_name` is what old sheets have.
const OTHER_NAMES: &[(&str, &[&str])] = &[
    ("cheatsheet", &["sheet", "cheat_sheet", "docset"]),
    ("docset_file_name", &["short_name", "filename", "file_name", "docset_name"]),
    ("source_url", &["url", "link", "source", "repository", "homepage"]),
    ("introduction", &["intro", "summary", "description", "about", "abstract"]),
    ("style", &["css", "styles", "stylesheet"]),
    ("head_inject", &["head", "script", "javascript"]),
    ("resources", &["images", "assets", "files"]),
    ("category", &["section", "group", "chapter", "topic", "heading"]),
    ("id", &["name", "title", "label", "heading"]),
    ("header", &["headers", "columns", "head", "heading"]),
    ("html_class", &["class", "css_class"]),
    ("entry", &["item", "row", "record", "element", "card"]),
    ("name", &["title", "term", "label", "heading", "key", "id"]),
    (
        "notes",
        &[
            "description",
            "desc",
            "text",
            "body",
            "content",
            "details",
            "comment",
            "explanation",
            "summary",
            "example",
            "definition",
            "value",
            "info",
            "markdown",
        ],
    ),
    ("html_notes", &["html"]),
    (
        "command",
        &["cmd", "code", "shortcut", "keys", "usage", "syntax", "shell", "hotkey", "keybinding"],
    ),
    ("extra_index_name", &["alias", "aliases", "tags", "tag", "keywords", "synonym", "synonyms"]),
];

impl Home {
    /// The word that opens this block; the file itself has none.
    #[must_use]
    pub fn opened_by(self) -> Option<&'static str> {
        WORDS.iter().find(|word| word.takes == Block(self)).map(|word| word.name)
    }

    /// For messages: "inside `category do … end`".
    #[must_use]
    pub fn described(self) -> String {
        match self.opened_by() {
            Some(word) => format!("inside `{word} do … end`"),
            None => "outside any block".to_owned(),
        }
    }
}

impl Takes {
    /// Whether texts given one after the other add up.
    #[must_use]
    pub const fn is_list(self) -> bool {
        matches!(self, TextList | MarkdownList | HtmlList)
    }
}
