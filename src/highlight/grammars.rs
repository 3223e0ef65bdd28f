//! `grammars.bin` → grammars, each unpacked when code first needs it.
//!
//! All of it is lists, their lengths in front, of texts, of bytes, and of numbers with seven bits a
//! byte, the low ones first. `tests/it/grammars.rs` writes it.

use std::sync::OnceLock;

use libdeflater::Decompressor;

/// What a scope says about colour: a place among `Grammars::classes` from 1, or 0 for nothing.
pub(super) type Colour = u8;

pub(super) struct Grammars {
    /// The classes of tokens in HTML; `""` for what has none.
    pub(super) classes: Vec<&'static str>,
    pub(super) grammars: Vec<Grammar>,
}

/// How code of a language is read.
pub(super) struct Grammar {
    pub(super) name: &'static str,
    /// File extensions and other names.
    pub(super) extensions: Vec<&'static str>,
    /// The context that code begins in, as its place among `contexts`.
    start: usize,
    length: usize,
    packed: &'static [u8],
    contexts: OnceLock<Vec<Context>>,
}

/// What can stand in a part of code, such as a string.
pub(super) struct Context {
    /// The scopes of all of it, with what opens and closes it.
    pub(super) whole: &'static [Colour],
    /// The scopes of what is between these.
    pub(super) content: &'static [Colour],
    /// How many scopes around it do not count inside, if it hides any.
    pub(super) hides: Option<usize>,
    /// What can stand in all contexts of its grammar.
    pub(super) prototype: Option<Id>,
    /// Whether a pattern refers to groups of the match that opened it.
    pub(super) recalls: bool,
    parts: Vec<Part>,
    rules: OnceLock<Vec<(u128, &'static Rule)>>,
}

/// A grammar and one of its contexts.
#[derive(Clone, Copy)]
pub(super) struct Id {
    grammar: usize,
    context: usize,
}

enum Part {
    Include(Id),
    Rule(u128, Rule),
}

/// A pattern, what it matches, and where it leads.
pub(super) struct Rule {
    pub(super) program: &'static [u8],
    pub(super) slots: usize,
    pub(super) groups: usize,
    pub(super) scopes: &'static [Colour],
    /// The scopes of groups; group 0 is the whole match.
    pub(super) captures: Vec<(usize, &'static [Colour])>,
    pub(super) leads: Leads,
    /// What can stand in the last context that it leads into and in all that open there.
    pub(super) prototype: Option<Id>,
}

pub(super) enum Leads {
    Nowhere,
    Into(Vec<Id>),
    /// Out of its context and into others.
    Over(Vec<Id>),
    Out,
}

pub(super) fn all() -> &'static Grammars {
    static GRAMMARS: OnceLock<Grammars> = OnceLock::new();
    GRAMMARS.get_or_init(|| {
        let mut reader = Reader(include_bytes!("grammars.bin"));
        Grammars { classes: reader.many(Reader::text), grammars: reader.many(Reader::grammar) }
    })
}

impl Grammar {
    pub(super) fn start(&'static self) -> &'static Context {
        &self.contexts()[self.start]
    }

    fn contexts(&self) -> &[Context] {
        self.contexts.get_or_init(|| {
            let mut bytes = vec![0; self.length];
            // What is part of the program can be unpacked.
            let _ = Decompressor::new().deflate_decompress(self.packed, &mut bytes);
            Reader(bytes.leak()).many(Reader::context)
        })
    }
}

impl Id {
    pub(super) fn context(self) -> &'static Context {
        &all().grammars[self.grammar].contexts()[self.context]
    }
}

impl Context {
    /// Its rules and those that it includes, in order, each with the characters that a match can
    /// begin with.
    pub(super) fn rules(&'static self) -> &'static [(u128, &'static Rule)] {
        self.rules.get_or_init(|| {
            let mut rules = Vec::new();
            for part in &self.parts {
                match part {
                    Part::Include(id) => rules.extend(id.context().rules()),
                    Part::Rule(firsts, rule) => rules.push((*firsts, rule)),
                }
            }
            rules
        })
    }
}

struct Reader(&'static [u8]);

impl Reader {
    fn number(&mut self) -> usize {
        let end = self.0.iter().position(|byte| *byte < 0x80).map_or(0, |last| last + 1);
        let (number, rest) = self.0.split_at(end);
        self.0 = rest;
        number.iter().rev().fold(0, |high, byte| high << 7 | usize::from(byte & 0x7F))
    }

    fn many<T>(&mut self, one: impl Fn(&mut Self) -> T) -> Vec<T> {
        (0..self.number()).map(|_| one(self)).collect()
    }

    fn bytes(&mut self) -> &'static [u8] {
        let length = self.number();
        let (bytes, rest) = self.0.split_at(length);
        self.0 = rest;
        bytes
    }

    fn text(&mut self) -> &'static str {
        str::from_utf8(self.bytes()).unwrap_or_default()
    }

    fn grammar(&mut self) -> Grammar {
        Grammar {
            name: self.text(),
            extensions: self.many(Self::text),
            start: self.number(),
            length: self.number(),
            packed: self.bytes(),
            contexts: OnceLock::new(),
        }
    }

    fn context(&mut self) -> Context {
        Context {
            whole: self.bytes(),
            content: self.bytes(),
            hides: self.many(Self::number).pop(),
            prototype: self.many(Self::id).pop(),
            recalls: self.number() == 1,
            parts: self.many(Self::part),
            rules: OnceLock::new(),
        }
    }

    fn id(&mut self) -> Id {
        Id { grammar: self.number(), context: self.number() }
    }

    fn part(&mut self) -> Part {
        if self.number() == 0 { Part::Include(self.id()) } else { self.rule() }
    }

    fn rule(&mut self) -> Part {
        let firsts = self.bytes().iter().rev().fold(0, |high, byte| high << 8 | u128::from(*byte));
        let rule = Rule {
            slots: self.number(),
            groups: self.number(),
            program: self.bytes(),
            scopes: self.bytes(),
            captures: self.many(|reader| (reader.number(), reader.bytes())),
            leads: match self.number() {
                0 => Leads::Nowhere,
                1 => Leads::Into(self.many(Self::id)),
                2 => Leads::Over(self.many(Self::id)),
                _ => Leads::Out,
            },
            prototype: self.many(Self::id).pop(),
        };
        Part::Rule(firsts, rule)
    }
}
