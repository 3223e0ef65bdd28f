//! A text that cannot be read as a whole → its statements, each of which is read by itself, and the
//! mistakes in those that cannot be.
//!
//! A statement begins with a line and grows until it can be read: to the end of its heredoc, of its
//! text, or to the next line that looks like code. So a mistake is found in its own statement,
//! wherever the parser stumbled over it.

use super::heredocs::{Opening, opened_again};
use super::quotes::CURLY;
use super::repair::{Kind, kind_of, mistake};
use super::rest;
use super::slip::{Broken, Patch, Slip};
use super::view::{Error, View, leading_word, unreadable};
use crate::source::Span;

/// The most mistakes that are looked for.
const MOST_SLIPS: usize = 60;

/// How many times its first line may a statement grow.
const MOST_GROWTH: usize = 6;

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

/// What a statement is to the blocks around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    /// It begins a block that this closes.
    Opens(&'static str),
    /// It ends so many blocks, and may begin another one.
    Closes,
    /// `else` and the like.
    Between,
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
        if shown.starts_with('#') {
            return line.end;
        }
        if view.line(start).starts_with("=begin") {
            return end_of_comment(view, start);
        }
        let word = leading_word(shown);
        if is_nearly_end(view, shown) {
            let finding = unreadable(line, format!("`{shown}` is not `end`"));
            let patches = vec![Patch::replace(line, "end")];
            self.slips.push(Slip { finding: finding.hint("write `end`"), patches, span: line });
            return self.push(view, line, Part::Closes);
        }
        if word == "end" || shown.starts_with(['}', ')', ']']) {
            return self.push(view, line, Part::Closes);
        }
        if BETWEEN.contains(&word) {
            return self.push(view, line, Part::Between);
        }
        match statement(view, line) {
            Ok((span, kind)) => self.push(view, span, kind.into()),
            Err(broken) => self.mend(view, &broken),
        }
    }

    fn push(&mut self, view: View, span: Span, part: Part) -> usize {
        self.statements.push(Statement { span, indent: view.indent(span.start), part });
        span.end
    }

    fn mend(&mut self, view: View, broken: &Broken) -> usize {
        let (slip, kind) = mistake(broken).unwrap_or_else(|| (unexplained(broken), Kind::Whole));
        let end = self.push(view, slip.span, kind.into());
        self.slips.push(slip);
        end
    }
}

impl From<Kind> for Part {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Whole => Self::Whole,
            Kind::Opens(closer) => Self::Opens(closer),
        }
    }
}

/// Whether a line holds only `End`, `edn` or the like.
fn is_nearly_end(view: View, shown: &str) -> bool {
    let plain = shown.len() <= 4 && shown.chars().all(|letter| letter.is_ascii_alphabetic());
    plain
        && shown != "end"
        && view.wants(shown).is_none()
        && strsim::osa_distance(&shown.to_lowercase(), "end") <= 1
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
fn statement(view: View<'_>, line: Span) -> Result<(Span, Kind), Broken<'_>> {
    if let Some(span) = text_begins_below(view, line) {
        return Err(broken(view, span, Vec::new()));
    }
    if let Some(span) = odd_beginning(view, line) {
        let errors = kind_of(view, view.slice(span)).err().unwrap_or_default();
        return Err(broken(view, span, errors));
    }
    let takes_no_block = view.wants_text(leading_word(view.slice(line)));
    let mut errors = match kind_of(view, view.slice(line)) {
        Ok(Kind::Opens(_)) if takes_no_block => return Err(broken(view, line, Vec::new())),
        Ok(kind) => return Ok((continued(view, line), kind)),
        Err(errors) => errors,
    };
    let mut span = line;
    if !is_open_heredoc(&errors) {
        span.end = before_code(view, line);
        if span != line {
            match kind_of(view, view.slice(span)) {
                Ok(kind) => return Ok((span, kind)),
                Err(found) => errors = found,
            }
        }
    }
    let (mut grown, first) = (span, errors.clone());
    for _ in 0..MOST_GROWTH {
        let Some(end) = end_of_text(view, grown, &errors) else { break };
        grown.end = end;
        match kind_of(view, view.slice(grown)) {
            Ok(kind) => return Ok((grown, kind)),
            Err(found) => errors = found,
        }
    }
    let before = Span::new(line.start, before_code(view, line));
    let errors = if before == span {
        first
    } else {
        span = before;
        kind_of(view, view.slice(span)).err().unwrap_or_default()
    };
    match readable_lines(view, span, &errors) {
        Some(readable) => Ok(readable),
        None => Err(broken(view, span, errors)),
    }
}

/// A text that begins with a quote or marker which Ruby takes for something else: up to its end.
fn odd_beginning(view: View, line: Span) -> Option<Span> {
    let shown = view.slice(line);
    let word = leading_word(shown);
    let argument = shown[word.len()..].trim_start();
    if !view.wants_text(word) {
        return None;
    }
    if argument.starts_with("<<") {
        let opening = Opening::on_line(view, line.start)?;
        return (!opening.sound).then_some(line);
    }
    let ends = |text: &str| text.contains(CURLY);
    let (first, rest) = argument.split_at(argument.chars().next().map_or(0, char::len_utf8));
    if !ends(first) {
        return None;
    }
    let mut end = line.end;
    let limit = before_code(view, line);
    while !ends(rest) && end < limit {
        end = view.visible_end(view.next_visible(end)?);
        if ends(view.line(end)) {
            return Some(Span::new(line.start, end));
        }
    }
    Some(line)
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
    let indent = view.indent(line.start);
    let below = view.line_end(line.end) + 1;
    let text = view.line(below).trim();
    if !view.wants_text(word) || text.is_empty() || view.next_code(line.end, indent) == below {
        return None;
    }
    let bare =
        argument.starts_with(|letter: char| letter.is_alphanumeric() || "-*+".contains(letter));
    let listed = ["- ", "* ", "+ ", ". ", ") "].iter().any(|sign| {
        text.trim_start_matches(|letter: char| letter.is_ascii_digit()).starts_with(sign)
    });
    let quoted = text.trim_start_matches(['+', '-', '*', ' ']).starts_with(['\'', '"']);
    let continues = bare && (listed || kind_of(view, text).is_err());
    if quoted && argument.is_empty()
        || !argument.is_empty() && !continues
        || text.starts_with(['#', '.'])
    {
        return None;
    }
    Some(Span::new(line.start, before_code(view, line)))
}

/// The visible end of what stands from `line` on before the next line of code.
fn before_code(view: View, line: Span) -> usize {
    let code = view.next_code(line.end, view.indent(line.start));
    if code < view.text.len() {
        view.visible_end_before(code, line.end)
    } else {
        view.text.trim_end().len().max(line.end)
    }
}

/// The statement with the lines below it that begin with a call on it.
fn continued(view: View, mut span: Span) -> Span {
    while let Some(next) = view.next_visible(span.end) {
        let mut shown = view.after(next).strip_prefix('&').unwrap_or(view.after(next)).chars();
        let calls = shown.next() == Some('.') && shown.next().is_some_and(char::is_alphabetic);
        let longer = Span::new(span.start, view.visible_end(next));
        if !calls || kind_of(view, view.slice(longer)).is_err() {
            break;
        }
        span = longer;
    }
    span
}

fn is_open_heredoc(errors: &[Error]) -> bool {
    errors.iter().any(|error| error.message.starts_with("unterminated heredoc"))
}

/// Where a text ends that is open at the end of `span`, if that is all that is wrong with it and no
/// line of code on the way says otherwise.
fn end_of_text(view: View, span: Span, errors: &[Error]) -> Option<usize> {
    if let Some(error) =
        errors.iter().find(|error| error.message.starts_with("unterminated heredoc"))
    {
        let opening = Opening::on_line(view, span.start + error.span.start.saturating_sub(4))
            .or_else(|| Opening::on_line(view, span.start))?;
        if opened_again(view, &opening, span.start).is_some() {
            return None;
        }
        return opening.closing_line(view, span.end).map(|line| view.visible_end(line));
    }
    let open = errors.iter().find(|error| error.message.starts_with("unterminated"))?;
    let causes = errors.iter().filter(|error| !error.is_about_an_opening());
    if causes.count() > 1 {
        return None;
    }
    let quote = view.slice(Span::new(span.start + open.span.start, span.start + open.span.end));
    let closer = match quote.chars().next_back()? {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '<' => '>',
        other => other,
    };
    let from = view.line_end(span.end);
    let end = from + view.after(from).find(closer)?;
    let swallows = matches!(closer, '\'' | '"')
        && view.has_word_between(span.start, end, view.indent(span.start));
    (!swallows).then(|| view.visible_end(end))
}

/// The lines before the one in which the first error is, if they can be read by themselves.
fn readable_lines(view: View, span: Span, errors: &[Error]) -> Option<(Span, Kind)> {
    let stumbles = errors.iter().filter(|error| !error.is_about_an_opening());
    let first = stumbles.map(|error| span.start + error.span.start).min()?;
    let line = view.line_start(first);
    let prefix = Span::new(span.start, view.before(line).trim_end().len());
    if line <= span.start || prefix.end <= prefix.start {
        return None;
    }
    kind_of(view, view.slice(prefix)).ok().map(|kind| (prefix, kind))
}

/// The finding for a statement in which no kind of mistake is recognised; it is left out.
fn unexplained(broken: &Broken) -> Slip {
    let finding = rest::worded(broken.view, &broken.errors);
    let finding = finding.unwrap_or_else(|| unreadable(broken.span, "this cannot be read"));
    broken.slip(finding, vec![Patch::replace(broken.span, "")])
}
