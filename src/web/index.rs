//! What the browser searches: the rows of docsets and the texts of entries → JavaScript.

use serde_json::{Value, json};

use super::shelf::Shown;
use crate::anchor::PAGE;
use crate::base_url::documents;
use crate::index::{self, Row};
use crate::sheet::{Cheatsheet, Entry};

/// All sheets with their rows. `places` are in page order, each with its fragment and then kind and
/// name of each of its rows.
pub(super) fn index(shelf: &[Shown]) -> String {
    let sheets: Vec<Value> = shelf.iter().map(|shown| sheet(shown.sheet)).collect();
    format!("docsheet.index({});\n", script(&Value::from(sheets)))
}

/// The texts of a sheet's entries, in the order of their places.
pub(super) fn text(sheet: &Cheatsheet) -> String {
    let entries = sheet.categories.iter().flat_map(|category| &category.entries);
    let texts = entries.map(|entry| (fragment(&entry.anchor.row_path()).to_owned(), words(entry)));
    let texts: serde_json::Map<_, _> = texts.map(|(at, text)| (at, Value::from(text))).collect();
    let name = json!(sheet.docset_file_name);
    format!("docsheet.text({}, {});\n", script(&name), script(&Value::from(texts)))
}

fn sheet(sheet: &Cheatsheet) -> Value {
    let mut places: Vec<Vec<String>> = Vec::new();
    for row in index::rows(sheet) {
        let at = fragment(&row.path).to_owned();
        let last = places.last_mut().filter(|place| place[0] == at);
        match last {
            Some(place) => place.extend(named(row)),
            None => places.push(std::iter::once(at).chain(named(row)).collect()),
        }
    }
    json!({
        "name": sheet.docset_file_name,
        "title": sheet.title,
        "keyword": sheet.keyword,
        "page": format!("{}{PAGE}", documents(&sheet.docset_file_name)),
        "places": places,
    })
}

fn named(row: Row) -> [String; 2] {
    [row.kind[..1].to_owned(), row.name]
}

fn fragment(path: &str) -> &str {
    path.split_once('#').map_or("", |(_, fragment)| fragment)
}

/// All that an entry says, in one line.
fn words(entry: &Entry) -> String {
    let commands = entry.commands.iter().chain(&entry.td_commands).map(String::as_str);
    let prose = entry.name.iter().chain(&entry.notes).chain(&entry.html_notes);
    let prose = prose.chain(&entry.td_notes).map(|prose| prose.plain.as_str());
    let all: Vec<_> = commands.chain(prose).filter(|text| !text.is_empty()).collect();
    all.join(" · ")
}

/// JSON that is JavaScript, too, and cannot end a script element.
fn script(value: &Value) -> String {
    value
        .to_string()
        .replace("</", "<\\/")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}
