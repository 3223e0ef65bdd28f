//! Slips with `<<MARKER` texts: the marker is spelled oddly, or the line that ends the text is not
//! there, or is not exactly the marker.

use super::quotes::CURLY;
use super::slip::{Broken, Patch, Slip};
use super::view::{View, leading_word, unreadable};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

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
        let start = offset + line.find("<<")?;
        let rest = view.slice(Span::new(start + 2, view.line_end(start)));
        let sign = &rest[..rest.len() - rest.strip_prefix(['-', '~']).unwrap_or(rest).len()];
        let behind = &rest[sign.len()..];
        let quotes =
            |letter: char| matches!(letter, '\'' | '"' | ' ' | '`') || CURLY.contains(&letter);
        let name = behind.trim_start_matches(quotes);
        let before = &behind[..behind.len() - name.len()];
        let marker = leading_word(name);
        let after = &name[marker.len()..];
        let closing = &after[..after.len() - after.trim_start_matches(quotes).len()];
        let closing = if before.is_empty() || before == " " { closing } else { closing.trim_end() };
        let begins =
            marker.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_');
        let end = start + 2 + sign.len() + before.len() + marker.len() + closing.trim_end().len();
        let closing = closing.trim_end();
        let sound = before == closing && matches!(before, "" | "'" | "\"");
        // With a space behind the two signs there is no telling what else was not meant so.
        let sign = if sign.is_empty() && !sound { "~" } else { sign };
        begins.then_some(Self { span: Span::new(start, end), marker, sign, sound })
    }

    /// The line behind the one at `offset` that is the marker.
    pub(super) fn closing_line(&self, view: View, offset: usize) -> Option<usize> {
        let mut line = view.line_end(offset) + 1;
        while line < view.text.len() {
            let shown = view.slice(Span::new(line, view.line_end(line)));
            let bare = if self.sign.is_empty() { shown } else { shown.trim_start() };
            if bare == self.marker {
                return Some(line);
            }
            line = view.line_end(line) + 1;
        }
        None
    }
}

/// A marker in half a pair of quotes, in curly ones, or behind a space.
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
    .related(visible(view, close), "the text ends here")
    .hint(format!("write `{right}`: straight quotes on both sides, or none, and no space"));
    let patches = vec![Patch::replace(opening.span, right)];
    vec![broken.slip_to(view.visible_end(close), finding, patches)]
}

/// A text whose marker never comes, or comes only at the end of a later text.
pub(super) fn unclosed(broken: &Broken) -> Vec<Slip> {
    let view = broken.view;
    let Some(opening) = Opening::on_line(view, broken.span.start).filter(|opening| opening.sound)
    else {
        return Vec::new();
    };
    let marker = opening.marker;
    let again = opened_again(view, &opening, broken.span.start);
    let limit = again.map_or(view.text.len(), |(first, _)| first);
    let indented = !opening.sign.is_empty();
    let where_to = if indented { "alone on a line" } else { "alone on a line, at its very start" };
    let finding = unreadable(
        opening.span,
        format!("the text that begins with `<<` has no closing line `{marker}`"),
    );
    let end_it = format!("end the text with `{marker}` {where_to}");
    if let Some(near) = near_miss(view, view.line_end(broken.span.start) + 1, limit, marker) {
        let finding = because_of(view, finding, near, marker).hint(end_it);
        let finding = if !indented && view.slice(near).trim_end() == marker {
            finding.hint(format!("or begin with `<<-{marker}`, which allows spaces before it"))
        } else {
            finding
        };
        let line = Span::new(view.line_start(near.start), view.line_end(near.start));
        return vec![broken.slip_to(line.end, finding, vec![Patch::replace(line, marker)])];
    }
    let finding = match again {
        Some((_, later)) => finding
            .related(later, format!("so it goes on to the `{marker}` of this one"))
            .hint(format!("{end_it}, before that one begins")),
        None => finding.hint(end_it),
    };
    let code = if again.is_some() { limit } else { code_after(view, broken.span.start) };
    let end = view.visible_end_before(code.min(view.text.len()), broken.first_line_end());
    let end = if code >= view.text.len() { view.text.trim_end().len() } else { end };
    vec![broken.slip_to(end, finding, vec![Patch::insert(end, format!("\n{marker}"))])]
}

fn visible(view: View, line: usize) -> Span {
    Span::new(line + view.indent(line), view.visible_end(line))
}

/// The first line of code within the text, and a line of code whose text has the same marker, before
/// the marker comes.
pub(super) fn opened_again(view: View, opening: &Opening, start: usize) -> Option<(usize, Span)> {
    let end = opening.closing_line(view, start)?;
    let mut first = None;
    let mut line = view.line_end(start) + 1;
    while line < end {
        if view.is_code(line) {
            first = first.or(Some(line));
            let later = Opening::on_line(view, line).filter(|later| later.marker == opening.marker);
            if let Some(later) = later {
                return Some((first?, Span::new(later.span.start, view.visible_end(line))));
            }
        }
        line = view.line_end(line) + 1;
    }
    None
}

/// The first line before `limit` that is almost the marker.
fn near_miss(view: View, mut line: usize, limit: usize, marker: &str) -> Option<Span> {
    while line < limit {
        let shown = view.line(line).trim();
        if is_almost(shown, marker) && !view.is_code(line) {
            let start = line + view.indent(line);
            return Some(Span::new(start, view.line_end(line).max(start + 1)));
        }
        line = view.line_end(line) + 1;
    }
    None
}

fn is_almost(shown: &str, marker: &str) -> bool {
    let signs = |letter: char| !letter.is_alphanumeric() && letter != '_';
    let bare = shown.trim_matches(signs);
    if bare.is_empty() || shown.len() > bare.len() + 4 {
        return false;
    }
    let capitals = !marker.chars().any(char::is_lowercase) && bare.len() > 2;
    bare.eq_ignore_ascii_case(marker)
        || bare == shown
            && strsim::osa_distance(&bare.to_uppercase(), &marker.to_uppercase()) == 1
            && marker.len() > 2
            && (!capitals || bare.chars().all(|letter| !letter.is_whitespace()))
}

fn because_of(view: View, finding: Diagnostic, near: Span, marker: &str) -> Diagnostic {
    let line = view.slice(near);
    let shown = line.trim_end();
    let why = if shown != line {
        "spaces behind it keep this from ending the text".to_owned()
    } else if shown == marker {
        "spaces before it keep this from ending the text".to_owned()
    } else if shown.contains(marker) {
        "more than the marker stands on this line".to_owned()
    } else {
        format!("this is spelled otherwise than `{marker}`")
    };
    finding.related(near, why)
}

/// Where the next line begins that is code for certain.
fn code_after(view: View, at: usize) -> usize {
    let mut line = view.line_end(at) + 1;
    while line < view.text.len() && !view.is_code(line) {
        line = view.line_end(line) + 1;
    }
    line
}
