//! What the browser looks a query up in: the rows of a docset and the texts of its page → JavaScript.

use serde_json::{Value, json};

use crate::anchor::PAGE;
use crate::base_url::documents;
use crate::docset::Docset;
use crate::index::{self, Row};
use crate::layout::DOCUMENTS;
use crate::search;
use crate::sheet::Cheatsheet;

/// What the browser searches of a sheet.
#[derive(Clone, Debug, Default)]
pub struct Lookup {
    /// The sheet with its rows, as JSON.
    pub(super) rows: String,
    /// The script with the texts of its entries.
    pub(super) texts: String,
}

/// Makes what the browser searches of a sheet from its docset. `places` are in page order, each with
/// its fragment and then kind and name of each of its rows.
#[must_use]
pub fn lookup(sheet: &Cheatsheet, docset: &Docset) -> Lookup {
    let rows = index::rows(sheet);
    let about = json!({
        "name": docset.name,
        "title": sheet.title,
        "keywords": search::shelve_docset(docset).keywords,
        "page": format!("{}{PAGE}", documents(&docset.name)),
        "places": places(&rows),
    });
    let page = docset.files.get(&format!("{DOCUMENTS}/{PAGE}")).map(Vec::as_slice);
    let texts = search::page_texts(&rows, page.unwrap_or_default());
    let texts: Vec<_> =
        texts.iter().map(|[path, text, command]| [fragment(path), text, command]).collect();
    let name = script(&json!(docset.name));
    let texts = format!("docsheet.text({name}, {});\n", script(&json!(texts)));
    Lookup { rows: script(&about), texts }
}

fn places(rows: &[Row]) -> Vec<Vec<&str>> {
    let mut places: Vec<Vec<&str>> = Vec::new();
    for row in rows {
        let at = fragment(&row.path);
        if places.last().is_none_or(|last| last[0] != at) {
            places.push(vec![at]);
        }
        places.last_mut().into_iter().for_each(|last| last.extend([&row.kind[..1], &row.name]));
    }
    places
}

fn fragment(path: &str) -> &str {
    path.split_once('#').map_or("", |(_, fragment)| fragment)
}

/// JSON that is JavaScript, too, and cannot end a script element.
pub(super) fn script(value: &Value) -> String {
    value
        .to_string()
        .replace("</", "<\\/")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}
