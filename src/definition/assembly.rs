//! A draft that is right → the cheat sheet: text rendered, anchors given out.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::draft::{Block, Draft, Given};
use super::links::Targets;
use super::lint;
use crate::anchor::Anchors;
use crate::diagnostic::{Code, Diagnostic};
use crate::html::Html;
use crate::markdown::{self, Dialect, Prose, Remark, render, render_name};
use crate::sheet::{Category, Cheatsheet, Entry, Resources, Shown};
use crate::source::Span;

/// Builds the sheet; `findings` gets what there is to say about its texts.
pub(crate) fn assemble(draft: &Draft, findings: &mut Vec<Diagnostic>) -> Option<Cheatsheet> {
    let block = draft.inside(0).next()?;
    let mut categories = named_categories(draft, block, findings);
    let targets = Targets::new(&categories, draft);
    let renderer = Renderer::new(&targets, draft.dialect);
    fill(&mut categories, &renderer);
    let title = line(block.last("title")?);
    for Named { category, block, entries } in &categories {
        // The title of the sheet is written as its author likes.
        if category.id != title {
            findings.extend(lint::category(category, block));
        }
        let entries = category.entries.iter().zip(entries);
        findings.extend(entries.flat_map(|(entry, block)| lint::entry(entry, block)));
    }
    findings.extend(lint::keywords(block));
    let sheet = Cheatsheet {
        title,
        docset_file_name: block.last("docset_file_name")?.text.clone(),
        keyword: block.last("keyword").map_or_else(|| draft.default_keyword.clone(), line),
        platform: block.last("platform").map(line),
        source_url: block.last("source_url").map(line).filter(|url| !url.is_empty()),
        introduction: block.last("introduction").and_then(|given| renderer.markdown(given)),
        notes: block.last("notes").and_then(|given| renderer.markdown(given)),
        style: block.last("style").map(|given| given.text.clone()),
        head_inject: block.last("head_inject").map(|given| renderer.trusted(given)),
        resources: block.last("resources").map(resources),
        shown: renderer.shown.into_inner(),
        categories: categories.into_iter().map(|named| named.category).collect(),
        place: block.last("title")?.span,
        keyword_place: block.last("keyword").map(|given| given.span),
    };
    findings.extend(renderer.findings.into_inner());
    Some(sheet)
}

/// A category whose entries have names and anchors, with the blocks they come from.
pub(crate) struct Named<'a> {
    pub(crate) category: Category,
    block: &'a Block,
    entries: Vec<&'a Block>,
}

impl std::borrow::Borrow<Category> for Named<'_> {
    fn borrow(&self) -> &Category {
        &self.category
    }
}

/// Names and anchors come first, so that every text can link to any entry.
fn named_categories<'a>(
    draft: &'a Draft,
    sheet: &'a Block,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Named<'a>> {
    let mut anchors = Anchors::default();
    let blocks = sheet.inner.iter().map(|&index| (index, &draft.blocks[index]));
    blocks
        .map(|(index, block)| {
            let id = block.last("id").map(line).unwrap_or_default();
            let anchor = anchors.category(&id);
            let blocks = without_repeats(draft, index, findings);
            let entries = blocks
                .iter()
                .map(|block| named_entry(&id, block, draft.dialect, &mut anchors))
                .collect();
            let category = Category { id, anchor, header: Vec::new(), html_class: None, entries };
            Named { category, block, entries: blocks }
        })
        .collect()
}

/// The entries of a category that show something, each only once.
fn without_repeats<'a>(
    draft: &'a Draft,
    category: usize,
    findings: &mut Vec<Diagnostic>,
) -> Vec<&'a Block> {
    let mut seen: BTreeMap<Vec<(&str, &str)>, Span> = BTreeMap::new();
    let mut kept = Vec::new();
    for block in draft.inside(category) {
        let content = block.fields.iter().flat_map(|field| {
            let texts = field.values.iter().map(|given| given.text.as_str());
            std::iter::once((field.word, "")).chain(texts.map(|text| (field.word, text)))
        });
        match seen.get(&content.clone().collect::<Vec<_>>()) {
            Some(&first) => findings.push(
                Diagnostic::new(Code::DuplicateEntry, "this entry is there twice in the category")
                    .at(block.span, "this one is dropped")
                    .related(first, "the first one is here")
                    .hint("remove one of them"),
            ),
            None => {
                seen.insert(content.collect(), block.span);
                kept.push(block);
            }
        }
    }
    kept
}

fn named_entry(category: &str, block: &Block, dialect: Dialect, anchors: &mut Anchors) -> Entry {
    // Nothing can be linked to yet; `fill` renders the name once more.
    let name = block
        .last("name")
        .map(|given| render_name(&given.text, dialect, &|fragment| Some(fragment.to_owned())).0);
    let index_name = block.last("index_name").map(line).filter(|name| !name.is_empty());
    let texts = |word| block.all(word).map(|given| given.text.clone()).collect::<Vec<_>>();
    let commands: Vec<_> =
        texts("command").into_iter().filter(|command| !command.trim().is_empty()).collect();
    let td_commands = texts("td_command");
    let extra_index_names: Vec<_> =
        block.all("extra_index_name").map(line).filter(|name| !name.is_empty()).collect();
    let called = [index_name.as_deref(), name.as_ref().map(|name| name.plain.as_str())];
    let codes = commands.iter().chain(&td_commands).chain(&extra_index_names).map(String::as_str);
    let called = called.into_iter().flatten().chain(codes).find(|name| !name.trim().is_empty());
    Entry {
        anchor: anchors.entry(category, called.unwrap_or("entry")),
        name: name.filter(|name| !name.html.is_empty()),
        notes: None,
        html_notes: None,
        commands,
        td_commands,
        td_notes: Vec::new(),
        index_name,
        extra_index_names,
        in_main_index: !block.has("not_in_main_index"),
    }
}

fn fill(categories: &mut [Named], renderer: &Renderer) {
    for Named { category, block, entries } in categories {
        category.header = block.all("header").map(|given| renderer.html(given)).collect();
        category.html_class = block.last("html_class").map(line);
        for (entry, block) in category.entries.iter_mut().zip(entries) {
            entry.name = block.last("name").and_then(|given| renderer.name(given));
            entry.notes = block.last("notes").and_then(|given| renderer.markdown(given));
            entry.html_notes = block.last("html_notes").map(|given| {
                let html = renderer.html(given);
                let plain = markdown::plain_text(&html);
                Prose { html, plain }
            });
            entry.td_notes = block.all("td_notes").map(|given| renderer.cell(given)).collect();
        }
    }
}

/// Renders texts and collects what there is to say about them.
struct Renderer<'a> {
    targets: &'a Targets,
    dialect: Dialect,
    findings: RefCell<Vec<Diagnostic>>,
    shown: RefCell<Vec<Shown>>,
}

impl<'a> Renderer<'a> {
    fn new(targets: &'a Targets, dialect: Dialect) -> Self {
        Self { targets, dialect, findings: RefCell::default(), shown: RefCell::default() }
    }

    /// Rendered Markdown; nothing where there is nothing to show.
    fn markdown(&self, given: &Given) -> Option<Prose> {
        Some(self.cell(given)).filter(|prose| !prose.html.is_empty())
    }

    fn name(&self, given: &Given) -> Option<Prose> {
        let name = render_name(&given.text, self.dialect, &|fragment| self.targets.find(fragment));
        Some(self.noted(name, given)).filter(|prose| !prose.html.is_empty())
    }

    fn cell(&self, given: &Given) -> Prose {
        let cell = render(&given.text, self.dialect, &|fragment| self.targets.find(fragment));
        self.noted(cell, given)
    }

    fn noted(&self, (prose, remarks): (Prose, Vec<Remark>), given: &Given) -> Prose {
        self.note(remarks, given.span);
        self.look_for_files(&prose.html, given.span);
        prose
    }

    fn html(&self, given: &Given) -> Html {
        let (html, remarks) = markdown::balanced(&given.text);
        self.note(remarks, given.span);
        self.look_for_files(&html, given.span);
        html
    }

    /// HTML for the head, taken as it is.
    fn trusted(&self, given: &Given) -> Html {
        let html = Html::trusted(given.text.clone());
        self.look_for_files(&html, given.span);
        html
    }

    fn look_for_files(&self, html: &Html, place: Span) {
        let shown = markdown::shown(html).into_iter().map(|address| Shown { address, place });
        self.shown.borrow_mut().extend(shown);
    }

    fn note(&self, remarks: Vec<Remark>, span: Span) {
        let findings = remarks.into_iter().map(|remark| {
            let finding = Diagnostic::new(remark.code, remark.message).at(span, "");
            remark.hints.into_iter().fold(finding, Diagnostic::hint)
        });
        self.findings.borrow_mut().extend(findings);
    }
}

/// A text on one line.
fn line(given: &Given) -> String {
    given.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn resources(given: &Given) -> Resources {
    let parts = given.text.split('/').filter(|part| !part.is_empty() && *part != ".");
    Resources { path: parts.collect::<Vec<_>>().join("/"), place: given.span }
}
