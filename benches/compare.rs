//! What building costs: time and peak memory for each sheet and for the folder, and beside it any
//! other command, as ratios measured in one run.
//!
//! ```console
//! $ cargo bench --bench compare -- sheets/
//! $ cargo bench --bench compare -- sheets/ --against 'cheatset generate {sheet}'
//! ```
//!
//! `{sheet}` stands for the path of one definition; the other command runs in a temporary folder.
//! Times are wall-clock, the best of several runs; memory is the peak resident set of the process
//! and those it starts.

#![allow(clippy::disallowed_methods, reason = "a benchmark starts programs and reads the clock")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints")]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};

/// How often each command runs; the best run counts, because other work only adds to it.
const RUNS: usize = 5;

/// The argument with which this program measures one command in a process of its own: the system
/// tells the peak memory of all children together only.
const MEASURE: &str = "--measure-one";

/// What one command costs.
#[derive(Clone, Copy)]
struct Cost {
    milliseconds: f64,
    megabytes: f64,
}

fn main() -> ExitCode {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let outcome = match arguments.split_first() {
        Some((first, command)) if first == MEASURE => measure_here(command),
        _ => compare(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn compare(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let mut folder = PathBuf::from("data");
    let mut other = None;
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--against" => other = arguments.next().cloned(),
            path => folder = PathBuf::from(path),
        }
    }
    let sheets = docsheet::files::definitions(&folder)?;
    let room = tempfile::tempdir()?;
    println!(
        "{:<32} {:>10} {:>9} {:>10} {:>9} {:>8}",
        "sheet", "docsheet", "", "other", "", "ratio"
    );
    let mut others = Vec::new();
    for sheet in &sheets {
        let sheet = sheet.canonicalize()?;
        let own = best(&docsheet(&sheet, room.path()), room.path())?;
        let theirs =
            other.as_ref().map(|other| best(&filled(other, &sheet), room.path())).transpose()?;
        others.extend(theirs);
        row(&sheet.file_stem().unwrap_or_default().to_string_lossy(), own, theirs);
    }
    let whole = best(&docsheet(&folder.canonicalize()?, room.path()), room.path())?;
    let sum = (!others.is_empty()).then(|| Cost {
        milliseconds: others.iter().map(|cost| cost.milliseconds).sum(),
        megabytes: others.iter().map(|cost| cost.megabytes).fold(0.0, f64::max),
    });
    row(&format!("the folder ({} sheets)", sheets.len()), whole, sum);
    Ok(())
}

fn row(name: &str, own: Cost, other: Option<Cost>) {
    print!("{name:<32} {:>7.1} ms {:>6.1} MB", own.milliseconds, own.megabytes);
    match other {
        Some(other) => println!(
            " {:>7.1} ms {:>6.1} MB {:>7.1}×",
            other.milliseconds,
            other.megabytes,
            other.milliseconds / own.milliseconds
        ),
        None => println!(),
    }
}

fn docsheet(sheet: &Path, room: &Path) -> Vec<String> {
    let program = env!("CARGO_BIN_EXE_docsheet");
    let output = room.join("docsheet");
    let words =
        [program, "build", "--quiet", &sheet.to_string_lossy(), "-o", &output.to_string_lossy()];
    words.map(str::to_owned).to_vec()
}

fn filled(command: &str, sheet: &Path) -> Vec<String> {
    let words = command.split_whitespace();
    words.map(|word| word.replace("{sheet}", &sheet.to_string_lossy())).collect()
}

fn best(command: &[String], room: &Path) -> Result<Cost, Box<dyn Error>> {
    let mut best: Option<Cost> = None;
    for _ in 0..RUNS {
        let cost = measure(command, room)?;
        let earlier = best.filter(|best| best.milliseconds <= cost.milliseconds);
        best = Some(earlier.unwrap_or(cost));
    }
    best.ok_or_else(|| "nothing was measured".into())
}

fn measure(command: &[String], room: &Path) -> Result<Cost, Box<dyn Error>> {
    let own = std::env::current_exe()?;
    let output = Command::new(own).arg(MEASURE).args(command).current_dir(room).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let text = String::from_utf8(output.stdout)?;
    let mut numbers = text.split_whitespace().map(str::parse::<f64>);
    let mut next = || numbers.next().ok_or("no measurement");
    Ok(Cost { milliseconds: next()??, megabytes: next()?? })
}

fn measure_here(command: &[String]) -> Result<(), Box<dyn Error>> {
    let (program, arguments) = command.split_first().ok_or("no command")?;
    let start = Instant::now();
    let status = Command::new(program).args(arguments).stdout(Stdio::null()).status()?;
    let milliseconds = start.elapsed().as_secs_f64() * 1e3;
    if status.code().is_none_or(|code| code > 1) {
        return Err(format!("`{}` ended with {status}", command.join(" ")).into());
    }
    // Linux counts kibibytes here.
    let kibibytes = getrusage(UsageWho::RUSAGE_CHILDREN)?.max_rss();
    println!("{milliseconds} {}", f64::from(i32::try_from(kibibytes)?) / 1024.0);
    Ok(())
}
