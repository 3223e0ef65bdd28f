//! What a definition says, once read: the waist between language and docset.

use std::collections::BTreeSet;

use crate::anchor::Anchor;
use crate::html::Html;
use crate::markdown::Prose;
use crate::source::Span;

/// A whole cheat sheet.
#[derive(Clone, Debug)]
pub struct Cheatsheet {
    /// Shown by the reader and at the top of the page.
    pub title: String,
    /// Name of the bundle, without `.docset`; one portable path component.
    pub docset_file_name: String,
    /// Search keyword without its colon (`sip`).
    pub keyword: String,
    /// Replaces the keyword as Dash's plugin keyword.
    pub platform: Option<String>,
    /// Where readers can improve the sheet.
    pub source_url: Option<String>,
    /// The language that it is written in, as BCP 47 names it (`de`); English when it names none.
    pub language: Option<String>,
    /// Before the categories.
    pub introduction: Option<Prose>,
    /// After the categories.
    pub notes: Option<Prose>,
    /// CSS added to the page.
    pub style: Option<String>,
    /// HTML added to the page's head.
    pub head_inject: Option<Html>,
    /// Folder or file beside the definition that goes into the docset.
    pub resources: Option<Resources>,
    /// The pictures and other files that the page shows, those on the web aside.
    pub shown: Vec<Shown>,
    /// Whether it brings scripts along, in its head or in a text.
    pub runs_scripts: bool,
    /// In page order.
    pub categories: Vec<Category>,
    /// Where the name of its docset stands.
    pub place: Span,
    /// Where the keyword stands, for findings about it.
    pub keyword_place: Option<Span>,
}

/// Sheets are equal if they say the same, wherever in their files they say it.
impl PartialEq for Cheatsheet {
    fn eq(&self, other: &Self) -> bool {
        let said = |sheet: &Self| {
            let resources = sheet.resources.as_ref().map(|resources| resources.path.clone());
            let shown: BTreeSet<_> =
                sheet.shown.iter().map(|shown| shown.address.clone()).collect();
            let whole = [Some(&sheet.title), Some(&sheet.docset_file_name), Some(&sheet.keyword)];
            let optional = [&sheet.platform, &sheet.source_url, &sheet.style].map(Option::as_ref);
            let texts = whole.into_iter().chain(optional).map(Option::<&String>::cloned);
            let prose = [sheet.introduction.clone(), sheet.notes.clone()];
            let head = sheet.head_inject.clone();
            (texts.collect::<Vec<_>>(), prose, head, resources, shown)
        };
        said(self) == said(other) && self.categories == other.categories
    }
}

impl Cheatsheet {
    /// The sheet without its categories.
    #[must_use]
    pub fn without_categories(self) -> Self {
        Self { categories: Vec::new(), shown: Vec::new(), ..self }
    }
}

/// A path beside the definition whose files are copied into the docset's documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resources {
    /// Relative, with `/`, without `..`.
    pub path: String,
    /// Where the definition names it.
    pub place: Span,
}

/// A file that a text of the sheet shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// As the author writes it: relative to the page, with percent-escapes.
    pub address: String,
    /// Where the text stands.
    pub place: Span,
}

/// A part of the sheet with a title and a table of entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// The category's title.
    pub id: String,
    /// Where it stands on the page.
    pub anchor: Anchor,
    /// Table headings, one a column.
    pub header: Vec<Html>,
    /// Extra classes on the section.
    pub html_class: Option<String>,
    /// In page order.
    pub entries: Vec<Entry>,
}

/// One entry of a category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands on the page.
    pub anchor: Anchor,
    /// The rendered name.
    pub name: Option<Prose>,
    /// The rendered notes.
    pub notes: Option<Prose>,
    /// Notes that the author wrote as HTML.
    pub html_notes: Option<Prose>,
    /// Shown as code, one under the other; none is empty.
    pub commands: Vec<String>,
    /// Shown as code, a column each; an empty string is an empty cell.
    pub td_commands: Vec<String>,
    /// Notes, a column each.
    pub td_notes: Vec<Prose>,
    /// What the index shows instead of the name.
    pub index_name: Option<String>,
    /// Further index rows for this entry.
    pub extra_index_names: Vec<String>,
    /// Whether commands and name, if there are any, get index rows; extra names always do.
    pub in_main_index: bool,
}

impl Entry {
    /// The name under which the index shows this entry, empty if it has none.
    #[must_use]
    pub fn title(&self) -> &str {
        let name = self.name.as_ref().map(|prose| prose.plain.as_str());
        self.index_name.as_deref().or(name).unwrap_or_default()
    }
}
