//! The stages that a sheet goes through, one after the other in this process: their shares, and how
//! much each takes in a second.

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use docsheet::archive::{EARLY, pack};
use docsheet::docset::{Docset, Parts, assemble, save};
use docsheet::files::{Safety, Tree};
use docsheet::highlight::{grammar, highlight};
use docsheet::markdown::{Dialect, render};
use docsheet::page::Permissions;
use docsheet::source::Source;
use docsheet::{Edition, compile, icon, index, page};

use crate::measure::{float, median};
use crate::{Outcome, Wanted, sample};

/// How often each stage runs.
const RUNS: usize = 5;

/// A stage's name, what it took in seconds, and how much it took of what.
type Stage = (&'static str, f64, f64, &'static str);

pub(crate) fn print(wanted: &Wanted) -> Outcome {
    let entries = wanted.most.min(20_000);
    let text = sample::text(entries);
    let stages = stages(&text, entries)?;
    let whole: f64 = stages.iter().map(|(_, seconds, ..)| seconds).sum();
    println!(
        "\nStages of a sheet of {entries} entries ({:.1} MB), on one thread",
        megabytes(&text)
    );
    for (name, seconds, amount, unit) in &stages {
        let share = 100.0 * seconds / whole;
        println!(
            "{name:<26} {:>8.1} ms {share:>5.0} % {:>9.1} {unit}",
            seconds * 1e3,
            amount / seconds
        );
    }
    println!("\nWithin them, by themselves");
    for (name, seconds, amount, unit) in [parsing(&text), prose(entries), code()?] {
        println!("{name:<26} {:>8.1} ms {:>17.1} {unit}", seconds * 1e3, amount / seconds);
    }
    Ok(())
}

fn stages(text: &str, entries: usize) -> Result<Vec<Stage>, Box<dyn Error>> {
    let name = "made.rb";
    let source = Source::new(name, text.as_bytes());
    let sheet = compile(&source).0.ok_or("the sheet has findings")?;
    let page = || page::render(&sheet, Permissions::default());
    let rows = index::rows(&sheet);
    let docset = assembled(&sheet)?;
    // Each time into an empty folder: what is there already is not written again.
    let saved = || -> Result<_, Box<dyn Error>> {
        Ok(save(&docset, tempfile::tempdir()?.path(), Safety::Kill)?)
    };
    let megabytes_of_docset = float(docset.files.values().map(Vec::len).sum()) / 1e6;
    Ok(vec![
        ("source", timed(|| Source::new(name, text.as_bytes())), megabytes(text), "MB/s"),
        ("read (words and prose)", timed(|| compile(&source)), float(entries), "entries/s"),
        ("page", timed(page), megabytes(&page()), "MB/s"),
        ("rows", timed(|| index::rows(&sheet)), float(rows.len()), "rows/s"),
        ("index", checked(|| index::database(rows.clone()))?, float(rows.len()), "rows/s"),
        ("archive", checked(|| pack(&docset, EARLY))?, megabytes_of_docset, "MB/s"),
        ("save", checked(saved)?, megabytes_of_docset, "MB/s"),
    ])
}

fn assembled(sheet: &docsheet::sheet::Cheatsheet) -> Result<Docset, Box<dyn Error>> {
    let edition = Edition::default();
    let page = page::render(sheet, edition.permissions);
    let (icons, _) = icon::choose("", None, None);
    let parts = Parts { page, rows: index::rows(sheet), icons, resources: Tree::default() };
    Ok(assemble(sheet, parts, &edition)?)
}

/// Ruby's own parser alone: what reading cannot fall below.
fn parsing(text: &str) -> Stage {
    let seconds = timed(|| {
        black_box(ruby_prism::parse(text.as_bytes()).errors().count());
    });
    ("parse Ruby (Prism)", seconds, megabytes(text), "MB/s")
}

fn prose(entries: usize) -> Stage {
    let seconds = timed(|| {
        for _ in 0..entries {
            black_box(render(sample::NOTES, Dialect::Redcarpet, &|_| None));
        }
    });
    ("prose (Markdown to HTML)", seconds, float(entries), "texts/s")
}

fn code() -> Result<Stage, Box<dyn Error>> {
    let code = "def greet(name):\n    return f\"hello {name}\"  # a greeting\n".repeat(1_000);
    let grammar = grammar(&code, "python").map_err(|_| "no such language")?.ok_or("no grammar")?;
    let seconds = timed(|| highlight(&code, grammar));
    Ok(("code (Python)", seconds, megabytes(&code), "MB/s"))
}

fn megabytes(text: &str) -> f64 {
    float(text.len()) / 1e6
}

/// The median of some runs, in seconds.
fn timed<T>(work: impl Fn() -> T) -> f64 {
    median((0..RUNS).map(|_| seconds(&work).0))
}

/// The same for work that can fail.
fn checked<T, E>(work: impl Fn() -> Result<T, E>) -> Result<f64, E> {
    let times: Result<Vec<_>, E> = (0..RUNS)
        .map(|_| {
            let (seconds, result) = seconds(&work);
            result.map(|_| seconds)
        })
        .collect();
    times.map(|times| median(times.into_iter()))
}

fn seconds<T>(work: impl Fn() -> T) -> (f64, T) {
    let start = Instant::now();
    let result = black_box(work());
    (start.elapsed().as_secs_f64(), result)
}
