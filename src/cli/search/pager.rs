//! Lines → the program with which the user reads long texts.

use std::io::{IsTerminal, Write, stdout};
use std::path::Path;
use std::process::{Command, Stdio};

use docsheet::error::Error;

use super::super::environment;
use super::super::terminal::Terminal;

/// Shows lines in `$PAGER`; into a pipe or on a terminal that cannot page they are just printed.
#[expect(clippy::disallowed_methods, reason = "the user asked for the pager to be started")]
pub(super) fn show(lines: &str, terminal: &Terminal) -> Result<(), Error> {
    if !stdout().is_terminal() || environment::is_dumb() {
        return terminal.results(lines);
    }
    let pager = environment::pager();
    let failed = |error: std::io::Error| {
        Error::io("start", Path::new(&pager[0]), &error).with_hint("set `PAGER` to another program")
    };
    let mut child =
        Command::new(&pager[0]).args(&pager[1..]).stdin(Stdio::piped()).spawn().map_err(failed)?;
    if let Some(mut input) = child.stdin.take() {
        // Who has read enough closes the pager.
        let _ = input.write_all(lines.as_bytes());
    }
    child.wait().map_err(failed)?;
    Ok(())
}
