//! The reader in a browser: sheets with their docsets → the files of a small site of its own.
//!
//! The same files serve an author's preview, from memory, and a published folder, as static files
//! from any host or from the disk. The browser loads `reader/index.js`, made from the rows of the
//! docsets, and shows a sheet's page as the docset has it, in a sandbox where nothing of it can run
//! or reach the reader around it. Without scripts the list of sheets and their pages are left.
//!
//! Scripts are plain ones and not modules, since browsers load no module from the disk.

mod lookup;
mod shelf;
mod list;
pub mod server;

use crate::anchor::PAGE;
use crate::base_url::documents;
use crate::docset;
use crate::files::Tree;
use crate::layout::DOCUMENTS;
use crate::search;

pub use self::lookup::{Lookup, lookup};
pub use self::shelf::{Place, Shown};

use self::lookup::script;

/// The folder of the reader's own files.
const FOLDER: &str = "reader";

const READER_CSS: &str = include_str!("../templates/web/reader.css");
const SEARCH_JS: &str = include_str!("../templates/web/search.js");
const TEXTS_JS: &str = include_str!("../templates/web/texts.js");
const READER_JS: &str = include_str!("../templates/web/reader.js");
const PREVIEW_JS: &str = include_str!("../templates/web/preview.js");
const OFFLINE_JS: &str = include_str!("../templates/web/offline.js");
const WORKER_JS: &str = include_str!("../templates/web/worker.js");

/// The files of the reader by name, beside which `NAME.docset` stands for each sheet.
#[must_use]
pub fn files(shelf: &[Shown], place: Place) -> Tree {
    let mut files = Tree::new();
    let mut own = |name: &str, text: String| files.insert(format!("{FOLDER}/{name}"), text.into());
    own("reader.css", READER_CSS.to_owned());
    own("search.js", slim(SEARCH_JS));
    own("texts.js", slim(TEXTS_JS));
    own("reader.js", slim(READER_JS));
    own("index.js", index(shelf));
    for shown in shelf {
        own(&format!("text/{}.js", shown.docset.name), shown.lookup.texts.clone());
    }
    match place {
        Place::Preview(_) => own("preview.js", slim(PREVIEW_JS)),
        Place::Published(_) => own("offline.js", slim(OFFLINE_JS)),
    };
    files.insert(PAGE.to_owned(), list::site(shelf, place).into_bytes());
    if let Place::Published(base) = place {
        files.insert("llms.txt".to_owned(), list::for_agents(shelf, base).into_bytes());
        let worker = worker(shelf, &files);
        files.insert("worker.js".to_owned(), worker.into_bytes());
    }
    files
}

/// The script that keeps everything for use without a network: it changes with what it keeps.
fn worker(shelf: &[Shown], files: &Tree) -> String {
    let mut kept: Vec<String> = files.keys().map(|path| address(path)).collect();
    let mut all = files.clone();
    for shown in shelf {
        let inside = format!("{DOCUMENTS}/");
        for (path, bytes) in &shown.docset.files {
            if let Some(path) = path.strip_prefix(&inside) {
                let address = documents(&shown.docset.name) + &address(path);
                all.insert(address.clone(), bytes.clone());
                kept.push(address);
            }
        }
    }
    let version = docset::version(&all, None);
    let kept = serde_json::to_string_pretty(&kept).unwrap_or_default();
    slim(WORKER_JS).replace("VERSION", &version).replace("[\"FILES\"]", &kept)
}

/// The script with all sheets and their rows, and the rules by which texts are found.
fn index(shelf: &[Shown]) -> String {
    let sheets: Vec<_> = shelf.iter().map(|shown| shown.lookup.rows.as_str()).collect();
    format!("docsheet.index([{}], {});\n", sheets.join(",\n"), script(&search::rules()))
}

/// A script without what is for its readers.
fn slim(script: &str) -> String {
    minifier::js::minify(script).map_or_else(|_| script.to_owned(), |small| small.to_string())
}

/// A path as a relative address.
fn address(path: &str) -> String {
    path.split('/').map(crate::base_url::escape).collect::<Vec<_>>().join("/")
}
