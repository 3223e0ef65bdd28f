//! Slips with `<<MARKER` texts: the marker is spelled oddly, or the line that ends the text is not
//! there, or is not exactly the marker.

use std::sync::LazyLock;

use regex::Regex;

use super::quotes::CURLY;
use super::slip::{Broken, Patch, Slip};
use super::view::{View, unreadable};
use crate::source::Span;

/// The sign, what stands before the marker, the marker, and what stands behind it.
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    let (quotes, curly) = ("[ '\"`", CURLY.iter().collect::<String>());
    let opening = format!(
        r"(<<<?|<[-~])( ?[-~]|)({quotes}{curly}]*)([A-Za-z_][A-Za-z0-9_]*)({quotes}{curly}]*)"
    );
    Regex::new(&opening).unwrap_or_else(|error| unreachable!("{error}"))
});

/// `<<~'TEXT'` as its author wrote it, right or wrong.
pub(super) struct Opening<'a> {
    pub(super) span: Span,
    pub(super) marker: &'a str,
    /// `-`, `~` or nothing.
    sign: &'a str,
    /// Whether Ruby reads it as the beginning of a text.
    pub(super) sound: bool,
}

impl<'a> Opening<'a> {
    /// The first one on the line at `offset`, at or behind it.
    pub(super) fn on_line(view: View<'a>, offset: usize) -> Option<Self> {
        let line = view.slice(Span::new(offset, view.line_end(offset)));
        let found = OPENING.captures(line)?;
        let (whole, [begun, sign, before, marker, behind]) = (found.get_match(), found.extract().1);
        let closing = behind.trim_end();
        let plain = begun == "<<" && !sign.starts_with(' ');
        let sound = plain && before == closing && matches!(before, "" | "'" | "\"");
        // With a space behind the two signs there is no telling what else was not meant so.
        let sign = if sign.is_empty() && !sound { "~" } else { sign.trim_start() };
        let end = whole.end() - (behind.len() - closing.len());
        Some(Self { span: Span::new(offset + whole.start(), offset + end), marker, sign, sound })
    }

    /// The line behind the one at `offset` that is the marker.
    pub(super) fn closing_line(&self, view: View, offset: usize) -> Option<usize> {
        view.lines_behind(offset).find(|line| {
            let shown = view.line(*line);
            let bare = if self.sign.is_empty() { shown } else { shown.trim_start() };
            bare == self.marker
        })
    }
}

/// A marker in half a pair of quotes, in curly ones, behind a space or behind a single `<`.
pub(super) fn odd_marker(broken: &Broken) -> Vec<Slip> {
    let view = broken.view;
    let Some(opening) = Opening::on_line(view, broken.span.start).filter(|opening| !opening.sound)
    else {
        return Vec::new();
    };
    let marker = opening.marker;
    let right = format!("<<{}'{marker}'", opening.sign);
    let Some(close) = opening.closing_line(view, broken.span.start) else { return Vec::new() };
    let finding = unreadable(
        opening.span,
        format!("the marker `{marker}` of this text is not written as Ruby wants it"),
    )
    .related(Span::new(close + view.indent(close), view.visible_end(close)), "the text ends here")
    .hint(format!("write `{right}`: straight quotes on both sides, or none, and no space"));
    let patches = vec![Patch::replace(opening.span, right)];
    vec![broken.slip_to(view.visible_end(close), finding, patches)]
}

/// Words of the text on the line of its marker.
pub(super) fn text_beside_marker(broken: &Broken) -> Vec<Slip> {
    let (view, start) = (broken.view, broken.span.start);
    let Some(opening) = Opening::on_line(view, start).filter(|opening| opening.sound) else {
        return Vec::new();
    };
    let beside = Span::new(opening.span.end, view.visible_end(start));
    let shown = view.slice(beside).trim_start();
    let Some(close) = opening.closing_line(view, start).filter(|_| !shown.is_empty()) else {
        return Vec::new();
    };
    let place = Span::new(beside.end - shown.len(), beside.end);
    let finding = unreadable(place, "no text may stand on the line of its marker")
        .hint(format!("begin the text on the line below `{}`", view.slice(opening.span)));
    let patches = vec![Patch::replace(Span::new(beside.start, place.start), "\n")];
    vec![broken.slip_to(view.visible_end(close), finding, patches)]
}

/// A text whose marker never comes, or comes only at the end of a later text.
pub(super) fn unclosed(broken: &Broken) -> Vec<Slip> {
    let (view, start) = (broken.view, broken.span.start);
    let Some(opening) = Opening::on_line(view, start).filter(|opening| opening.sound) else {
        return Vec::new();
    };
    let marker = opening.marker;
    let strict = opening.sign.is_empty();
    let place = if strict { "alone on a line, at its very start" } else { "alone on a line" };
    let end_it = format!("end the text with `{marker}` {place}");
    let message = format!("the text that begins with `<<` has no closing line `{marker}`");
    let finding = unreadable(opening.span, message);
    let code = next_code(view, start);
    if let Some(near) = near_miss(view, start, code, marker) {
        let spaces = view.slice(near).trim_end() == marker;
        let finding = if spaces {
            finding.related(near, "spaces around it keep this from ending the text").hint(end_it)
        } else {
            finding.related(near, format!("this is not exactly `{marker}`")).hint(end_it)
        };
        let finding = if strict && spaces {
            finding.hint(format!("or begin with `<<-{marker}`, which allows spaces before it"))
        } else {
            finding
        };
        let line = Span::new(view.line_start(near.start), view.line_end(near.start));
        return vec![broken.slip_to(line.end, finding, vec![Patch::replace(line, marker)])];
    }
    let finding = match opened_again(view, &opening, start) {
        Some(later) => finding
            .related(later, format!("so it goes on to the `{marker}` of this one"))
            .hint(format!("{end_it}, before that one begins")),
        None => finding.hint(end_it),
    };
    let end = view.before(code).trim_end().len().max(broken.first_line_end());
    vec![broken.slip_to(end, finding, vec![Patch::insert(end, format!("\n{marker}"))])]
}

/// The next line of code that a text from the line at `start` on must have ended before.
fn next_code(view: View, start: usize) -> usize {
    let indent = view.indent(start);
    view.next_line(start, |line| {
        let ends = line.indent <= indent && view.line(line.start).trim() == "end";
        line.certain && (ends || !line.ends)
    })
}

/// A line of code within the text whose text has the same marker.
pub(super) fn opened_again(view: View, opening: &Opening, start: usize) -> Option<Span> {
    let close = opening.closing_line(view, start)?;
    let code = next_code(view, start);
    let lines = [code].into_iter().chain(view.lines_behind(code));
    let lines = lines.take_while(|line| *line < close).filter(|line| view.is_code(*line));
    let mut openings = lines.filter_map(|line| Opening::on_line(view, line));
    let later = openings.find(|later| later.marker == opening.marker)?.span.start;
    Some(Span::new(later, view.visible_end(later)))
}

/// The first line before `code` that is almost the marker. An `end` is one only as the last of
/// them: there may be code in the text.
fn near_miss(view: View, start: usize, code: usize, marker: &str) -> Option<Span> {
    let mut lines = view.lines_behind(start).take_while(|line| *line < code);
    let line = lines.find(|line| {
        let shown = view.line(*line).trim();
        let is_last = || view.next_visible(*line).is_none_or(|next| next >= code);
        is_almost(shown, marker) && (shown != "end" || is_last())
    })?;
    let start = line + view.indent(line);
    Some(Span::new(start, view.line_end(line).max(start + 1)))
}

fn is_almost(shown: &str, marker: &str) -> bool {
    let bare = shown.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '_');
    let spelled_otherwise = bare == shown
        && marker.len() > 2
        && strsim::osa_distance(&bare.to_uppercase(), &marker.to_uppercase()) == 1;
    !bare.is_empty()
        && shown.len() <= bare.len() + 4
        && (bare.eq_ignore_ascii_case(marker) || spelled_otherwise && !bare.contains(' '))
}
