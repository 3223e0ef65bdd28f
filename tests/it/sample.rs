//! A small sheet as a value, for tests of what stands right of it.

use docsheet::anchor::Anchors;
use docsheet::docset::{Docset, Parts, assemble};
use docsheet::files::Tree;
use docsheet::html::Html;
use docsheet::icon::Icons;
use docsheet::index;
use docsheet::info::Edition;
use docsheet::markdown::Prose;
use docsheet::sheet::{Category, Cheatsheet, Entry};
use docsheet::source::Span;

pub(crate) fn prose(text: &str) -> Prose {
    Prose { html: Html::escaped(text), plain: text.to_owned(), ..Prose::default() }
}

pub(crate) fn sheet(title: &str, categories: Vec<Category>) -> Cheatsheet {
    Cheatsheet {
        title: title.to_owned(),
        docset_file_name: title.replace(' ', "_"),
        keyword: "sip".to_owned(),
        platform: None,
        source_url: None,
        introduction: None,
        notes: None,
        style: None,
        head_inject: None,
        language: None,
        resources: None,
        shown: Vec::new(),
        runs_scripts: false,
        categories,
        place: Span::new(0, 0),
        keyword_place: None,
    }
}

pub(crate) fn category(anchors: &mut Anchors, id: &str, names: &[&str]) -> Category {
    Category {
        id: id.to_owned(),
        anchor: anchors.category(id),
        header: Vec::new(),
        html_class: None,
        entries: names.iter().map(|name| entry(anchors, id, name)).collect(),
    }
}

pub(crate) fn entry(anchors: &mut Anchors, category: &str, name: &str) -> Entry {
    Entry {
        anchor: anchors.entry(category, name),
        name: Some(prose(name)),
        notes: None,
        html_notes: None,
        commands: Vec::new(),
        td_commands: Vec::new(),
        td_notes: Vec::new(),
        index_name: None,
        extra_index_names: Vec::new(),
        in_main_index: true,
    }
}

/// A docset called `title` whose page is `page`.
pub(crate) fn docset(title: &str, page: &str) -> Docset {
    let mut anchors = Anchors::default();
    let category = category(&mut anchors, "4xx", &["486 Busy Here", "404 Not Found"]);
    let sheet = sheet(title, vec![category]);
    let parts = Parts {
        page: page.to_owned(),
        rows: index::rows(&sheet),
        icons: Icons::built_in(),
        resources: Tree::new(),
    };
    assemble(&sheet, parts, &Edition::default()).unwrap()
}
