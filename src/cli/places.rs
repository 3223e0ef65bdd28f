//! Which readers a command works for: options → places.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use docsheet::error::Error;
use docsheet::install::{self, Place, Reader};

use super::environment;
use super::terminal::Terminal;

/// Options of the commands that work in the readers' folders.
#[derive(Debug, Args)]
pub(super) struct Choice {
    /// A reader to work for, seen on this machine or not; may be given again [default: all seen]
    #[arg(long = "for", value_name = "READER", value_parser = reader_parser())]
    readers: Vec<Reader>,
    /// A folder to work in, whoever reads it
    #[arg(long, value_name = "DIR", conflicts_with = "readers")]
    to: Option<PathBuf>,
}

impl Choice {
    /// The places to work in; when there are none, says why.
    ///
    /// # Errors
    /// When a reader's settings cannot be read.
    pub(super) fn places(&self, terminal: &Terminal) -> Result<Vec<Place>, Error> {
        if let Some(folder) = &self.to {
            let place = install::given_place(folder);
            install::clear_away(&place);
            return Ok(vec![place]);
        }
        let all = install::places(&environment::machine())?;
        let chosen = install::choose(&all, &self.readers);
        for reader in &self.readers {
            if !chosen.iter().any(|place| place.reader == Some(*reader)) {
                terminal.note(&format!("{reader} is no reader of this system"));
            }
        }
        if chosen.is_empty() && self.readers.is_empty() {
            terminal.note(if all.is_empty() {
                "no folder to look for readers in: `HOME` is not set"
            } else {
                "no reader of docsets is seen on this machine; looked for"
            });
            for place in &all {
                terminal.note(&format!("  {} in `{}`", place.label, place.folder.display()));
            }
        }
        if chosen.is_empty() {
            terminal.note("install a reader, or name one with `--for`, or a folder with `--to`");
        }
        chosen.iter().for_each(install::clear_away);
        Ok(chosen)
    }
}

/// What to say above the docsets of a place.
pub(super) fn heading(place: &Place) -> String {
    let sign = match (place.reader, &place.seen) {
        (Some(reader), Some(sign)) => format!("; {reader} is here: {sign}"),
        _ => String::new(),
    };
    format!("{}: `{}` ({}{sign})", place.label, place.folder.display(), place.why)
}

fn reader_parser() -> impl TypedValueParser<Value = Reader> {
    PossibleValuesParser::new(Reader::ALL.map(Reader::option))
        .try_map(|name| Reader::named(&name).ok_or("no reader"))
}
