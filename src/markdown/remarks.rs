//! What is strange about a text → remarks, each once, a bounded number of them.

use crate::diagnostic::Code;
use crate::elements::{Effect, Kind, has_scheme, is_remote, leads_astray};

/// A warning about a text; whoever rendered it knows the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Its kind.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hints: Vec<String>,
}

/// How many remarks one text may get.
const MOST: usize = 50;

/// How many letters of the author's own text a message repeats.
const QUOTED: usize = 60;

/// The remarks about one text.
#[derive(Clone, Debug, Default)]
pub(super) struct Remarks(pub(super) Vec<Remark>);

impl Remarks {
    pub(super) fn unknown_element(&mut self, tag: &str) {
        let code = code_span(tag);
        self.add(
            Code::UnknownElement,
            format!("{code} is no HTML element, so it is shown as text"),
            ["to say that this is meant, write it as code, or `&lt;` instead of `<`".to_owned()],
        );
    }

    pub(super) fn misplaced_element(&mut self, tag: &str) {
        let code = code_span(tag);
        self.add(
            Code::UnknownElement,
            format!("{code} does nothing inside a text, so it is shown as text"),
            ["to say that this is meant, write it as code, or `&lt;` instead of `<`".to_owned()],
        );
    }

    pub(super) fn endless_element(&mut self, tag: &str) {
        let code = code_span(tag);
        self.add(
            Code::UnknownElement,
            format!("{code} is never closed, so it is shown as text"),
            [
                "if it is a placeholder, write it as code, or `&lt;` instead of `<`".to_owned(),
                "if it is HTML, add its end tag".to_owned(),
            ],
        );
    }

    pub(super) fn unknown_language(&mut self, language: &str, similar: Option<&str>) {
        let code = code_span(language);
        let hint = match similar {
            Some(similar) => format!("did you mean `{similar}`?"),
            None => "use `text` for code of no particular language".to_owned(),
        };
        self.add(
            Code::UnknownLanguage,
            format!("there is no highlighting for the language {code}"),
            [hint],
        );
    }

    pub(super) fn unclosed_fence(&mut self) {
        self.add(
            Code::UnclosedFence,
            "a fenced code block never ends".to_owned(),
            ["end it with a line that holds the same fence, such as ```` ``` ````".to_owned()],
        );
    }

    pub(super) fn table_without_rule(&mut self) {
        self.add(
            Code::BrokenTable,
            "these rows are no table, so their pipes are shown as text".to_owned(),
            ["write a line of dashes under the header, such as `| --- | --- |`".to_owned()],
        );
    }

    pub(super) fn cells_beyond_the_header(&mut self, row: &str) {
        let code = code_span(row);
        self.add(
            Code::BrokenTable,
            format!(
                "the table's row {code} has more cells than its header, and they are not shown"
            ),
            [
                "write `\\|` for a pipe that is part of a cell".to_owned(),
                "or give the header as many cells".to_owned(),
            ],
        );
    }

    pub(super) fn raw_markdown(&mut self, marked: &str) {
        let code = code_span(&marked.replace('`', "'"));
        self.add(
            Code::RawMarkdown,
            format!("inside HTML there is no Markdown, so {code} is shown as it stands"),
            ["write it in HTML, or leave an empty line between it and the tag".to_owned()],
        );
    }

    pub(super) fn dead_link(&mut self, fragment: &str) {
        let code = code_span(&format!("#{fragment}"));
        self.add(
            Code::DeadLink,
            format!("the link {code} leads nowhere"),
            ["link to a category or an entry of this sheet by its name".to_owned()],
        );
    }

    /// What an element does beyond showing what is in it.
    pub(super) fn effect(&mut self, effect: &Effect) {
        let Effect { kind, value, .. } = effect;
        match kind {
            Kind::Shows | Kind::Loads => self.resource(value),
            Kind::Embeds => self.remote(value, None),
            Kind::Runs if is_file(effect) && is_remote(value) => return self.remote(value, None),
            _ => {}
        }
        match kind {
            Kind::Embeds => self.embedded(effect),
            Kind::Sends => self.sending(effect),
            Kind::Moves => self.moving(effect),
            // What is to be shown and is not in the docset is told as missing.
            Kind::Shows => {}
            _ if leads_astray(value) => self.astray(value),
            Kind::Runs => self.script(effect),
            Kind::Leads => self.link(value),
            Kind::Loads => {}
        }
    }

    fn astray(&mut self, address: &str) {
        let code = code_span(address);
        self.add(
            Code::ActiveContent,
            format!("{code} is a program, or on the reader's own disk, so it is left out"),
            ["link to a page on the web, or to a file that `resources` brings along".to_owned()],
        );
    }

    fn script(&mut self, effect: &Effect) {
        let code = match effect.attribute {
            "" => code_span("<script>"),
            _ => code_span(&written(effect)),
        };
        self.add(
            Code::Script,
            format!("{code} is a script, and readers do not run it"),
            ["leave it out; if the sheet needs it, build with `--allow-scripts`".to_owned()],
        );
    }

    fn embedded(&mut self, effect: &Effect) {
        let code = code_span(&written(effect));
        let what = match effect.element {
            "noscript" => "is for pages that run scripts",
            "a" | "area" | "link" => "leads to a page that is inside its own address",
            _ => "is a page or a program inside the page",
        };
        self.add(
            Code::ActiveContent,
            format!("{code} {what}, and readers do not show it"),
            ["say it in the sheet itself, or link to a page".to_owned()],
        );
    }

    fn sending(&mut self, effect: &Effect) {
        let code = code_span(&written(effect));
        self.add(
            Code::ActiveContent,
            format!("{code} sends nothing: a docset asks no server"),
            ["link to the page that takes what it would send".to_owned()],
        );
    }

    fn moving(&mut self, effect: &Effect) {
        let code = code_span(&written(effect));
        self.add(
            Code::ActiveContent,
            format!("{code} is left out: the page would go elsewhere by itself"),
            ["write a link, which people follow when they like".to_owned()],
        );
    }

    /// A link to `target`.
    fn link(&mut self, target: &str) {
        if !has_scheme(target, "http://") {
            return;
        }
        let host = &target.trim_start()["http://".len()..];
        if ["localhost", "127.", "[::1]", "0.0.0.0"].iter().any(|own| host.starts_with(own)) {
            return;
        }
        let code = code_span(target);
        self.add(
            Code::InsecureLink,
            format!("the link {code} is not encrypted"),
            ["write `https://` if the site has it".to_owned()],
        );
    }

    /// An image, a style or the like, at `target`.
    pub(super) fn resource(&mut self, target: &str) {
        self.remote(target, Some("if it has to come from the web, build with `--allow-remote`"));
    }

    /// What comes from `target`, with another way out where there is one.
    fn remote(&mut self, target: &str, way_out: Option<&str>) {
        if !is_remote(target) {
            return;
        }
        let code = code_span(target);
        let own = "put the file into the folder that `resources` names, and refer to it there";
        self.add(
            Code::RemoteResource,
            format!("{code} is not part of the docset, and readers block it"),
            std::iter::once(own).chain(way_out).map(str::to_owned),
        );
    }

    fn add(&mut self, code: Code, message: String, hints: impl IntoIterator<Item = String>) {
        let known = |remark: &Remark| remark.code == code && remark.message == message;
        if self.0.len() < MOST && !self.0.iter().any(known) {
            self.0.push(Remark { code, message, hints: hints.into_iter().collect() });
        }
    }
}

/// Whether what runs stands in a file.
pub(super) fn is_file(effect: &Effect) -> bool {
    effect.kind == Kind::Runs
        && effect.element == "script"
        && matches!(effect.attribute, "src" | "href" | "xlink:href")
}

/// Whether it runs, in readers that may run scripts.
pub(super) fn runs(effect: &Effect) -> bool {
    effect.kind == Kind::Runs && !leads_astray(&effect.value)
}

/// A tag with the attribute that matters.
fn written(effect: &Effect) -> String {
    let Effect { element, attribute, value, .. } = effect;
    match *attribute {
        "" => format!("<{element}>"),
        attribute => format!("<{element} {attribute}=\"{value}\">"),
    }
}

/// The author's text as code in a message: one line, not too long.
fn code_span(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("`{}…`", &line[..end]),
        None => format!("`{line}`"),
    }
}
