//! A line → the codes in it, as commands that one types.

use super::blocks::{Piece, PieceKind};
use super::placeholders;
use super::text::Texts;
use crate::definition::draft::Given;
use crate::source::Span;

/// The texts of a line that is code and nothing else: codes side by side are typed one after the
/// other, those between commas or slashes are several.
pub(super) fn codes(texts: &Texts, pieces: &[Piece]) -> Option<Vec<Given>> {
    let (codes, length) = leading_codes(texts, pieces);
    (length == pieces.len() && length > 0).then_some(codes)
}

/// The codes at the start of a line, and how many of its pieces they are.
pub(super) fn leading_codes(texts: &Texts, pieces: &[Piece]) -> (Vec<Given>, usize) {
    let mut codes: Vec<Given> = Vec::new();
    let (mut at, mut length) = (0, 0);
    let mut joint = Some(String::new());
    while let Some(piece) = pieces.get(at) {
        if let Some((code, taken)) = code_at(texts, &pieces[at..]) {
            match (codes.last_mut(), &joint) {
                (Some(last), Some(joint)) => {
                    let joint = if joint.trim().is_empty() { " " } else { joint };
                    last.text.extend([joint, &code.text]);
                    last.span.end = code.span.end;
                }
                _ => codes.push(code),
            }
            at += taken;
            length = at;
            joint = Some(String::new());
            continue;
        }
        let between = texts.slice(piece.span);
        let sign = between.trim().trim_matches(['_', '*']).trim();
        let is_break = piece.kind == PieceKind::Break || sign.starts_with("<br");
        let is_choice = is_break || sign.contains([',', '/', '|']);
        match joint.filter(|_| !is_choice) {
            Some(mut all) if sign.is_empty() || sign == "+" => {
                all.push_str(&between);
                joint = Some(all);
            }
            _ if is_break || sign.chars().all(|sign| ",/|".contains(sign)) => joint = None,
            _ => break,
        }
        at += 1;
        if sign.is_empty() && at == pieces.len() {
            length = at;
        }
    }
    (codes, length)
}

/// The code that pieces begin with, as Markdown or as HTML, and how many of them it is.
pub(super) fn code_at(texts: &Texts, pieces: &[Piece]) -> Option<(Given, usize)> {
    let first = pieces.first()?;
    let end = match &first.kind {
        PieceKind::Code(code) => {
            return Some((Given { text: code.to_string(), span: first.span }, 1));
        }
        PieceKind::Html if texts.slice(first.span) == "<kbd>" => "</kbd>",
        PieceKind::Html if texts.slice(first.span) == "<code>" => "</code>",
        _ => return None,
    };
    let is_end = |piece: &Piece| piece.kind == PieceKind::Html && texts.slice(piece.span) == end;
    let last = pieces.iter().position(is_end)?;
    let text = texts.plain(&pieces[1..last]);
    let span = Span::new(first.span.start, pieces[last].span.end);
    (!text.is_empty()).then_some((Given { text, span }, last + 1))
}

/// What stands in a line behind its first pieces, without the sign that joins them.
pub(super) fn behind(texts: &Texts, pieces: &[Piece], length: usize) -> Option<Given> {
    let (first, last) = (pieces.get(length)?, pieces.last()?);
    let span = Span::new(first.span.start, last.span.end);
    let given = texts.given(span)?;
    let text = given.text.trim_start();
    let rest = text.trim_start_matches([':', '-', '–', '—', '=', ',']);
    let joined = rest.starts_with(char::is_whitespace);
    let text = if joined { rest.trim_start() } else { text };
    (!text.is_empty()).then(|| Given { text: text.to_owned(), span: given.span })
}

/// Commands as one types them: without prompt, braces around placeholders, and choices of options.
pub(super) fn typed(commands: Vec<Given>) -> Vec<Given> {
    let forms = |given: Given| {
        let text = given.text.strip_prefix("$ ").unwrap_or(&given.text);
        let forms = placeholders::forms(text).into_iter();
        forms.map(move |text| Given { text, span: given.span }).collect::<Vec<_>>()
    };
    commands.into_iter().flat_map(forms).collect()
}
