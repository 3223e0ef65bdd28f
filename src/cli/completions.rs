//! `docsheet completions`: a shell → the script that completes commands, options and keywords.

use std::ffi::OsStr;
use std::path::Path;

use clap::builder::PossibleValuesParser;
use clap::{Args, Command};
use clap_complete::env::Shells;
use clap_complete::{ArgValueCompleter, CompleteEnv, CompletionCandidate};
use docsheet::error::Error;

use super::shelf::{self, Choice};
use super::status::Status;
use super::terminal::Terminal;

/// The variable by which the script asks the program for what completes a line.
const ASKED: &str = "DOCSHEET_COMPLETE";
const PROGRAM: &str = "docsheet";

/// Prints the script with which a shell completes commands, options and keywords
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  source <(docsheet completions bash)                          in ~/.bashrc
  source <(docsheet completions zsh)                           in ~/.zshrc, after compinit
  docsheet completions fish | source                           in ~/.config/fish/config.fish
  docsheet completions powershell | Out-String | Invoke-Expression")]
pub(super) struct Arguments {
    /// The shell
    #[arg(value_name = "SHELL", value_parser = PossibleValuesParser::new(Shells::builtins().names()))]
    shell: String,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Status, Error> {
    let shells = Shells::builtins();
    let mut script = Vec::new();
    if let Some(shell) = shells.completer(&arguments.shell) {
        let name = PROGRAM;
        shell
            .write_registration(ASKED, name, name, name, &mut script)
            .map_err(|error| Error::io("write", Path::new("the script"), &error))?;
    }
    terminal.result(String::from_utf8_lossy(&script).trim_end())?;
    Ok(Status::Fine)
}

/// Answers the script of a shell, if it was that which started the program, and ends it.
pub(super) fn answer(command: fn() -> Command) {
    CompleteEnv::with_factory(command).var(ASKED).bin(PROGRAM).complete();
}

/// Completes the keyword that a query begins with.
pub(super) fn keywords() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| candidates(&current.to_string_lossy()))
}

/// Keywords that begin as `current` does, behind those that stand there already.
fn candidates(current: &str) -> Vec<CompletionCandidate> {
    if current.contains(':') {
        return Vec::new();
    }
    let (before, begun) = current
        .rsplit_once(',')
        .map_or(("", current), |(_, begun)| current.split_at(current.len() - begun.len()));
    let begun = begun.to_lowercase();
    let mut found: Vec<(String, String)> = Vec::new();
    let shelf = Choice::default().shelf(&mut |_| ()).unwrap_or_default();
    for docset in &shelf {
        let keywords = docset.keywords.iter().take(1);
        found.extend(keywords.map(|keyword| (keyword.to_lowercase(), docset.title.clone())));
    }
    let groups = shelf::groups().unwrap_or_default();
    let groups = groups.0.into_iter().map(|(name, members)| (name, members.join(", ")));
    found.extend(groups);
    found.sort();
    found.dedup_by(|one, other| one.0 == other.0);
    let fitting = found.into_iter().filter(|(keyword, _)| keyword.starts_with(&begun));
    fitting
        .map(|(keyword, title)| {
            CompletionCandidate::new(format!("{before}{keyword}:")).help(Some(title.into()))
        })
        .collect()
}
