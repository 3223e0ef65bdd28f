//! A sheet in one language → the same sheet in the other, and what cannot be said there.
//!
//! What was written is read again and compared, so that nothing is lost in silence.

mod lost;
mod prose;
mod spelling;
mod to_markdown;
mod to_ruby;

use self::lost::Lost;
use super::assembly::without_repeats;
use super::draft::Draft;
use super::reading::{Reading, drafted, read};
use crate::diagnostic::{Diagnostic, any_error};
use crate::sheet::{Category, Cheatsheet, Entry};
use crate::source::{Language, Source};

/// A sheet in the other language.
#[derive(Clone, Debug)]
pub struct Converted {
    /// The text of the new file.
    pub text: String,
    /// What it does not say as the old one does.
    pub findings: Vec<Diagnostic>,
}

/// Writes the sheet of `source` in the language `to`.
///
/// # Errors
/// The findings, when one of them is an error.
pub fn convert(source: &Source, to: Language) -> Result<Converted, Vec<Diagnostic>> {
    let Reading { sheet, findings, .. } = read(source);
    let (Some(sheet), Some(draft)) = (sheet, drafted(source)) else { return Err(findings) };
    if any_error(&findings) {
        return Err(findings);
    }
    let mut lost = Lost::new(to);
    let text = match to {
        Language::Ruby => to_ruby::write(&draft, &mut lost),
        Language::Markdown => to_markdown::write(&draft, &mut lost),
    };
    let name = format!("{}.{}", sheet.docset_file_name, ending(to));
    let again = read(&Source::new(name, text.as_bytes())).sheet;
    compare(&sheet, again.as_ref(), &draft, &mut lost);
    Ok(Converted { text, findings: lost.findings })
}

/// How names of files in this language end.
#[must_use]
pub const fn ending(language: Language) -> &'static str {
    match language {
        Language::Ruby => "rb",
        Language::Markdown => "md",
    }
}

/// Tells what reads differently and nobody has told of.
fn compare(sheet: &Cheatsheet, again: Option<&Cheatsheet>, draft: &Draft, lost: &mut Lost) {
    let Some(block) = draft.inside(0).next() else { return };
    let Some(again) = again else {
        return lost.tell("this sheet cannot be written", block.span);
    };
    if sheet == again {
        return;
    }
    let head = |sheet: &Cheatsheet| sheet.clone().without_categories();
    if head(sheet) != head(again) && !lost.knows_of(block) {
        lost.tell("what stands before the categories reads differently", sheet.place);
    }
    let blocks = block.inner.iter().map(|&inner| (inner, &draft.blocks[inner]));
    for (at, (index, block)) in blocks.enumerate() {
        let (Some(old), Some(new)) = (sheet.categories.get(at), again.categories.get(at)) else {
            lost.tell("this category does not stand where it stood", block.span);
            continue;
        };
        if old != new {
            compare_categories(old, new, draft, index, lost);
        }
    }
}

fn compare_categories(
    old: &Category,
    new: &Category,
    draft: &Draft,
    index: usize,
    lost: &mut Lost,
) {
    let block = &draft.blocks[index];
    let same_head =
        old.id == new.id && old.header == new.header && old.html_class == new.html_class;
    if !(same_head || lost.knows_of(block)) {
        lost.tell("this category reads differently", block.span);
    }
    if old.entries.len() != new.entries.len() {
        return lost.tell("the entries of this category read differently", block.span);
    }
    let same =
        |old: &Entry, new: &Entry| Entry { anchor: new.anchor.clone(), ..old.clone() } == *new;
    let blocks = without_repeats(draft, index, &mut Vec::new());
    for ((old, new), block) in old.entries.iter().zip(&new.entries).zip(blocks) {
        if !same(old, new) && !lost.knows_of(block) {
            lost.tell("this entry reads differently", block.span);
        }
    }
}
