//! What can be said about a draft before anything is rendered: a draft → findings.

use std::collections::BTreeMap;

use super::draft::{Block, Draft, Field, Given};
use super::vocabulary::{Home, Word, find, words_of};
use crate::diagnostic::{Code, Diagnostic, any_error};
use crate::files::unportable;
use crate::identity;
use crate::layout::ENDING;
use crate::markdown::Dialect;
use crate::source::{Language, Source, Span};

/// Adds what is wrong with the blocks of a draft to its findings.
pub(crate) fn check(draft: &mut Draft, source: &Source) {
    let unread = draft.findings.iter().any(|finding| finding.code == Code::LimitReached);
    if unread {
        return;
    }
    let mut findings = one_cheatsheet(draft, source);
    let errors = Errors::of(&draft.findings);
    let elsewhere = |word: &str| {
        let message = format!("`{word}` does not belong ");
        draft.findings.iter().any(|finding| finding.message.starts_with(&message))
    };
    for (index, block) in draft.blocks.iter().enumerate() {
        let errors = errors.inside(draft, index);
        let absent = missing(block, errors, source).into_iter();
        findings.extend(absent.filter(|(word, _)| !elsewhere(word)).map(|(_, finding)| finding));
        findings.extend(repeated(draft, block));
        if draft.dialect == Dialect::Redcarpet {
            let values = block.fields.iter().flat_map(|field| &field.values);
            findings.extend(values.filter_map(swallowed));
        }
        findings.extend(match block.home {
            Home::File => None,
            Home::Cheatsheet => bad_file_name(block)
                .or_else(|| bad_resources(block))
                .or_else(|| hidden_docset(draft, block))
                .or_else(|| weak_name(block)),
            Home::Category => {
                empty_category(block, errors, source).or_else(|| untitled_category(draft, block))
            }
            Home::Entry => empty_entry(draft, block, errors),
        });
    }
    findings.extend(equal_ids(draft));
    draft.findings.extend(findings);
}

/// Errors and texts that are lost, in the order of their places: one in a block may be why something
/// is missing there.
struct Errors<'a>(Vec<(usize, &'a Diagnostic)>);

impl<'a> Errors<'a> {
    fn of(findings: &'a [Diagnostic]) -> Self {
        let errors = findings.iter().filter(|one| one.is_error() || one.code == Code::LostText);
        let places = errors.filter_map(|error| Some((error.place.as_ref()?.span.start, error)));
        let mut errors: Vec<_> = places.collect();
        errors.sort_by_key(|(start, _)| *start);
        Self(errors)
    }

    /// Those between the word that opens the block at `index` and the next one like it.
    fn inside(&self, draft: &Draft, index: usize) -> &[(usize, &'a Diagnostic)] {
        let block = &draft.blocks[index];
        let next = draft.blocks[index + 1..].iter().find(|other| other.home <= block.home);
        let end = next.map_or(usize::MAX, |next| next.span.start);
        let place = |offset: usize| self.0.partition_point(|(start, _)| *start < offset);
        self.0.get(place(block.span.start)..place(end)).unwrap_or_default()
    }
}

/// What a definition looks like.
const EXAMPLE: &str = "a definition begins with `cheatsheet do`, goes on with `title '…'`, \
    `docset_file_name '…'` and its categories, and ends with `end`";

fn one_cheatsheet(draft: &Draft, source: &Source) -> Vec<Diagnostic> {
    let sheets: Vec<_> = draft.inside(0).collect();
    match sheets.as_slice() {
        [] if any_error(&draft.findings) => Vec::new(),
        [] if source.text.trim().is_empty() => {
            vec![Diagnostic::new(Code::NoCheatsheet, "the file is empty").hint(EXAMPLE)]
        }
        [] => vec![
            Diagnostic::new(Code::NoCheatsheet, "there is no `cheatsheet do … end`").hint(EXAMPLE),
        ],
        [first, others @ ..] => {
            let second = others.iter().map(|other| {
                Diagnostic::new(Code::NoCheatsheet, "there is more than one `cheatsheet`")
                    .at(other.span, "this is another one")
                    .related(first.span, "the first one is here")
                    .hint("put the second sheet into a file of its own")
            });
            second.collect()
        }
    }
}

/// Required words that are not there, unless an error in the block already tells why.
fn missing(
    block: &Block,
    errors: &[(usize, &Diagnostic)],
    source: &Source,
) -> Vec<(&'static str, Diagnostic)> {
    let explained = |word: &Word| {
        let meant = format!("did you mean `{}`?", word.name);
        errors.iter().any(|(start, error)| {
            let line = source.line(*start);
            let line = Span::new(source.line_start(line), source.line_start(line + 1));
            let told = [format!("`{} '", word.name), format!("it is called `{}`", word.name)];
            error
                .hints
                .iter()
                .any(|hint| *hint == meant || told.iter().any(|told| hint.contains(told)))
                || source.slice(line).trim_start().starts_with(word.name)
        })
    };
    let required = words_of(block.home).filter(|word| word.required && block.home != Home::File);
    // A blank `id` stops nothing: `untitled_category` tells of it.
    let may_be_blank = block.home == Home::Category;
    let absent = required
        .filter(|word| block.last(word.name).is_none_or(|given| given.is_blank() && !may_be_blank));
    let opener = block.home.opened_by().unwrap_or_default();
    absent
        .filter(|word| !explained(word))
        .map(|word| {
            let message = format!("this `{opener}` has no `{}`", word.name);
            let finding = Diagnostic::new(Code::MissingField, message).at(block.span, "");
            (word.name, finding.hint(format!("add `{} '…'`: {}", word.name, word.about)))
        })
        .collect()
}

/// A text with the beginning of an entry or category in it.
fn swallowed(given: &Given) -> Option<Diagnostic> {
    let openers = ["entry do", "category do"];
    let opener = openers.into_iter().find(|opener| {
        given.text.contains(opener) && given.text.lines().any(|line| line.trim() == *opener)
    })?;
    Some(
        Diagnostic::new(Code::SwallowedCode, format!("this text holds a line `{opener}`"))
            .at(given.span, "the text begins here")
            .hint("its end is probably missing before that line, and what is there is lost"),
    )
}

fn repeated(draft: &Draft, block: &Block) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<&str, &Field> = BTreeMap::new();
    let mut findings = Vec::new();
    for field in &block.fields {
        let plain = find(block.home, field.word).is_some_and(|word| !word.takes.is_list());
        let Some(earlier) = seen.insert(field.word, field).filter(|_| plain) else { continue };
        let word = field.word;
        let opener = block.home.opened_by().unwrap_or_default();
        let ruby = format!("keep one of them, or start another `{opener} do … end` between them");
        findings.push(
            Diagnostic::new(
                Code::RepeatedField,
                format!("`{word}` is given twice in one `{opener}`"),
            )
            .at(field.span, "this one counts")
            .related(earlier.span, "this one is lost")
            .hint(draft.either(&ruby, "keep one of them")),
        );
    }
    findings
}

fn bad_file_name(block: &Block) -> Option<Diagnostic> {
    let given = block.last("docset_file_name")?;
    let name = given.text.as_str();
    let reason = if name.trim().is_empty() {
        return None;
    } else if name.ends_with(ENDING) {
        "`.docset` is added to it".to_owned()
    } else {
        unportable(name)?
    };
    Some(
        Diagnostic::new(Code::BadFileName, format!("`{name}` cannot be the name of a docset"))
            .at(given.span, reason)
            .hint("use letters, digits, `_` and `-`, such as `SIP_Response_Codes`"),
    )
}

/// Zeal loads no folder whose name begins with a full stop (its `docsetregistry.cpp` lists
/// folders without the hidden ones).
fn hidden_docset(draft: &Draft, block: &Block) -> Option<Diagnostic> {
    let given = block.last("docset_file_name").filter(|given| given.text.starts_with('.'))?;
    let name = given.text.trim_start_matches('.');
    let ruby = format!("docset_file_name '{name}'");
    let markdown = format!("docset_file_name: {name}");
    Some(
        Diagnostic::new(Code::HiddenDocset, "readers do not see this docset")
            .at(given.span, "systems hide what begins with a full stop")
            .hint(format!("write `{}`", draft.either(&ruby, &markdown))),
    )
}

fn weak_name(block: &Block) -> Option<Diagnostic> {
    let given = block.last("docset_file_name").filter(|given| !given.text.trim().is_empty())?;
    let reason = identity::weakness(&given.text)?;
    Some(
        Diagnostic::new(Code::WeakName, "not every Zeal finds a docset of this name")
            .at(given.span, reason)
            .hint("use letters, digits, `_` and `-`, such as `SIP_Response_Codes`"),
    )
}

fn bad_resources(block: &Block) -> Option<Diagnostic> {
    let given = block.last("resources")?;
    let path = given.text.as_str();
    let is_name = |part: &&str| !["", ".", ".."].contains(part);
    let parts: Vec<_> = path.split('/').filter(is_name).collect();
    let reason = if path.starts_with('/') || path.starts_with('~') {
        "it is not relative to the definition".to_owned()
    } else if parts.is_empty() {
        "it names no folder or file".to_owned()
    } else {
        parts.iter().find_map(|part| unportable(part))?
    };
    Some(
        Diagnostic::new(Code::BadFileName, format!("`{path}` cannot be the path of resources"))
            .at(given.span, reason)
            .hint("name a folder or file beside the definition, such as `images`"),
    )
}

/// In Markdown a category without entries is a heading with nothing but headings below it.
fn empty_category(
    block: &Block,
    errors: &[(usize, &Diagnostic)],
    source: &Source,
) -> Option<Diagnostic> {
    let is_mistake = source.language() == Language::Ruby && block.inner.is_empty();
    (is_mistake && errors.is_empty()).then(|| {
        Diagnostic::new(Code::EmptyCategory, "this category has no entries")
            .at(block.span, "")
            .hint("add an `entry do … end`, or leave the category out")
    })
}

fn untitled_category(draft: &Draft, block: &Block) -> Option<Diagnostic> {
    let given = block.last("id").filter(|given| given.is_blank())?;
    Some(
        Diagnostic::new(Code::UntitledCategory, "this category has no title")
            .at(given.span, "no search can find it, and no heading shows where it begins")
            .hint(draft.either(
                "give it an `id` with letters, or put its entries into another category",
                "write a title into the heading, or put its entries below another one",
            )),
    )
}

fn empty_entry(
    draft: &Draft,
    block: &Block,
    errors: &[(usize, &Diagnostic)],
) -> Option<Diagnostic> {
    (!block.shows_something() && errors.is_empty()).then(|| {
        Diagnostic::new(Code::EmptyEntry, "this entry has nothing to show").at(block.span, "").hint(
            draft.either(
                "give it a `name`, a `command` or `notes`, or leave it out",
                "write its name into the heading, or leave it out",
            ),
        )
    })
}

fn equal_ids(draft: &Draft) -> Vec<Diagnostic> {
    let mut seen = BTreeMap::new();
    let ids = draft.blocks.iter().enumerate().flat_map(|(sheet, block)| {
        let categories = block.inner.iter().map(|&inner| &draft.blocks[inner]);
        let categories = categories.filter(|block| block.home == Home::Category);
        let ids = categories.filter_map(|category| category.last("id"));
        ids.filter(|id| !id.is_blank()).map(move |id| (sheet, id))
    });
    ids.filter_map(|(sheet, id)| {
        let earlier = *seen.entry((sheet, id.text.trim())).or_insert(id.span);
        (earlier != id.span).then(|| {
            Diagnostic::new(
                Code::DuplicateCategory,
                format!("two categories are called `{}`", id.text.trim()),
            )
            .at(id.span, "")
            .related(earlier, "the first one is here")
            .hint(draft.either(
                "give one of them another `id`, or put their entries together",
                "give one of them another title, or put their entries together",
            ))
        })
    })
    .collect()
}
