//! The HTML5 tokeniser (crate `html5gum`): HTML → what an emitter makes of its tags and texts.

use std::borrow::Cow;

use html5gum::{Emitter, ForwardingEmitter, StringReader, Tokenizer};

/// An emitter that is told no errors of HTML: nobody asks for them, and looking for them took a
/// sixth of the time of `verify`.
pub(crate) struct WithoutErrors<E>(E);

impl<E: Emitter> ForwardingEmitter for WithoutErrors<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = Self::Token> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

/// Takes `html` apart for an emitter.
pub(crate) fn tokenizer<E: Emitter>(
    html: &str,
    emitter: E,
) -> Tokenizer<StringReader<'_>, WithoutErrors<E>> {
    Tokenizer::new_with_emitter(html, WithoutErrors(emitter))
}

/// What an emitter is given, as text.
pub(crate) fn text(bytes: &[u8]) -> Cow<'_, str> {
    // Many times as fast as looking for what is no UTF-8.
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}
