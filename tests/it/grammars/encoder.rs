//! The grammars of `two-face` → the bytes that `src/highlight/grammars.rs` reads.

use std::collections::BTreeMap;

use libdeflater::{CompressionLvl, Compressor};
use serde::Deserialize;
use syntect::dumps::{from_binary, from_uncompressed_data};
use syntect::parsing::{ClearAmount, Scope};

use super::colours::{self, CLASSES};
use super::compiler::compiled;

/// What `syntect` writes of its grammars, which it does not show otherwise.
#[derive(Deserialize)]
pub(crate) struct Set {
    pub(crate) grammars: Vec<Grammar>,
    _paths: Vec<(String, usize)>,
}

#[derive(Deserialize)]
pub(crate) struct Grammar {
    pub(crate) name: String,
    extensions: Vec<String>,
    _scope: Scope,
    _first_line: Option<String>,
    _hidden: bool,
    _variables: BTreeMap<String, String>,
    contexts: Vec<u8>,
}

#[derive(Deserialize)]
struct Contexts {
    ids: BTreeMap<String, Id>,
    contexts: Vec<Context>,
}

#[derive(Clone, Copy, Deserialize)]
struct Id {
    grammar: usize,
    context: usize,
}

#[derive(Deserialize)]
struct Context {
    whole: Vec<Scope>,
    content: Vec<Scope>,
    _has_prototype: bool,
    hides: Option<ClearAmount>,
    prototype: Option<Id>,
    recalls: bool,
    parts: Vec<Part>,
}

#[derive(Deserialize)]
enum Part {
    Rule(Rule),
    Include(Reference),
}

#[derive(Deserialize)]
struct Rule {
    recalls: bool,
    pattern: String,
    scopes: Vec<Scope>,
    captures: Option<Vec<(usize, Vec<Scope>)>>,
    leads: Leads,
    prototype: Option<Reference>,
}

#[derive(Deserialize)]
enum Leads {
    Into(Vec<Reference>),
    Over(Vec<Reference>),
    Out,
    Nowhere,
}

/// A context; one that is not `Direct` is not there.
#[derive(Deserialize)]
#[expect(dead_code, reason = "what is read must be skipped")]
enum Reference {
    Named(String),
    ByScope(Scope, Option<String>, bool),
    File(String, Option<String>, bool),
    Inline(String),
    Direct(Id),
}

/// Reads what `syntect` wrote.
pub(crate) fn read(dump: &[u8]) -> Set {
    from_uncompressed_data(dump).unwrap()
}

pub(crate) fn written(set: &Set) -> Vec<u8> {
    let mut writer = Writer(Vec::new());
    writer.many(CLASSES, |writer, class| writer.bytes(class.as_bytes()));
    writer.many(&set.grammars, Writer::grammar);
    writer.0
}

/// All patterns, and whether they refer to groups of another match.
pub(crate) fn patterns(set: &Set) -> Vec<(String, bool)> {
    let contexts = set.grammars.iter().flat_map(|grammar| grammar.read().contexts);
    let rules = contexts.flat_map(|context| context.parts).filter_map(|part| match part {
        Part::Rule(rule) => Some((rule.pattern, rule.recalls)),
        Part::Include(_) => None,
    });
    rules.collect()
}

impl Grammar {
    fn read(&self) -> Contexts {
        from_binary(&self.contexts)
    }
}

impl Reference {
    fn id(&self) -> Option<&Id> {
        if let Self::Direct(id) = self { Some(id) } else { None }
    }
}

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, mut number: usize) {
        while number > 0x7F {
            self.0.push((number & 0x7F).to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.0.push(number.to_le_bytes()[0]);
    }

    fn many<T>(&mut self, items: impl IntoIterator<Item = T>, one: impl Fn(&mut Self, T)) {
        let items: Vec<_> = items.into_iter().collect();
        self.number(items.len());
        for item in items {
            one(self, item);
        }
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len());
        self.0.extend(bytes);
    }

    fn grammar(&mut self, grammar: &Grammar) {
        let contexts = grammar.read();
        let mut inside = Writer(Vec::new());
        inside.many(&contexts.contexts, Writer::context);
        let mut compressor = Compressor::new(CompressionLvl::best());
        let mut packed = vec![0; compressor.deflate_compress_bound(inside.0.len())];
        let length = compressor.deflate_compress(&inside.0, &mut packed).unwrap();
        self.bytes(grammar.name.as_bytes());
        self.many(&grammar.extensions, |writer, name| writer.bytes(name.as_bytes()));
        self.number(contexts.ids["__start"].context);
        self.number(inside.0.len());
        self.bytes(&packed[..length]);
    }

    fn context(&mut self, context: &Context) {
        self.scopes(&context.whole);
        self.scopes(&context.content);
        self.many(context.hides, |writer, hides| {
            writer.number(match hides {
                ClearAmount::TopN(count) => count,
                ClearAmount::All => usize::from(u16::MAX),
            });
        });
        self.many(&context.prototype, Writer::id);
        self.number(context.recalls.into());
        // What includes a context that is not there includes nothing.
        let missing = |part: &&Part| matches!(part, Part::Include(whom) if whom.id().is_none());
        self.many(context.parts.iter().filter(|part| !missing(part)), |writer, part| match part {
            Part::Include(reference) => {
                writer.number(0);
                writer.id(reference.id().unwrap());
            }
            Part::Rule(rule) => {
                writer.number(1);
                writer.rule(rule);
            }
        });
    }

    fn rule(&mut self, rule: &Rule) {
        let program = compiled(&rule.pattern, rule.recalls);
        self.bytes(&program.firsts.to_le_bytes());
        self.number(program.slots);
        self.number(program.groups);
        self.bytes(&program.code);
        self.scopes(&rule.scopes);
        let captures = rule.captures.iter().flatten().filter(|one| one.0 <= program.groups);
        self.many(captures, |writer, (group, scopes)| {
            writer.number(*group);
            writer.scopes(scopes);
        });
        match &rule.leads {
            Leads::Nowhere => self.number(0),
            Leads::Into(references) => self.leads(1, references),
            Leads::Over(references) => self.leads(2, references),
            Leads::Out => self.number(3),
        }
        self.many(rule.prototype.iter().map(|reference| reference.id().unwrap()), Writer::id);
    }

    fn leads(&mut self, how: usize, references: &[Reference]) {
        self.number(how);
        self.many(references.iter().map(|reference| reference.id().unwrap()), Writer::id);
    }

    fn id(&mut self, id: &Id) {
        self.number(id.grammar);
        self.number(id.context);
    }

    fn scopes(&mut self, scopes: &[Scope]) {
        self.bytes(&scopes.iter().map(|scope| colours::of(*scope)).collect::<Vec<_>>());
    }
}
