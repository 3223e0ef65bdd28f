//! Places and names in Prism's tree, in our own terms.

use std::borrow::Cow;

use ruby_prism::{Location, Node};

use crate::source::Span;

/// The place of a node.
pub(crate) fn span_of(node: &Node) -> Span {
    span(&node.location())
}

/// A place of Prism's as ours. In what it cannot read, Prism may end a place before its start.
pub(crate) fn span(place: &Location) -> Span {
    let (start, end) = (place.start() as usize, place.end() as usize);
    Span::new(start, end.max(start))
}

/// An identifier as text; Prism hands out bytes.
pub(crate) fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}
