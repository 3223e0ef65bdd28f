//! The text of a page → its tags and texts, one after the other, as a browser's tokenizer takes
//! them apart: what is written plainly at a glance, the rest by the crate `html5gum`.

mod token;
mod plain;
mod reading;

pub(super) use token::anchors;
pub use token::{Syntax, Tag, Token};

use reading::Reading;

/// Calls `see` for every part of `page`.
///
/// What stands in a `noscript` is markup, as where scripts do not run: readers run none unless a
/// docset asks for it.
pub fn read(page: &str, syntax: Syntax, see: &mut dyn FnMut(Token)) {
    Reading::new(syntax).all(page, see);
}

#[cfg(test)]
mod tests {
    use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
    use html5gum::{Span, Tokenizer};

    use crate::bundle::tags::{Syntax, Token, read};

    /// Parts of pages, as they are written and as nobody should write them.
    const PARTS: &[&str] = &[
        "text",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\0",
        "ü",
        "&amp;",
        "&",
        "&am",
        "<",
        "</",
        "<!",
        "<?",
        ">",
        "/>",
        "/",
        "=",
        "\"",
        "'",
        "<p",
        "<P>",
        "<br/>",
        "<br />",
        "<a href=\"x\">",
        "<a HREF='y' id=z>",
        "<a b=c/>",
        "<a b=\"1\"c='2'>",
        "<a b=1 b=2>",
        "<a ü=\"é\">",
        "<a =b>",
        "<a b = c d>",
        "<a b=>",
        "<a b=\"&lt;&#x0;\">",
        "<x:y.z-1>",
        "</p>",
        "</P >",
        "</p a=b>",
        "</",
        "</>",
        "</ p>",
        "<!-- c -->",
        "<!-->",
        "<!doctype html>",
        "<![CDATA[ x ]]>",
        "<?php ?>",
        "<script>",
        "</script>",
        "<SCRIPT/>",
        "<title>",
        "</title>",
        "<style>",
        "</style",
        "<textarea>",
        "</textarea>",
        "<plaintext>",
        "<1>",
    ];

    /// What the tokeniser alone makes of a page, texts put together.
    fn by_the_standard(page: &str, syntax: Syntax) -> Vec<String> {
        let (mut all, mut tag) = (Vec::new(), Vec::new());
        let string = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent, _: Span<()>| {
            match event {
                CallbackEvent::OpenStartTag { name } => {
                    tag = vec![format!("<{}", string(name))];
                }
                CallbackEvent::AttributeName { name } if !tag.is_empty() => tag.push(string(name)),
                CallbackEvent::AttributeValue { value } if !tag.is_empty() => {
                    let last = tag.pop().unwrap();
                    tag.push(format!("{last}={}", string(value)));
                }
                CallbackEvent::CloseStartTag { self_closing } => {
                    all.append(&mut tag);
                    all.push(format!("{self_closing}>"));
                }
                CallbackEvent::EndTag { name } => all.push(format!("</{}>", string(name))),
                CallbackEvent::String { value } => add_text(&mut all, &string(value)),
                CallbackEvent::Comment { value } => all.push(format!("<!--{}", string(value))),
                _ => {}
            }
            None::<()>
        });
        emitter.naively_switch_states(syntax == Syntax::Html);
        let _ = Tokenizer::new_with_emitter(page, emitter).count();
        all
    }

    fn add_text(all: &mut Vec<String>, text: &str) {
        match all.last_mut().filter(|last| last.starts_with('"')) {
            Some(last) => last.push_str(text),
            None => all.push(format!("\"{text}")),
        }
    }

    fn as_read(page: &str, syntax: Syntax) -> Vec<String> {
        let mut all = Vec::new();
        read(page, syntax, &mut |token| match token {
            Token::Start(tag) => {
                all.push(format!("<{}", tag.name));
                all.extend(tag.attributes.iter().map(|(name, value)| match value.as_str() {
                    "" => name.clone(),
                    value => format!("{name}={value}"),
                }));
                all.push(format!("{}>", tag.closes_itself));
            }
            Token::End(name) => all.push(format!("</{name}>")),
            Token::Text(text) => add_text(&mut all, text),
            Token::Comment(text) => all.push(format!("<!--{text}")),
        });
        all
    }

    #[test]
    fn what_is_read_at_a_glance_is_what_the_tokeniser_reads() {
        let mut state = 1_u64;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(state >> 33).unwrap() % below
        };
        for round in 0..20_000 {
            let page: String = (0..=next(8)).map(|_| PARTS[next(PARTS.len())]).collect();
            let syntax = if round % 2 == 0 { Syntax::Html } else { Syntax::Xml };
            assert_eq!(as_read(&page, syntax), by_the_standard(&page, syntax), "{page:?}");
        }
    }
}
