//! The page: a cheat sheet → the HTML of `index.html`.
//!
//! Class names and structure are those that public sheets style: `section.category` with a table,
//! `tr.entry` with the cells `td.command`, `td.td_command`, `td.description` (in it `.name` and
//! `.notes`) and `td.td_notes`, in this order. Each `<link>` in the head is a line of the table of
//! contents that Dash shows for a cheat sheet.

use askama::Template;

use crate::anchor::Anchor;
use crate::html::{Html, filled};
use crate::markdown::Prose;
use crate::sheet::{Category, Cheatsheet, Entry};
use crate::wording::count;

/// The HTML of the page, the same for the same sheet.
#[must_use]
pub fn render(sheet: &Cheatsheet) -> String {
    let entries = sheet.categories.iter().map(|category| category.entries.len());
    filled(&Page {
        sheet,
        size: count(entries.sum(), "entry", "entries"),
        categories: sheet.categories.iter().map(category_view).collect(),
        improve: sheet.source_url.as_deref().map(web_address),
        dark: suits_the_dark(sheet),
        style: sheet.style.as_deref().map(style_text),
    })
}

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    sheet: &'a Cheatsheet,
    size: String,
    categories: Vec<CategoryView<'a>>,
    improve: Option<String>,
    dark: bool,
    style: Option<Html>,
}

/// What the template shows of a category.
struct CategoryView<'a> {
    anchor: &'a Anchor,
    id: &'a str,
    class: String,
    header: &'a [Html],
    entries: Vec<EntryView<'a>>,
}

/// The cells of an entry; there is a description if the entry has any text for it.
struct EntryView<'a> {
    anchor: &'a Anchor,
    commands: &'a [String],
    td_commands: &'a [String],
    description: Option<Description<'a>>,
    td_notes: &'a [Prose],
}

/// Name and notes, in a cell that fills the columns which the entry leaves free.
struct Description<'a> {
    columns: usize,
    name: Option<&'a Prose>,
    notes: Vec<&'a Prose>,
}

fn category_view(category: &Category) -> CategoryView<'_> {
    let widths = category.entries.iter().map(cells);
    let columns = widths.max().unwrap_or_default().max(category.header.len());
    let entry_view = |entry| entry_view(entry, columns);
    CategoryView {
        anchor: &category.anchor,
        id: &category.id,
        class: classes(category.html_class.as_deref()),
        header: &category.header,
        entries: category.entries.iter().map(entry_view).collect(),
    }
}

fn entry_view(entry: &Entry, columns: usize) -> EntryView<'_> {
    EntryView {
        anchor: &entry.anchor,
        commands: &entry.commands,
        td_commands: &entry.td_commands,
        description: is_described(entry).then(|| Description {
            columns: columns - cells(entry) + 1,
            name: entry.name.as_ref(),
            notes: entry.notes.iter().chain(&entry.html_notes).collect(),
        }),
        td_notes: &entry.td_notes,
    }
}

/// How many cells the entry has of its own.
fn cells(entry: &Entry) -> usize {
    usize::from(!entry.commands.is_empty())
        + entry.td_commands.len()
        + usize::from(is_described(entry))
        + entry.td_notes.len()
}

fn is_described(entry: &Entry) -> bool {
    entry.name.is_some() || entry.notes.is_some() || entry.html_notes.is_some()
}

fn classes(own: Option<&str>) -> String {
    let own = own.unwrap_or_default().split_whitespace();
    let all = std::iter::once("category").chain(own.filter(|class| *class != "category"));
    all.collect::<Vec<_>>().join(" ")
}

/// Sheets name their source as `cheat.kapeli.com` too; whatever is no web address becomes one, so
/// that a link can never run a script.
fn web_address(source: &str) -> String {
    let source = source.trim();
    let is_web = ["http://", "https://"].iter().any(|scheme| {
        source.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    if is_web {
        return source.to_owned();
    }
    format!("https://{}", source.trim_start_matches('/'))
}

/// A sheet that paints grounds of its own and does not know the dark was drawn for light paper:
/// then the page stays light, and a dark reader darkens it as it does any other.
fn suits_the_dark(sheet: &Cheatsheet) -> bool {
    let head = sheet.head_inject.as_ref().map_or("", Html::as_str);
    let own = [sheet.style.as_deref().unwrap_or_default(), head].map(str::to_ascii_lowercase);
    let mention = |word| own.iter().any(|text| text.contains(word));
    !mention("background") || mention("prefers-color-scheme")
}

/// In CSS `\/` means `/`, so the style stays the same and cannot end its element.
fn style_text(style: &str) -> Html {
    Html::trusted(style.replace("</", "<\\/"))
}
