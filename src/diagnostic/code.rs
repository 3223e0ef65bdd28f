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
    /// A Markdown file without an entry.
    NoEntries,
    /// The YAML at the head of a Markdown file cannot be read.
    FrontMatter,
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
    /// A docset whose folder systems hide.
    HiddenDocset,
    /// A docset that not every Zeal finds by its name.
    WeakName,
    /// A docset that Zeal takes for another one of the same build.
    SameAddress,
    /// An icon beside the definition that readers would not show.
    BadIcon,
    /// A plain field given twice; the last one counts.
    RepeatedField,
    /// A category without entries.
    EmptyCategory,
    /// A category whose id is an empty text.
    UntitledCategory,
    /// An entry with nothing to show.
    EmptyEntry,
    /// Two categories with one id.
    DuplicateCategory,
    /// The same entry twice in one category.
    DuplicateEntry,
    /// A call that does nothing in a sheet, such as `require` or `puts`.
    IgnoredCall,
    /// A part of a Markdown file that a docset does not show, such as a mark for a site generator.
    PassedOver,
    /// What a sheet says that the other language has no words for.
    NotConverted,
    /// A text that holds lines of the sheet, because its end is missing.
    SwallowedCode,
    /// A text or value that reaches no word of the sheet.
    LostText,
    /// Two texts that become one, where a comma or a quote was meant.
    JoinedTexts,
    /// A backslash in `"…"` that is not shown.
    LostBackslash,
    /// A comment `# docsheet: allow …` that allows nothing.
    BadAllowance,
    /// An entry that no search can find.
    UnsearchableEntry,
    /// An index name over 60 characters.
    LongName,
    /// An index name with leftover Markdown or entities.
    RawIndexName,
    /// A keyword that ends before it is typed whole.
    BadKeyword,
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
    /// A table without its line of dashes, or a row with more cells than its header.
    BrokenTable,
    /// Markdown inside HTML, where it means nothing.
    RawMarkdown,
    /// Something that looks like a tag but is no HTML element.
    UnknownElement,
    /// A code language that has no highlighting.
    UnknownLanguage,
    /// An image, style or script on the web.
    RemoteResource,
    /// A picture or the like that is not among the resources.
    MissingFile,
    /// A script, or an attribute that runs one.
    Script,
    /// A frame, a form, a redirection: what a page of a docset never does.
    ActiveContent,
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
    /// Whether it is a matter of style: `check` says it, `build` only where it is denied.
    pub style: bool,
}

const fn error(code: Code, name: &'static str) -> Rule {
    Rule { code, name, severity: Severity::Error, style: false }
}

const fn warning(code: Code, name: &'static str) -> Rule {
    Rule { code, name, severity: Severity::Warning, style: false }
}

const fn style(code: Code, name: &'static str) -> Rule {
    Rule { code, name, severity: Severity::Warning, style: true }
}

/// Every kind of finding, in the order of [`Code`].
pub const RULES: &[Rule] = &[
    error(Code::NotUtf8, "not-utf8"),
    error(Code::Syntax, "syntax"),
    error(Code::UnsupportedRuby, "unsupported-ruby"),
    error(Code::RubyFailure, "ruby-failure"),
    error(Code::LimitReached, "limit-reached"),
    error(Code::NoCheatsheet, "no-cheatsheet"),
    error(Code::NoEntries, "no-entries"),
    error(Code::FrontMatter, "front-matter"),
    error(Code::UnknownWord, "unknown-word"),
    error(Code::MisplacedWord, "misplaced-word"),
    error(Code::MissingField, "missing-field"),
    error(Code::WrongArguments, "wrong-arguments"),
    error(Code::WrongType, "wrong-type"),
    error(Code::BadFileName, "bad-file-name"),
    error(Code::MissingResources, "missing-resources"),
    error(Code::BadResource, "bad-resource"),
    error(Code::SameDocset, "same-docset"),
    warning(Code::HiddenDocset, "hidden-docset"),
    warning(Code::WeakName, "weak-name"),
    warning(Code::SameAddress, "same-address"),
    warning(Code::BadIcon, "bad-icon"),
    warning(Code::RepeatedField, "repeated-field"),
    warning(Code::EmptyCategory, "empty-category"),
    warning(Code::UntitledCategory, "untitled-category"),
    warning(Code::EmptyEntry, "empty-entry"),
    warning(Code::DuplicateCategory, "duplicate-category"),
    warning(Code::DuplicateEntry, "duplicate-entry"),
    warning(Code::IgnoredCall, "ignored-call"),
    style(Code::PassedOver, "passed-over"),
    warning(Code::NotConverted, "not-converted"),
    warning(Code::SwallowedCode, "swallowed-code"),
    warning(Code::LostText, "lost-text"),
    warning(Code::JoinedTexts, "joined-texts"),
    warning(Code::LostBackslash, "lost-backslash"),
    warning(Code::BadAllowance, "bad-allowance"),
    warning(Code::UnsearchableEntry, "unsearchable-entry"),
    style(Code::LongName, "long-name"),
    warning(Code::RawIndexName, "raw-index-name"),
    warning(Code::BadKeyword, "bad-keyword"),
    warning(Code::KeywordTaken, "keyword-taken"),
    style(Code::TitleCase, "title-case"),
    style(Code::ModifierOrder, "modifier-order"),
    style(Code::InsecureLink, "insecure-link"),
    warning(Code::DeadLink, "dead-link"),
    warning(Code::UnclosedFence, "unclosed-fence"),
    warning(Code::BrokenTable, "broken-table"),
    warning(Code::RawMarkdown, "raw-markdown"),
    warning(Code::UnknownElement, "unknown-element"),
    warning(Code::UnknownLanguage, "unknown-language"),
    warning(Code::RemoteResource, "remote-resource"),
    warning(Code::MissingFile, "missing-file"),
    warning(Code::Script, "script"),
    warning(Code::ActiveContent, "active-content"),
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
