//! Hits as other programs read them.

use docsheet::bundle;
use docsheet::error::Error;
use docsheet::search::{self, Hit, Shelved, Snippet};
use docsheet::wording::printable;
use serde_json::{Value, json};

use super::super::links::url;

/// One JSON object a line. `title`, `subtitle` and `arg` are what Alfred reads.
pub(super) fn json(hits: &[Hit], shelf: &[Shelved]) -> Result<Vec<String>, Error> {
    search::entries(hits, shelf, |hit, entry| {
        let docset = &shelf[hit.docset];
        let url = url(docset, &hit.path);
        let reason = entry.as_ref().err().cloned();
        let entry = entry.ok();
        let parts = entry.as_ref().map(|entry| &entry.parts);
        let object = json!({
            "title": hit.name,
            "subtitle": format!("{} · {}", hit.kind, docset.title),
            "arg": url,
            "docset": docset.title,
            "keyword": docset.keywords.first(),
            "type": hit.kind,
            "entry": hit.leads_to().unwrap_or(&hit.name),
            "category": entry.as_ref().and_then(|entry| entry.category.as_ref()),
            "code": entry.as_ref().map(|entry| &entry.commands),
            "text": parts.map(bundle::plain),
            "markdown": parts.map(bundle::markdown),
            "reason": reason,
            "line": hit.snippet.as_deref().map(line),
            "path": hit.path,
            "url": url,
            "marks": marks(&hit.marks),
        });
        format!("{object}\n")
    })
}

fn line(snippet: &Snippet) -> Value {
    json!({ "text": snippet.text, "marks": marks(&snippet.marks) })
}

fn marks(marks: &[std::ops::Range<usize>]) -> Vec<[usize; 2]> {
    marks.iter().map(|mark| [mark.start, mark.end]).collect()
}

/// A hit a line, its fields between tabs.
pub(super) fn tsv(hits: &[Hit], shelf: &[Shelved]) -> Vec<String> {
    let line = |hit: &Hit| {
        let docset = &shelf[hit.docset];
        let keyword = docset.keywords.first().cloned().unwrap_or_default();
        let category = hit.entry.as_deref().map(|(category, _)| category.as_str());
        let url = url(docset, &hit.path).unwrap_or_default();
        let fields =
            [&hit.name, &hit.kind, &docset.title, &keyword, category.unwrap_or_default(), &url];
        fields.map(printable).join("\t") + "\n"
    };
    hits.iter().map(line).collect()
}

/// The entries as Markdown, each under its name.
pub(super) fn markdown(hits: &[Hit], shelf: &[Shelved]) -> Result<Vec<String>, Error> {
    search::entries(hits, shelf, |hit, entry| {
        let own = printable(hit.leads_to().unwrap_or(&hit.name));
        let text = match entry {
            Ok(entry) => bundle::markdown(&entry.parts),
            Err(reason) => printable(&reason),
        };
        let docset = printable(&shelf[hit.docset].title);
        format!("### {own} ({docset})\n\n{}\n", text.trim_end())
    })
}
