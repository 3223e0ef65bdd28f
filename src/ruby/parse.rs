//! Places and names in Prism's tree, in our own terms.

use ruby_prism::{Location, Node};

use crate::source::Span;

/// The place of a node.
pub(crate) fn span_of(node: &Node) -> Span {
    span(&node.location())
}

/// A place of Prism's as ours.
pub(crate) fn span(place: &Location) -> Span {
    Span::new(place.start() as usize, place.end() as usize)
}

/// An identifier as text; Prism hands out bytes.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
