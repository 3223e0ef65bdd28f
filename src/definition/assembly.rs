//! A draft that is right → the cheat sheet: text rendered, anchors given out.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::collections::hash_map::Entry::Occupied;

use super::draft::{self, Block, Draft, Given};
use super::links::Targets;
use super::lint;
use crate::anchor::Anchors;
use crate::diagnostic::Diagnostic;
use crate::html::Html;
use crate::markdown::{self, Dialect, Prose, Text};
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
        findings.extend(entries.flat_map(|(entry, named)| lint::entry(draft, entry, named.block)));
    }
    findings.extend(lint::keywords(block));
    let said = |word| block.last(word).filter(|given| !given.is_blank());
    let sheet = Cheatsheet {
        title,
        docset_file_name: block.last("docset_file_name")?.text.clone(),
        keyword: said("keyword").map_or_else(|| draft.default_keyword.clone(), line),
        platform: said("platform").map(line),
        source_url: said("source_url").map(line),
        language: said("language").map(line),
        introduction: block.last("introduction").and_then(|given| renderer.markdown(given)),
        notes: block.last("notes").and_then(|given| renderer.markdown(given)),
        style: block.last("style").map(|given| renderer.style(given)),
        head_inject: block.last("head_inject").map(|given| renderer.head(given)),
        resources: block.last("resources").map(resources),
        shown: renderer.shown.into_inner(),
        runs_scripts: renderer.runs.get(),
        categories: categories.into_iter().map(|named| named.category).collect(),
        place: block.last("docset_file_name")?.span,
        keyword_place: said("keyword").map(|given| given.span),
    };
    findings.extend(renderer.findings.into_inner());
    Some(sheet)
}

/// A category whose entries have names and anchors, with the blocks they come from.
pub(crate) struct Named<'a> {
    pub(crate) category: Category,
    block: &'a Block,
    entries: Vec<NamedEntry<'a>>,
}

/// What an entry comes from, its name already read.
struct NamedEntry<'a> {
    block: &'a Block,
    name: Option<Text>,
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
            let named = blocks
                .into_iter()
                .map(|block| named_entry(&id, block, draft.dialect, &mut anchors));
            let (entries, named) = named.unzip();
            let category = Category { id, anchor, header: Vec::new(), html_class: None, entries };
            Named { category, block, entries: named }
        })
        .collect()
}

/// The entries of a category that show something, each only once.
pub(super) fn without_repeats<'a>(
    draft: &'a Draft,
    category: usize,
    findings: &mut Vec<Diagnostic>,
) -> Vec<&'a Block> {
    let mut seen: HashMap<Vec<(&str, &str)>, Span> = HashMap::new();
    let mut kept = Vec::new();
    for block in draft.inside(category) {
        match seen.entry(block.content()) {
            // What no index has is text, which may be there as often as its author likes.
            Occupied(first) if !block.has("not_in_main_index") => {
                findings.push(draft::repeats(block.span, *first.get(), "this one is dropped"));
            }
            place => {
                place.insert_entry(block.span);
                kept.push(block);
            }
        }
    }
    kept
}

fn named_entry<'a>(
    category: &str,
    block: &'a Block,
    dialect: Dialect,
    anchors: &mut Anchors,
) -> (Entry, NamedEntry<'a>) {
    // Nothing can be linked to yet, so `fill` writes the name's HTML.
    let text = block.last("name").map(|given| markdown::read_name(&given.text, dialect));
    let name = text.as_ref().map(|text| Prose { plain: text.plain.clone(), ..Prose::default() });
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
    let has_name = text.is_some() || index_name.is_some();
    let in_main_index = !block.has("not_in_main_index")
        && (has_name || !commands.is_empty() || !td_commands.is_empty());
    let entry = Entry {
        anchor: anchors.entry(category, called.unwrap_or("entry")),
        name,
        notes: None,
        html_notes: None,
        commands,
        td_commands,
        td_notes: Vec::new(),
        index_name,
        extra_index_names,
        in_main_index,
    };
    (entry, NamedEntry { block, name: text })
}

fn fill(categories: &mut [Named], renderer: &Renderer) {
    for Named { category, block, entries } in categories {
        category.header = block.all("header").map(|given| renderer.own_html(given).html).collect();
        category.html_class = block.last("html_class").map(line);
        for (entry, NamedEntry { block, name }) in category.entries.iter_mut().zip(entries) {
            let name = block.last("name").zip(name.take());
            entry.name = name.and_then(|(given, name)| renderer.shown(name, given));
            entry.notes = block.last("notes").and_then(|given| renderer.markdown(given));
            entry.html_notes = block.last("html_notes").map(|given| renderer.own_html(given));
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
    runs: Cell<bool>,
}

impl<'a> Renderer<'a> {
    fn new(targets: &'a Targets, dialect: Dialect) -> Self {
        Self {
            targets,
            dialect,
            findings: RefCell::default(),
            shown: RefCell::default(),
            runs: Cell::new(false),
        }
    }

    /// Rendered Markdown; nothing where there is nothing to show.
    fn markdown(&self, given: &Given) -> Option<Prose> {
        self.shown(markdown::read(&given.text, self.dialect), given)
    }

    fn cell(&self, given: &Given) -> Prose {
        self.rendered(markdown::read(&given.text, self.dialect), given)
    }

    fn own_html(&self, given: &Given) -> Prose {
        self.rendered(markdown::read_html(&given.text), given)
    }

    /// HTML for the head: what it begins ends in it.
    fn head(&self, given: &Given) -> Html {
        self.rendered(markdown::read_html(&given.text), given).html
    }

    /// CSS, as it is.
    fn style(&self, given: &Given) -> String {
        self.note(markdown::remarks_on_style(&given.text), given.span);
        given.text.clone()
    }

    fn shown(&self, text: Text, given: &Given) -> Option<Prose> {
        Some(self.rendered(text, given)).filter(|prose| !prose.html.is_empty())
    }

    fn rendered(&self, text: Text, given: &Given) -> Prose {
        let rendered = text.render(&|fragment| self.targets.find(fragment));
        let files = rendered.files.into_iter();
        self.shown.borrow_mut().extend(files.map(|address| Shown { address, place: given.span }));
        self.note(rendered.remarks, given.span);
        self.runs.set(self.runs.get() || rendered.runs);
        rendered.prose
    }

    fn note(&self, remarks: Vec<markdown::Remark>, span: Span) {
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
