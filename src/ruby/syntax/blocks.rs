//! Slips with blocks: an `end` that is missing, one too many, a `do` that is missing. Indentation
//! tells which block the author meant; where there is none, the words of the language do.

use std::collections::BTreeMap;

use super::outline::{Part, Statement};
use super::slip::{Patch, Slip};
use super::view::{View, leading_word, unreadable};
use crate::ruby::words::Wants;
use crate::source::Span;

/// A block that is open.
#[derive(Clone, Copy)]
struct Open<'a> {
    statement: &'a Statement,
    closer: &'static str,
    indent: usize,
}

/// The slips with the blocks of a text whose statements can be read; none where all blocks are
/// closed.
pub(super) fn slips(view: View, statements: &[Statement]) -> Vec<Slip> {
    if balance(view, statements) {
        return Vec::new();
    }
    Walk::over(
        view,
        statements,
        if is_tidy(view, statements) { By::Indentation } else { By::Words },
    )
}

/// Whether blocks of the language stand as far to the right as others of their kind, and further than
/// those that hold them.
fn is_tidy(view: View, statements: &[Statement]) -> bool {
    let mut indents: BTreeMap<usize, usize> = BTreeMap::new();
    let blocks = statements.iter().filter(|statement| statement.part != Part::Whole);
    let mut alike = true;
    for (depth, indent) in blocks.filter_map(|block| Some((depth(view, block)?, block.indent))) {
        alike &= *indents.entry(depth).or_insert(indent) == indent;
    }
    alike && indents.values().is_sorted_by(|outer, inner| outer < inner)
}

/// How many blocks are around a word that opens one.
fn depth(view: View, statement: &Statement) -> Option<usize> {
    match view.wants(leading_word(view.slice(statement.span))) {
        Some(Wants::Block(depth)) => Some(depth),
        _ => None,
    }
}

/// Whether each block is closed and each `end` closes one.
fn balance(view: View, statements: &[Statement]) -> bool {
    let mut open = Vec::new();
    for statement in statements {
        match statement.part {
            Part::Opens(closer) => open.push(closer),
            Part::Closes => {
                for closer in closers(view, statement) {
                    if open.pop() != Some(closer) {
                        return false;
                    }
                }
            }
            Part::Whole | Part::Between => {}
        }
    }
    open.is_empty()
}

/// Every `end` or `}` of a line that begins with one.
fn closers(view: View, statement: &Statement) -> Vec<&'static str> {
    let shown = view.slice(statement.span);
    let words = shown.split([' ', ';', '.', ')', ']', ',']).filter(|word| !word.is_empty());
    let closers = words.map_while(|word| match word {
        "end" => Some("end"),
        "}" => Some("}"),
        _ => None,
    });
    let closers: Vec<_> = closers.collect();
    // What is no bracket and no `end` is nearly an `end`.
    let nearly = closers.is_empty() && shown.starts_with(char::is_alphabetic);
    if nearly { vec!["end"] } else { closers }
}

struct Walk<'a> {
    view: View<'a>,
    open: Vec<Open<'a>>,
    slips: Vec<Slip>,
    /// The last word that should open a block and does not, at each depth.
    headless: Vec<&'a Statement>,
}

/// How it is known which block was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Indentation,
    /// An entry holds no entry, a category no category.
    Words,
}

impl By {
    /// Whether a statement that begins a block cannot be inside the open one.
    fn is_outside(self, view: View, open: &Open, statement: &Statement) -> bool {
        match self {
            Self::Indentation => statement.indent <= open.indent,
            Self::Words => {
                let depths = depth(view, open.statement).zip(depth(view, statement));
                depths.is_some_and(|(outer, inner)| inner <= outer)
            }
        }
    }
}

impl<'a> Walk<'a> {
    fn over(view: View<'a>, statements: &'a [Statement], by: By) -> Vec<Slip> {
        let mut walk = Self { view, open: Vec::new(), slips: Vec::new(), headless: Vec::new() };
        for statement in statements {
            match statement.part {
                Part::Opens(closer) => {
                    while let Some(open) =
                        walk.open.pop_if(|open| by.is_outside(view, open, statement))
                    {
                        walk.no_end(&open, Some(statement), by);
                    }
                    walk.open.push(Open { statement, closer, indent: statement.indent });
                }
                Part::Closes => {
                    for closer in closers(view, statement) {
                        walk.close(statement, closer, by);
                    }
                }
                Part::Whole if walk.is_headless(statement) => walk.headless.push(statement),
                Part::Whole => walk.left(statement, by),
                Part::Between => {}
            }
        }
        while let Some(open) = walk.open.pop() {
            walk.no_end(&open, None, by);
        }
        walk.slips
    }

    /// A word of the language further to the left than the block before it: that one has ended.
    fn left(&mut self, statement: &'a Statement, by: By) {
        let word = leading_word(self.view.slice(statement.span));
        if by == By::Indentation && self.view.wants(word).is_some() {
            while let Some(open) = self.open.pop_if(|open| statement.indent <= open.indent) {
                self.no_end(&open, Some(statement), by);
            }
        }
    }

    /// `category` without `do`.
    fn is_headless(&self, statement: &Statement) -> bool {
        let shown = self.view.slice(statement.span);
        let word = leading_word(shown);
        let has_block = shown.contains('{') || shown.split_whitespace().any(|word| word == "do");
        matches!(self.view.wants(word), Some(Wants::Block(_))) && !has_block
    }

    fn close(&mut self, statement: &Statement, closer: &'static str, by: By) {
        let by_indent = by == By::Indentation;
        let depth = self.open.last().map(|open| open.indent);
        let headless = self.headless.iter().rposition(|word| {
            word.indent == statement.indent
                && self.open.last().is_none_or(|open| open.statement.span.start < word.span.start)
        });
        match (depth, headless) {
            (Some(indent), Some(at)) if !by_indent || indent < statement.indent => self.no_do(at),
            (None, Some(at)) => self.no_do(at),
            (None, None) => self.surplus(statement, closer, None),
            (Some(indent), _) if by_indent && indent < statement.indent => {
                let open = self.open.last().copied();
                self.surplus(statement, closer, open);
            }
            (Some(_), _) => {
                let known = self.open.iter().any(|open| open.indent == statement.indent);
                while let Some(open) =
                    self.open.pop_if(|open| by_indent && known && open.indent > statement.indent)
                {
                    self.no_end(&open, Some(statement), by);
                }
                if let Some(open) = self.open.pop().filter(|open| open.closer != closer) {
                    self.wrong_closer(&open, statement, closer);
                }
            }
        }
    }

    fn no_do(&mut self, at: usize) {
        let statement = self.headless.remove(at);
        let shown = self.view.slice(statement.span);
        let word = leading_word(shown);
        let place = Span::new(statement.span.start, statement.span.start + word.len());
        let finding = unreadable(place, format!("this `{word}` has no `do`"))
            .hint(format!("write `{word} do`"));
        let behind = Span::new(place.end, statement.span.end);
        self.push(finding, Patch::replace(behind, " do"));
    }

    fn no_end(&mut self, open: &Open, next: Option<&Statement>, by: By) {
        let (view, closer) = (self.view, open.closer);
        let head = head(view, open.statement);
        let finding =
            unreadable(head, format!("this `{}` has no `{closer}`", shown(view.slice(head))));
        let finding = match next {
            Some(next) if next.part == Part::Closes => finding
                .related(word(view, next), "going by its indentation, this closes another block"),
            Some(next) => {
                finding.related(word(view, next), format!("`{closer}` is missing before this"))
            }
            None => finding,
        };
        let finding = finding.hint(format!("add `{closer}` where the block ends"));
        let finding = match by {
            By::Indentation => finding,
            By::Words => finding.hint(
                "perhaps another block lacks it: with each block indented, this can say which",
            ),
        };
        let at = next.map_or(view.text.len(), |next| view.line_start(next.span.start));
        self.push(finding, Patch::insert(at, format!("\n{closer}\n")));
    }

    fn wrong_closer(&mut self, open: &Open, statement: &Statement, found: &str) {
        let (view, closer) = (self.view, open.closer);
        let head = head(view, open.statement);
        let place = closing_word(statement, found);
        let finding =
            unreadable(head, format!("this `{}` has no `{closer}`", shown(view.slice(head))))
                .related(place, format!("this is no `{closer}`"))
                .hint(format!("close it with `{closer}`"));
        self.push(finding, Patch::replace(place, closer));
    }

    fn surplus(&mut self, statement: &Statement, closer: &str, inside: Option<Open>) {
        let place = closing_word(statement, closer);
        let finding =
            unreadable(place, format!("there is one `{closer}` too many: this one closes nothing"));
        let finding = match inside {
            Some(open) if closer == "end" => {
                let head = head(self.view, open.statement);
                let word = leading_word(self.view.slice(head)).to_owned();
                finding
                    .related(head, format!("it ends up closing this `{word}`"))
                    .hint("remove it, or move it to where a block ends")
            }
            _ if closer == "end" => {
                finding.hint("remove it, or look for a `do` that is missing before it")
            }
            _ => finding.hint("remove it, or look for a `{` that is missing before it"),
        };
        self.push(finding, Patch::replace(place, ""));
    }

    fn push(&mut self, finding: crate::diagnostic::Diagnostic, patch: Patch) {
        let span = Span::new(patch.at, patch.at);
        self.slips.push(Slip { finding, patches: vec![patch], span });
    }
}

fn closing_word(statement: &Statement, closer: &str) -> Span {
    let start = statement.span.start;
    Span::new(start, (start + closer.len()).min(statement.span.end))
}

/// The head of a block: its line.
fn head(view: View, statement: &Statement) -> Span {
    let start = statement.span.start;
    Span::new(start, view.visible_end(start).min(statement.span.end))
}

fn word(view: View, statement: &Statement) -> Span {
    let start = statement.span.start;
    Span::new(start, start + leading_word(view.slice(statement.span)).len())
}

/// The head of a block, not too long.
fn shown(head: &str) -> String {
    if head.len() > 40 { leading_word(head).to_owned() } else { head.to_owned() }
}
