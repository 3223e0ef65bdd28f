//! HTML that an author wrote → its tokens, as browsers read them (crate `html5gum`).

use std::ops::Range;

use html5gum::Span;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

use super::tree::Attributes;
use crate::tokenizer::{self, tokenizer};

/// A token of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Text without its entities.
    Text(String),
    /// A start tag.
    Start(Tag),
    /// An end tag.
    End { name: String, place: Range<usize> },
    /// A comment or something like one, a declaration.
    Comment(Range<usize>),
}

/// A start tag.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tag {
    /// In small letters.
    pub(super) name: String,
    /// The first of each name.
    pub(super) attributes: Attributes,
    /// Whether it ends with `/>`.
    pub(super) closes_itself: bool,
    /// Where it stands, from `<` to `>`.
    pub(super) place: Range<usize>,
}

/// The tokens of `html`. A tag that does not end is no token.
pub(super) fn tokens(html: &str) -> impl Iterator<Item = Token> {
    let mut open = None;
    let emitter = CallbackEmitter::new(move |event: CallbackEvent, span: Span<usize>| {
        token(&mut open, &event, span.start..span.end)
    });
    tokenizer(html, emitter).filter_map(Result::ok)
}

fn token(open: &mut Option<Tag>, event: &CallbackEvent, place: Range<usize>) -> Option<Token> {
    let text = |bytes: &[u8]| tokenizer::text(bytes).into_owned();
    match event {
        CallbackEvent::String { value } => return Some(Token::Text(text(value))),
        CallbackEvent::OpenStartTag { name } => {
            *open = Some(Tag { name: text(name), place, ..Tag::default() });
        }
        CallbackEvent::AttributeName { name } => {
            if let Some(tag) = open {
                tag.attributes.push((text(name), String::new()));
            }
        }
        CallbackEvent::AttributeValue { value } => {
            if let Some((_, known)) = open.as_mut().and_then(|tag| tag.attributes.last_mut()) {
                *known = text(value);
            }
        }
        CallbackEvent::CloseStartTag { self_closing } => {
            let mut tag = open.take()?;
            tag.closes_itself = *self_closing;
            tag.place.end = place.end;
            first_of_each(&mut tag.attributes);
            return Some(Token::Start(tag));
        }
        CallbackEvent::EndTag { name } => return Some(Token::End { name: text(name), place }),
        CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => {
            return Some(Token::Comment(place));
        }
        CallbackEvent::Error(_) => {}
    }
    None
}

fn first_of_each(attributes: &mut Attributes) {
    if attributes.len() > 1 {
        let mut seen = std::collections::BTreeSet::new();
        attributes.retain(|(name, _)| seen.insert(name.clone()));
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::tokens::{Token, tokens};

    #[test]
    fn tokens_know_where_they_stand() {
        let html =
            "a &amp; ü<b c=d e='&lt;' C=f>g</b ><br/><!-- h --><!DOCTYPE i><?j?></ k>< <l m=\"";
        let places: Vec<_> = tokens(html)
            .filter_map(|token| match token {
                Token::Start(tag) => Some(tag.place),
                Token::End { place, .. } | Token::Comment(place) => Some(place),
                Token::Text(_) => None,
            })
            .map(|place| &html[place])
            .collect();
        let wanted = [
            "<b c=d e='&lt;' C=f>",
            "</b >",
            "<br/>",
            "<!-- h -->",
            "<!DOCTYPE i>",
            "<?j?>",
            "</ k>",
        ];
        assert_eq!(places, wanted);
        let text: String = tokens(html)
            .filter_map(|token| match token {
                Token::Text(text) => Some(text),
                _ => None,
            })
            .collect();
        assert_eq!(text, "a & üg< ");
    }
}
