//! `docsheet verify`: what is wrong with docsets, anybody's, in folders or archives, and with feeds.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use annotate_snippets::{Level, Origin};
use clap::Args;
use docsheet::diagnostic::Severity;
use docsheet::error::Error;
use docsheet::verify::{Code, Finding, Report, Subject};
use docsheet::wording::{count, nearest, printable};
use docsheet::{bundle, files, verify};
use rayon::prelude::*;
use serde_json::json;

use super::report::{Format, Tally, data, property};
use super::status::Status;
use super::terminal::Terminal;

/// Where docsets are when nobody says.
const DEFAULT_FOLDER: &str = "output";

/// Reports what is wrong with docsets and feeds, whoever made them
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docsheet verify                          verify every docset and archive in `output`
  docsheet verify Go.docset Rust.tgz       verify a folder and an archive
  docsheet verify site/Go.xml              verify a feed, and the archive beside it
  docsheet verify --format github site     annotate a workflow run

An error makes a reader misbehave or hides content. A warning is a quirk or a risk.
An archive is compared with the docset folder beside it, and with its feed `NAME.xml`. Nothing is
fetched from the web.")]
pub(super) struct Arguments {
    /// Docsets, archives (`.tgz`), feeds (`.xml`), or folders with docsets and archives in them [default: output]
    #[arg(value_name = "DOCSET")]
    paths: Vec<PathBuf>,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    /// Exit with status 1 for a warning too
    #[arg(long)]
    deny_warnings: bool,
    /// Leave out warnings of this kind, by the name in the brackets
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = allowed)]
    allow: Vec<Code>,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Status, Error> {
    let paths = find(&arguments.paths)?;
    let looked: Vec<Result<Report, Error>> = paths.par_iter().map(|path| look(path)).collect();
    let mut reports = reports(looked)?;
    verify::compare(&mut reports);
    leave_out(&paths, &mut reports, &arguments.allow);
    let mut all = Tally::default();
    for (path, report) in paths.iter().zip(&reports) {
        let tally = tally(report);
        for finding in &report.findings {
            print(path, finding, arguments.format, terminal)?;
        }
        if arguments.format == Format::Human {
            terminal.result(&summary(path, report, tally))?;
        }
        all.add(tally);
    }
    let stops = all.errors > 0 || arguments.deny_warnings && all.warnings > 0;
    Ok(if stops { Status::Findings } else { Status::Fine })
}

/// The reports; one docset that cannot be read stops the others only if it is alone.
fn reports(looked: Vec<Result<Report, Error>>) -> Result<Vec<Report>, Error> {
    if looked.len() == 1 {
        return looked.into_iter().collect();
    }
    let report = |looked: Result<_, _>| looked.unwrap_or_else(|error| verify::unreadable(&error));
    Ok(looked.into_iter().map(report).collect())
}

/// Leaves out what is allowed, and what is said of the folder that an archive is equal to.
fn leave_out(paths: &[PathBuf], reports: &mut [Report], allowed: &[Code]) {
    for report in reports.iter_mut() {
        report.findings.retain(|finding| !allowed.contains(&finding.code));
    }
    for at in 0..reports.len() {
        let equals = reports[at].equals.as_ref();
        let folder = equals.and_then(|folder| paths.iter().position(|path| path == folder));
        if let Some(folder) = folder {
            let known = reports[folder].findings.clone();
            reports[at].findings.retain(|finding| !known.contains(finding));
        }
    }
}

/// The kind of warnings that `--allow` names.
fn allowed(name: &str) -> Result<Code, String> {
    let name = name.trim();
    match verify::rules().find(|rule| rule.name == name) {
        Some(rule) if rule.severity == Severity::Error => {
            Err("it is an error, and only warnings can be left out".to_owned())
        }
        Some(rule) => Ok(rule.code),
        None => {
            let near = nearest(name, verify::rules().map(|rule| rule.name));
            let near = near.map(|near| format!("; did you mean `{near}`"));
            Err(format!("no finding is called so{}", near.unwrap_or_default()))
        }
    }
}

/// The docsets and archives at `paths`.
fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let default = [PathBuf::from(DEFAULT_FOLDER)];
    let paths = if paths.is_empty() { &default[..] } else { paths };
    let mut all = Vec::new();
    for path in paths {
        files::clear_away(path);
        // Among others, what cannot be read is told with what is found in them.
        let found = match bundle::docsets_in(path) {
            Err(_) if paths.len() > 1 && !is_definition(path) => vec![path.clone()],
            found => found?,
        };
        if found.is_empty() || found == [path.clone()] && is_definition(path) {
            return Err(no_docset(path));
        }
        all.extend(found);
    }
    Ok(with_feeds(all))
}

/// Those and what belongs to them: the feed beside an archive, the archive that a feed offers.
fn with_feeds(paths: Vec<PathBuf>) -> Vec<PathBuf> {
    let belongs = |path: &PathBuf| {
        let offered = if verify::is_feed(path) { verify::offered(path) } else { Vec::new() };
        offered.into_iter().chain(verify::feed_beside(path))
    };
    let mut known = BTreeSet::new();
    let all = paths.into_iter().flat_map(|path| {
        let others: Vec<_> = belongs(&path).collect();
        std::iter::once(path).chain(others)
    });
    all.filter(|path| known.insert(path.clone())).collect()
}

/// Whether a file that is there has the name of a definition.
fn is_definition(path: &Path) -> bool {
    let endings = ["rb", "md"];
    path.extension().is_some_and(|end| endings.iter().any(|one| end.eq_ignore_ascii_case(one)))
}

/// Why there is nothing to verify at `path`, and what may have been meant.
fn no_docset(path: &Path) -> Error {
    let reason = if is_definition(path) {
        "it is a definition, not a docset"
    } else {
        "there is no docset in it"
    };
    let has_definitions = files::definitions(path).is_ok_and(|found| !found.is_empty());
    Error::new("verify", path, reason).with_hint(if has_definitions {
        format!(
            "`docsheet check {}` says what is wrong with definitions, and `docsheet build` makes \
             docsets of them",
            path.display()
        )
    } else {
        "name a `.docset` folder, a `.tgz` archive, a feed, or a folder with some".to_owned()
    })
}

fn look(path: &Path) -> Result<Report, Error> {
    if verify::is_feed(path) {
        return verify::verify_feed(path);
    }
    let bundle = bundle::open(path)?;
    let beside = verify::folder_beside(path, &bundle);
    let beside = beside.map(|folder| bundle::open(&folder)).transpose()?;
    verify::verify(&bundle, beside.as_ref())
}

fn tally(report: &Report) -> Tally {
    Tally { errors: report.count(Severity::Error), warnings: report.count(Severity::Warning) }
}

/// "Go.docset: 12 rows, 3 pages: 1 error".
fn summary(path: &Path, report: &Report, tally: Tally) -> String {
    let fine = report.findings.is_empty();
    let verdict = if fine { "fine".to_owned() } else { tally.to_string() };
    let size = match report.subject {
        Subject::Docset { rows, pages } => {
            format!("{}, {}", count(rows, "row", "rows"), count(pages, "page", "pages"))
        }
        Subject::Feed { addresses } => count(addresses, "address", "addresses"),
    };
    format!("{}: {size}: {verdict}", path.display())
}

fn print(path: &Path, finding: &Finding, format: Format, terminal: &Terminal) -> Result<(), Error> {
    match format {
        Format::Human => terminal.note(&format!("{}\n", picture(path, finding, terminal))),
        Format::Short => {
            let (rule, path) = (finding.code.rule(), printable(&path.display().to_string()));
            let text = format!("{path}: {}: {} [{}]", rule.severity, finding.message(), rule.name);
            terminal.result(&text)?;
        }
        Format::Json => terminal.result(&object(path, finding))?,
        Format::Github => terminal.result(&annotation(path, finding))?,
    }
    Ok(())
}

fn picture(path: &Path, finding: &Finding, terminal: &Terminal) -> String {
    let rule = finding.code.rule();
    let level = match rule.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = finding.message();
    let path = path.display().to_string();
    let examples = examples(finding);
    let notes = examples.iter().map(|example| Level::NOTE.no_name().message(example));
    let picture = level
        .primary_title(&message)
        .id(rule.name)
        .element(Origin::path(&path))
        .elements(notes)
        .element(Level::NOTE.message(rule.reason))
        .element(Level::HELP.message(rule.hint));
    terminal.renderer().render(&[picture])
}

/// The examples, and how many more there are.
fn examples(finding: &Finding) -> Vec<String> {
    let mut examples = finding.examples.clone();
    let shown = examples.len();
    if shown > 0 && shown < finding.count {
        examples.push(format!("and {} more", finding.count - shown));
    }
    examples
}

/// One JSON object in a line.
fn object(path: &Path, finding: &Finding) -> String {
    let rule = finding.code.rule();
    let object = json!({
        "docset": path.display().to_string(),
        "severity": rule.severity.to_string(),
        "code": rule.name,
        "message": finding.message(),
        "count": finding.count,
        "examples": finding.examples,
        "reason": rule.reason,
        "hints": [rule.hint],
    });
    object.to_string()
}

/// One workflow command.
fn annotation(path: &Path, finding: &Finding) -> String {
    let rule = finding.code.rule();
    let mut text = vec![format!("{}: {}", path.display(), finding.message())];
    text.extend(examples(finding));
    text.extend([rule.reason.to_owned(), rule.hint.to_owned()]);
    let title = property(rule.name);
    format!("::{} title={title}::{}", rule.severity, data(&text.join("\n")))
}
