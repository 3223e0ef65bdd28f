//! A category → how it is laid out: what the style sheet cannot find out by itself.

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthStr;

use super::fit::{widest_code, widest_part, widest_word};
use crate::html::Html;
use crate::markdown::{Prose, read_html};
use crate::sheet::{Category, Entry};

/// How the entries of a category stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Names and notes, one entry under the other.
    List,
    /// Commands, and beside them what they do.
    Pairs,
    /// A table with columns as they come.
    Table,
}

/// What is known of a category before it is drawn. Lengths are in rem.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) layout: Layout,
    /// The longest command, in columns.
    pub(super) command: usize,
    /// Below this width it scrolls; nothing when it suits the narrowest window.
    pub(super) need: Option<usize>,
    /// Up to this width of the window its title takes two lines; nothing when it never does.
    pub(super) title: Option<usize>,
    /// The width of one of the columns that its short entries flow into.
    pub(super) column: Option<usize>,
    /// How many lines the headings of its columns take at most.
    pub(super) heading_lines: usize,
    /// Whether its entries are so tall that their names are worth a list.
    pub(super) is_tall: bool,
}

/// The narrowest window, without its margins.
const NARROWEST: usize = 18;
/// A command column is no wider than this, in columns, unless a command cannot be broken.
const LONGEST_COMMAND: usize = 26;
/// Widths of command columns, so that those of neighbours stand in line.
const COMMANDS: &[usize] = &[4, 8, 11, 14, 18, 22, LONGEST_COMMAND];
/// What is read beside a command is no narrower than this.
const NARROWEST_TEXT: usize = 11;
/// A column of text is no narrower than this.
const NARROWEST_COLUMN: usize = 8;
/// A column with blocks of code is no narrower than this; they scroll in it.
const NARROWEST_BLOCK: usize = 12;
/// Up to this, in columns, a command stands beside its meaning in the narrowest window.
const SHORT_COMMAND: usize = 14;
/// Most texts of short entries are not longer than this, in columns, and none is twice as long.
const SHORT_TEXT: usize = 60;
/// From so many entries on, columns save room.
const FEW: usize = 6;
/// Wider than this, no column of entries is.
const WIDEST_COLUMN: usize = 30;
/// From so many lines on, an entry is tall.
const TALL: usize = 4;

/// The shape of a category; `style` is the sheet's own.
pub(super) fn shape(category: &Category, style: &str) -> Shape {
    let layout = layout(category);
    let entries = category.entries.iter();
    let commands = || category.entries.iter().flat_map(|entry| &entry.commands);
    let longest = commands().map(|command| command.width()).max().unwrap_or_default();
    let whole = commands().map(|command| widest_part(command)).max().unwrap_or_default();
    let command = longest.min(LONGEST_COMMAND).max(whole);
    let command = COMMANDS.iter().copied().find(|step| command <= *step).unwrap_or(command);
    let columns = columns(category);
    let code = columns.iter().map(|column| column.code).max().unwrap_or_default();
    // Where an author keeps lines whole, a row needs what it takes in one line.
    let is_unbroken = style.contains("nowrap");
    let need = match layout {
        _ if is_unbroken => columns.iter().map(|column| column.longest).sum(),
        Layout::List => code_width(code),
        Layout::Pairs if command <= SHORT_COMMAND => {
            code_width(command) + code_width(code).max(NARROWEST_TEXT)
        }
        Layout::Pairs => code_width(command.max(code)),
        Layout::Table => columns.iter().map(|column| column.need).sum(),
    };
    let lines = entries.clone().map(lines).sum::<usize>();
    let is_tall = category.entries.len() >= FEW && lines >= TALL * category.entries.len();
    let row = columns.iter().map(|column| column.ideal).sum::<usize>();
    // Widths of letters are guessed, so a column gets a little more than what it needs.
    let least = columns.iter().map(|column| column.need).sum::<usize>();
    let is_short = !is_unbroken
        && lines <= category.entries.len() * 9 / 4
        && columns.iter().all(|column| column.is_short)
        && category.entries.len() >= FEW;
    Shape {
        layout,
        command,
        need: (need > NARROWEST).then_some(need),
        title: Some(title_width(&category.id)).filter(|title| *title > NARROWEST + 2),
        column: (is_short && least < WIDEST_COLUMN)
            .then_some(row.max(least + 1).clamp(12, WIDEST_COLUMN)),
        heading_lines: heading_lines(category, &columns),
        is_tall,
    }
}

impl Shape {
    /// Whether commands are too long to stand beside their meaning in a narrow window.
    pub(super) fn stacks(&self) -> bool {
        self.layout == Layout::Pairs && self.command > SHORT_COMMAND
    }
}

fn layout(category: &Category) -> Layout {
    let plain = |entry: &Entry| entry.td_commands.is_empty() && entry.td_notes.is_empty();
    let opens = category.entries.first().is_some_and(|entry| !entry.commands.is_empty());
    let has_commands = category.entries.iter().any(|entry| !entry.commands.is_empty());
    match category.header.len() {
        _ if !category.entries.iter().all(plain) => Layout::Table,
        0 | 2 if opens => Layout::Pairs,
        0 | 1 if !has_commands => Layout::List,
        _ => Layout::Table,
    }
}

fn plain(heading: &Html) -> String {
    read_html(heading.as_str()).plain
}

fn heading_lines(category: &Category, columns: &[Column]) -> usize {
    let headings = category.header.iter().map(|heading| text_size(&plain(heading)).ideal);
    let lines = headings.zip(columns).map(|(ideal, column)| ideal.div_ceil(column.need.max(1)));
    lines.max().unwrap_or(1).max(1)
}

/// A column of a category: what it needs, and what most and all of it would take in one line.
#[derive(Clone, Copy, Debug, Default)]
struct Column {
    need: usize,
    ideal: usize,
    longest: usize,
    /// Its widest code, in columns of letters.
    code: usize,
    is_short: bool,
}

/// What a cell needs, what it would take in one line, and how wide its widest code in a text is.
#[derive(Clone, Copy, Debug, Default)]
struct Size {
    need: usize,
    ideal: usize,
    code: usize,
}

impl Size {
    fn max(self, other: Self) -> Self {
        Self {
            need: self.need.max(other.need),
            ideal: self.ideal.max(other.ideal),
            code: self.code.max(other.code),
        }
    }
}

/// The columns of a category, as wide as most of their texts.
fn columns(category: &Category) -> Vec<Column> {
    let headings = category.header.iter().map(plain).collect::<Vec<_>>();
    let mut cells: Vec<Vec<Size>> =
        headings.iter().map(|heading| vec![text_size(heading)]).collect();
    for entry in &category.entries {
        for (at, size) in sizes(entry).into_iter().enumerate() {
            if at == cells.len() {
                cells.push(Vec::new());
            }
            cells[at].push(size);
        }
    }
    cells.into_iter().map(column).collect()
}

fn column(cells: Vec<Size>) -> Column {
    let Size { need, code, .. } = cells.iter().copied().fold(Size::default(), Size::max);
    let mut ideals: Vec<_> = cells.into_iter().map(|size| size.ideal).collect();
    ideals.sort_unstable();
    let most = ideals.get(ideals.len() * 9 / 10).copied().unwrap_or_default();
    let longest = ideals.last().copied().unwrap_or_default();
    let is_short = most <= text_width(SHORT_TEXT) && longest <= text_width(2 * SHORT_TEXT);
    Column { need, ideal: most.max(need), longest, code, is_short }
}

/// The sizes of the cells of an entry.
fn sizes(entry: &Entry) -> Vec<Size> {
    let commands = entry.commands.iter().map(|command| code_size(command)).reduce(Size::max);
    let described = texts(entry).map(prose_size).reduce(Size::max);
    let columns = entry.td_commands.iter().map(|command| code_size(command));
    let notes = entry.td_notes.iter().map(prose_size);
    commands.into_iter().chain(columns).chain(described).chain(notes).collect()
}

fn code_size(command: &str) -> Size {
    let (need, ideal) = (code_width(widest_part(command)), code_width(command.width()));
    Size { need, ideal, code: 0 }
}

fn prose_size(prose: &Prose) -> Size {
    let (size, code) = (text_size(&prose.plain), widest_code(&prose.html));
    let block = if prose.html.as_str().contains("<pre") { NARROWEST_BLOCK } else { 0 };
    Size { need: size.need.max(code_width(code)).max(block), code, ..size }
}

fn text_size(text: &str) -> Size {
    let ideal = text_width(text.width());
    let need = text_width(widest_word(text)).max(ideal.min(NARROWEST_COLUMN));
    Size { need, ideal, code: 0 }
}

/// How wide a cell of so many letters is.
fn text_width(letters: usize) -> usize {
    (letters * 55 + 150).div_ceil(100)
}

/// How wide a column is that shows most of these names in one line, in rem.
pub(super) fn names_width(names: impl Iterator<Item = usize>) -> usize {
    const NARROWEST_NAMES: usize = 8;
    const WIDEST_NAMES: usize = 20;
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    let most = names.get(names.len() * 8 / 10).copied().unwrap_or_default();
    (most * 55).div_ceil(100).clamp(NARROWEST_NAMES, WIDEST_NAMES)
}

/// How wide a window is that shows a title in one line.
fn title_width(title: &str) -> usize {
    (title.width() * 72 + 200).div_ceil(100)
}

/// How wide a cell with code of so many columns is.
fn code_width(columns: usize) -> usize {
    (columns * 49 + 220).div_ceil(100)
}

/// About how many lines an entry takes.
fn lines(entry: &Entry) -> usize {
    let commands = entry.commands.len();
    let described = texts(entry).map(text_lines).sum::<usize>();
    let columns = entry.td_notes.iter().map(text_lines).max().unwrap_or_default();
    commands.max(described).max(columns).max(1)
}

fn text_lines(prose: &Prose) -> usize {
    let html = prose.html.as_str();
    let starts_line =
        |tag: &&str| ["p", "li", "tr", "br", "img"].iter().any(|name| tag.starts_with(name));
    let blocks = html.split('<').skip(1).filter(starts_line).count();
    let code = html
        .split("<pre")
        .skip(1)
        .map(|code| code.split("</pre").next().unwrap_or_default().lines().count());
    (blocks + code.sum::<usize>()).max(prose.plain.width().div_ceil(80))
}

fn texts(entry: &Entry) -> impl Iterator<Item = &Prose> {
    entry.name.iter().chain(&entry.notes).chain(&entry.html_notes)
}

/// The rules that make each category that needs a width scroll below it, and each title that is long
/// take two lines.
pub(super) fn rules(shapes: &[Shape]) -> Html {
    let needs: BTreeSet<_> = shapes.iter().filter_map(|shape| shape.need).collect();
    let titles: BTreeSet<_> = shapes.iter().filter_map(|shape| shape.title).collect();
    let needs = needs.into_iter().map(|need| {
        let window = window(need);
        format!(
            "@media screen and (max-width: {window}.95rem) {{ .need-{need} {{ overflow-x: auto; --heads: 0rem; --heading: static }} }}\n"
        )
    });
    let titles = titles.into_iter().map(|title| {
        format!(
            "@media screen and (max-width: {title}rem) {{ .title-{title} {{ --more: 1.5rem }} }}\n"
        )
    });
    Html::trusted(needs.chain(titles).collect::<String>())
}

/// The window, in rem, in which a category has the width that it needs, but for half a rem of
/// margins: in wide windows the table of contents stands at the side.
fn window(need: usize) -> usize {
    const CONTENTS: usize = 17;
    const WIDEST_BESIDE_NOTHING: usize = 60;
    if need <= WIDEST_BESIDE_NOTHING { need } else { need + CONTENTS }
}
