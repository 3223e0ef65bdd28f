//! The kinds of findings about a sheet: code → name and severity, one table.

use std::fmt;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; the sheet is built.
    Warning,
    /// The sheet is not built.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// The kind of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// The file is not UTF-8 text.
    NotUtf8,
    /// Ruby cannot read the text.
    Syntax,
    /// More of Ruby than a sheet may use.
    UnsupportedRuby,
    /// An expression fails when it is evaluated.
    RubyFailure,
    /// Evaluating takes more steps, depth or memory than a sheet may use.
    LimitReached,
    /// There is no `cheatsheet do … end`, or more than one.
    NoCheatsheet,
    /// A word that the language does not have.
    UnknownWord,
    /// A word of the language in a block where it does not belong.
    MisplacedWord,
    /// A required field is not there.
    MissingField,
    /// A word with too many or too few arguments, or without its block.
    WrongArguments,
    /// A value of a kind that the word does not take.
    WrongType,
    /// A name or path that would leave its folder or is not portable.
    BadFileName,
    /// The `resources` path is not beside the definition.
    MissingResources,
    /// A file among the resources that a docset cannot hold.
    BadResource,
    /// Two sheets would write the same docset.
    SameDocset,
    /// An icon beside the definition that readers would not show.
    BadIcon,
    /// A plain field given twice; the last one counts.
    RepeatedField,
    /// A category without entries.
    EmptyCategory,
    /// An entry with nothing to show.
    EmptyEntry,
    /// Two categories with one id.
    DuplicateCategory,
    /// The same entry twice in one category.
    DuplicateEntry,
    /// A call that does nothing in a sheet, such as `require` or `puts`.
    IgnoredCall,
    /// An entry that no search can find.
    UnsearchableEntry,
    /// An index name over 60 characters.
    LongName,
    /// An index name with leftover Markdown or entities.
    RawIndexName,
    /// A keyword that another sheet of the same build has.
    KeywordTaken,
    /// A category id that is not in title case.
    TitleCase,
    /// Modifier keys that are not in the order `CMD+CTRL+OPTION+SHIFT`.
    ModifierOrder,
    /// A link over `http://`.
    InsecureLink,
    /// A link to an anchor that the page does not have.
    DeadLink,
    /// A fenced code block without its end.
    UnclosedFence,
    /// Something that looks like a tag but is no HTML element.
    UnknownElement,
    /// A code language that has no highlighting.
    UnknownLanguage,
    /// An image, style or script that is not in the docset.
    RemoteResource,
}

/// What is known of a kind of finding.
#[derive(Debug)]
pub struct Rule {
    /// The kind.
    pub code: Code,
    /// Its name in messages and options, words joined by `-`.
    pub name: &'static str,
    /// How grave it is unless somebody says otherwise.
    pub severity: Severity,
}

const fn rule(code: Code, name: &'static str, severity: Severity) -> Rule {
    Rule { code, name, severity }
}

/// Every kind of finding, in the order of [`Code`].
pub const RULES: &[Rule] = &[
    rule(Code::NotUtf8, "not-utf8", Severity::Error),
    rule(Code::Syntax, "syntax", Severity::Error),
    rule(Code::UnsupportedRuby, "unsupported-ruby", Severity::Error),
    rule(Code::RubyFailure, "ruby-failure", Severity::Error),
    rule(Code::LimitReached, "limit-reached", Severity::Error),
    rule(Code::NoCheatsheet, "no-cheatsheet", Severity::Error),
    rule(Code::UnknownWord, "unknown-word", Severity::Error),
    rule(Code::MisplacedWord, "misplaced-word", Severity::Error),
    rule(Code::MissingField, "missing-field", Severity::Error),
    rule(Code::WrongArguments, "wrong-arguments", Severity::Error),
    rule(Code::WrongType, "wrong-type", Severity::Error),
    rule(Code::BadFileName, "bad-file-name", Severity::Error),
    rule(Code::MissingResources, "missing-resources", Severity::Error),
    rule(Code::BadResource, "bad-resource", Severity::Error),
    rule(Code::SameDocset, "same-docset", Severity::Error),
    rule(Code::BadIcon, "bad-icon", Severity::Warning),
    rule(Code::RepeatedField, "repeated-field", Severity::Warning),
    rule(Code::EmptyCategory, "empty-category", Severity::Warning),
    rule(Code::EmptyEntry, "empty-entry", Severity::Warning),
    rule(Code::DuplicateCategory, "duplicate-category", Severity::Warning),
    rule(Code::DuplicateEntry, "duplicate-entry", Severity::Warning),
    rule(Code::IgnoredCall, "ignored-call", Severity::Warning),
    rule(Code::UnsearchableEntry, "unsearchable-entry", Severity::Warning),
    rule(Code::LongName, "long-name", Severity::Warning),
    rule(Code::RawIndexName, "raw-index-name", Severity::Warning),
    rule(Code::KeywordTaken, "keyword-taken", Severity::Warning),
    rule(Code::TitleCase, "title-case", Severity::Warning),
    rule(Code::ModifierOrder, "modifier-order", Severity::Warning),
    rule(Code::InsecureLink, "insecure-link", Severity::Warning),
    rule(Code::DeadLink, "dead-link", Severity::Warning),
    rule(Code::UnclosedFence, "unclosed-fence", Severity::Warning),
    rule(Code::UnknownElement, "unknown-element", Severity::Warning),
    rule(Code::UnknownLanguage, "unknown-language", Severity::Warning),
    rule(Code::RemoteResource, "remote-resource", Severity::Warning),
];

impl Code {
    /// What is known of this kind.
    #[must_use]
    pub fn rule(self) -> &'static Rule {
        &RULES[self as usize]
    }

    /// The kind called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        RULES.iter().find(|rule| rule.name == name).map(|rule| rule.code)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.rule().name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_finds_its_own_rule() {
        for rule in RULES {
            assert_eq!(rule.code.rule().name, rule.name);
            assert_eq!(Code::named(rule.name), Some(rule.code));
        }
    }
}
