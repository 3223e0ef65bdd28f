//! HTML in Markdown: which lines of it are a block of their own.

use super::lines::Fence;
use crate::markdown::mark::MARK;

/// How often the end of HTML may be looked for in vain: each time costs a walk over the lines.
const MISSES: usize = 8;

/// Block elements that Redcarpet reads as HTML up to their end tag. Anything else at the start of a
/// line is part of a paragraph.
const HTML_BLOCKS: &[&str] = &[
    "article",
    "aside",
    "audio",
    "blockquote",
    "canvas",
    "dd",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "iframe",
    "math",
    "nav",
    "noscript",
    "ol",
    "output",
    "p",
    "pre",
    "script",
    "section",
    "style",
    "svg",
    "table",
    "tfoot",
    "ul",
    "video",
];

/// Block elements whose content is no Markdown anywhere.
const VERBATIM: &[&str] = &["canvas", "iframe", "math", "pre", "script", "style", "svg"];

/// How many of `lines` the HTML at their start takes: up to its own end tag, which ends a line.
pub(super) fn block(lines: &[&str], misses: &mut usize) -> Option<usize> {
    let inside = lines[0].strip_prefix('<')?;
    let name_end = inside.find(|letter: char| !letter.is_ascii_alphanumeric())?;
    let name = inside[..name_end].to_ascii_lowercase();
    // A rule right over a line is part of its paragraph.
    let is_rule = name == "hr" && lines.get(1).is_none_or(|next| next.trim().is_empty());
    let is_block = is_rule || HTML_BLOCKS.contains(&name.as_str());
    if *misses > MISSES || !(is_block || inside.starts_with("!--")) {
        return None;
    }
    let (last, end) = if is_rule {
        (Some(0), ">".to_owned())
    } else if is_block {
        (last_line(lines, &name), format!("</{name}>"))
    } else {
        (lines.iter().position(|line| line.contains("-->")), "-->".to_owned())
    };
    *misses += usize::from(last.is_none());
    let is_whole = lines[last?].trim_end().to_ascii_lowercase().ends_with(&end);
    is_whole.then_some(last? + 1)
}

/// Whether HTML right under a line of text is part of it, Markdown and all: code and drawings are
/// not, nor what holds an empty line.
pub(super) fn is_text(html: &[&str]) -> bool {
    !is_verbatim(html[0]) && html.iter().all(|line| !line.trim().is_empty())
}

/// Whether `line` starts with HTML in which nothing is Markdown.
pub(super) fn is_verbatim(line: &str) -> bool {
    let inside = line.strip_prefix('<').unwrap_or_default();
    VERBATIM.iter().any(|name| {
        let start = inside.get(..name.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(name))
    })
}

/// The line on which as many elements of that name have ended as have started.
fn last_line(lines: &[&str], name: &str) -> Option<usize> {
    let (start, end) = (format!("<{name}"), format!("</{name}>"));
    let mut open = 0;
    lines.iter().position(|line| {
        let line = line.to_ascii_lowercase();
        open += line.matches(&start).count();
        open = open.saturating_sub(line.matches(&end).count());
        open == 0
    })
}

/// How many of `lines` are HTML up to an empty line behind which text begins.
pub(super) fn verbatim(lines: &[&str]) -> usize {
    let mut verbatim = "";
    let mut is_set_apart = false;
    for (at, line) in lines.iter().enumerate() {
        let text = line.trim();
        if text.is_empty() {
            is_set_apart = true;
            continue;
        }
        if is_set_apart && verbatim.is_empty() && !text.starts_with('<') {
            return at;
        }
        is_set_apart = false;
        verbatim = open_verbatim(text, verbatim);
    }
    lines.len()
}

/// How many of `lines`, which stand in HTML behind an empty line, are Markdown: those up to a tag
/// behind an empty line, or to an end tag.
pub(super) fn markdown(lines: &[&str]) -> usize {
    let mut fence: Option<Fence> = None;
    let mut is_set_apart = false;
    for (at, line) in lines.iter().enumerate() {
        let text = line.trim();
        if let Some(open) = &fence {
            if open.is_closed_by(line) {
                fence = None;
            }
        } else if text.starts_with("</") || is_set_apart && text.starts_with('<') {
            return at;
        } else {
            fence = Fence::open(&lines[at..]);
        }
        is_set_apart = text.is_empty();
    }
    lines.len()
}

/// The element, open behind this line, in which an empty line means nothing: one of `VERBATIM`, or
/// a comment. `open` is the one before it.
fn open_verbatim(line: &str, open: &'static str) -> &'static str {
    let line = line.to_ascii_lowercase();
    let names = VERBATIM.iter().chain(&["!--"]).filter(|name| open.is_empty() || **name == open);
    let still_open = names.filter(|name| {
        let (start, end) = match **name {
            "!--" => ("<!--".to_owned(), "-->".to_owned()),
            name => (format!("<{name}"), format!("</{name}")),
        };
        let before = if open.is_empty() { line.rfind(&start) } else { Some(0) };
        before.is_some_and(|at| !line[line.rfind(&start).unwrap_or(at)..].contains(&end))
    });
    still_open.copied().next().unwrap_or("")
}

/// HTML as it stands, empty lines in it too, which would end it for CommonMark.
pub(super) fn write(lines: &[&str], out: &mut Vec<String>) {
    for line in lines {
        if line.trim().is_empty() {
            out.push(MARK.to_string());
        } else {
            out.push((*line).to_owned());
        }
    }
    out.push(String::new());
}
