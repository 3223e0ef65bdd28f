//! The command line: arguments → one command → exit status.

mod status;
mod environment;
mod terminal;
mod panics;
mod signals;
mod lints;
mod report;
mod sheets;
mod shelf;
mod places;
mod links;
mod find;
mod new;
mod build;
mod check;
mod preview;
mod convert;
mod install;
mod uninstall;
mod readers;
mod verify;
mod explain;
mod language;
mod completions;
mod query;
mod search;
mod open;
mod man;
#[cfg(feature = "mcp")]
mod mcp;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use docsheet::error::Error;

use status::Status;
use terminal::{Color, Terminal};

/// Turns cheat-sheet definitions into docsets for Dash and Zeal.
#[derive(Debug, Parser)]
#[command(name = "docsheet", version, about, arg_required_else_help = true, max_term_width = 100)]
struct Arguments {
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: Color,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::Arguments),
    Build(build::Arguments),
    Check(check::Arguments),
    Preview(preview::Arguments),
    Convert(convert::Arguments),
    Install(install::Arguments),
    Uninstall(uninstall::Arguments),
    Readers(readers::Arguments),
    Verify(verify::Arguments),
    Search(search::Arguments),
    Open(open::Arguments),
    Explain(explain::Arguments),
    Language(language::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
    #[cfg(feature = "mcp")]
    Mcp(mcp::Arguments),
}

impl Command {
    /// Whether it saves what would be left unfinished if it ended in between.
    fn writes(&self) -> bool {
        matches!(self, Self::Build(_) | Self::Install(_) | Self::Uninstall(_) | Self::Convert(_))
    }
}

/// Exit status of a command that could not run.
const COULD_NOT_RUN: u8 = 2;

/// Runs the command that the arguments ask for.
pub(crate) fn run() -> ExitCode {
    panics::listen();
    completions::answer(Arguments::command);
    let arguments = parse(std::env::args_os().collect());
    let terminal = Terminal::new(arguments.color);
    if arguments.command.writes() {
        signals::listen();
    }
    match dispatch(arguments.command, &terminal) {
        Ok(Status::Fine) => ExitCode::SUCCESS,
        Ok(Status::Findings) => ExitCode::FAILURE,
        Ok(Status::Unable) => ExitCode::from(COULD_NOT_RUN),
        Err(error) => {
            terminal.error(&error);
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}

/// Takes the command line apart; in a query, a flag that no option is called is a word of it.
fn parse(mut words: Vec<OsString>) -> Arguments {
    loop {
        match Arguments::try_parse_from(&words) {
            Ok(arguments) => return arguments,
            Err(error) => match query::with_flag_as_word(&words, &error) {
                Some(others) => words = others,
                None => error.exit(),
            },
        }
    }
}

fn dispatch(command: Command, terminal: &Terminal) -> Result<Status, Error> {
    match command {
        Command::New(arguments) => new::run(&arguments, terminal),
        Command::Build(arguments) => build::run(&arguments, terminal),
        Command::Check(arguments) => check::run(&arguments, terminal),
        Command::Preview(arguments) => preview::run(&arguments, terminal),
        Command::Convert(arguments) => convert::run(&arguments, terminal),
        Command::Install(arguments) => install::run(&arguments, terminal),
        Command::Uninstall(arguments) => uninstall::run(&arguments, terminal),
        Command::Readers(arguments) => readers::run(&arguments, terminal),
        Command::Verify(arguments) => verify::run(&arguments, terminal),
        Command::Search(arguments) => search::run(&arguments, terminal),
        Command::Open(arguments) => open::run(&arguments, terminal),
        Command::Completions(arguments) => completions::run(&arguments, terminal),
        #[cfg(feature = "mcp")]
        Command::Mcp(arguments) => mcp::run(&arguments),
        Command::Man(arguments) => man::run(&arguments, Arguments::command(), terminal),
        Command::Explain(arguments) => explain::run(&arguments, terminal),
        Command::Language(arguments) => language::run(&arguments, terminal),
    }
}
