//! The page: a cheat sheet → the HTML of `index.html`.
//!
//! Class names and structure are those that public sheets style: `section.category` with a table,
//! `tr.entry` with the cells `td.command`, `td.td_command`, `td.description` (in it `.name` and
//! `.notes`) and `td.td_notes`, in this order. Each `<link>` in the head is a line of the table of
//! contents that Dash shows for a cheat sheet.

mod dark;
mod direction;
mod fit;
mod shape;

use std::borrow::Cow;
use std::collections::BTreeSet;

use askama::Template;
use unicode_width::UnicodeWidthStr;

use self::fit::fit;
use self::shape::{Layout, Shape, shape};
use crate::anchor::Anchor;
use crate::html::{Html, filled};
use crate::sheet::{Category, Cheatsheet, Entry};
use crate::wording::count;

/// Whether a sheet's scripts run in the readers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scripts {
    /// They never run.
    #[default]
    Blocked,
    /// They run when the sheet has any.
    Allowed,
}

/// Whether a page loads what is on the web.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Remote {
    /// Nothing of it.
    #[default]
    Blocked,
    /// Pictures, styles, fonts, sounds and films; nothing that runs.
    Allowed,
}

/// What a page may do beyond showing what the docset brings along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Permissions {
    /// Whether the sheet's own scripts run.
    pub scripts: Scripts,
    /// Whether it shows what is on the web.
    pub remote: Remote,
}

impl Permissions {
    /// The same as a Content-Security-Policy (CSP 3). Nothing runs, nothing is asked of others,
    /// nothing leads away by itself, unless it is permitted. `file:` is what readers open pages by;
    /// there, browsers do not take it for the page's own origin.
    #[must_use]
    pub fn policy(self) -> String {
        let scripts = match self.scripts {
            Scripts::Blocked => "",
            Scripts::Allowed => "script-src 'unsafe-inline' 'self' file:; ",
        };
        let remote = match self.remote {
            Remote::Blocked => "",
            Remote::Allowed => " https: http:",
        };
        format!(
            "default-src 'none'; {scripts}style-src 'unsafe-inline' 'self' file:{remote}; \
             img-src 'self' data: file:{remote}; media-src 'self' file:{remote}; \
             font-src 'self' data: file:{remote}; form-action 'none'; base-uri 'none'"
        )
    }
}

/// The HTML of the page, the same for the same sheet.
#[must_use]
pub fn render(sheet: &Cheatsheet, permissions: Permissions) -> String {
    render_at(sheet, permissions, None)
}

/// The same for a page that is on the web, too, at the address `online`: Dash opens it there.
#[must_use]
pub fn render_at(sheet: &Cheatsheet, permissions: Permissions, online: Option<&str>) -> String {
    let entries = sheet.categories.iter().map(|category| category.entries.len());
    let own = sheet.style.as_deref().unwrap_or_default();
    let shapes: Vec<_> = sheet.categories.iter().map(|one| shape(one, own)).collect();
    let categories = sheet.categories.iter().zip(&shapes);
    let columns = shapes.iter().filter_map(|shape| shape.column);
    let flows =
        |(category, shape): (&Category, &Shape)| shape.column.map(|_| category.entries.len());
    let flowing = categories.clone().filter_map(flows).sum::<usize>();
    let all = entries.sum();
    let is_large = all > MANY;
    let direction = direction::of(sheet.language.as_deref().unwrap_or_default());
    let is_mixed = !direction.is_empty() || has_letters_from_the_right(sheet);
    filled(&Page {
        sheet,
        online: online.map(online_page),
        policy: permissions.policy(),
        size: count(all, "entry", "entries"),
        introduction: sheet.introduction.as_ref().map(|prose| fit(prose.coloured())),
        categories: categories
            .map(|(category, shape)| category_view(category, *shape, is_large))
            .collect(),
        notes: sheet.notes.as_ref().map(|prose| fit(prose.coloured())),
        column: columns.max(),
        is_wide: flowing * 2 > all,
        is_large,
        rules: shape::rules(&shapes),
        language: sheet.language.as_deref().unwrap_or("en"),
        direction,
        auto: Html::trusted(if is_mixed { " dir=\"auto\"" } else { "" }.to_owned()),
        improve: sheet.source_url.as_deref().map(web_address),
        dark: suits_the_dark(sheet),
        style: sheet.style.as_deref().map(style_text),
    })
}

/// The comment by which Dash knows a page's address on the web (its page "Docset Generation Guide").
fn online_page(address: &str) -> Html {
    Html::trusted(format!("<!-- Online page at {} -->", address.replace('>', "%3E")))
}

/// From how many entries on a page is large, and how many of a large one stand in one table: laying
/// out ten thousand at once takes browsers seconds.
const MANY: usize = 1_000;
const PART: usize = 50;

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    sheet: &'a Cheatsheet,
    online: Option<Html>,
    policy: String,
    size: String,
    introduction: Option<Cow<'a, Html>>,
    categories: Vec<CategoryView<'a>>,
    notes: Option<Cow<'a, Html>>,
    /// The width of the columns that short entries flow into, in rem.
    column: Option<usize>,
    /// Whether most of its entries flow: then even a wide page reads well.
    is_wide: bool,
    /// Whether it has so many entries that only those in view are laid out.
    is_large: bool,
    /// What depends on the widths that its categories need.
    rules: Html,
    language: &'a str,
    direction: &'static str,
    /// The attribute of texts that find their own direction, where a sheet has texts of both.
    auto: Html,
    improve: Option<String>,
    dark: bool,
    style: Option<Html>,
}

/// What the template shows of a category.
struct CategoryView<'a> {
    anchor: &'a Anchor,
    id: &'a str,
    class: String,
    /// The class of the box around its table, which tells the style sheet how to lay it out.
    layout: String,
    /// The lengths that it needs for that.
    lengths: String,
    scrolls: bool,
    header: &'a [Html],
    /// Links to entries that are known by a code.
    codes: Vec<Link<'a>>,
    /// Links to tall entries.
    names: Vec<Link<'a>>,
    /// The width of a column of them, in rem.
    names_width: usize,
    /// How many cells its widest row has.
    columns: usize,
    /// Its entries, in tables that are laid out one by one.
    parts: Vec<&'a [Entry]>,
}

/// A link within the page.
struct Link<'a> {
    text: &'a str,
    fragment: String,
}

/// A cell of a row, with what it has of these.
#[derive(Default)]
struct Cell<'a> {
    class: &'static str,
    /// What it is in its table, when that is no plain cell.
    role: Option<&'static str>,
    columns: usize,
    codes: Vec<Html>,
    name: Option<Cow<'a, Html>>,
    /// Whether the name stands for the whole row.
    is_heading: bool,
    /// Below the name.
    notes: Vec<Cow<'a, Html>>,
    /// By itself.
    text: Option<Cow<'a, Html>>,
}

fn category_view(category: &Category, shape: Shape, is_large: bool) -> CategoryView<'_> {
    let widths = category.entries.iter().map(cells);
    let columns = widths.max().unwrap_or_default().max(category.header.len());
    let names = category.entries.iter().filter(|entry| shape.is_tall && !entry.title().is_empty());
    let names: Vec<_> = names.map(link).collect();
    CategoryView {
        anchor: &category.anchor,
        id: &category.id,
        class: classes(category.html_class.as_deref(), shape),
        layout: layout(shape),
        lengths: lengths(shape),
        scrolls: shape.need.is_some(),
        header: &category.header,
        codes: codes(category, shape),
        names_width: shape::names_width(names.iter().map(|name| name.text.width())),
        names,
        columns,
        parts: category.entries.chunks(part_of(category, shape, is_large)).collect(),
    }
}

impl CategoryView<'_> {
    /// The cells of an entry.
    fn row<'e>(&self, entry: &'e Entry) -> Vec<Cell<'e>> {
        let free = self.columns - cells(entry);
        let has_codes = !entry.commands.is_empty() || !entry.td_commands.is_empty();
        let codes =
            |commands: &[String]| commands.iter().map(|command| fit::code(command)).collect();
        let commands = (!entry.commands.is_empty()).then(|| Cell {
            class: "command",
            codes: codes(&entry.commands),
            ..Cell::default()
        });
        let td_commands = entry.td_commands.iter().map(|command| Cell {
            class: "td_command",
            codes: if command.is_empty() { Vec::new() } else { vec![fit::code(command)] },
            ..Cell::default()
        });
        let notes = entry.notes.iter().chain(&entry.html_notes);
        let description = is_described(entry).then(|| Cell {
            class: "description",
            columns: free + 1,
            name: entry.name.as_ref().map(|name| fit(name.coloured())),
            is_heading: !has_codes,
            notes: notes.map(|notes| fit(notes.coloured())).collect(),
            ..Cell::default()
        });
        let td_notes = entry.td_notes.iter().map(|notes| Cell {
            class: "td_notes",
            text: Some(fit(notes.coloured())),
            ..Cell::default()
        });
        let cells = commands.into_iter().chain(td_commands).chain(description).chain(td_notes);
        let mut cells: Vec<_> = cells.collect();
        if let Some(first) = cells.first_mut().filter(|first| !first.codes.is_empty()) {
            first.role = Some("rowheader");
        }
        cells
    }
}

/// How many entries one table has. Only tables whose columns do not depend on their entries can be
/// parted without a trace.
fn part_of(category: &Category, shape: Shape, is_large: bool) -> usize {
    let is_fixed = shape.layout != Layout::Table && category.header.is_empty();
    if is_large && is_fixed { PART } else { category.entries.len().max(1) }
}

/// Links by the first words of names, where all names begin with a code such as `486`.
fn codes(category: &Category, shape: Shape) -> Vec<Link<'_>> {
    const LONGEST: usize = 5;
    let code = |entry: &'_ Entry| {
        let (code, _) = entry.title().split_once(' ').unwrap_or((entry.title(), ""));
        let is_code =
            code.len() <= LONGEST && code.contains(|letter: char| letter.is_ascii_digit());
        is_code.then_some(code.len())
    };
    let links = category.entries.iter().map(|entry| {
        let link = link(entry);
        Some(Link { text: &link.text[..code(entry)?], ..link })
    });
    let links = links.collect::<Option<Vec<_>>>().unwrap_or_default();
    let distinct: BTreeSet<_> = links.iter().map(|link| link.text).collect();
    if shape.layout != Layout::List || distinct.len() < links.len() { Vec::new() } else { links }
}

fn link(entry: &Entry) -> Link<'_> {
    Link { text: entry.title(), fragment: entry.anchor.link() }
}

fn layout(shape: Shape) -> String {
    let layout = match shape.layout {
        Layout::List => "entries list",
        Layout::Pairs if shape.stacks() => "entries pairs stacking",
        Layout::Pairs => "entries pairs",
        Layout::Table => "entries table",
    };
    let flowing = shape.column.map(|_| " flowing".to_owned());
    let scroller = shape.need.map(|need| format!(" scroller need-{need}"));
    [Some(layout.to_owned()), flowing, scroller].into_iter().flatten().collect()
}

fn lengths(shape: Shape) -> String {
    let command = (shape.layout == Layout::Pairs).then(|| format!("--command: {}", shape.command));
    let need = shape.need.map(|need| format!("--need: {need}.5rem"));
    let lines = (shape.heading_lines > 1).then(|| format!("--head-lines: {}", shape.heading_lines));
    let lengths: Vec<_> = [command, need, lines].into_iter().flatten().collect();
    lengths.join("; ")
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

fn classes(own: Option<&str>, shape: Shape) -> String {
    let own = own.unwrap_or_default().split_whitespace().filter(|class| *class != "category");
    let title = shape.title.map(|title| format!("title-{title}"));
    let all = std::iter::once("category").chain(own).chain(title.as_deref());
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

/// A sheet whose colours cannot be read on dark paper was drawn for light paper: then the page stays
/// light, and a dark reader darkens it as it does any other.
fn suits_the_dark(sheet: &Cheatsheet) -> bool {
    let style = sheet.style.as_deref().unwrap_or_default();
    let head = sheet.head_inject.as_ref().map_or("", Html::as_str);
    dark::suits(style) && dark::suits(head) && texts(sheet).all(dark::suits_text)
}

/// What a sheet says, its codes and plain titles aside.
fn texts(sheet: &Cheatsheet) -> impl Iterator<Item = &Html> {
    let entries = sheet.categories.iter().flat_map(|category| &category.entries);
    let prose = entries.flat_map(|entry| {
        entry.name.iter().chain(&entry.notes).chain(&entry.html_notes).chain(&entry.td_notes)
    });
    let prose = sheet.introduction.iter().chain(&sheet.notes).chain(prose);
    let headings = sheet.categories.iter().flat_map(|category| &category.header);
    headings.chain(prose.map(|prose| &prose.html))
}

fn has_letters_from_the_right(sheet: &Cheatsheet) -> bool {
    let ids = sheet.categories.iter().map(|category| category.id.as_str());
    let plain = std::iter::once(sheet.title.as_str()).chain(ids);
    plain.chain(texts(sheet).map(Html::as_str)).any(direction::has_letters_from_the_right)
}

/// In CSS `\/` means `/`, so the style stays the same and cannot end its element.
fn style_text(style: &str) -> Html {
    Html::trusted(style.replace("</", "<\\/"))
}
