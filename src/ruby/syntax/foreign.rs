//! Slips into other languages: their comments, `name: '…'`, `name => '…'`, texts as YAML writes them,
//! and what a merge leaves behind.

use super::slip::{Broken, Patch, Slip};
use super::view::unreadable;
use crate::source::Span;

/// `// words`, `/* words */` and `<!-- words -->` on a line of their own.
pub(super) fn comment(broken: &Broken) -> Vec<Slip> {
    let start = broken.span.start;
    let Some(sign) =
        ["//", "/*", "<!--", "--", ";"].iter().find(|sign| broken.text().starts_with(**sign))
    else {
        return Vec::new();
    };
    let end = broken.first_line_end();
    let finding = unreadable(
        Span::new(start, start + sign.len()),
        format!("`{sign}` begins no comment here"),
    )
    .hint("write `#` before a comment, on each of its lines");
    vec![broken.slip_to(end, finding, vec![Patch::replace(Span::new(start, end), "#")])]
}

/// Signs that stand between a name and its value elsewhere.
const SIGNS: &[(&str, &str)] = &[("=>", "`=>`"), (":=", "`:=`"), (":", "a colon"), ("=", "`=`")];

/// `name: 'x'`, `name = 'x'`, `name => 'x'`.
pub(super) fn sign(broken: &Broken) -> Vec<Slip> {
    let Some((_, place, called)) = sign_behind(broken) else { return Vec::new() };
    let word = broken.word;
    let value = broken.view.slice(Span::new(place.end, broken.span.end)).trim();
    let quoted = value.starts_with(['\'', '"', '%', '<', '[']);
    let finding = unreadable(place, format!("`{word}` takes its text without {called}"));
    let it = called.replace("a colon", "the colon").replace("`=", "the `=").replace("`:", "the `:");
    let finding = if quoted || value.is_empty() {
        finding.hint(format!("leave out {it}: `{word} '…'`"))
    } else {
        finding.hint(format!("leave out {it}, and put quotes around the text: `{word} '…'`"))
    };
    let alone = vec![Patch::replace(place, " ")];
    let rest = Span::new(broken.span.end - value.len(), broken.span.end);
    let both = vec![Patch::replace(place, " "), Patch::replace(rest, literal(value))];
    let slip = |patches| broken.slip(finding.clone(), patches);
    if quoted { vec![slip(alone), slip(both)] } else { vec![slip(both)] }
}

/// The sign behind the word, where it stands, and what it is called.
fn sign_behind(broken: &Broken) -> Option<(&'static str, Span, &'static str)> {
    let behind = broken.view.after(broken.span.start + broken.word.len());
    let blank = behind.len() - behind.trim_start_matches(' ').len();
    let rest = &behind[blank..];
    let (sign, called) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign))?;
    let next = rest[sign.len()..].chars().next().unwrap_or(' ');
    let glued = *sign == ":" && (blank > 0 || next == ':');
    let other = *sign == "=" && (next == '=' || next == '~');
    if !broken.view.wants_text(broken.word) || glued || other {
        return None;
    }
    let at = broken.span.start + broken.word.len() + blank;
    Some((sign, Span::new(at, at + sign.len()), called))
}

/// `notes: |` with the text below it, further to the right.
pub(super) fn yaml_text(broken: &Broken) -> Vec<Slip> {
    let Some((":", place, _)) = sign_behind(broken) else { return Vec::new() };
    let head = broken.view.slice(Span::new(place.end, broken.first_line_end())).trim();
    if !["|", ">", "|-", ">-", "|+", ">+", ""].contains(&head) || broken.is_one_line() {
        return Vec::new();
    }
    let word = broken.word;
    let opening = Span::new(place.start, broken.first_line_end());
    let end = text_end(broken);
    let finding = unreadable(opening, format!("`{word}` takes its text without YAML's `:`"))
        .hint(format!("write `{word} <<~TEXT`, the text below it, and `TEXT` alone on a line"));
    let text = broken.view.slice(Span::new(opening.end, end));
    let patches =
        vec![Patch::replace(Span::new(opening.start, end), format!(" {}", literal(text)))];
    vec![broken.slip_to(end, finding, patches)]
}

/// The end of the last line that stands further to the right than the statement.
fn text_end(broken: &Broken) -> usize {
    let view = broken.view;
    let indent = view.indent(broken.span.start);
    let mut end = broken.first_line_end();
    while let Some(next) = view.next_visible(end) {
        if view.indent(next) <= indent {
            break;
        }
        end = view.visible_end(next);
    }
    end
}

/// What a merge writes between the versions that it cannot bring together.
pub(super) fn merge(broken: &Broken) -> Vec<Slip> {
    let view = broken.view;
    let text = broken.text();
    if !MARKERS.iter().any(|marker| text.starts_with(marker)) {
        return Vec::new();
    }
    let start = broken.span.start;
    let line = Span::new(start, broken.first_line_end());
    let rest = view.after(start);
    let find = |marker: &str| rest.find(&format!("\n{marker}")).map(|at| start + at + 1);
    let finding = unreadable(line, "a merge has left its marks here")
        .hint("keep one of the two versions, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`");
    let whole = text.starts_with(MARKERS[0]).then(|| {
        let (middle, end) = (find(MARKERS[1])?, find(MARKERS[2])?);
        Some((middle, end))
    });
    match whole.flatten().filter(|(middle, end)| middle < end) {
        Some((middle, end)) => {
            let finding = finding
                .related(Span::new(middle, view.visible_end(middle)), "the other version begins")
                .related(Span::new(end, view.visible_end(end)), "and ends here");
            // Between them stands what both versions come from, if the merge shows it.
            let other = find(MARKERS[3]).map_or(middle, |base| base.min(middle));
            let other = Span::new(other, view.line_end(end));
            let patches = [line, other].map(|part| Patch::replace(part, "")).to_vec();
            vec![broken.slip_to(other.end, finding, patches)]
        }
        None => vec![broken.slip_to(line.end, finding, vec![Patch::replace(line, "")])],
    }
}

/// The lines of a merge, in their order.
const MARKERS: [&str; 4] = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];

/// A text in single quotes.
pub(super) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}
