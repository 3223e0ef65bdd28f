//! How a finding is drawn for people: the lines that it is about, with marks and words under them.

use annotate_snippets::{Annotation, AnnotationKind, Level, Origin, Renderer, Snippet};

use super::code::Severity;
use super::finding::{Diagnostic, Label};
use super::together::also;
use crate::source::{Source, Span};
use crate::wording::printable;

/// From how many bytes on a line is too long to be shown whole, and what is shown of it before and
/// behind the place.
const LONG_LINE: usize = 1_000;
const BEFORE: usize = 100;
const BEHIND: usize = 300;

/// How many characters of a place are marked.
const MOST_MARKED: usize = 60;

/// How many characters of a message are shown.
const LONGEST_MESSAGE: usize = 500;

/// How many lines apart two places may be to stand in one picture.
const FAR: usize = 200;

/// How findings look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// Text alone.
    #[default]
    Plain,
    /// With the escape sequences that colour a terminal (ECMA-48).
    Coloured,
}

/// Draws one finding as text for people. Nothing in the sheet or
/// its name can give orders to a terminal.
#[must_use]
pub fn draw(source: &Source, diagnostic: &Diagnostic, look: Look) -> String {
    let renderer = match look {
        Look::Plain => Renderer::plain(),
        Look::Coloured => Renderer::styled(),
    };
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(shortened(&diagnostic.message)).id(diagnostic.code.rule().name);
    let hints = diagnostic.hints.iter().map(|hint| Level::HELP.message(shortened(hint)));
    let also = also(source, diagnostic);
    let hints = also.into_iter().map(|also| Level::NOTE.message(also)).chain(hints);
    let file = Origin::path(printable(&source.name));
    let Some(label) = &diagnostic.place else {
        return renderer.render(&[title.element(file).elements(hints)]);
    };
    let window = Window::around(source, diagnostic, label);
    let snippet = window.snippet();
    let elsewhere = window.elsewhere.iter().map(|told| Level::NOTE.message(told));
    let hints = elsewhere.chain(hints);
    if !window.is_cut {
        let snippet = snippet.path(printable(&source.name));
        return renderer.render(&[title.element(snippet).elements(hints)]);
    }
    let place = source.place(label.span.start);
    let file = file.line(place.line).char_column(place.column);
    renderer.render(&[title.element(file).element(snippet).elements(hints)])
}

/// A message in which the author's own text is not too long.
fn shortened(message: &str) -> String {
    match message.char_indices().nth(LONGEST_MESSAGE) {
        Some((end, _)) => format!("{}…", printable(&message[..end])),
        None => printable(message),
    }
}

/// The part of a text that one picture shows, so that a large file costs no more than a small one.
struct Window {
    text: String,
    first_line: usize,
    marks: Vec<Mark>,
    /// Whether a long line is not shown whole, so that its columns are not those of the text.
    is_cut: bool,
    /// What there is to say about places of a long line that are not shown.
    elsewhere: Vec<String>,
}

/// Where a label stands in the shown text.
struct Mark {
    kind: AnnotationKind,
    range: std::ops::Range<usize>,
    text: String,
}

impl Window {
    fn around(source: &Source, diagnostic: &Diagnostic, primary: &Label) -> Self {
        let line = |label: &Label| source.line(label.span.start);
        let home = line(primary);
        let near = diagnostic.related.iter().filter(|label| line(label).abs_diff(home) <= FAR);
        let labels: Vec<_> = std::iter::once(primary).chain(near).collect();
        let first_line = labels.iter().map(|label| line(label)).min().unwrap_or(home);
        let last_line = labels.iter().map(|label| line(label)).max().unwrap_or(home);
        let mut window = Self {
            text: String::new(),
            first_line,
            marks: Vec::new(),
            is_cut: false,
            elsewhere: Vec::new(),
        };
        for number in first_line..=last_line {
            window.add_line(source, number, &labels);
        }
        window
    }

    /// Adds a line with the labels that begin on it; a label ends with its line.
    fn add_line(&mut self, source: &Source, number: usize, labels: &[&Label]) {
        let whole = Span::new(source.line_start(number), source.line_start(number + 1));
        let here: Vec<_> = labels
            .iter()
            .enumerate()
            .filter(|(_, label)| source.line(label.span.start) == number)
            .collect();
        let shown = shown_part(source, whole, here.first().map(|(_, label)| label.span.start));
        self.is_cut |= shown != whole;
        let offset = self.text.len();
        let inside = |place: usize| {
            let place = source.text.floor_char_boundary(place.clamp(shown.start, shown.end));
            offset + visible(source.slice(Span::new(shown.start, place))).len()
        };
        for (at, label) in here {
            if label.span.start > shown.end || label.span.start < shown.start {
                let place = source.place(label.span.start);
                self.elsewhere.push(format!(
                    "column {} of line {number}: {}",
                    place.column,
                    printable(&label.text)
                ));
                continue;
            }
            let kind = if at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let end = first_characters(source, label.span);
            let range = inside(label.span.start)..inside(end);
            self.marks.push(Mark { kind, range, text: printable(&label.text) });
        }
        self.text.push_str(&visible(source.slice(shown)));
        self.text.push('\n');
    }

    fn snippet(&self) -> Snippet<'_, Annotation<'_>> {
        let marks =
            self.marks.iter().map(|mark| mark.kind.span(mark.range.clone()).label(&mark.text));
        Snippet::source(self.text.as_str()).line_start(self.first_line).annotations(marks)
    }
}

/// All of a line, or of a long one what is near the place.
fn shown_part(source: &Source, line: Span, place: Option<usize>) -> Span {
    if line.end - line.start <= LONG_LINE {
        return line;
    }
    let place = place.unwrap_or(line.start);
    let start = line.start.max(place.saturating_sub(BEFORE));
    let end = line.end.min(place + BEHIND);
    Span::new(source.text.floor_char_boundary(start), source.text.floor_char_boundary(end))
}

/// Where at most [`MOST_MARKED`] characters of `span` end.
fn first_characters(source: &Source, span: Span) -> usize {
    let marked = source.slice(span).char_indices().nth(MOST_MARKED);
    marked.map_or(span.end, |(length, _)| span.start + length)
}

/// A line as it is drawn: without its end, and nothing in it gives orders to a terminal.
fn visible(line: &str) -> String {
    printable(&line.trim_end_matches('\n').replace('\t', "    "))
}
