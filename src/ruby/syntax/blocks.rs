//! Slips with blocks: an `end` that is missing, one too many, a `do` that is missing. Of all ways to
//! read the blocks, the one counts for which the least speaks: the fewest slips, with blocks that
//! stand in each other as the language wants, and each `end` below its beginning.

use super::outline::Statement;
use super::repair::Part;
use super::slip::{Patch, Slip};
use super::view::{View, leading_word, unreadable};
use crate::ruby::words::Wants;
use crate::source::Span;

/// What speaks against a reading: a slip, a word in a block where it does not belong, an indentation
/// that tells otherwise.
const SLIP: usize = 10;
const NO_DO: usize = 9;
const WRONG_CLOSER: usize = 7;
const MISPLACED: usize = 12;
const ODD_INDENT: usize = 4;

/// How many readings are followed at once, how many slips and open blocks are looked at, and how many
/// blocks may lack their `end` at one place.
const MOST_READINGS: usize = 12;
const MOST_SLIPS: usize = 60;
const MOST_OPEN: usize = 100;
const MOST_AT_ONCE: usize = 3;

/// The slips with the blocks of a text whose statements can be read.
pub(super) fn slips(view: View, statements: &[Statement]) -> Vec<Slip> {
    let mut readings = vec![Reading::default()];
    for statement in statements {
        readings = readings.iter().flat_map(|reading| reading.behind(view, statement)).collect();
        readings.sort_by(|a, b| a.places().cmp(b.places()).then(a.cost.cmp(&b.cost)));
        readings.dedup_by(|a, b| a.places().eq(b.places()));
        readings.sort_by_key(|reading| reading.cost);
        readings.truncate(MOST_READINGS);
        let best = &readings[0];
        if best.edits.len() > MOST_SLIPS || best.open.len() > MOST_OPEN {
            break;
        }
    }
    let ends = readings.into_iter().map(|reading| reading.closed(usize::MAX, None));
    let best = ends.min_by_key(|reading| reading.cost).unwrap_or_default();
    best.edits.iter().map(|edit| edit.slip(view)).collect()
}

/// A block that is open.
#[derive(Clone, Copy, Debug)]
struct Open {
    head: Span,
    indent: usize,
    closer: &'static str,
    /// How many blocks are around it in a sheet, if a word of the language opens it.
    depth: Option<usize>,
}

/// One way to read the statements so far.
#[derive(Clone, Debug, Default)]
struct Reading {
    cost: usize,
    open: Vec<Open>,
    edits: Vec<Edit>,
}

#[derive(Clone, Debug)]
enum Edit {
    /// With the statement before which it is missing, and whether indentation tells anything.
    NoEnd(Open, Option<(Span, Part)>, bool),
    NoDo(Span),
    WrongCloser(Open, Span),
    /// With the block that it would close.
    Surplus(Span, Option<Open>),
}

impl Reading {
    /// The readings of one more statement.
    fn behind(&self, view: View, statement: &Statement) -> Vec<Self> {
        let word = leading_word(view.slice(statement.span));
        let wants = view.wants(word);
        match statement.part {
            Part::Between => vec![self.clone()],
            Part::Opens(closer) => self.opened(view, statement, closer, None),
            Part::Whole => {
                let mut readings = self.ended(statement);
                for reading in &mut readings {
                    reading.cost += reading.odd_indent(statement);
                }
                if matches!(wants, Some(Wants::Block(_))) && is_headless(view, statement) {
                    let place = Span::new(statement.span.start, statement.span.start + word.len());
                    readings.extend(self.opened(view, statement, "end", Some(place)));
                }
                readings
            }
            Part::Closes => match view.after(statement.span.start).chars().next() {
                Some(')' | ']') => vec![self.clone()],
                Some('}') => self.closings(statement, "}"),
                _ => self.closings(statement, "end"),
            },
        }
    }

    /// With up to some blocks ended before the statement, though no `end` says so.
    fn ended(&self, statement: &Statement) -> Vec<Self> {
        let open = self.open.iter().rev().take(MOST_AT_ONCE);
        let outside = open.take_while(|open| statement.indent <= open.indent).count();
        (0..=outside).map(|count| self.clone().closed(count, Some(statement))).collect()
    }

    fn opened(
        &self,
        view: View,
        statement: &Statement,
        closer: &'static str,
        no_do: Option<Span>,
    ) -> Vec<Self> {
        let depth = depth(view, statement);
        let mut readings = self.ended(statement);
        for reading in &mut readings {
            reading.cost += reading.odd_indent(statement);
            let around = reading.open.last().map_or(Some(1), |open| open.depth.map(|at| at + 1));
            if depth.zip(around).is_some_and(|(depth, around)| depth != around) {
                reading.cost += MISPLACED;
            }
            if let Some(place) = no_do {
                reading.edit(NO_DO, Edit::NoDo(Span::new(place.start, statement.span.end)));
            }
            let head = head(view, statement);
            reading.open.push(Open { head, indent: statement.indent, closer, depth });
        }
        readings
    }

    /// What an `end` may mean: the end of the block, of one further out, or nothing.
    fn closings(&self, statement: &Statement, closer: &str) -> Vec<Self> {
        let start = statement.span.start;
        let place = Span::new(start, (start + closer.len()).min(statement.span.end));
        let mut readings = Vec::new();
        for count in 0..self.open.len().min(MOST_AT_ONCE + 1) {
            let mut reading = self.clone().closed(count, Some(statement));
            if let Some(open) = reading.open.pop() {
                let odd = open.indent != statement.indent;
                reading.cost += usize::from(odd) * ODD_INDENT;
                if open.closer != closer {
                    reading.edit(WRONG_CLOSER, Edit::WrongCloser(open, place));
                }
            }
            readings.push(reading);
        }
        let mut surplus = self.clone();
        surplus.edit(SLIP, Edit::Surplus(place, self.open.last().copied()));
        readings.push(surplus);
        readings
    }

    /// With the innermost blocks ended before the next statement, which is a slip each.
    fn closed(mut self, count: usize, next: Option<&Statement>) -> Self {
        for _ in 0..count {
            let Some(open) = self.open.pop() else { break };
            let flat = self.open.last().is_some_and(|outer| outer.indent >= open.indent);
            let next = next.map(|next| (next.span, next.part));
            self.edit(SLIP, Edit::NoEnd(open, next, flat));
        }
        self
    }

    fn odd_indent(&self, statement: &Statement) -> usize {
        let odd = self.open.last().is_some_and(|open| statement.indent <= open.indent);
        usize::from(odd) * ODD_INDENT
    }

    /// Where its open blocks begin.
    fn places(&self) -> impl Iterator<Item = usize> {
        self.open.iter().map(|open| open.head.start)
    }

    fn edit(&mut self, cost: usize, edit: Edit) {
        self.cost += cost;
        self.edits.push(edit);
    }
}

impl Edit {
    fn slip(&self, view: View) -> Slip {
        match self {
            Self::NoEnd(open, next, flat) => no_end(view, *open, *next, *flat),
            Self::NoDo(statement) => no_do(view, *statement),
            Self::WrongCloser(open, place) => {
                let finding = unclosed(view, *open)
                    .related(*place, format!("this is no `{}`", open.closer))
                    .hint(format!("close it with `{}`", open.closer));
                Slip::new(finding, Patch::replace(*place, open.closer))
            }
            Self::Surplus(place, inside) => surplus(view, *place, *inside),
        }
    }
}

fn unclosed(view: View, open: Open) -> crate::diagnostic::Diagnostic {
    let head = view.slice(open.head);
    let shown = if head.len() > 40 { leading_word(head) } else { head };
    unreadable(open.head, format!("this `{shown}` has no `{}`", open.closer))
}

fn no_end(view: View, open: Open, next: Option<(Span, Part)>, flat: bool) -> Slip {
    let closer = open.closer;
    let word = |span: Span| {
        Span::new(span.start, span.start + leading_word(view.slice(span)).len().max(1))
    };
    let finding = unclosed(view, open);
    let finding = match next {
        Some((next, Part::Closes)) => {
            finding.related(word(next), "going by its indentation, this closes another block")
        }
        Some((next, _)) => {
            finding.related(word(next), format!("`{closer}` is missing before this"))
        }
        None => finding,
    };
    let finding = finding.hint(format!("add `{closer}` where the block ends"));
    let finding = if flat {
        finding.hint("perhaps another block lacks it: with each block indented, this can say which")
    } else {
        finding
    };
    let at = next.map_or(view.text.len(), |(next, _)| view.line_start(next.start));
    Slip::new(finding, Patch::insert(at, format!("\n{closer}\n")))
}

fn no_do(view: View, statement: Span) -> Slip {
    let word = leading_word(view.slice(statement));
    let place = Span::new(statement.start, statement.start + word.len());
    let finding =
        unreadable(place, format!("this `{word}` has no `do`")).hint(format!("write `{word} do`"));
    Slip::new(finding, Patch::replace(Span::new(place.end, statement.end), " do"))
}

fn surplus(view: View, place: Span, inside: Option<Open>) -> Slip {
    let closer = view.slice(place);
    let finding =
        unreadable(place, format!("there is one `{closer}` too many: this one closes nothing"));
    let finding = match inside {
        Some(open) if closer == "end" => {
            let word = leading_word(view.slice(open.head));
            finding
                .related(open.head, format!("it ends up closing this `{word}`"))
                .hint("remove it, or move it to where a block ends")
        }
        _ if closer == "}" => {
            finding.hint("remove it, or look for a `{` that is missing before it")
        }
        _ => finding.hint("remove it, or look for a `do` that is missing before it"),
    };
    Slip::new(finding, Patch::replace(place, ""))
}

/// How many blocks are around a word that opens one.
fn depth(view: View, statement: &Statement) -> Option<usize> {
    match view.wants(leading_word(view.slice(statement.span))) {
        Some(Wants::Block(depth)) => Some(depth),
        _ => None,
    }
}

/// `category` without `do`.
fn is_headless(view: View, statement: &Statement) -> bool {
    let shown = view.slice(statement.span);
    !shown.contains('{') && shown.split_whitespace().all(|word| word != "do")
}

/// The head of a block: its line.
fn head(view: View, statement: &Statement) -> Span {
    let start = statement.span.start;
    Span::new(start, view.visible_end(start).min(statement.span.end))
}
