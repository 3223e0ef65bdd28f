//! What was read and is not shown as its author may think → findings.

use std::collections::BTreeMap;

use super::blocks::{Block, Kind};
use super::front_matter::{self, FrontMatter};
use super::marks::CutKind;
use super::text::Texts;
use crate::definition::draft::Draft;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// Says what was read and not shown, once for each kind.
pub(super) fn passed_over(source: &Source, matter: &FrontMatter, texts: &Texts, draft: &mut Draft) {
    let note = |message: String, at: Span| Diagnostic::new(Code::PassedOver, message).at(at, "");
    if let Some(first) = matter.unknown.first() {
        let keys: Vec<_> = matter.unknown.iter().map(|key| format!("`{}`", key.text)).collect();
        let mut finding = note(
            format!("the front matter has keys that mean nothing here: {}", keys.join(", ")),
            first.span,
        );
        for key in &matter.unknown {
            if let Some(meant) = front_matter::probably(&key.text) {
                finding = finding.hint(format!("did you mean `{meant}` by `{}`?", key.text));
            }
        }
        draft.findings.push(finding);
    }
    let mut kinds = BTreeMap::new();
    for cut in &texts.cuts {
        let (_, count) = kinds.entry(cut.kind).or_insert((cut.span, 0));
        *count += 1;
    }
    for (kind, (span, count)) in kinds {
        let what = match kind {
            CutKind::Attributes => "marks that lay out a page",
            CutKind::Tag => "tags of a site generator",
            CutKind::Element => "tags that HTML does not have",
            CutKind::Comment | CutKind::LineEnd => continue,
        };
        let example = source.slice(span);
        let message = format!(
            "{what} are passed over: `{example}`{}",
            match count {
                1 => String::new(),
                _ => format!(" and {} more", count - 1),
            }
        );
        draft.findings.push(note(message, span));
    }
}

/// The finding for fenced code that only the end of the text ends.
pub(super) fn unclosed(source: &Source, fence: Span) -> Option<Diagnostic> {
    let code = source.slice(fence).trim_end();
    let first = code.lines().next()?;
    let sign = first.chars().next()?;
    let last = code.lines().last()?.trim_start_matches([' ', '>']);
    let is_closed = code.lines().nth(1).is_some()
        && last.len() >= 3
        && last.chars().all(|letter| letter == sign);
    (!is_closed).then(|| {
        Diagnostic::new(Code::UnclosedFence, "a fenced code block never ends")
            .at(Span::new(fence.start, fence.start + first.len()), "")
            .hint("end it with a line that holds the same fence, such as ```` ``` ````")
    })
}

/// The finding for what begins as a comment or heading and is none.
pub(super) fn nearly(source: &Source, block: &Block) -> Option<Diagnostic> {
    let text = source.slice(block.span);
    let first = text.lines().next()?;
    let place = Span::new(block.span.start, block.span.start + first.len());
    let level = first.len() - first.trim_start_matches('#').len();
    match block.kind {
        Kind::Html if first.starts_with("<!--") && !text.contains("-->") => Some(
            Diagnostic::new(Code::UnknownElement, "this comment never ends, so all of it is shown")
                .at(place, "")
                .hint("end it with `-->`"),
        ),
        Kind::Paragraph(_)
            if (2..=6).contains(&level) && first[level..].starts_with(char::is_alphabetic) =>
        {
            let (mark, title) = first.split_at(level);
            let message = "without a space behind its marks, this is no heading";
            let finding = Diagnostic::new(Code::RawMarkdown, message).at(place, "");
            Some(finding.hint(format!("write `{mark} {title}`")))
        }
        _ => None,
    }
}
