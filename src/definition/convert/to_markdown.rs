//! A draft → the sheet in Markdown, as a person writes it.

use std::collections::BTreeMap;

use super::super::assembly::without_repeats;
use super::super::document;
use super::super::draft::{Block, Draft, Given};
use super::super::vocabulary::{Home, words_of};
use super::lost::Lost;
use super::prose::{translated, translated_name};
use super::spelling::{cell, code, heading, plain, set_apart, yaml};
use crate::markdown::{self, Dialect};

/// Writes the draft.
pub(super) fn write(draft: &Draft, lost: &mut Lost) -> String {
    let index_names = document::index_names(draft).into_iter();
    let index_names =
        index_names.map(|(entry, name)| (draft.blocks[entry].span.start, name)).collect();
    let mut writer = Writer { draft, lost, text: String::new(), level: TOP, index_names };
    if let Some(sheet) = draft.inside(0).next() {
        writer.front_matter(sheet);
        for &category in &sheet.inner {
            let level = writer.level;
            writer.category(category);
            if writer.level == level {
                writer.level = TOP;
            }
        }
    }
    writer.text.truncate(writer.text.trim_end().len());
    writer.text.push('\n');
    writer.text
}

struct Writer<'a> {
    draft: &'a Draft,
    lost: &'a mut Lost,
    text: String,
    /// The level of the next category's heading.
    level: usize,
    /// What the index would show of entries that say nothing of it, by their places.
    index_names: BTreeMap<usize, String>,
}

/// The level of a category's heading.
const TOP: usize = 2;

impl Writer<'_> {
    /// The marks of a heading so many levels below a category's.
    fn marks(&self, below: usize) -> String {
        "#".repeat((self.level + below).min(6))
    }

    fn front_matter(&mut self, sheet: &Block) {
        self.text.push_str("---\n");
        let mut introduction = None;
        for word in words_of(Home::Cheatsheet) {
            let Some(given) = sheet.last(word.name) else {
                if word.name == "keyword" && self.draft.default_keyword == "cheatsheet" {
                    self.text.push_str("keyword: cheatsheet\n");
                }
                continue;
            };
            let is_markdown = matches!(word.name, "introduction" | "notes");
            let text = if is_markdown {
                self.prose(given).trim_end().to_owned()
            } else {
                given.text.clone()
            };
            if word.name == "introduction" && is_plain(&text) {
                introduction = Some(text);
            } else {
                self.text.push_str(&yaml(word.name, &text));
            }
        }
        self.text.push_str("---\n");
        if let Some(introduction) = introduction {
            self.paragraph(&introduction);
        }
    }

    fn category(&mut self, index: usize) {
        let block = &self.draft.blocks[index];
        if let Some(given) = block.last("html_class") {
            self.lost.word("html_class", given);
        }
        if let Some(id) = block.last("id") {
            let marks = self.marks(0);
            self.paragraph(&format!("{marks} {}", heading(&id.text)));
        }
        let entries = without_repeats(self.draft, index, &mut Vec::new());
        if entries.is_empty() {
            // A heading is a category when there is a heading below it.
            self.level += 1;
            return;
        }
        let is_table = block.has("header")
            || entries.iter().any(|entry| entry.has("td_command") || entry.has("td_notes"));
        if is_table {
            return self.table(block, &entries);
        }
        let last_note = entries.iter().rposition(|entry| is_note(entry));
        let are_items = entries.iter().all(|entry| is_note(entry) || is_item(entry));
        if are_items && last_note.is_some_and(|at| at > 0) {
            return self.list(&entries);
        }
        let mut is_lead = entries.iter().any(|entry| !shows_notes_alone(entry));
        for entry in entries {
            is_lead &= shows_notes_alone(entry);
            if is_lead {
                let notes = entry.last("notes").map(|given| self.prose(given));
                self.paragraph(&notes.unwrap_or_default());
            } else {
                self.entry(entry);
            }
        }
    }

    fn entry(&mut self, entry: &Block) {
        self.unsaid(entry);
        let notes = entry.last("notes").map(|given| self.prose(given)).unwrap_or_default();
        let name = entry.last("name").map(|given| self.name(given));
        let codes: Vec<_> = entry.all("command").map(|given| code(&given.text)).collect();
        let parts = [codes.join(", "), set_apart(&name.unwrap_or_default())];
        let parts: Vec<_> =
            parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect();
        let marks = self.marks(1);
        self.paragraph(&format!("{marks} {}", parts.join(" ")));
        if codes.is_empty() && document::holds_rows(&notes) {
            self.paragraph("<!-- docsheet: entry -->");
        }
        self.paragraph(&notes);
        self.also(entry, &notes);
    }

    fn also(&mut self, entry: &Block, notes: &str) {
        let names: Vec<_> = entry.all("extra_index_name").map(|given| plain(&given.text)).collect();
        let index_name = self.index_name(entry).map(|name| plain(&name));
        if !names.is_empty() || index_name.is_some() {
            let mark = if notes.lines().any(|line| line.starts_with("- ")) { '*' } else { '-' };
            let mut facts = Vec::new();
            facts.extend(index_name.map(|name| format!("{mark} **Index name:** {name}")));
            if !names.is_empty() {
                facts.push(format!("{mark} **Also:** {}", names.join(", ")));
            }
            self.paragraph(&facts.join("\n"));
        }
    }

    /// What the index shows instead of the name, where it would not by itself.
    fn index_name(&self, entry: &Block) -> Option<String> {
        let by_itself = self.index_names.get(&entry.span.start);
        let name = || {
            let name = entry.last("name").filter(|_| by_itself.is_some())?;
            Some(markdown::read_name(&name.text, self.draft.dialect).plain)
        };
        let wanted = entry.last("index_name").map(|given| given.text.clone()).or_else(name);
        wanted.filter(|wanted| Some(wanted) != by_itself)
    }

    /// Writes the text that leads rows, and gives back what follows.
    fn led<'e, 'b>(&mut self, entries: &'e [&'b Block]) -> &'e [&'b Block] {
        let length = entries.iter().take_while(|entry| is_note(entry)).count();
        let (lead, rest) = entries.split_at(length);
        for entry in lead {
            let notes = entry.last("notes").map(|given| self.prose(given));
            self.paragraph(&notes.unwrap_or_default());
        }
        if !(lead.is_empty() || rest.is_empty()) {
            self.paragraph("---");
        }
        rest
    }

    /// Entries as items of lists, text between them.
    fn list(&mut self, entries: &[&Block]) {
        let mut items = String::new();
        for entry in self.led(entries) {
            self.unsaid(entry);
            if is_note(entry) {
                self.paragraph(&std::mem::take(&mut items));
                let notes = entry.last("notes").map(|given| self.prose(given));
                self.paragraph(&notes.unwrap_or_default());
                continue;
            }
            let name = entry.last("name").map(|given| self.name(given)).unwrap_or_default();
            let codes: Vec<_> = entry.all("command").map(|given| code(&given.text)).collect();
            let joint = if name.is_empty() { "" } else { ": " };
            items += &format!("- {}{joint}{name}\n", codes.join(", "));
        }
        self.paragraph(&items);
    }

    fn table(&mut self, block: &Block, entries: &[&Block]) {
        let header: Vec<_> = block.all("header").map(|given| cell(&given.text)).collect();
        let mut rows: Vec<Vec<String>> = Vec::new();
        for entry in self.led(entries) {
            self.unsaid(entry);
            for word in ["notes", "extra_index_name", "index_name"] {
                if let Some(given) = entry.last(word).filter(|_| !is_note(entry)) {
                    self.lost.word(word, given);
                }
            }
            if is_note(entry) {
                self.flush(&header, &mut rows);
                let notes = entry.last("notes").map(|given| self.prose(given));
                self.paragraph(&notes.unwrap_or_default());
                continue;
            }
            let codes: Vec<_> = entry.all("command").map(|given| code(&given.text)).collect();
            let mut cells = Vec::new();
            cells.extend((!codes.is_empty()).then(|| codes.join(", ")));
            cells.extend(entry.all("td_command").map(|given| code(&given.text)));
            cells.extend(entry.last("name").map(|given| self.name(given)));
            for given in entry.all("td_notes") {
                cells.push(self.prose(given));
            }
            if let Some(given) =
                entry.all("td_notes").find(|given| given.text.trim().contains('\n'))
            {
                self.lost.word("td_notes", given);
            }
            rows.push(cells.iter().map(|text| cell(text)).collect());
        }
        self.flush(&header, &mut rows);
    }

    fn flush(&mut self, header: &[String], rows: &mut Vec<Vec<String>>) {
        if rows.is_empty() {
            return;
        }
        let columns = rows.iter().map(Vec::len).chain([header.len()]).max().unwrap_or_default();
        let mut lines = vec![header.to_owned()];
        lines.append(rows);
        let width = |at: usize| {
            let widths = lines.iter().filter_map(|line| line.get(at));
            widths.map(|cell| cell.chars().count()).max().unwrap_or_default().clamp(3, 40)
        };
        let widths: Vec<_> = (0..columns).map(width).collect();
        let mut table = String::new();
        for (number, line) in lines.iter().enumerate() {
            let cells = widths.iter().enumerate().map(|(at, width)| {
                format!("{:width$}", line.get(at).map_or("", String::as_str), width = *width)
            });
            table += &format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "));
            if number == 0 {
                let rule = widths.iter().map(|width| "-".repeat(*width));
                table += &format!("| {} |\n", rule.collect::<Vec<_>>().join(" | "));
            }
        }
        self.paragraph(&table);
    }

    /// Tells what an entry has that Markdown has no words for.
    fn unsaid(&mut self, entry: &Block) {
        if let Some(given) = entry.last("html_notes") {
            self.lost.word("html_notes", given);
        }
        if entry.has("not_in_main_index") && !is_note(entry) {
            self.lost.tell("`not_in_main_index` cannot be said", entry.span);
        }
        if let Some(given) = entry.all("command").find(|given| given.text.contains('\n')) {
            self.lost.word("command", given);
        }
    }

    fn prose(&mut self, given: &Given) -> String {
        if self.draft.dialect == Dialect::GitHub {
            return given.text.clone();
        }
        translated(&given.text, Dialect::Redcarpet).unwrap_or_else(|| {
            self.lost.tell("this text reads differently", given.span);
            given.text.trim().to_owned()
        })
    }

    fn name(&mut self, given: &Given) -> String {
        let text = if self.draft.dialect == Dialect::GitHub {
            Some(given.text.clone())
        } else {
            translated_name(&given.text, Dialect::Redcarpet)
        };
        let name = text.unwrap_or_else(|| {
            self.lost.tell("this name reads differently", given.span);
            given.text.clone()
        });
        name.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn paragraph(&mut self, text: &str) {
        let text = text.trim_end();
        if !text.is_empty() {
            self.text.extend([text, "\n\n"]);
        }
    }
}

/// Text under the title of a category: notes that no index shows.
fn is_note(entry: &Block) -> bool {
    entry.has("not_in_main_index") && shows_notes_alone(entry)
}

/// Whether it is a command and what that does.
fn is_item(entry: &Block) -> bool {
    entry.has("command")
        && entry.fields.iter().all(|field| matches!(field.word, "command" | "name"))
}

fn shows_notes_alone(entry: &Block) -> bool {
    entry.fields.iter().all(|field| matches!(field.word, "notes" | "not_in_main_index"))
}

/// Whether a text can stand before the first heading.
fn is_plain(text: &str) -> bool {
    !text.lines().any(|line| line.trim_start().starts_with(['#', '|', '-', '=', '<']))
        && !document::holds_rows(text)
}
