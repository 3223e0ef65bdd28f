//! Hits as people read them: a list, or the entries.

use std::ops::Range;

use docsheet::bundle::{self, Emphasis, Line};
use docsheet::error::Error;
use docsheet::search::{self, Entry, Hit, Shelved, Snippet};
use docsheet::wording::{self, printable};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::super::find::Answer;
use super::super::terminal::Terminal;
use super::styled::{BOLD, CODE, DIM, marked, styled};

/// Widest text, whatever the terminal: longer lines are hard to read.
const READABLE: usize = 100;
/// Widest column of names.
const NAME_WIDTH: usize = 60;
/// Between columns, and before the line of a text.
const GAP: usize = 2;
const INDENT: usize = 4;
/// How many lines of an entry are printed that nobody asked for in full.
const LINES: usize = 60;

/// A hit a line: name, type, and the docset where there are several; below it the line of its text
/// in which the words stand. In a narrow terminal what comes behind the name is left out.
pub(super) fn list(hits: &[Hit], answer: &Answer, terminal: &Terminal) -> String {
    let several = hits.iter().any(|hit| hit.docset != hits[0].docset);
    let widest = |cells: &mut dyn Iterator<Item = usize>| cells.max().unwrap_or_default();
    let names = widest(&mut hits.iter().map(|hit| shown_name(hit).width())).min(NAME_WIDTH);
    let kinds = widest(&mut hits.iter().map(|hit| printable(&hit.kind).width()));
    let room = terminal.width().unwrap_or(usize::MAX);
    let mut lines = String::new();
    for hit in hits {
        let name = match shown_name(hit) {
            name if name.width() <= room => name,
            _ => printable(&hit.name),
        };
        let kind = printable(&hit.kind);
        let docset = printable(&answer.shelf[hit.docset].title);
        let mut about = format!("{}{kind}", blanks(names.saturating_sub(name.width()) + GAP));
        if several {
            about += &blanks(kinds.saturating_sub(kind.width()) + GAP);
            about += &docset;
        }
        let about = if name.width() + about.width() > room { String::new() } else { about };
        let gap = about.len() - about.trim_start().len();
        let (gap, about) = about.split_at(gap);
        let leads_to = &name[printable(&hit.name).len()..];
        let own = marked(&hit.name, &hit.marks, terminal);
        lines += &format!("{own}{leads_to}{gap}{}\n", styled(about, DIM, terminal));
        if let Some(snippet) = &hit.snippet {
            lines += &drawn_snippet(snippet, room, terminal);
            lines.push('\n');
        }
    }
    lines
}

/// The entry, if it is not too long.
pub(super) fn one(hit: &Hit, shelf: &[Shelved], terminal: &Terminal) -> Result<String, Error> {
    let mut lines = entries(std::slice::from_ref(hit), shelf, terminal)?.concat();
    let count = lines.lines().count();
    if count > LINES + LINES / 4 {
        let more = wording::count(count - LINES, "line more", "lines more");
        lines.truncate(lines.split_inclusive('\n').take(LINES).map(str::len).sum());
        terminal.note(&format!("{more}; `--full` prints all"));
    }
    Ok(lines)
}

/// The entries, each by itself.
pub(super) fn entries(
    hits: &[Hit],
    shelf: &[Shelved],
    terminal: &Terminal,
) -> Result<Vec<String>, Error> {
    search::entries(hits, shelf, |hit, entry| {
        let about = format!("{}, {}", printable(&hit.kind), printable(&shelf[hit.docset].title));
        let width = shown_name(hit).width() + GAP + about.width();
        let name = named(hit, terminal);
        let about = styled(&about, DIM, terminal);
        let mut lines = if terminal.width().is_some_and(|room| width > room) {
            format!("{name}\n{about}\n")
        } else {
            format!("{name}{}{about}\n", blanks(GAP))
        };
        match entry {
            Ok(entry) => body(&entry, terminal, &mut lines),
            Err(reason) => lines += &format!("{}\n", printable(&reason)),
        }
        lines.shrink_to_fit();
        lines
    })
}

fn body(entry: &Entry, terminal: &Terminal, lines: &mut String) {
    let width = terminal.width().map_or(usize::MAX, |width| width.min(READABLE));
    let mut is_first = true;
    bundle::lines(&entry.parts, width, &mut |line| {
        if std::mem::take(&mut is_first) {
            lines.push('\n');
        }
        draw(line, terminal, lines);
    });
}

/// The name that fits, and where it leads.
fn shown_name(hit: &Hit) -> String {
    printable(&hit.name) + &leads_to(hit)
}

fn named(hit: &Hit, terminal: &Terminal) -> String {
    marked(&hit.name, &hit.marks, terminal) + &leads_to(hit)
}

fn leads_to(hit: &Hit) -> String {
    hit.leads_to().map(|own| format!(" → {}", printable(own))).unwrap_or_default()
}

/// The line, or so much of it around the first marks as there is room for.
fn drawn_snippet(snippet: &Snippet, room: usize, terminal: &Terminal) -> String {
    let (text, marks) = cut(snippet, room.saturating_sub(INDENT));
    blanks(INDENT) + &marked(&text, &marks, terminal)
}

fn cut(snippet: &Snippet, room: usize) -> (String, Vec<Range<usize>>) {
    let Snippet { text, marks } = snippet;
    if text.width() <= room {
        return (text.clone(), marks.clone());
    }
    let room = room.saturating_sub(2);
    let mark = marks.first().cloned().unwrap_or_default();
    let before = room.saturating_sub(text[mark.clone()].width()) / 3;
    let start = backwards(text, mark.start, before);
    let end = forwards(text, start, room);
    let first = if start > 0 { "…" } else { "" };
    let last = if end < text.len() { "…" } else { "" };
    let inside = marks.iter().filter(|mark| mark.start >= start && mark.end <= end);
    let moved = |at: usize| at - start + first.len();
    let marks = inside.map(|mark| moved(mark.start)..moved(mark.end)).collect();
    (format!("{first}{}{last}", &text[start..end]), marks)
}

/// The start of a word at most `columns` before `from`.
fn backwards(text: &str, from: usize, columns: usize) -> usize {
    let mut left = columns;
    let mut start = from;
    for (at, letter) in text[..from].char_indices().rev() {
        let width = letter.width().unwrap_or_default();
        if width > left {
            return start;
        }
        left -= width;
        if at == 0 || text[..at].ends_with(' ') {
            start = at;
        }
    }
    start
}

/// The place at most `columns` behind `from`.
fn forwards(text: &str, from: usize, columns: usize) -> usize {
    let mut left = columns;
    for (at, letter) in text[from..].char_indices() {
        let width = letter.width().unwrap_or_default();
        if width > left {
            return from + at;
        }
        left -= width;
    }
    text.len()
}

fn draw(line: &Line, terminal: &Terminal, lines: &mut String) {
    let start = lines.len();
    for (text, emphasis) in line.pieces() {
        match emphasis {
            Emphasis::None => *lines += text,
            Emphasis::Strong => *lines += &styled(text, BOLD, terminal),
            Emphasis::Code => *lines += &styled(text, CODE, terminal),
        }
    }
    lines.truncate(start + lines[start..].trim_end().len());
    lines.push('\n');
}

fn blanks(columns: usize) -> String {
    " ".repeat(columns)
}
