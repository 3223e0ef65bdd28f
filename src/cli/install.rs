//! `docsheet install`: docsets → the folders in which readers look.

use std::path::{Path, PathBuf};

use clap::Args;
use docsheet::diagnostic::Policy;
use docsheet::docset::Docset;
use docsheet::error::Error;
use docsheet::identity::Clash;
use docsheet::info::Edition;
use docsheet::install::{self, Change, Place, Reader};
use docsheet::layout;
use docsheet::search;

use super::find::with_progress;
use super::places::{Choice, heading};
use super::report::{self, Most, Tally};
use super::sheets::Reach;
use super::status::Status;
use super::terminal::Terminal;
use super::{environment, sheets};

/// Puts docsets where the readers on this machine find them
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docsheet install                        build `data` and install it for every reader seen
  docsheet install Git.rb --for zeal      build one sheet and install it for Zeal
  docsheet install output/Git.docset      install a docset as it is, a folder or a `.tgz`
  docsheet install --dry-run              say what would be done, and do nothing")]
pub(super) struct Arguments {
    /// Docsets (folders or `.tgz`), definitions, or folders of definitions [default: data]
    #[arg(value_name = "DOCSET|SHEET")]
    what: Vec<PathBuf>,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    reach: Reach,
    /// Say what would be done, and do nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
}

/// The most that people are shown of one sheet; warnings are for `docsheet build` and `check`.
const MOST: Most = Most { errors: 20, warnings: 0 };

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Status, Error> {
    let (docsets, tally) = gather(&arguments.what, &arguments.reach, terminal)?;
    refuse_equal_names(&docsets)?;
    let places = arguments.choice.places(terminal)?;
    if places.is_empty() {
        return Ok(Status::Findings);
    }
    let mut changed = Vec::new();
    for place in &places {
        if !docsets.is_empty() && fill(place, &docsets, arguments, terminal)? {
            let paths = docsets.iter().map(|docset| install::bundle_path(place, &docset.name));
            changed.extend(paths);
        }
    }
    // What is installed need not be held in memory twice.
    drop(docsets);
    prepare_search(&changed);
    Ok(if tally.errors > 0 { Status::Findings } else { Status::Fine })
}

/// Reads the docsets and builds the sheets; findings about sheets are shown.
fn gather(
    what: &[PathBuf],
    reach: &Reach,
    terminal: &Terminal,
) -> Result<(Vec<Docset>, Tally), Error> {
    let (docsets, sheets): (Vec<_>, Vec<_>) =
        what.iter().cloned().partition(|path| sheets::is_docset(path));
    let mut all = docsets.iter().map(|path| install::load(path)).collect::<Result<Vec<_>, _>>()?;
    let mut tally = Tally::default();
    if what.is_empty() || !sheets.is_empty() {
        let sheets = sheets::find(&sheets)?;
        for definition in sheets::load(&sheets, reach, &Policy::default(), terminal)? {
            let definition = definition?;
            if definition.sheet.is_none() {
                report::human(&definition, MOST, terminal);
            }
            tally.add(Tally::of(&definition.findings));
            all.extend(docsheet::build(&definition, &Edition::default())?);
        }
    }
    Ok((all, tally))
}

fn refuse_equal_names(docsets: &[Docset]) -> Result<(), Error> {
    for (at, docset) in docsets.iter().enumerate() {
        let twin = docsets[..at].iter().find(|other| other.name.eq_ignore_ascii_case(&docset.name));
        if let Some(twin) = twin {
            let path = PathBuf::from(layout::folder(&twin.name));
            return Err(Error::new("install", &path, "two of what is given have this name")
                .with_hint("install one of them"));
        }
    }
    Ok(())
}

/// Puts the docsets into `place`, and says whether anything there is another than before.
fn fill(
    place: &Place,
    docsets: &[Docset],
    arguments: &Arguments,
    terminal: &Terminal,
) -> Result<bool, Error> {
    terminal.result(&heading(place))?;
    let mut changed = false;
    for docset in docsets {
        let change = if arguments.dry_run {
            install::preview(docset, place)?
        } else {
            install::install(docset, place)?
        };
        changed |= change != Change::None;
        terminal.result(&format!("  {} {}", verb(change, arguments.dry_run), docset.name))?;
        if place.reader == Some(Reader::Dash) && !arguments.dry_run {
            open_in_dash(&install::bundle_path(place, &docset.name), terminal);
        }
    }
    if matches!(place.reader, Some(Reader::Zeal) | None) {
        // The docsets are in place, whatever is known of the others.
        if let Err(error) = warn_of_clashes(place, docsets, terminal) {
            terminal.note(&error.to_string());
        }
    }
    let changed = changed && !arguments.dry_run;
    if changed {
        terminal.result(&format!("  {}", next_step(place)))?;
    }
    Ok(changed)
}

/// Says which docsets Zeal takes for one: those that are there, and those that are new.
fn warn_of_clashes(place: &Place, docsets: &[Docset], terminal: &Terminal) -> Result<(), Error> {
    let known = install::known_to_zeal(place)?;
    for (at, docset) in docsets.iter().enumerate() {
        let is_told = |name: &String| docsets[..at].iter().any(|other| other.name == *name);
        let clashes = install::in_the_way(docset, &known).into_iter();
        for (other, clash) in clashes.filter(|(name, _)| !is_told(name)) {
            let name = &docset.name;
            terminal.note(&match clash {
                Clash::Name => format!(
                    "warning: Zeal knows `{name}` and `{other}` by one name, and shows one of them only"
                ),
                Clash::Address => format!(
                    "warning: Zeal after 0.8.1 gives `{name}` and `{other}` one address, and shows \
                     the pages of one of them only"
                ),
            });
        }
    }
    Ok(())
}

/// Reads the words of the docsets at `paths`, so that the first search need not.
fn prepare_search(paths: &[PathBuf]) {
    let cache = environment::cache();
    if cache.is_some() && !paths.is_empty() {
        // What cannot be read now is read, or reported, by the search.
        let shelf: Vec<_> = paths.iter().filter_map(|path| search::shelve(path).ok()).collect();
        with_progress(|progress| search::prepare(&shelf, cache.as_deref(), progress));
    }
}

fn verb(change: Change, dry_run: bool) -> &'static str {
    match (change, dry_run) {
        (Change::Added, false) => "added",
        (Change::Added, true) => "would add",
        (Change::Replaced, false) => "replaced",
        (Change::Replaced, true) => "would replace",
        (Change::None, _) => "already there:",
    }
}

/// What readers need to notice a new docset.
fn next_step(place: &Place) -> &'static str {
    match place.reader {
        Some(Reader::Zeal) => "restart Zeal to see the change: it looks for docsets when it starts",
        Some(Reader::Dash) => "Dash was asked to add what is new",
        Some(Reader::Dasht) => "dasht finds the change at once",
        Some(Reader::Emacs) => {
            "in Emacs, run `M-x dash-docs-activate-docset`, or restart Emacs to see the change"
        }
        None => "a reader that looks there may have to be restarted",
    }
}

/// Dash takes note of a docset when it is opened with it.
#[expect(clippy::disallowed_methods, reason = "the way to add a docset that Dash documents")]
fn open_in_dash(bundle: &Path, terminal: &Terminal) {
    let opened = std::process::Command::new("open").args(["-a", "Dash"]).arg(bundle).status();
    if !opened.is_ok_and(|status| status.success()) {
        terminal.note(&format!("Dash could not be started; open `{}` with it", bundle.display()));
    }
}
