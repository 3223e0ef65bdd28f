//! Markdown as sheets write it → trusted HTML and the plain text that the index uses.
//!
//! Sheets were written for Redcarpet 3 with the extensions `autolink`, `fenced_code_blocks`,
//! `tables` and `disable_indented_code_blocks`. pulldown-cmark reads CommonMark. `dialect` and
//! `spans` rewrite the one as the other, `events` makes HTML of it, and `balance` keeps an
//! author's own HTML inside its field; it runs only where there is some.
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
//! | `<file>`, `<C-w>`, `Map<K, V>` | nothing | as written, with a remark |
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
//! | `- takes away`, `# comment` as a name | a list, a heading | as written |
//! | an address in front of `，`, `）` or `…` | all of it a link | the address is one |
//! | Markdown after an empty line inside `<details>` and other blocks | its marks | what they mean |
//! | `[label]: address` for which there is no link | nothing | as written |

mod autolink;
mod balance;
mod dialect;
#[rustfmt::skip]
pub(crate) mod elements;
mod events;
mod remarks;
mod spans;
mod tags;

use std::borrow::Cow;
use std::collections::BTreeSet;

use pulldown_cmark::Options;

use crate::diagnostic::Code;
use crate::html::Html;

use self::remarks::Remarks;
use self::tags::{Piece, Pieces, Tag};

/// Stands where CommonMark must not see what it would see; a noncharacter of Unicode, made for such
/// use inside a program. It is in no result.
const MARK: char = '\u{FDD0}';

/// A rendered field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// What the page shows.
    pub html: Html,
    /// The same without tags: entities decoded, white space squeezed.
    pub plain: String,
}

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

/// Finds where a link inside the page leads: percent-decoded fragment → real fragment.
pub type Resolve<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Which Markdown a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// What sheets in the Ruby language are written for: see the table above.
    Redcarpet,
    /// CommonMark with the tables, strikethrough and task lists of GitHub.
    GitHub,
}

impl Dialect {
    fn options(self) -> Options {
        match self {
            Self::Redcarpet => Options::ENABLE_TABLES,
            Self::GitHub => {
                Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS
            }
        }
    }
}

/// Renders a text of any number of blocks.
#[must_use]
pub fn render(markdown: &str, dialect: Dialect, resolve: Resolve) -> (Prose, Vec<Remark>) {
    let mut remarks = Remarks::default();
    let text = match dialect {
        Dialect::Redcarpet => Cow::Owned(dialect::common_mark(markdown, &mut remarks)),
        Dialect::GitHub if markdown.contains(MARK) => Cow::Owned(markdown.replace(MARK, "")),
        Dialect::GitHub => Cow::Borrowed(markdown),
    };
    let prose = prose(&text, dialect, resolve, &mut remarks);
    (prose, remarks.0)
}

/// Renders a name. If it is one line, it is text whatever it begins with: `- takes away` is no
/// list.
#[must_use]
pub fn render_name(markdown: &str, dialect: Dialect, resolve: Resolve) -> (Prose, Vec<Remark>) {
    let line = markdown.trim();
    if line.contains('\n') || dialect::is_html(line) {
        return render(markdown, dialect, resolve);
    }
    let line = line.replace(MARK, "");
    let mut remarks = Remarks::default();
    let text = match dialect {
        Dialect::Redcarpet => format!("{MARK}{}", spans::line(&line)),
        Dialect::GitHub => format!("{MARK}{line}"),
    };
    let prose = prose(&text, dialect, resolve, &mut remarks);
    (prose, remarks.0)
}

fn prose(text: &str, dialect: Dialect, resolve: Resolve, remarks: &mut Remarks) -> Prose {
    let rendered = events::html(text, dialect, resolve, remarks);
    let html = if rendered.needs_balance {
        balance::balance(&rendered.html, remarks)
    } else {
        rendered.html
    };
    let html = Html::trusted(html);
    let plain = plain_text(&html);
    Prose { html, plain }
}

/// HTML that the author wrote, with its tags balanced.
#[must_use]
pub fn balanced(html: &str) -> (Html, Vec<Remark>) {
    let mut remarks = Remarks::default();
    let html = balance::balance(html, &mut remarks);
    (Html::trusted(html), remarks.0)
}

/// Whether HTML, SVG or MathML has an element of this name.
#[must_use]
pub fn is_element(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [elements::HTML, elements::SVG, elements::MATH].iter().any(|all| all.contains(&name.as_str()))
}

/// The files that `html` shows or loads, each once: addresses that do not lead to the web.
#[must_use]
pub fn shown(html: &Html) -> BTreeSet<String> {
    let mut shown = BTreeSet::new();
    let mut raw = None;
    for piece in Pieces::new(html.as_str()) {
        match piece {
            Piece::Start(tag) if raw.is_none() => {
                let addresses = loaded(tag).map(htmlize::unescape_attribute);
                let addresses = addresses.map(|address| address.trim().to_owned());
                shown.extend(addresses.filter(|address| !remarks::is_remote(address)));
                let is_raw = |name: &&&str| tag.name.eq_ignore_ascii_case(name);
                raw = elements::RAW_TEXT.iter().find(is_raw);
            }
            Piece::End(tag) => raw = raw.filter(|name| !tag.name.eq_ignore_ascii_case(name)),
            _ => {}
        }
    }
    shown
}

/// What a tag loads with the page. Of the links in a head, only styles change what is seen.
fn loaded(tag: Tag<'_>) -> impl Iterator<Item = &str> {
    let is_style = |(name, value): (&str, &str)| {
        name.eq_ignore_ascii_case("rel") && value.to_ascii_lowercase().contains("stylesheet")
    };
    let counts = !tag.name.eq_ignore_ascii_case("link") || tag.attributes().any(is_style);
    let loads =
        move |(element, _): &&(&str, &str)| counts && element.eq_ignore_ascii_case(tag.name);
    let value = move |name: &str| {
        tag.attributes().find(|(attribute, _)| attribute.eq_ignore_ascii_case(name))
    };
    elements::LOADS.iter().filter(loads).filter_map(move |(_, name)| Some(value(name)?.1))
}

/// What a reader sees of `html`: tags stripped, entities decoded, white space squeezed.
#[must_use]
pub fn plain_text(html: &Html) -> String {
    let mut text = String::with_capacity(html.as_str().len());
    let mut hidden = None;
    for piece in Pieces::new(html.as_str()) {
        match piece {
            Piece::Text(seen) if hidden.is_none() => text.push_str(seen),
            Piece::Start(tag) if hidden.is_none() => {
                let is_hidden = |name: &&&str| tag.name.eq_ignore_ascii_case(name);
                hidden = ["script", "style"].iter().find(is_hidden);
                text.push_str(gap(tag.name));
            }
            Piece::End(tag) => {
                hidden = hidden.filter(|name| !tag.name.eq_ignore_ascii_case(name));
                text.push_str(gap(tag.name));
            }
            _ => {}
        }
    }
    let text =
        if text.contains('&') { htmlize::unescape(&text) } else { Cow::Borrowed(text.as_str()) };
    squeezed(&text)
}

/// What a tag leaves between two words: nothing inside a line, a space otherwise.
fn gap(element: &str) -> &'static str {
    const BETWEEN: &[&str] = &["br", "caption", "img", "option", "td", "th", "tr"];
    let name = element.to_ascii_lowercase();
    let name = name.as_str();
    if BETWEEN.contains(&name) || elements::CLOSES_PARAGRAPH.contains(&name) { " " } else { "" }
}

fn squeezed(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !squeezed.is_empty() {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    squeezed
}
