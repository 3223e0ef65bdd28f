//! What is strange about a text → remarks, each once, a bounded number of them.

use crate::diagnostic::Code;
use crate::elements::{has_scheme, is_remote};

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
#[derive(Debug, Default)]
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

    /// A link to `target`.
    pub(super) fn link(&mut self, target: &str) {
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

    /// An image, a script or the like, at `target`.
    pub(super) fn resource(&mut self, target: &str) {
        if !is_remote(target) {
            return;
        }
        let code = code_span(target);
        self.add(
            Code::RemoteResource,
            format!("{code} is not part of the docset, and readers block it"),
            ["put the file into the folder that `resources` names, and refer to it there"
                .to_owned()],
        );
    }

    fn add<const N: usize>(&mut self, code: Code, message: String, hints: [String; N]) {
        let known = |remark: &Remark| remark.code == code && remark.message == message;
        if self.0.len() < MOST && !self.0.iter().any(known) {
            self.0.push(Remark { code, message, hints: hints.into() });
        }
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
