//! Hits as people and launchers read them.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

use docsheet::bundle::{Target, target};
use docsheet::error::Error;
use docsheet::search::{self, Emphasis, Hit, Line, Shelved};
use docsheet::{files, wording};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::super::terminal::Terminal;

/// Widest text, whatever the terminal: longer lines are hard to read.
const WIDTH: usize = 100;
/// Widest column of names.
const NAME_WIDTH: usize = 60;
/// How many lines of an entry are printed that nobody asked for in full.
const LINES: usize = 60;
/// What a URL cannot hold as it is (RFC 3986); percent signs are left alone in fragments.
const IN_FRAGMENT: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'\\').add(b'^').add(b'|');
const IN_PATH: &AsciiSet = &IN_FRAGMENT.add(b'%').add(b'#').add(b'?').add(b'{').add(b'}');

const BOLD: &str = "\x1B[1m";
const MARK: &str = "\x1B[1;4m";
const CODE: &str = "\x1B[36m";
const DIM: &str = "\x1B[2m";
const OFF: &str = "\x1B[0m";

/// A hit a line: name, type, and the docset where there are several.
pub(super) fn list(hits: &[Hit], shelf: &[Shelved], terminal: &Terminal) -> Result<(), Error> {
    let several = hits.iter().any(|hit| hit.docset != hits[0].docset);
    let widths = hits.iter().map(|hit| shown_name(hit).width());
    let column = widths.max().unwrap_or_default().min(NAME_WIDTH);
    let kinds = hits.iter().map(|hit| plain(&hit.kind).width());
    let kinds = kinds.max().unwrap_or_default();
    for hit in hits {
        let kind = plain(&hit.kind);
        let gap = " ".repeat(column.saturating_sub(shown_name(hit).width()) + 2);
        let more = " ".repeat(kinds.saturating_sub(kind.width()) + 2);
        let docset = format!("{more}{}", plain(&shelf[hit.docset].title));
        let about = format!("{kind}{}", if several { &docset } else { "" });
        let name = named(hit, terminal);
        terminal.result(&format!("{name}{gap}{}", styled(&about, DIM, terminal)))?;
    }
    Ok(())
}

/// The name that fits, and where it leads.
fn shown_name(hit: &Hit) -> String {
    let leads_to = hit.leads_to().map(|own| format!(" → {}", plain(own)));
    plain(&hit.name) + &leads_to.unwrap_or_default()
}

fn named(hit: &Hit, terminal: &Terminal) -> String {
    let leads_to = hit.leads_to().map(|own| format!(" → {}", plain(own)));
    marked(&hit.name, &hit.marks, terminal) + &leads_to.unwrap_or_default()
}

/// The entry, if it is not too long.
pub(super) fn one(hit: &Hit, shelf: &[Shelved], terminal: &Terminal) -> Result<(), Error> {
    let lines = head_and_text(hit, shelf, terminal)?;
    let shown = if lines.len() > LINES + LINES / 4 { LINES } else { lines.len() };
    print_lines(&lines[..shown], terminal)?;
    if shown < lines.len() {
        let more = wording::count(lines.len() - shown, "line more", "lines more");
        terminal.note(&format!("{more}; `--full` prints all"));
    }
    Ok(())
}

/// The entries, one after the other.
pub(super) fn entries(hits: &[Hit], shelf: &[Shelved], terminal: &Terminal) -> Result<(), Error> {
    for (at, hit) in hits.iter().enumerate() {
        if at > 0 {
            terminal.result("")?;
        }
        print_lines(&head_and_text(hit, shelf, terminal)?, terminal)?;
    }
    Ok(())
}

/// One JSON object a line. `title`, `subtitle` and `arg` are what Alfred reads.
pub(super) fn json(
    hits: &[Hit],
    shelf: &[Shelved],
    full: bool,
    terminal: &Terminal,
) -> Result<(), Error> {
    for hit in hits {
        let docset = &shelf[hit.docset];
        let url = url(docset, &hit.path);
        let mut object = json!({
            "title": hit.name,
            "subtitle": format!("{} · {}", hit.kind, docset.title),
            "arg": url,
            "docset": docset.title,
            "keyword": docset.keywords.first(),
            "type": hit.kind,
            "path": hit.path,
            "url": url,
            "entry": hit.entry.as_ref().map_or(&hit.name, |(_, own)| own),
            "category": hit.entry.as_ref().map(|(category, _)| category),
            "marks": hit.marks.iter().map(|mark| [mark.start, mark.end]).collect::<Vec<_>>(),
        });
        if full {
            let lines = search::entry(docset, &hit.name, &hit.path, WIDTH)?.unwrap_or_default();
            let lines: Vec<String> = lines.iter().map(text).collect();
            object["text"] = Value::String(lines.join("\n"));
        }
        terminal.result(&object.to_string())?;
    }
    Ok(())
}

/// `text` without what could steer the terminal.
pub(super) fn plain(text: &str) -> String {
    let steers = |letter: char| letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}');
    text.replace(steers, " ")
}

fn head_and_text(hit: &Hit, shelf: &[Shelved], terminal: &Terminal) -> Result<Vec<String>, Error> {
    let docset = &shelf[hit.docset];
    let name = named(hit, terminal);
    let about = format!("{}, {}", plain(&hit.kind), plain(&docset.title));
    let mut lines = vec![format!("{name}  {}", styled(&about, DIM, terminal))];
    let Some(body) = search::entry(docset, &hit.name, &hit.path, width())? else {
        lines.push(format!("nothing is at `{}`; `docsheet verify` tells more", plain(&hit.path)));
        return Ok(lines);
    };
    if !body.is_empty() {
        lines.push(String::new());
    }
    lines.extend(body.iter().map(|line| drawn(line, terminal)));
    Ok(lines)
}

fn print_lines(lines: &[String], terminal: &Terminal) -> Result<(), Error> {
    lines.iter().try_for_each(|line| terminal.result(line.trim_end()))
}

fn text(line: &Line) -> String {
    let text: String = line.iter().map(|piece| piece.text.as_str()).collect();
    text.trim_end().to_owned()
}

fn drawn(line: &Line, terminal: &Terminal) -> String {
    let pieces = line.iter().map(|piece| match piece.emphasis {
        Emphasis::None => piece.text.clone(),
        Emphasis::Strong => styled(&piece.text, BOLD, terminal),
        Emphasis::Code => styled(&piece.text, CODE, terminal),
    });
    pieces.collect()
}

fn styled(text: &str, style: &str, terminal: &Terminal) -> String {
    if terminal.color_results && !text.is_empty() {
        format!("{style}{text}{OFF}")
    } else {
        text.to_owned()
    }
}

/// The name with what fits the query in bold and underlined.
fn marked(name: &str, marks: &[Range<usize>], terminal: &Terminal) -> String {
    let mut drawn = String::new();
    let mut done = 0;
    for mark in marks {
        let (before, inside) = (name.get(done..mark.start), name.get(mark.clone()));
        let inside = styled(&plain(inside.unwrap_or_default()), MARK, terminal);
        // Writing to a string cannot fail.
        let _ = write!(drawn, "{}{inside}", plain(before.unwrap_or_default()));
        done = mark.end;
    }
    drawn + &plain(name.get(done..).unwrap_or_default())
}

fn width() -> usize {
    let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.unwrap_or(WIDTH).clamp(40, WIDTH)
}

/// The address of the page and the place on it, for a browser.
fn url(docset: &Shelved, path: &str) -> Option<String> {
    let (file, fragment) = match target(path) {
        Target::Page { file, fragment } => (file, fragment),
        Target::Remote => return Some(path.to_owned()),
        Target::Outside => return None,
    };
    let root = files::real_path(&docset.path).ok()?;
    let file = root.join(Path::new(&file));
    let file = file.to_string_lossy().replace('\\', "/");
    let slash = if file.starts_with('/') { "" } else { "/" };
    let mut url = format!("file://{slash}{}", utf8_percent_encode(&file, IN_PATH));
    if let Some(fragment) = fragment {
        let _ = write!(url, "#{}", utf8_percent_encode(fragment, IN_FRAGMENT));
    }
    Some(url)
}
