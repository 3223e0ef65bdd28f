//! The border between Ruby and the language on top of it: which words a `self` answers to.

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// A block of the language on top, as the evaluator passes it around: it is `self` in there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Scope(pub(crate) usize);

/// The scope of the file itself, outside any block.
pub(crate) const TOP: Scope = Scope(0);

/// Ruby's own modules and classes that a sheet may name.
pub(crate) const MODULES: &str = "ArgumentError Array Class Exception FalseClass File Float Hash IndexError Integer JSON \
    Kernel KeyError MatchData Module NilClass Numeric Object Range Regexp RuntimeError StandardError \
    String Symbol TrueClass TypeError YAML";

/// A word of the language, called on a scope.
#[derive(Debug)]
pub(crate) struct WordCall<'a> {
    /// Whose word it is.
    pub(crate) scope: Scope,
    /// The word.
    pub(crate) word: &'a str,
    /// Where the word stands.
    pub(crate) span: Span,
    /// What it was given.
    pub(crate) arguments: Vec<Argument>,
    /// Whether a `do … end` came with it.
    pub(crate) has_block: bool,
}

/// What a word was given, in Rust's terms.
#[derive(Clone, Debug)]
pub(crate) struct Argument {
    /// The value.
    pub(crate) value: Plain,
    /// Where it stands.
    pub(crate) span: Span,
}

/// A value that a field can hold, or one that it cannot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    /// `nil` or `false`: as if the field were not there.
    Nothing,
    /// `true`.
    Yes,
    /// Text, or a number or symbol as its text.
    Text(String),
    /// Several texts.
    List(Vec<String>),
    /// Something else, as messages call it.
    Other(&'static str),
}

/// What a word of the language wants behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wants {
    /// A block, with how many blocks are around it in a sheet.
    Block(usize),
    /// One text.
    Text,
    /// One text or more.
    Texts,
    /// Nothing.
    Nothing,
}

/// A language on top of Ruby.
pub(crate) trait Words {
    /// Calls a word; what is `self` in the block that it takes, if it takes one.
    fn call(&mut self, call: WordCall) -> Option<Scope>;
    /// Whether `scope` has this word, or it is a word of another block.
    fn known(&self, scope: Scope, word: &str) -> bool;
    /// A finding about a word that nobody answers to, worded in the language's terms.
    fn unknown(&self, scope: Scope, word: &str, span: Span) -> Diagnostic;
    /// What the word wants behind it, if any block has it.
    fn wants(&self, word: &str) -> Option<Wants>;
    /// Records a finding.
    fn report(&mut self, finding: Diagnostic);
}
