//! A cheat sheet written in Markdown: source → the same draft that the Ruby language makes.
//!
//! [`RULES`] say how it is read.

mod blocks;
mod tables;
mod front_matter;
mod marks;
mod text;
mod placeholders;
mod codes;
mod row;
mod columns;
mod commented;
mod rows;
mod outline;
mod plan;
mod titles;
mod passed_over;

use std::collections::BTreeMap;

use self::blocks::{Block, Kind, Parsed};
use self::front_matter::FrontMatter;
use self::plan::Plan;
use self::row::Row;
use self::text::Texts;
pub(crate) use self::titles::index_names;
use super::draft::{self, Draft, Field, Given};
use super::vocabulary::{Home, find};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::{self, Dialect};
use crate::source::{Source, Span};

/// A sheet that uses each rule.
pub const SHAPE: &str = "\
---
title: Well-known ports
keyword: port
---
Who listens where. See also [secure web](#443).

## Web

### `80` HTTP
Plain web pages.

### `443` HTTPS
- **Also:** TLS, SSL

## Mail

| Port  | Service    | For       |
| ----- | ---------- | --------- |
| `25`  | SMTP       | servers   |
| `587` | Submission | your mail |
";

/// How Markdown is read as a sheet.
pub const RULES: &[&str] = &[
    "The front matter is YAML with the words of `cheatsheet`, each optional. Without a title there \
     the one `#` heading is it, or else the file's name, which the docset and its keyword have too.",
    "A heading with entries below it is a category, every other heading is an entry, and what \
     stands below it are its notes. Text before the first heading is the introduction, text below \
     a category's heading stands under its title.",
    "Code at the start of a heading is a command, the rest is the name.",
    "Rows below a heading are entries, unless text comes before them or the heading begins with \
     code; `---` ends the text. Rows are those of a table, items of a list that all begin with code \
     or end with it (`what it does: code`), lines that each say what the code below them does, and \
     lines of shell code that all have a comment. In a table a column of code is commands, the \
     first other column is the name, the rest are notes.",
    "`- **Also:** a, b` gives an entry further names in the index, `- **Index name:** a` one \
     instead of its own. A heading that is there twice, or names nothing by itself (`Example`), has \
     its category's in front there.",
    "`<!-- docsheet: entry -->` below a heading says that it is an entry, whatever stands below \
     it; `<!-- docsheet: allow CODE -->` leaves a warning out.",
    "Marks that lay out a page are left out: `{.class}`, `{: .class}`, `{% tag %}`, and the braces \
     of `{{placeholder}}`.",
];

/// Reads a document into `draft`; whether there is a sheet to check.
pub(crate) fn read(source: &Source, draft: &mut Draft) -> bool {
    draft.dialect = Dialect::GitHub;
    draft.default_keyword = file_name(&source.name);
    let matter = front_matter::read(source, &mut draft.findings);
    let mut parsed = blocks::parse(&source.text, matter.end);
    let mended = tables::mend(&source.text, &parsed);
    let text = mended.as_ref().map_or(source.text.as_str(), |mended| &mended.text);
    if mended.is_some() {
        parsed = blocks::parse(text, matter.end);
    }
    let texts = Texts::new(text, &parsed);
    let heading = take_title(&mut parsed, &texts, &matter);
    passed_over::passed_over(source, &matter, &texts, draft);
    draft.findings.extend(mended.iter().flat_map(|mended| mended.findings.clone()));
    draft
        .findings
        .extend(parsed.fences.iter().filter_map(|fence| passed_over::unclosed(source, *fence)));
    let nearly = parsed.blocks.iter().filter_map(|block| passed_over::nearly(source, block));
    draft.findings.extend(nearly);
    let outline = outline::outline(parsed.blocks);
    let plan = plan::plan(&texts, &outline);
    let any_entry = plan.categories.iter().any(|category| !category.entries.is_empty());
    if !any_entry {
        draft.findings.push(
            Diagnostic::new(Code::NoEntries, "there is no entry in this file")
                .hint("write a heading for each: `## Category`, and `### Entry` below it"),
        );
        return false;
    }
    write(source, matter, heading, plan, draft);
    true
}

/// The places of the comments.
pub(crate) fn comments(source: &Source) -> Vec<Span> {
    let start = front_matter::read(source, &mut Vec::new()).end;
    let parsed = blocks::parse(&source.text, start);
    let trimmed =
        |span: &Span| Span::new(span.start, span.start + source.slice(*span).trim_end().len());
    let blocks = parsed.blocks.iter().map(|block| trimmed(&block.span));
    let all = blocks.chain(parsed.tags.iter().map(trimmed));
    all.filter(|span| text::is_comment(source.slice(*span))).collect()
}

/// Whether entries would be read from a text that stands below a heading.
pub(crate) fn holds_rows(text: &str) -> bool {
    let parsed = blocks::parse(text, 0);
    plan::are_entries(&rows::units(&Texts::new(text, &parsed), &parsed.blocks))
}

/// How a title would be read from a heading.
pub(crate) fn reads_as(title: &str) -> String {
    let text = format!("## {title}\n");
    let parsed = blocks::parse(&text, 0);
    match parsed.blocks.as_slice() {
        [Block { kind: Kind::Heading { line, .. }, .. }] => {
            Texts::new(&text, &parsed).plain(&line.pieces)
        }
        _ => String::new(),
    }
}

/// Takes the one heading of the first level out of the blocks, if it is the document's title.
fn take_title(parsed: &mut Parsed, texts: &Texts, matter: &FrontMatter) -> Option<Given> {
    let level = |block: &Block| match block.kind {
        Kind::Heading { level, .. } => Some(level),
        _ => None,
    };
    let first = parsed.blocks.iter().position(|block| level(block).is_some())?;
    let is_one = parsed.blocks.iter().filter(|block| level(block) == Some(1)).count() == 1;
    let Kind::Heading { level: 1, line } = &parsed.blocks[first].kind else { return None };
    let title = Given { text: texts.plain(&line.pieces), span: line.span()? };
    let other = matter.fields.iter().rfind(|field| field.word == "title");
    let differs =
        other.is_some_and(|field| field.values.iter().all(|value| value.text != title.text));
    (is_one && !differs && !title.text.is_empty()).then(|| {
        parsed.blocks.remove(first);
        title
    })
}

fn write(
    source: &Source,
    matter: FrontMatter,
    heading: Option<Given>,
    plan: Plan,
    draft: &mut Draft,
) {
    let name = file_name(&source.name);
    let top = heading.as_ref().map_or(Span::new(0, 0), |heading| heading.span);
    let sheet = open(draft, 0, Home::Cheatsheet, top);
    draft.blocks[sheet].fields = matter.fields;
    let derived = |text: String| Given { text, span: top };
    if !draft.blocks[sheet].has("title") {
        let title = heading.unwrap_or_else(|| derived(readable(&name)));
        give(draft, sheet, "title", [title]);
    }
    if !draft.blocks[sheet].has("docset_file_name") {
        give(draft, sheet, "docset_file_name", [derived(name.clone())]);
    }
    let introduction = joined(draft.blocks[sheet].last("introduction").cloned(), plan.introduction);
    draft.blocks[sheet].fields.retain(|field| field.word != "introduction");
    give(draft, sheet, "introduction", introduction);
    let title = draft.blocks[sheet].last("title").cloned();
    let title = title.unwrap_or_else(|| derived(name));
    let titles = titles::told_apart(&plan.categories, &title);
    for (category, title) in plan.categories.into_iter().zip(titles) {
        let block = open(draft, sheet, Home::Category, title.span);
        give(draft, block, "id", [title]);
        give(draft, block, "header", category.header.iter().map(html));
        for row in category.entries {
            write_row(draft, block, row);
        }
        unlist_repeats(draft, block);
    }
    for (entry, name) in titles::index_names(draft) {
        let block = &mut draft.blocks[entry];
        let span = block.span;
        match block.last("index_name").map(|given| given.text.clone()) {
            None => give(draft, entry, "index_name", [Given { text: name, span }]),
            // What an author says who wants the name as it is.
            Some(own) if name.ends_with(&format!(": {own}")) => {
                block.fields.retain(|field| field.word != "index_name");
            }
            Some(_) => {}
        }
    }
}

/// Leaves what a category has already out of the index: nothing is left out of the page.
fn unlist_repeats(draft: &mut Draft, category: usize) {
    let mut first: BTreeMap<Vec<(&str, &str)>, Span> = BTreeMap::new();
    let mut again: Vec<(usize, Span)> = Vec::new();
    for &index in &draft.blocks[category].inner {
        let entry = &draft.blocks[index];
        match first.get(&entry.content()) {
            Some(&first) => again.push((index, first)),
            None => drop(first.insert(entry.content(), entry.span)),
        }
    }
    for (index, first) in again {
        let entry = &mut draft.blocks[index];
        let span = entry.span;
        if !entry.has("not_in_main_index") {
            entry.fields.push(Field { word: "not_in_main_index", span, values: Vec::new() });
            let finding = draft::repeats(span, first, "this one is not in the index");
            draft.findings.push(finding);
        }
    }
}

fn write_row(draft: &mut Draft, category: usize, row: Row) {
    let is_note = row.is_note();
    let span = row.span.unwrap_or(draft.blocks[category].span);
    let entry = open(draft, category, Home::Entry, span);
    give(draft, entry, "name", row.name);
    give(draft, entry, "command", row.commands);
    give(draft, entry, "td_command", row.td_commands);
    give(draft, entry, "notes", row.notes);
    give(draft, entry, "td_notes", row.td_notes);
    give(draft, entry, "index_name", row.index_name);
    give(draft, entry, "extra_index_name", row.also);
    if is_note {
        let flag = Field { word: "not_in_main_index", span, values: Vec::new() };
        draft.blocks[entry].fields.push(flag);
    }
}

fn open(draft: &mut Draft, parent: usize, home: Home, span: Span) -> usize {
    let index = draft.blocks.len();
    draft.blocks.push(draft::Block { home, span, fields: Vec::new(), inner: Vec::new() });
    draft.blocks[parent].inner.push(index);
    index
}

fn give(draft: &mut Draft, block: usize, word: &str, values: impl IntoIterator<Item = Given>) {
    let mut values: Vec<_> = values.into_iter().collect();
    for value in values.iter_mut().filter(|value| value.text.contains(blocks::PIPE)) {
        // In a table that stays one.
        value.text = value.text.replace(blocks::PIPE, "\\|");
    }
    let word = find(draft.blocks[block].home, word).map(|word| word.name);
    if let (Some(word), Some(first)) = (word, values.first()) {
        let span = first.span;
        draft.blocks[block].fields.push(Field { word, span, values });
    }
}

/// The heading of a column as HTML.
fn html(given: &Given) -> Given {
    let text = markdown::read(&given.text, Dialect::GitHub);
    let rendered = text.render(&|fragment| Some(fragment.to_owned()));
    let html = rendered.prose.html.as_str();
    let inside = html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>"));
    Given { text: inside.unwrap_or(html).to_owned(), span: given.span }
}

fn joined(first: Option<Given>, second: Option<Given>) -> Option<Given> {
    match (first, second) {
        (Some(first), Some(second)) => {
            Some(Given { text: format!("{}\n\n{}", first.text.trim_end(), second.text), ..second })
        }
        (first, second) => first.or(second),
    }
}

/// The name of a file without folder and ending.
fn file_name(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(name, _)| name).to_owned()
}

/// A file's name as a title: `git-log` → `Git log`.
fn readable(name: &str) -> String {
    let spaced = name.replace(['-', '_'], " ");
    let mut letters = spaced.trim().chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
