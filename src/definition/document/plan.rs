//! Headings with what stands below each → the categories of a sheet with their entries.
//!
//! A heading with headings below it is a category. One without is an entry, unless what stands
//! below it are entries: rows that no text comes before. A heading that begins with code is a
//! command, so it is an entry whatever stands below it.

use super::blocks::{Block, Item, Kind, PieceKind};
use super::codes::{behind, leading_codes};
use super::outline::{Outline, Section};
use super::row::Row;
use super::rows::{Unit, units};
use super::text::Texts;
use crate::definition::draft::Given;
use crate::source::Span;

/// What a list of facts calls further names, and the one that stands for the name.
const ALSO: &str = "Also";
const INDEX_NAME: &str = "Index name";

/// The comment that says that the heading above it is an entry, with whatever stands below it.
pub(super) const ENTRY: &str = "<!-- docsheet: entry -->";

/// A category, its title not yet told apart from others.
#[derive(Debug)]
pub(super) struct Category {
    /// `None` for what stands under no heading but the title.
    pub(super) title: Option<Given>,
    /// Titles of the headings around it, the nearest last.
    pub(super) around: Vec<String>,
    pub(super) header: Vec<Given>,
    pub(super) entries: Vec<Row>,
}

/// What a document holds.
pub(super) struct Plan {
    pub(super) introduction: Option<Given>,
    pub(super) categories: Vec<Category>,
}

/// Decides what is what.
pub(super) fn plan(texts: &Texts, outline: &Outline) -> Plan {
    let mut planner = Planner { texts, categories: Vec::new() };
    let mut top = planner.category(None, &[]);
    let before = units(texts, &outline.body);
    let first_rows = before.iter().position(|unit| matches!(unit, Unit::Rows { .. }));
    let has_rows = outline.inner.is_empty() && first_rows.is_some() || are_entries(&before);
    let introduction = if has_rows {
        let taken = first_rows.unwrap_or_default();
        let mut before = before;
        let rest = before.split_off(taken);
        top.fill(texts, rest);
        texts.prose(before.iter().filter_map(Unit::block))
    } else {
        texts.prose(&outline.body)
    };
    for section in &outline.inner {
        top.entries.extend(planner.section(section, &[]));
    }
    let mut categories = planner.categories;
    if !top.entries.is_empty() {
        categories.insert(0, top);
    }
    Plan { introduction, categories }
}

struct Planner<'t, 's> {
    texts: &'t Texts<'s>,
    categories: Vec<Category>,
}

impl Planner<'_, '_> {
    fn category(&self, title: Option<Given>, around: &[String]) -> Category {
        Category { title, around: around.to_owned(), header: Vec::new(), entries: Vec::new() }
    }

    /// Takes a section: as a category, or else as the entry that it gives back.
    fn section(&mut self, section: &Section, around: &[String]) -> Option<Row> {
        let (codes, _) = leading_codes(self.texts, &section.line.pieces);
        let units = units(self.texts, &section.body);
        let is_entry =
            !codes.is_empty() || self.is_said_to_be_entry(section) || !are_entries(&units);
        if section.inner.is_empty() && is_entry {
            return Some(self.entry(section));
        }
        let title = Given { text: self.texts.plain(&section.line.pieces), span: section.span };
        let inside = [around, std::slice::from_ref(&title.text)].concat();
        let mut category = self.category(Some(title), around);
        category.fill(self.texts, units);
        let at = self.categories.len();
        self.categories.push(category);
        for inner in &section.inner {
            let entry = self.section(inner, &inside);
            self.categories[at].entries.extend(entry);
        }
        None
    }

    /// Whether a comment says so.
    fn is_said_to_be_entry(&self, section: &Section) -> bool {
        let texts = section
            .body
            .iter()
            .map(|block| self.texts.text[block.span.start..block.span.end].trim());
        texts.into_iter().any(|text| text == ENTRY)
    }

    fn entry(&self, section: &Section) -> Row {
        let pieces = &section.line.pieces;
        let (commands, length) = leading_codes(self.texts, pieces);
        let facts = |label| {
            let blocks = section.body.iter();
            blocks.flat_map(|block| names_in(self.texts, block, label)).collect::<Vec<_>>()
        };
        let is_name = |item: &Item| {
            [ALSO, INDEX_NAME].iter().any(|label| names(self.texts, item, label).is_some())
        };
        Row {
            span: Some(section.span),
            commands,
            name: behind(self.texts, pieces, length),
            notes: self.texts.prose_without(&section.body, &is_name),
            also: facts(ALSO),
            index_name: facts(INDEX_NAME).into_iter().next(),
            ..Row::default()
        }
    }
}

impl Category {
    fn fill(&mut self, texts: &Texts, units: Vec<Unit>) {
        let mut text: Vec<&Block> = Vec::new();
        for unit in units {
            match unit {
                Unit::Text(block) => text.push(block),
                Unit::Rule => self.entries.extend(note(texts, &mut text)),
                Unit::Rows { header, rows } => {
                    self.entries.extend(note(texts, &mut text));
                    self.rows(header, rows);
                }
            }
        }
        self.entries.extend(note(texts, &mut text));
    }

    /// Adds rows; a category has one header, so that of a further table is a row.
    fn rows(&mut self, header: Vec<Given>, rows: Vec<Row>) {
        if self.header.is_empty() && self.entries.iter().all(Row::is_note) {
            self.header = header;
        } else if let Some(first) = header.first() {
            let span = Some(first.span);
            let strong = |title: Given| Given { text: strong(&title.text), ..title };
            let td_notes = header.into_iter().map(strong).collect();
            self.entries.push(Row { span, td_notes, ..Row::default() });
        }
        self.entries.extend(rows);
    }
}

fn strong(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("**{text}**") }
}

impl Row {
    /// Whether it is text that no index shows.
    pub(super) fn is_note(&self) -> bool {
        self.name.is_none()
            && self.commands.is_empty()
            && self.td_commands.is_empty()
            && self.also.is_empty()
    }
}

impl<'b, 'a> Unit<'b, 'a> {
    fn block(&self) -> Option<&'b Block<'a>> {
        match self {
            Unit::Text(block) => Some(block),
            _ => None,
        }
    }
}

/// Text among the rows of a category: an entry that is notes alone.
fn note(texts: &Texts, blocks: &mut Vec<&Block>) -> Option<Row> {
    let notes = texts.prose(std::mem::take(blocks));
    notes.map(|notes| Row { span: Some(notes.span), notes: Some(notes), ..Row::default() })
}

/// Whether parts hold rows that no text comes before. Code is no text, and a line across begins
/// anew.
pub(super) fn are_entries(units: &[Unit]) -> bool {
    let mut after_text = false;
    units.iter().any(|unit| match unit {
        Unit::Rule => {
            after_text = false;
            false
        }
        Unit::Text(block) => {
            after_text |= !matches!(block.kind, Kind::Code { .. } | Kind::Html);
            false
        }
        Unit::Rows { .. } => !after_text,
    })
}

/// What a list of facts says under a label.
fn names_in(texts: &Texts, block: &Block, label: &str) -> Vec<Given> {
    let Kind::List(items) = &block.kind else { return Vec::new() };
    items.iter().filter_map(|item| names(texts, item, label)).flatten().collect()
}

/// What an item such as `**Also:** a, b` names; `None` when it is another item.
fn names(texts: &Texts, item: &Item, wanted: &str) -> Option<Vec<Given>> {
    let [Block { kind: Kind::Paragraph(line), .. }] = item.blocks.as_slice() else { return None };
    let [label, rest @ ..] = line.pieces.as_slice() else { return None };
    let word = texts.slice(label.span);
    let word = word.trim_matches(['*', '_']);
    let is_also = label.kind == PieceKind::Strong
        && word.strip_suffix(':').is_some_and(|word| word.eq_ignore_ascii_case(wanted));
    if !is_also {
        return None;
    }
    let mut names: Vec<Given> = Vec::new();
    let mut text = String::new();
    let mut end = |text: &mut String, span: Span| {
        let name = std::mem::take(text).trim().to_owned();
        names.extend((!name.is_empty()).then_some(Given { text: name, span }));
    };
    for piece in rest {
        match &piece.kind {
            PieceKind::Code(code) => text.push_str(code),
            PieceKind::Text(_) => {
                let slice = texts.slice(piece.span);
                let mut parts = slice.split(',');
                text.push_str(parts.next().unwrap_or_default());
                for part in parts {
                    end(&mut text, line.span().unwrap_or(piece.span));
                    text.push_str(part);
                }
            }
            PieceKind::Break => text.push(' '),
            _ => text.push_str(&texts.slice(piece.span)),
        }
    }
    end(&mut text, item.span);
    Some(names)
}
