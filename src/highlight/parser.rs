//! Lines of code, one after the other → pieces of each with their colours.
//!
//! It reads as Sublime Text does (<https://www.sublimetext.com/docs/syntax.html>): of the rules of the
//! context it is in, the one that matches first counts, and of those that match there the first one.

use std::ops::Range;
use std::ptr;

use super::grammars::{Colour, Context, Grammar, Id, Leads, Rule};
use super::matcher::{Matcher, Subject, peeked};

/// How many contexts can be open.
const DEEPEST: usize = 100;

pub(super) struct Parser {
    levels: Vec<Level>,
    /// The levels from which rules for all contexts above count, the last one now.
    prototypes_from: Vec<usize>,
    scopes: Scopes,
    matcher: Matcher,
}

/// A context that is open.
struct Level {
    context: &'static Context,
    prototypes: Vec<&'static Context>,
    /// What the groups held of the match that opened it, where a pattern in it refers to them.
    groups: Option<Vec<Vec<u8>>>,
}

/// A rule that matched.
struct Found {
    rule: &'static Rule,
    at: Range<usize>,
    /// Whether it is one for all contexts above a level.
    from_prototype: bool,
}

/// Where the scopes of a group start or end, its order there, and the scopes or how many end.
type Change<'a> = ((usize, isize), Result<&'a [Colour], usize>);

/// What a search for a rule came to.
enum Search {
    Found(Found),
    /// A rule would leave the context that was opened right here.
    GoesRound,
    Nothing,
}

impl Parser {
    /// Starts with a grammar; it may do so much work, in steps of patterns.
    pub(super) fn new(grammar: &'static Grammar, work: usize) -> Self {
        let context = grammar.start();
        let mut scopes = Scopes::default();
        scopes.open(0, &context.content[..context.content.len().min(1)]);
        let level = Level { context, prototypes: Vec::new(), groups: None };
        Self {
            levels: vec![level],
            prototypes_from: Vec::new(),
            scopes,
            matcher: Matcher::new(work),
        }
    }

    /// The pieces of a line of ASCII text with its line feed: where each ends, and its colour.
    /// `None` when the work is too much.
    pub(super) fn line(&mut self, line: &[u8]) -> Option<Vec<(usize, Colour)>> {
        let mut place = 0;
        // Where a context was opened last without a character, and how many were open then.
        let mut opened = None;
        loop {
            self.prototypes_from.truncate(
                self.prototypes_from.iter().take_while(|from| **from < self.levels.len()).count(),
            );
            match self.search(line, place, opened == Some((place, self.levels.len()))) {
                Search::GoesRound if place + 1 < line.len() => place += 1,
                Search::GoesRound | Search::Nothing => break,
                Search::Found(found) => {
                    if found.at.end <= place && matches!(found.rule.leads, Leads::Into(_)) {
                        opened = Some((found.at.end, self.levels.len() + 1));
                    }
                    place = found.at.end;
                    self.follow(line, &found);
                }
            }
        }
        self.scopes.reach(line.len());
        (!self.matcher.is_exhausted()).then(|| std::mem::take(&mut self.scopes.pieces))
    }

    /// Looks for the next rule from `from`; `is_new` says that the context was opened right there.
    fn search(&mut self, line: &[u8], from: usize, is_new: bool) -> Search {
        let Self { levels, prototypes_from, matcher, .. } = self;
        let Some(level) = levels.last() else { return Search::Nothing };
        let above = &levels[prototypes_from.last().copied().unwrap_or(0)..];
        let from_levels = above.iter().flat_map(|level| {
            level.prototypes.iter().map(|context| (true, context.rules(), level.groups.as_deref()))
        });
        let own = level.context.prototype.map(|id| (false, id.context().rules(), None));
        let chain: Vec<_> = from_levels
            .chain(own)
            .chain([(false, level.context.rules(), level.groups.as_deref())])
            .collect();
        // A rule whose first match does nothing does not count.
        let mut idle: Vec<*const Rule> = Vec::new();
        for place in from..=line.len() {
            let first = 1 << peeked(line, place);
            let mut goes_round = false;
            for (from_prototype, rules, outer) in &chain {
                for (firsts, rule) in *rules {
                    if firsts & first == 0 || idle.iter().any(|idle| ptr::eq(*idle, *rule)) {
                        continue;
                    }
                    let subject = Subject { line, from, outer: *outer };
                    let Some(end) = matcher.run(rule.program, rule.slots, subject, place) else {
                        continue;
                    };
                    let does_something = match rule.leads {
                        Leads::Nowhere => end > place,
                        Leads::Into(_) => levels.len() < DEEPEST,
                        Leads::Over(_) | Leads::Out => true,
                    };
                    if !does_something {
                        idle.push(*rule);
                    } else if is_new && end <= from && matches!(rule.leads, Leads::Out) {
                        goes_round = true;
                    } else {
                        let from_prototype = *from_prototype;
                        return Search::Found(Found { rule, at: place..end, from_prototype });
                    }
                }
            }
            if goes_round {
                return Search::GoesRound;
            }
        }
        Search::Nothing
    }

    /// Colours what a rule matched, and goes where it leads.
    fn follow(&mut self, line: &[u8], found: &Found) {
        let Found { rule, at, from_prototype } = found;
        let Some(context) = self.levels.last().map(|level| level.context) else { return };
        if *from_prototype {
            self.prototypes_from.push(self.levels.len());
        }
        self.scopes.before(at.start, context, &rule.leads);
        self.scopes.open(at.start, rule.scopes);
        self.captures(rule, at);
        self.scopes.close(at.end, rule.scopes.len());
        self.scopes.behind(at.end, context, &rule.leads);
        match &rule.leads {
            Leads::Nowhere => {}
            Leads::Out => drop(self.levels.pop()),
            Leads::Into(ids) => self.open(line, ids, rule, Vec::new()),
            Leads::Over(ids) => {
                let prototypes = self.levels.pop().map(|level| level.prototypes);
                self.open(line, ids, rule, prototypes.unwrap_or_default());
            }
        }
    }

    fn captures(&mut self, rule: &Rule, whole: &Range<usize>) {
        // What ends at a place comes before what starts there, and of that the longest first.
        let mut changes: Vec<Change<'_>> = Vec::new();
        for (group, scopes) in &rule.captures {
            let range = if *group == 0 { Some(whole.clone()) } else { self.matcher.group(*group) };
            let Some(range) = range.filter(|range| !range.is_empty()) else { continue };
            changes.push(((range.start, -range.len().cast_signed()), Ok(scopes)));
            changes.push(((range.end, isize::MIN), Err(scopes.len())));
        }
        changes.sort_by_key(|change| change.0);
        for ((place, _), change) in changes {
            match change {
                Ok(scopes) => self.scopes.open(place, scopes),
                Err(count) => self.scopes.close(place, count),
            }
        }
    }

    fn open(&mut self, line: &[u8], ids: &[Id], rule: &Rule, of_left: Vec<&'static Context>) {
        let mut prototypes = of_left;
        for (place, id) in ids.iter().enumerate() {
            let context = id.context();
            let mut prototypes = std::mem::take(&mut prototypes);
            if place == ids.len() - 1 {
                prototypes.extend(rule.prototype.map(Id::context));
            }
            let recalls = context.recalls || prototypes.iter().any(|prototype| prototype.recalls);
            let groups = recalls.then(|| {
                let text = |group| self.matcher.group(group).map_or(&[][..], |at| &line[at]);
                (1..=rule.groups).map(|group| text(group).to_vec()).collect()
            });
            self.levels.push(Level { context, prototypes, groups });
        }
    }
}

/// The scopes that are open, the innermost last.
#[derive(Default)]
struct Scopes {
    open: Vec<Colour>,
    hidden: Vec<Vec<Colour>>,
    pieces: Vec<(usize, Colour)>,
}

impl Scopes {
    /// Up to this place of the line they are what they are now.
    fn reach(&mut self, place: usize) {
        if self.pieces.last().map_or(0, |last| last.0) < place {
            let says = self.open.iter().rev().find(|colour| **colour != 0);
            self.pieces.push((place, says.copied().unwrap_or(0)));
        }
    }

    fn open(&mut self, place: usize, scopes: &[Colour]) {
        if !scopes.is_empty() {
            self.reach(place);
            self.open.extend(scopes);
        }
    }

    fn close(&mut self, place: usize, count: usize) {
        if count > 0 {
            self.reach(place);
            self.open.truncate(self.open.len().saturating_sub(count));
        }
    }

    fn hide(&mut self, place: usize, context: &Context) {
        if let Some(count) = context.hides {
            self.reach(place);
            self.hidden.push(self.open.split_off(self.open.len().saturating_sub(count)));
        }
    }

    fn show(&mut self, place: usize, context: &Context) {
        if context.hides.is_some() {
            self.reach(place);
            self.open.extend(self.hidden.pop().unwrap_or_default());
        }
    }

    /// What changes where a match starts that leads out of a context or into others.
    fn before(&mut self, place: usize, context: &Context, leads: &Leads) {
        match leads {
            Leads::Nowhere => {}
            Leads::Out => self.close(place, context.content.len()),
            Leads::Into(ids) => {
                for context in contexts(ids) {
                    self.hide(place, context);
                    self.open(place, context.whole);
                }
            }
            Leads::Over(ids) => {
                self.show(place, context);
                contexts(ids).for_each(|context| self.open(place, context.whole));
            }
        }
    }

    /// What changes where it ends.
    fn behind(&mut self, place: usize, context: &Context, leads: &Leads) {
        let length = |ids: &[Id]| contexts(ids).map(|context| context.whole.len()).sum();
        let has_content = |ids: &[Id]| contexts(ids).any(|context| !context.content.is_empty());
        match leads {
            Leads::Out => {
                self.close(place, context.whole.len());
                self.show(place, context);
            }
            Leads::Into(ids) if has_content(ids) => {
                self.close(place, length(ids));
                for context in contexts(ids) {
                    self.open(place, context.whole);
                    self.open(place, context.content);
                }
            }
            Leads::Over(ids) => {
                let left = context.content.len() + context.whole.len();
                let hides = contexts(ids).any(|context| context.hides.is_some());
                if left == 0 && !hides && !has_content(ids) {
                    return;
                }
                self.close(place, length(ids) + left);
                for context in contexts(ids) {
                    self.hide(place, context);
                    self.open(place, context.whole);
                    self.open(place, context.content);
                }
            }
            Leads::Nowhere | Leads::Into(_) => {}
        }
    }
}

fn contexts(ids: &[Id]) -> impl Iterator<Item = &'static Context> {
    ids.iter().copied().map(Id::context)
}
