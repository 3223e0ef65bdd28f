//! `docsheet build`: definitions → docsets in a folder.

use std::path::{Path, PathBuf};

use clap::Args;
use docsheet::base_url::BaseUrl;
use docsheet::diagnostic::{Code, Policy};
use docsheet::docset::{self, Docset};
use docsheet::error::Error;
use docsheet::files::Safety;
use docsheet::info::{Edition, Permissions, Publication, Remote, Scripts};
use docsheet::publish::{self, Release};
use docsheet::sheet::Cheatsheet;
use docsheet::source::Source;
use docsheet::wording::{count, printable};
use docsheet::{Definition, archive, files};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::lints::Lints;
use super::report::{self, Most, Tally};
use super::status::Status;
use super::terminal::Terminal;
use super::{environment, panics, sheets};

/// Builds docsets from definitions
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docsheet build                    build every definition under `data` into `output`
  docsheet build Git.rb -o docsets  build one sheet into the folder `docsets`
  docsheet build sheets --quiet     print nothing but findings
  docsheet build --base-url https://example.org/docsets
                                    make `output` ready to be served there")]
pub(super) struct Arguments {
    /// Definitions, or folders that are walked for `*.rb` and `*.md` [default: data]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Folder that gets the docsets
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    output: PathBuf,
    /// Write no `NAME.tgz` beside the docset
    #[arg(long)]
    no_archive: bool,
    /// Web address at which the folder will be served: writes a feed for each docset, their
    /// checksums, and the page that offers them
    #[arg(long, value_name = "URL", conflicts_with = "no_archive")]
    base_url: Option<BaseUrl>,
    /// What readers compare to notice an update [default: made from the docset's content]
    #[arg(long, value_name = "VERSION", requires = "base_url")]
    docset_version: Option<String>,
    #[command(flatten)]
    wanted: Wanted,
    #[command(flatten)]
    reach: sheets::Reach,
    #[command(flatten)]
    lints: Lints,
    /// Print findings only
    #[arg(short, long)]
    quiet: bool,
}

/// What pages may do beyond showing what the docset brings along.
#[derive(Debug, Args)]
struct Wanted {
    /// Let readers run the scripts that a sheet brings along
    #[arg(long)]
    allow_scripts: bool,
    /// Let pages show pictures, styles, fonts and films that are on the web
    #[arg(long)]
    allow_remote: bool,
}

/// The most that people are shown of one sheet; `docsheet check` shows more.
const MOST: Most = Most { errors: 20, warnings: 3 };

/// From how many sheets on a terminal shows how far it is.
const MANY: usize = 20;

/// What became of one definition.
struct Built {
    is_done: bool,
    tally: Tally,
    /// Its findings as they are printed.
    drawing: String,
    /// Its line in the summary.
    line: String,
    /// What is to be published of it; whatever is not would only fill memory.
    kept: Option<Kept>,
}

struct Kept {
    sheet: Cheatsheet,
    source: Source,
    docset: Docset,
    /// The bytes of its archive.
    archive: Vec<u8>,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Status, Error> {
    let modified = environment::source_date()?;
    files::clear_away(&arguments.output);
    let paths = sheets::find(&arguments.paths)?;
    let policy = policy(arguments);
    let definitions = sheets::load(&paths, &arguments.reach, &policy, terminal)?;
    let edition = edition(arguments);
    let progress = progress(definitions.len(), arguments, terminal);
    let built = sheets::each(definitions, |definition| {
        let built = definition.and_then(|definition| {
            let path = definition.path.clone();
            let build = || build(definition, &edition, modified, arguments, terminal);
            panics::caught(&path, build)
        });
        progress.inc(1);
        built
    });
    progress.finish_and_clear();
    if let Some(publication) = &edition.publication {
        let date = Some(modified).filter(|date| *date != archive::EARLY);
        publish(&built, publication, date, arguments, terminal)?;
    }
    summarize(built, arguments, terminal)
}

fn edition(arguments: &Arguments) -> Edition {
    let publication = arguments
        .base_url
        .clone()
        .map(|base_url| Publication { base_url, version: arguments.docset_version.clone() });
    let scripts = if arguments.wanted.allow_scripts { Scripts::Allowed } else { Scripts::Blocked };
    let remote = if arguments.wanted.allow_remote { Remote::Allowed } else { Remote::Blocked };
    Edition { permissions: Permissions { scripts, remote }, publication }
}

/// What was asked for is no finding.
fn policy(arguments: &Arguments) -> Policy {
    let mut policy = arguments.lints.for_build();
    let asked_for = [
        (arguments.wanted.allow_scripts, Code::Script),
        (arguments.wanted.allow_remote, Code::RemoteResource),
    ];
    policy.allow.extend(asked_for.iter().filter(|(asked, _)| *asked).map(|(_, code)| *code));
    policy
}

/// Builds one docset and saves it.
fn build(
    definition: Definition,
    edition: &Edition,
    modified: u64,
    arguments: &Arguments,
    terminal: &Terminal,
) -> Result<Built, Error> {
    let tally = Tally::of(&definition.findings);
    let drawing = report::drawn(&definition, MOST, terminal);
    let Definition { sheet, source, icons, resources, .. } = definition;
    let Some(sheet) = sheet else {
        let line = format!("{} is not built ({tally})", printable(&source.name));
        return Ok(Built { is_done: false, tally, drawing, line, kept: None });
    };
    let parts = docsheet::parts(&sheet, icons, resources, edition);
    let line = line(&sheet, parts.rows.len(), tally, edition, &arguments.output);
    // What is read of a large sheet is as large as what is made of it.
    let publishes = edition.publication.is_some();
    let source = publishes.then_some(source);
    let sheet = if publishes { sheet } else { sheet.without_categories() };
    let docset = docset::assemble(&sheet, parts, edition)?;
    let archive = save(&docset, modified, arguments)?;
    let kept = source.map(|source| Kept { sheet, source, docset, archive });
    Ok(Built { is_done: true, tally, drawing, line, kept })
}

/// Saves a docset with its archive beside it, both or neither; the bytes of the archive.
fn save(docset: &Docset, modified: u64, arguments: &Arguments) -> Result<Vec<u8>, Error> {
    if arguments.no_archive {
        docset::save(docset, &arguments.output, Safety::Kill)?;
        return Ok(Vec::new());
    }
    let packed = archive::pack(docset, modified)?;
    archive::save(docset, &packed, &arguments.output, Safety::Kill)?;
    Ok(packed)
}

/// Writes what offers the docsets, once all are there.
fn publish(
    built: &[Result<Built, Error>],
    publication: &Publication,
    date: Option<u64>,
    arguments: &Arguments,
    terminal: &Terminal,
) -> Result<(), Error> {
    let releases: Vec<_> = built
        .iter()
        .flatten()
        .filter_map(|built| {
            let Kept { sheet, source, docset, archive } = built.kept.as_ref()?;
            Some(Release { sheet, docset, archive, source })
        })
        .collect();
    for (name, bytes) in publish::files(&releases, publication, date) {
        let path = arguments.output.join(name);
        if is_foreign(&path, &bytes) {
            let path = printable(&path.display().to_string());
            terminal.note(&format!("`{path}` is left as it is: docsheet did not write it"));
        } else {
            files::save_file(&path, &bytes, Safety::Kill)?;
        }
    }
    Ok(())
}

/// Whether the text of a sheet would replace one that somebody wrote, such as the sheet itself.
fn is_foreign(path: &Path, bytes: &[u8]) -> bool {
    let is_made = |bytes: &[u8]| publish::is_made(&String::from_utf8_lossy(bytes));
    is_made(bytes) && files::exists(path) && !files::read(path).is_ok_and(|there| is_made(&there))
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

/// Prints the findings, and then a line for each sheet, in the order of the input.
fn summarize(
    built: Vec<Result<Built, Error>>,
    arguments: &Arguments,
    terminal: &Terminal,
) -> Result<Status, Error> {
    let (mut lines, mut done, all) = (Vec::new(), 0, built.len());
    let (mut tally, mut status) = (Tally::default(), Status::Fine);
    for built in built {
        match built {
            Ok(built) => {
                terminal.drawing(&built.drawing);
                tally.add(built.tally);
                done += usize::from(built.is_done);
                lines.push(built.line);
            }
            Err(error) => {
                terminal.error(&error);
                status = Status::Unable;
            }
        }
    }
    lines.push(format!("{done} of {} built{}", count(all, "sheet", "sheets"), behind(": ", tally)));
    if !arguments.quiet {
        terminal.result(&lines.join("\n"))?;
    }
    Ok(status.max(if tally.errors > 0 { Status::Findings } else { Status::Fine }))
}

/// What became of a sheet that is built.
fn line(sheet: &Cheatsheet, rows: usize, tally: Tally, edition: &Edition, output: &Path) -> String {
    let entries = sheet.categories.iter().map(|category| category.entries.len()).sum();
    let runs = sheet.runs_scripts && edition.permissions.scripts == Scripts::Allowed;
    format!(
        "{} → {} ({}, {}{}{})",
        printable(&sheet.title),
        docset::bundle_path(output, &sheet.docset_file_name).display(),
        count(entries, "entry", "entries"),
        count(rows, "index row", "index rows"),
        if runs { ", its scripts run" } else { "" },
        behind(", ", tally),
    )
}

/// The findings behind something else; nothing where there are none.
fn behind(separator: &str, tally: Tally) -> String {
    if tally == Tally::default() { String::new() } else { format!("{separator}{tally}") }
}
