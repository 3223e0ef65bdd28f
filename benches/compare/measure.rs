//! Commands → what they cost, in turns, so that a busy minute falls on all of them.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};

/// How often each command runs.
const RUNS: usize = 9;

/// The argument with which this program measures one command in a process of its own: the system
/// tells the peak memory of all children together only.
pub(crate) const ONE: &str = "--measure-one";

/// What a command costs: the medians of its runs.
#[derive(Clone, Copy, Default)]
pub(crate) struct Cost {
    /// From start to end, in milliseconds.
    pub(crate) wall: f64,
    /// On all processors, in milliseconds.
    pub(crate) processor: f64,
    /// Peak resident set, in megabytes (10⁶ bytes).
    pub(crate) memory: f64,
}

/// A program with its arguments.
pub(crate) type Words = Vec<String>;

/// The arguments of `docsheet`.
pub(crate) fn docsheet(arguments: &[&str]) -> Words {
    std::iter::once(env!("CARGO_BIN_EXE_docsheet"))
        .chain(arguments.iter().copied())
        .map(str::to_owned)
        .collect()
}

/// A line for the shell.
pub(crate) fn shell(line: String) -> Words {
    vec!["sh".to_owned(), "-ec".to_owned(), line]
}

/// The process that does nothing.
pub(crate) fn nothing() -> Words {
    vec!["true".to_owned()]
}

/// What each command costs, started in `folder`.
pub(crate) fn in_turns<const N: usize>(
    commands: [&[String]; N],
    folder: &Path,
) -> Result<[Cost; N], Box<dyn Error>> {
    at_most(RUNS, commands, folder)
}

/// The same with as many runs as a long command can be given.
pub(crate) fn at_most<const N: usize>(
    runs: usize,
    commands: [&[String]; N],
    folder: &Path,
) -> Result<[Cost; N], Box<dyn Error>> {
    let mut costs: [Vec<Cost>; N] = std::array::from_fn(|_| Vec::new());
    for _ in 0..runs {
        for (command, costs) in commands.iter().zip(&mut costs) {
            costs.push(one(command, folder)?);
        }
    }
    Ok(costs.map(|costs| Cost {
        wall: median(costs.iter().map(|cost| cost.wall)),
        processor: median(costs.iter().map(|cost| cost.processor)),
        memory: median(costs.iter().map(|cost| cost.memory)),
    }))
}

/// The middle one.
pub(crate) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn one(command: &[String], folder: &Path) -> Result<Cost, Box<dyn Error>> {
    let own = std::env::current_exe()?;
    let output = Command::new(own).arg(ONE).args(command).current_dir(folder).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let text = String::from_utf8(output.stdout)?;
    let mut numbers = text.split_whitespace().map(str::parse::<f64>);
    let mut next = || numbers.next().ok_or("no measurement");
    Ok(Cost { wall: next()??, processor: next()??, memory: next()?? })
}

/// Measures a command in this process.
pub(crate) fn here(command: &[String]) -> Result<(), Box<dyn Error>> {
    let (program, arguments) = command.split_first().ok_or("no command")?;
    let start = Instant::now();
    let mut command_line = Command::new(program);
    let silent = command_line.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    let status = silent.status()?;
    let wall = start.elapsed().as_secs_f64() * 1e3;
    if status.code().is_none_or(|code| code > 1) {
        return Err(format!("`{}` ended with {status}", command.join(" ")).into());
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let seconds = |time: nix::sys::time::TimeVal| {
        let (whole, millionths) = (time.tv_sec(), time.tv_usec());
        std::time::Duration::from_micros((whole * 1_000_000 + millionths).unsigned_abs())
    };
    let processor = (seconds(usage.user_time()) + seconds(usage.system_time())).as_secs_f64() * 1e3;
    // Linux counts kibibytes here.
    let memory = float(usize::try_from(usage.max_rss())?) * 1024.0 / 1e6;
    println!("{wall} {processor} {memory}");
    Ok(())
}

/// How much files hold together, in 10⁶ bytes.
pub(crate) fn megabytes(folder: &Path, paths: &[impl AsRef<Path>]) -> Result<f64, Box<dyn Error>> {
    let sizes = paths.iter().map(|path| fs::metadata(folder.join(path)).map(|file| file.len()));
    Ok(float(usize::try_from(sizes.sum::<Result<u64, _>>()?)?) / 1e6)
}

/// A count as a number that can be divided.
#[allow(clippy::cast_precision_loss, reason = "counts here stay far below 2⁵³")]
pub(crate) fn float(count: usize) -> f64 {
    count as f64
}
