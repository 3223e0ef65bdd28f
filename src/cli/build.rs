//! `docsheet build`: definitions → docsets in a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use docsheet::diagnostic::{Code, Diagnostic};
use docsheet::docset::{self, Docset};
use docsheet::error::Error;
use docsheet::info::Edition;
use docsheet::wording::count;
use docsheet::{Definition, archive, files, index};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::report::{self, Most, Tally};
use super::terminal::Terminal;
use super::{Status, sheets};

/// Builds docsets from definitions
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docsheet build                    build every definition under `data` into `output`
  docsheet build Git.rb -o docsets  build one sheet into the folder `docsets`
  docsheet build sheets --quiet     print nothing but findings")]
pub(super) struct Arguments {
    /// Definitions, or folders that are walked for `*.rb` [default: data]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Folder that gets the docsets
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    output: PathBuf,
    /// Write no `NAME.tgz` beside the docset
    #[arg(long)]
    no_archive: bool,
    /// Print findings only
    #[arg(short, long)]
    quiet: bool,
}

/// The most that people are shown of one sheet; `docsheet check` shows more.
const MOST: Most = Most { errors: 20, warnings: 3 };

/// From how many sheets on a terminal shows how far it is.
const MANY: usize = 20;

/// What became of one definition.
struct Built {
    definition: Definition,
    docset: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Status, Error> {
    let paths = sheets::find(&arguments.paths)?;
    let mut definitions = sheets::load(&paths).into_iter().collect::<Result<Vec<_>, _>>()?;
    refuse_equal_names(&mut definitions);
    let progress = progress(definitions.len(), arguments, terminal);
    let built: Vec<_> = definitions
        .into_par_iter()
        .map(|definition| {
            let docset = write(&definition, arguments)?;
            progress.inc(1);
            Ok(Built { definition, docset })
        })
        .collect();
    progress.finish_and_clear();
    summarize(built, arguments, terminal)
}

/// Builds one docset and saves it, with its archive beside it.
fn write(definition: &Definition, arguments: &Arguments) -> Result<Option<PathBuf>, Error> {
    let Some(docset) = docsheet::build(definition, &Edition::default())? else { return Ok(None) };
    let path = docset::bundle_path(&arguments.output, &docset.name);
    docset::save(&docset, &arguments.output)?;
    if !arguments.no_archive {
        save_archive(&docset, &arguments.output)?;
    }
    Ok(Some(path))
}

fn save_archive(docset: &Docset, folder: &Path) -> Result<(), Error> {
    let packed = archive::pack(docset, 0)?;
    files::save_file(&folder.join(format!("{}.tgz", docset.name)), &packed).map(|_| ())
}

/// Two sheets with one file name stop each other before anything is written. Names that differ in
/// case only are one name on many systems.
fn refuse_equal_names(definitions: &mut [Definition]) {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, definition) in definitions.iter().enumerate() {
        if let Some(sheet) = &definition.sheet {
            by_name.entry(sheet.docset_file_name.to_lowercase()).or_default().push(at);
        }
    }
    for sharing in by_name.into_values().filter(|sharing| sharing.len() > 1) {
        for &at in &sharing {
            let others: Vec<_> = sharing.iter().filter(|&&other| other != at).collect();
            let other = definitions[*others[0]].path.display().to_string();
            let definition = &mut definitions[at];
            if let Some(sheet) = definition.sheet.take() {
                let message =
                    format!("`{other}` would write the same docset `{}`", sheet.docset_file_name);
                let finding = Diagnostic::new(Code::SameDocset, message)
                    .at(sheet.place, "")
                    .hint("give one of them another `docset_file_name`");
                definition.findings.push(finding);
            }
        }
    }
}

fn progress(sheets: usize, arguments: &Arguments, terminal: &Terminal) -> ProgressBar {
    let target = if sheets < MANY || arguments.quiet {
        ProgressDrawTarget::hidden()
    } else {
        ProgressDrawTarget::stderr()
    };
    let style = if terminal.color_findings {
        "{bar:30.cyan} {pos}/{len} sheets"
    } else {
        "{bar:30} {pos}/{len} sheets"
    };
    let bar = ProgressBar::with_draw_target(Some(sheets as u64), target);
    match ProgressStyle::with_template(style) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Prints what became of each sheet, in the order of the input.
fn summarize(
    built: Vec<Result<Built, Error>>,
    arguments: &Arguments,
    terminal: &Terminal,
) -> Result<Status, Error> {
    let (mut done, mut tally, mut failed) = (0, Tally::default(), None);
    let all = built.len();
    for built in built {
        let Built { definition, docset } = match built {
            Ok(built) => built,
            Err(error) => {
                if let Some(earlier) = failed.replace(error) {
                    terminal.error(&earlier);
                }
                continue;
            }
        };
        tally.add(Tally::of(&definition.findings));
        report::human(&definition, MOST, terminal);
        if let (Some(path), Some(sheet)) = (docset, &definition.sheet) {
            done += 1;
            if !arguments.quiet {
                let entries = sheet.categories.iter().map(|category| category.entries.len()).sum();
                terminal.result(&format!(
                    "{} → {} ({}, {})",
                    sheet.title,
                    path.display(),
                    count(entries, "entry", "entries"),
                    count(index::rows(sheet).len(), "index row", "index rows"),
                ))?;
            }
        }
    }
    if let Some(error) = failed {
        return Err(error);
    }
    if !arguments.quiet {
        let built = format!("{done} of {} built", count(all, "sheet", "sheets"));
        terminal.result(&if tally == Tally::default() {
            built
        } else {
            format!("{built}: {tally}")
        })?;
    }
    Ok(if tally.errors > 0 { Status::Findings } else { Status::Fine })
}
