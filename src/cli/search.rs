//! `docsheet search`: a query → the entries that a person expects, in the terminal.

mod styled;
mod human;
mod formats;
mod clipboard;
mod pager;

use clap::{Args, ValueEnum};
use docsheet::error::Error;
use docsheet::search::{Depth, Hit};

use super::completions::keywords;
use super::find::{Answer, find};
use super::shelf::Choice;
use super::status::Status;
use super::terminal::Terminal;

/// How many hits are shown of a query with words.
const MOST: usize = 20;
/// So many entries are held at once; each time the pages that they stand on are read.
const AT_ONCE: usize = 100_000;
/// So many bytes are printed at once.
const BLOCK: usize = 1 << 20;

/// Finds entries by keyword and words, in their names and in their text
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option")]
#[command(after_help = "\
Examples:
  docsheet search sip:486              the entry itself, when there is one hit
  docsheet search sip:busy             all hits, best first
  docsheet search sip:                 everything in the docset
  docsheet search http,sip:404         two docsets
  docsheet search 'SIP/2.0 486 Busy Here'
                                       a line from a trace: all docsets, words in any order
  docsheet search how do I delete a tag
                                       a question: `Remove a tag`, a common word for another
  docsheet search 'sip:\"no answer\"'    words side by side
  docsheet search tar -xzf             a flag that is none of the options below
  docsheet search sip:busy --text      also entries that have the word in their text only
  docsheet search sip:486 --format markdown
                                       the entry for a ticket
  docsheet search sip: --format tsv | fzf
  docsheet search sip:486 --format json | jq -r .url

Groups of docsets are named in `~/.config/docsheet/config.toml`, so that `voip:busy` searches
them all:
  [groups]
  voip = [\"sip\", \"http\"]")]
pub(super) struct Arguments {
    /// Words to look for, after the keyword of a docset or the name of a group and a colon
    #[arg(value_name = "QUERY", required = true, add = keywords())]
    query: Vec<String>,
    #[command(flatten)]
    choice: Choice,
    /// Search the text of entries too, not only where no name fits
    #[arg(long)]
    text: bool,
    /// How hits are printed
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    /// Show no more than N hits [default: 20; all when only a keyword is given; 1 as Markdown]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    /// Print the entries themselves
    #[arg(long)]
    full: bool,
    /// Put the first command of the best hit on the clipboard, through the terminal
    #[arg(long)]
    copy: bool,
    /// Show the output in `$PAGER`
    #[arg(long)]
    pager: bool,
}

/// How hits are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A hit a line, or the entry
    #[default]
    Human,
    /// One JSON object a line, for launchers: names, place, commands, the text as Markdown and plain
    Json,
    /// A hit a line, for `fzf` and `rofi`: name, type, docset, keyword, category and URL between tabs
    Tsv,
    /// The entry, as people paste it into a ticket
    Markdown,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Status, Error> {
    let depth = if arguments.text { Depth::Text } else { Depth::Names };
    let answer = find(&arguments.query, &arguments.choice, depth, terminal)?;
    let hits = answer.hits();
    if hits.is_empty() {
        return Ok(answer.nothing());
    }
    let shown = &hits[..hits.len().min(limit(arguments, &answer))];
    print(shown, &answer, arguments, terminal)?;
    if arguments.format == Format::Human {
        say_what_is_missing(shown, &answer, terminal);
    }
    if arguments.copy {
        return clipboard::copy(&shown[0], &answer.shelf, terminal);
    }
    Ok(Status::Fine)
}

/// Prints the hits as far as they are made, so that the whole of a large docset is never held.
fn print(
    shown: &[Hit],
    answer: &Answer,
    arguments: &Arguments,
    terminal: &Terminal,
) -> Result<(), Error> {
    let is_list = arguments.format == Format::Human && !arguments.full;
    let between = match arguments.format {
        Format::Human | Format::Markdown => "\n",
        Format::Json | Format::Tsv => "",
    };
    let mut lines = String::new();
    let mut is_first = true;
    // A list needs to know all of it for its columns.
    let at_once = if is_list { usize::MAX } else { AT_ONCE };
    for some in shown.chunks(at_once) {
        for text in texts(some, answer, arguments, terminal)? {
            lines += if is_first { "" } else { between };
            lines += &text;
            is_first = false;
            if lines.len() > BLOCK && !arguments.pager {
                terminal.results(&lines)?;
                lines.clear();
            }
        }
    }
    if arguments.pager { pager::show(&lines, terminal) } else { terminal.results(&lines) }
}

fn texts(
    hits: &[Hit],
    answer: &Answer,
    arguments: &Arguments,
    terminal: &Terminal,
) -> Result<Vec<String>, Error> {
    let shelf = &answer.shelf;
    match arguments.format {
        Format::Json => formats::json(hits, shelf),
        Format::Tsv => Ok(formats::tsv(hits, shelf)),
        Format::Markdown => formats::markdown(hits, shelf),
        Format::Human if arguments.full => human::entries(hits, shelf, terminal),
        Format::Human if answer.hits().len() == 1 => {
            Ok(vec![human::one(&hits[0], shelf, terminal)?])
        }
        Format::Human => Ok(vec![human::list(hits, answer, terminal)]),
    }
}

fn limit(arguments: &Arguments, answer: &Answer) -> usize {
    let usual = match arguments.format {
        Format::Markdown if !arguments.full => 1,
        _ if answer.query.rest.is_empty() => usize::MAX,
        _ => MOST,
    };
    arguments.limit.map_or(usual, |limit| limit as usize)
}

fn say_what_is_missing(shown: &[Hit], answer: &Answer, terminal: &Terminal) {
    let left_out = &answer.found.left_out;
    if !left_out.is_empty() {
        let words: Vec<_> = left_out.iter().map(|word| format!("`{word}`")).collect();
        terminal.note(&format!("left out: {}", words.join(", ")));
    }
    let (all, shown) = (answer.hits().len(), shown.len());
    if answer.found.is_cut && shown < all {
        terminal.note(&format!(
            "{shown} of the {all} best hits; `--limit {all}` shows them, more words find others"
        ));
    } else if answer.found.is_cut {
        terminal.note(&format!("the {all} best hits; more words find others"));
    } else if shown < all {
        terminal.note(&format!("{shown} of {all} hits; `--limit {all}` shows all"));
    }
}
