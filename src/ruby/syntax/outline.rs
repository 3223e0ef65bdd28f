//! A text that cannot be read as a whole → its statements, each of which is read by itself, and the
//! mistakes in those that cannot be.
//!
//! A statement begins with a line and grows until it can be read: to the end of its heredoc, of its
//! text, or to the next line that looks like code. So a mistake is found in its own statement,
//! wherever the parser stumbled over it.

use super::heredocs::{Opening, opened_again};
use super::quotes::CURLY;
use super::repair::{KINDS, Part, mistake, part_of};
use super::rest;
use super::slip::{Broken, Patch, Slip};
use super::view::{Error, View, closer, leading_word, unreadable};
use crate::source::Span;

/// The most mistakes that are looked for.
const MOST_SLIPS: usize = 60;

/// How many times its first line may a statement grow.
const MOST_GROWTH: usize = 8;

/// The statements of a text, as far as they concern its blocks.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) statements: Vec<Statement>,
    pub(super) slips: Vec<Slip>,
    /// Whether they are all there: with too many mistakes, the rest is not looked at.
    pub(super) is_complete: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub(super) span: Span,
    pub(super) indent: usize,
    pub(super) part: Part,
}

/// Words that stand between the parts of a block.
const BETWEEN: &[&str] = &["else", "elsif", "when", "in", "rescue", "ensure", "then"];

impl Outline {
    pub(super) fn of(view: View) -> Self {
        let mut outline = Self { is_complete: true, ..Self::default() };
        let mut at = first_visible(view);
        while let Some(start) = at {
            if view.line(start) == "__END__" {
                break;
            }
            if outline.slips.len() >= MOST_SLIPS || view.is_spent() {
                outline.is_complete = false;
                break;
            }
            at = view.next_visible(outline.take(view, start));
        }
        outline
    }

    /// Takes the statement that begins at `start`; the end of it.
    fn take(&mut self, view: View, start: usize) -> usize {
        let line = Span::new(start, view.visible_end(start));
        let shown = view.slice(line);
        let word = leading_word(shown);
        if shown.starts_with('#') {
            line.end
        } else if view.line(start).starts_with("=begin") {
            end_of_comment(view, start)
        } else if view.is_nearly_end(shown) {
            let finding = unreadable(line, format!("`{shown}` is not `end`")).hint("write `end`");
            let patches = vec![Patch::replace(line, "end")];
            self.slips.push(Slip { finding, patches, span: line });
            self.push(view, line, Part::Closes)
        } else if word == "end" || shown.starts_with(['}', ')', ']']) {
            self.push(view, line, Part::Closes)
        } else if BETWEEN.contains(&word) {
            self.push(view, line, Part::Between)
        } else {
            match statement(view, line) {
                Ok((span, part)) => self.push(view, span, part),
                Err(broken) => self.mend(view, &broken),
            }
        }
    }

    fn push(&mut self, view: View, span: Span, part: Part) -> usize {
        self.statements.push(Statement { span, indent: view.indent(span.start), part });
        span.end
    }

    fn mend(&mut self, view: View, broken: &Broken) -> usize {
        let (slip, part) =
            mistake(broken, KINDS).unwrap_or_else(|| (unexplained(broken), Part::Whole));
        let end = self.push(view, slip.span, part);
        self.slips.push(slip);
        end
    }
}

fn first_visible(view: View) -> Option<usize> {
    let blank = view.text.len() - view.text.trim_start().len();
    (blank < view.text.len()).then_some(blank)
}

fn end_of_comment(view: View, start: usize) -> usize {
    let end = view.after(start).find("\n=end").map(|at| start + at + 1);
    view.line_end(end.unwrap_or(view.text.len()))
}

/// The statement that begins with `line`, if it can be read.
fn statement(view: View<'_>, line: Span) -> Result<(Span, Part), Broken<'_>> {
    if let Some(span) = text_begins_below(view, line).or_else(|| odd_beginning(view, line)) {
        let errors = part_of(view, view.slice(span)).err().unwrap_or_default();
        return Err(broken(view, span, errors));
    }
    if goes_on(view.slice(line)) {
        return part_of(view, &format!("it{}", view.slice(line)))
            .map(|part| (line, part))
            .map_err(|_| broken(view, line, Vec::new()));
    }
    let before = Span::new(line.start, before_code(view, line));
    let (mut span, mut of_all) = (line, None);
    for _ in 0..MOST_GROWTH {
        let errors = match part_of(view, view.slice(span)) {
            // A range that never ends takes the next line for its end.
            Ok(part)
                if view.wants_text(leading_word(view.slice(line)))
                    && (part != Part::Whole || view.slice(line).ends_with("..")) =>
            {
                return Err(broken(view, line, Vec::new()));
            }
            Ok(part) => return Ok((span, part)),
            Err(errors) => errors,
        };
        let text = end_of_text(view, span, &errors).map(|end| Span::new(span.start, end));
        let grown = match text {
            _ if span != line || before == line || is_open_heredoc(&errors) => text,
            // In what follows a text there may be an `end` that belongs to no word of the language.
            Some(text) if matches!(part_of(view, view.slice(text)), Ok(Part::Whole)) => Some(text),
            _ => Some(before),
        };
        if span == before {
            of_all = Some(errors);
        }
        let Some(grown) = grown else { break };
        span = grown;
    }
    let errors = of_all.or_else(|| part_of(view, view.slice(before)).err()).unwrap_or_default();
    readable_lines(view, before, &errors).ok_or_else(|| broken(view, before, errors))
}

/// Whether a line goes on with a call on what is before it.
fn goes_on(shown: &str) -> bool {
    let call = shown.strip_prefix('&').unwrap_or(shown).strip_prefix('.');
    call.is_some_and(|call| call.starts_with(char::is_alphabetic))
}

/// A text that begins with a quote or marker which Ruby takes for something else: up to its end.
fn odd_beginning(view: View, line: Span) -> Option<Span> {
    let shown = view.slice(line);
    let word = leading_word(shown);
    let argument = shown[word.len()..].trim_start();
    if !view.wants_text(word) {
        return None;
    }
    if argument.starts_with('<') {
        let opening = Opening::on_line(view, line.start)?;
        return (!opening.sound).then_some(line);
    }
    let mut shown = argument.strip_prefix(CURLY)?;
    let closes = |shown: &str| shown.contains(CURLY) || shown.trim_end().ends_with(['\'', '"']);
    let (mut end, limit) = (line.end, before_code(view, line));
    while !closes(shown) && end < limit {
        end = view.visible_end(view.next_visible(end)?);
        shown = view.line(end);
    }
    Some(if closes(shown) { Span::new(line.start, end) } else { line })
}

/// A statement with the errors of its part in the places of the whole text.
fn broken(view: View<'_>, span: Span, mut errors: Vec<Error>) -> Broken<'_> {
    for error in &mut errors {
        error.span = Span::new(error.span.start + span.start, error.span.end + span.start);
    }
    Broken::new(view, span, errors)
}

/// Where a word that takes a text stands without quotes, and lines that are no code follow at once:
/// the word with these lines.
pub(super) fn text_begins_below(view: View, line: Span) -> Option<Span> {
    let shown = view.slice(line);
    let word = leading_word(shown);
    let argument = shown[word.len()..].trim_start();
    let bare =
        argument.starts_with(|letter: char| letter.is_alphanumeric() || "-*+".contains(letter));
    if !argument.is_empty() && !bare || !view.wants_text(word) {
        return None;
    }
    let below = view.line_end(line.end) + 1;
    let text = view.line(below).trim();
    if text.is_empty() || text.starts_with(['#', '.']) || view.next_code(line.start) == below {
        return None;
    }
    let listed = ["- ", "* ", "+ ", ". ", ") "].iter().any(|sign| {
        text.trim_start_matches(|letter: char| letter.is_ascii_digit()).starts_with(sign)
    });
    let quoted = text.trim_start_matches(['+', '-', '*', ' ']).starts_with(['\'', '"']);
    if quoted && argument.is_empty() || bare && !listed && part_of(view, text).is_ok() {
        return None;
    }
    Some(Span::new(line.start, before_code(view, line)))
}

/// The visible end of what stands from `line` on before the next line of code.
fn before_code(view: View, line: Span) -> usize {
    view.before(view.next_code(line.start)).trim_end().len().max(line.end)
}

fn is_open_heredoc(errors: &[Error]) -> bool {
    errors.iter().any(|error| error.message.starts_with("unterminated heredoc"))
}

/// Where a text ends that is open at the end of `span`, if that is all that is wrong with it and no
/// line of code on the way says otherwise.
fn end_of_text(view: View, span: Span, errors: &[Error]) -> Option<usize> {
    if is_open_heredoc(errors) {
        let opening = Opening::on_line(view, span.start)?;
        let again = opened_again(view, &opening, span.start);
        let close = opening.closing_line(view, span.end).filter(|_| again.is_none())?;
        return Some(view.visible_end(close));
    }
    let open = errors.iter().find(|error| error.message.starts_with("unterminated"))?;
    let place = Span::new(span.start + open.span.start, span.start + open.span.end);
    // Of a quote that ends its line the parser says only that nothing follows.
    let bare = view.before(place.start).chars().next_back().filter(|sign| "'\"".contains(*sign));
    let closer = closer(view.slice(place).chars().next_back().or(bare)?);
    let from = view.line_end(span.end);
    let end = from + view.after(from).find(closer)?;
    let indent = view.indent(span.start);
    let word =
        view.next_line(span.start, |line| line.certain && !line.ends && line.indent <= indent);
    (word >= end || !matches!(closer, '\'' | '"')).then(|| view.visible_end(end))
}

/// The lines before the one in which the first error is, if they can be read by themselves.
fn readable_lines(view: View, span: Span, errors: &[Error]) -> Option<(Span, Part)> {
    let stumbles = errors.iter().filter(|error| !error.is_about_an_opening());
    let first = stumbles.map(|error| span.start + error.span.start).min()?;
    let line = view.line_start(first);
    let prefix = Span::new(span.start, view.before(line).trim_end().len());
    if line <= span.start || prefix.end <= prefix.start {
        return None;
    }
    part_of(view, view.slice(prefix)).ok().map(|part| (prefix, part))
}

/// The finding for a statement in which no kind of mistake is recognised; it is left out.
fn unexplained(broken: &Broken) -> Slip {
    let finding = rest::worded(broken.view, &broken.errors);
    let finding = finding.unwrap_or_else(|| unreadable(broken.span, "this cannot be read"));
    broken.slip(finding, vec![Patch::replace(broken.span, "")])
}
