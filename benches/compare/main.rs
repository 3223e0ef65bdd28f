//! What docsheet costs, beside something that everyone can run: an empty process, `sqlite3`, `cat`,
//! and any other generator. Everything that is compared runs in turns within one run, and what is
//! printed is a ratio of medians, so that the tables of two machines can be laid side by side.
//!
//! ```console
//! $ cargo bench --profile dist              # every table, with the sheets in data/
//! $ cargo bench --profile dist -- sheets/ --against 'cheatset generate {sheet}'
//! $ cargo bench --profile dist -- --table growth --most 1000000
//! ```
//!
//! `{sheet}` stands for the path of one definition; the other command runs in a temporary folder.
//! Processor time is that of a process and those it starts; memory is its peak resident set.

#![allow(clippy::disallowed_methods, reason = "a benchmark starts programs and reads the clock")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints")]

mod growth;
mod measure;
mod preview;
mod questions;
mod sample;
mod sheets;
mod stages;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

type Outcome = Result<(), Box<dyn Error>>;

/// What is asked for on the command line.
struct Wanted {
    /// The folder of sheets.
    folder: PathBuf,
    /// Another generator; `{sheet}` in it stands for the path of a definition.
    against: Option<String>,
    /// The only table that is wanted.
    table: Option<String>,
    /// The entries of the largest sheet that is made.
    most: usize,
}

type Table = fn(&Wanted) -> Outcome;

const TABLES: &[(&str, Table)] = &[
    ("sheets", sheets::print),
    ("growth", growth::print),
    ("stages", stages::print),
    ("questions", questions::print),
    ("preview", preview::print),
];

fn main() -> ExitCode {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let outcome = match arguments.split_first() {
        Some((first, command)) if first == measure::ONE => measure::here(command),
        _ => wanted(&arguments).and_then(|wanted| tables(&wanted)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn wanted(arguments: &[String]) -> Result<Wanted, Box<dyn Error>> {
    let mut wanted =
        Wanted { folder: PathBuf::from("data"), against: None, table: None, most: 100_000 };
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("`{argument}` needs a value"));
        match argument.as_str() {
            "--against" => wanted.against = Some(value()?.clone()),
            "--table" => wanted.table = Some(value()?.clone()),
            "--most" => wanted.most = value()?.parse()?,
            path => wanted.folder = PathBuf::from(path),
        }
    }
    wanted.folder = wanted.folder.canonicalize()?;
    Ok(wanted)
}

fn tables(wanted: &Wanted) -> Outcome {
    let is_wanted = |name: &str| wanted.table.as_deref().is_none_or(|only| only == name);
    let tables: Vec<_> = TABLES.iter().filter(|(name, _)| is_wanted(name)).collect();
    if tables.is_empty() {
        let names: Vec<_> = TABLES.iter().map(|(name, _)| *name).collect();
        return Err(format!("the tables are {}", names.join(", ")).into());
    }
    tables.into_iter().try_for_each(|(_, print)| print(wanted))
}
