//! Blocks → headings with what stands below each.

use super::blocks::{Block, Kind, Line};
use crate::source::Span;

/// A heading with what stands below it.
#[derive(Debug)]
pub(super) struct Section<'a> {
    pub(super) level: u8,
    pub(super) line: Line<'a>,
    pub(super) span: Span,
    pub(super) body: Vec<Block<'a>>,
    pub(super) inner: Vec<Self>,
}

/// A whole document: what stands before the first heading, and the headings.
#[derive(Debug, Default)]
pub(super) struct Outline<'a> {
    pub(super) body: Vec<Block<'a>>,
    pub(super) inner: Vec<Section<'a>>,
}

/// Sorts blocks under their headings.
pub(super) fn outline(blocks: Vec<Block<'_>>) -> Outline<'_> {
    let mut outline = Outline::default();
    let mut open: Vec<Section> = Vec::new();
    for block in blocks {
        match block.kind {
            Kind::Heading { level, line } => {
                close(&mut outline, &mut open, level);
                let section =
                    Section { level, line, span: block.span, body: Vec::new(), inner: Vec::new() };
                open.push(section);
            }
            _ => match open.last_mut() {
                Some(section) => section.body.push(block),
                None => outline.body.push(block),
            },
        }
    }
    close(&mut outline, &mut open, 0);
    outline
}

/// Ends the sections that a heading of this level does not stand in.
fn close<'a>(outline: &mut Outline<'a>, open: &mut Vec<Section<'a>>, level: u8) {
    while let Some(section) = open.pop_if(|section| section.level >= level) {
        match open.last_mut() {
            Some(outer) => outer.inner.push(section),
            None => outline.inner.push(section),
        }
    }
}
