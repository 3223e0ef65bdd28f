//! Markdown as sheets write it → trusted HTML and the plain text that the index uses.
//!
//! Sheets were written for Redcarpet 3 with the extensions `autolink`, `fenced_code_blocks`,
//! `tables` and `disable_indented_code_blocks`. pulldown-cmark reads CommonMark. `dialect` and
//! `spans` rewrite the one as the other. `events` and `tokens`, for the author's own HTML, make one
//! tree of it, in which `build` keeps every element inside its field. The page's HTML, the plain text
//! and what is loaded are read from that tree.
//!
//! # The dialect
//!
//! | an author writes | it reads as | CommonMark by itself |
//! | --- | --- | --- |
//! | lines with a common indentation | lines without it | code, from four spaces on |
//! | a line break | a break | a space |
//! | four spaces or a tab before a line | a plain line | code |
//! | `https://…`, `ftp://…`, `www.…`, `a@b.org` | a link | text |
//! | a table, with or without outer pipes | a table | text |
//! | `- b` indented deeper than `- a`, by one space or by eight | a list inside the item | depends |
//! | `[a](my file.html)`, with spaces or tabs | a link | text |
//! | `**Label:**text`, `a**(b)**c`, `**⌘**C` | strong | stars |
//! | `` `a``b` ``, `` `\`` ``, `` ``a` `` | code from the first ticks that fit to the next | other code or none |
//! | `\;` `\/` `\'` `\"` `\$` `\%` `\@` `\,` `\?`, and `\` at the end of a line | with its backslash | without |
//! | `1) a`, `-` alone, `- # a`, `- > a` | text | a list, a heading, a quote |
//! | `<div>` to `</div>`, empty lines and all | HTML | HTML up to the empty line |
//! | `<span>` alone on a line, `<ul>` right under a line | part of a paragraph, Markdown and all | HTML |
//! | ```` Text: ``` ````, lines, ```` ``` ```` | a code span | the start of a code block |
//! | ` \| a` over `-\|-` | an empty cell and `a` | `a` |
//! | `~~a~~`, `a^b`, `==a==`, `[ ] a` | text | text |
//!
//! # Where upstream's reading is not what the author meant
//!
//! | an author writes | upstream shows | here |
//! | --- | --- | --- |
//! | `snake_case_name`, `$_GET $_POST`, `_a_b` | snake*case*name | the underscores stay |
//! | a list, a table or a fence right under a line | its marks as text | a list, a table, code |
//! | the same indented by four spaces, a table by one | its marks as text, and the name of a language | a list, a table, code |
//! | an item after an item with a fence or a paragraph in it | its mark as text | an item |
//! | `<file>`, `<C-w>` | nothing | as written, with a remark |
//! | `Array<String>`, `Map<K, V>`: a type right behind a word | nothing | as written |
//! | `<object>`, `<title>`: elements without attributes that never end | nothing | as written, with a remark |
//! | `#include`, `#42` | a heading without its `#` | text; `##Title` is a heading |
//! | `#`, `>`, `>=` alone | nothing, or `=` | as written |
//! | `# C#` | C | C# |
//! | `- a` over `---` | a heading "- a" | a list, a rule |
//! | `\|` and `` `a|b` `` in a table | further cells | a pipe in the cell |
//! | a rule of fewer columns than the table's header | text | a table |
//! | ```` ``` ```` inside a longer fence or between `~~~` | the end of the code | code |
//! | ```` ```git add . ````, lines, ```` ``` ```` | all of it in one line of code | a code block of that text |
//! | ```` ```a``` ```` | an empty code block | a code span |
//! | `***a** b*` and other emphasis in emphasis | stray stars | emphasis in emphasis |
//! | `*.txt a*.rb`, `f(*a, **b)`: stars between a word and punctuation | emphasis | stars |
//! | `foo[a] (b)`, when `b` is no address | fooa | as written |
//! | `3. a` | 1. | 3. |
//! | a heading, a quote or `***` right under a list | text of the last item | a heading, a quote, a rule |
//! | `<pre>` right under a line | breaks and emphasis in it | HTML as written |
//! | `__init__`, an identifier between underscores | **init** | as written; `__Note__` is strong |
//! | `<kbd>_</kbd>`: marks inside `<code>`, `<kbd>`, `<samp>`, `<tt>`, `<var>` | emphasis | as written |
//! | `- takes away`, `# comment` as a name; `### Title` is its text | a list, headings | as written |
//! | an address in front of `，`, `）` or `…` | all of it a link | the address is one |
//! | Markdown after an empty line inside `<details>` and other blocks | its marks | what they mean |
//! | `[label]: address` for which there is no link | nothing | as written |

mod mark;
mod prose;
mod remarks;
mod autolink;
mod target;
mod spans;
mod dialect;
mod tree;
mod tokens;
mod spelling;
mod build;
mod markup;
mod writer;
mod events;

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::elements::{self, Effect, Kind};
use crate::html::Html;

use self::build::Builder;
use self::mark::{MARK, unmarked};
use self::remarks::Remarks;
use self::tokens::Token;
use self::tree::Tree;

pub use self::mark::Dialect;
pub use self::prose::{CodeBlock, Prose};
pub use self::remarks::Remark;

/// A field that has been read.
#[derive(Clone, Debug)]
pub struct Text {
    tree: Tree,
    /// What a reader sees of it: no tags, entities decoded, white space squeezed.
    pub plain: String,
    remarks: Remarks,
    files: BTreeSet<String>,
    runs: bool,
}

/// A field with what there is to say about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The field.
    pub prose: Prose,
    /// What is strange about it.
    pub remarks: Vec<Remark>,
    /// The files that it shows or loads, each once: addresses that do not lead to the web.
    pub files: BTreeSet<String>,
    /// Whether it brings a script along.
    pub runs: bool,
}

/// Finds where a link inside the page leads: percent-decoded fragment → real fragment.
pub type Resolve<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Reads a text of any number of blocks.
#[must_use]
pub fn read(markdown: &str, dialect: Dialect) -> Text {
    let mut remarks = Remarks::default();
    let text = match dialect {
        Dialect::Redcarpet => Cow::Owned(dialect::common_mark(markdown, &mut remarks)),
        Dialect::GitHub => unmarked(markdown),
    };
    let tree = events::tree(&text, dialect, &mut remarks);
    Text::new(tree, remarks)
}

/// Reads a name. If it is one line, it is text whatever it begins with: `- takes away` is no list.
/// Only a heading of a lower level, `### Title`, is nothing else: it shows its text.
#[must_use]
pub fn read_name(markdown: &str, dialect: Dialect) -> Text {
    let line = markdown.trim();
    if line.contains('\n') || line.is_empty() || dialect::is_html(line) {
        return read(markdown, dialect);
    }
    let line = match dialect {
        Dialect::Redcarpet => heading(line),
        Dialect::GitHub => line,
    };
    let line = unmarked(line);
    let mut remarks = Remarks::default();
    let text = match dialect {
        Dialect::Redcarpet => Cow::Owned(format!("{MARK}{}", spans::line(&line))),
        Dialect::GitHub if is_emphasis(&line) => line,
        Dialect::GitHub => Cow::Owned(format!("{MARK}{line}")),
    };
    let tree = events::tree(&text, dialect, &mut remarks);
    Text::new(tree, remarks)
}

/// The text of `## Title` to `###### Title`; one `#` may be a prompt, or a comment in code.
fn heading(line: &str) -> &str {
    let text = line.trim_start_matches('#');
    match line.len() - text.len() {
        2..=6 if text.starts_with(' ') => text.trim_end_matches('#').trim(),
        _ => line,
    }
}

/// Whether a line begins with emphasis, which a sign before it would keep from being read:
/// `_(new)_ word`.
fn is_emphasis(line: &str) -> bool {
    let inside = line.trim_start_matches(['*', '_']);
    inside.len() < line.len() && inside.starts_with(|sign: char| !sign.is_whitespace())
}

/// Reads HTML that the author wrote; its elements are balanced.
#[must_use]
pub fn read_html(html: &str) -> Text {
    let mut remarks = Remarks::default();
    let mut builder = Builder::new(&mut remarks);
    builder.html(&unmarked(html), "");
    let tree = builder.finish();
    Text::new(tree, remarks)
}

impl Text {
    fn new(tree: Tree, mut remarks: Remarks) -> Self {
        let (mut files, mut runs) = (BTreeSet::new(), false);
        for effect in tree.effects() {
            remarks.effect(&effect);
            runs |= remarks::runs(&effect);
            if is_local_file(&effect) {
                files.insert(effect.value.into_owned());
            }
        }
        Self { plain: tree.plain(), tree, remarks, files, runs }
    }

    /// The field, its links inside the page resolved.
    #[must_use]
    pub fn render(self, resolve: Resolve) -> Rendered {
        let Self { tree, plain, mut remarks, files, runs } = self;
        let resolved: Vec<_> = tree.links.iter().map(|link| resolve(&link.fragment)).collect();
        for (link, _) in tree.links.iter().zip(&resolved).filter(|(_, found)| found.is_none()) {
            remarks.dead_link(&link.fragment);
        }
        let (html, code) = tree.html(&resolved);
        let prose = Prose { html: Html::trusted(html), plain, code };
        Rendered { prose, remarks: remarks.0, files, runs }
    }
}

/// Whether it shows or loads a file that is not on the web. Nobody misses an icon of a page.
fn is_local_file(effect: &Effect) -> bool {
    let is_shown = match effect.kind {
        Kind::Shows => true,
        Kind::Embeds => matches!(effect.attribute, "src" | "data"),
        Kind::Runs => remarks::is_file(effect),
        Kind::Loads | Kind::Leads | Kind::Sends | Kind::Moves => false,
    };
    is_shown && !elements::is_remote(&effect.value)
}

/// What there is to say about a style.
#[must_use]
pub fn remarks_on_style(style: &str) -> Vec<Remark> {
    let mut remarks = Remarks::default();
    for address in elements::loaded_by_style(style) {
        remarks.resource(&address);
    }
    remarks.0
}

/// What there is to say about what a whole page in HTML or SVG does.
#[must_use]
pub fn remarks_on_page(html: &str) -> Vec<Remark> {
    let mut remarks = Remarks::default();
    let mut is_style = false;
    for token in tokens::tokens(html) {
        match token {
            Token::Start(tag) => {
                is_style = tag.name == "style";
                let see = &mut |effect| remarks.effect(&effect);
                elements::effects(&tag.name, &tag.attributes, see);
            }
            Token::Text(text) if is_style => {
                elements::loaded_by_style(&text).for_each(|address| remarks.resource(&address));
            }
            _ => {}
        }
    }
    remarks.0
}

/// [`read`] and [`Text::render`] in one.
#[must_use]
pub fn render(markdown: &str, dialect: Dialect, resolve: Resolve) -> Rendered {
    read(markdown, dialect).render(resolve)
}
