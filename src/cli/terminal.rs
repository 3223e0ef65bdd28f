//! Printing: results to standard output, findings and errors to standard error.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;

use annotate_snippets::Renderer;
use clap::ValueEnum;
use docsheet::diagnostic::Look;
use docsheet::error::Error;
use docsheet::wording::printable;

use super::environment::{self, is_set};

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The width of a terminal that does not say it.
const COLUMNS: usize = 80;
/// The narrowest and the widest text that is laid out.
const NARROW: usize = 20;
const WIDE: usize = 300;

/// Where a command prints, and with colour or without.
#[derive(Debug)]
pub(super) struct Terminal {
    /// Whether results are coloured.
    pub(super) color_results: bool,
    /// Whether findings are coloured.
    pub(super) color_findings: bool,
}

impl Terminal {
    pub(super) fn new(color: Color) -> Self {
        let colored = |is_terminal: bool| match color {
            Color::Auto => is_terminal && !is_set("NO_COLOR") && !environment::is_dumb(),
            Color::Always => true,
            Color::Never => false,
        };
        Self {
            color_results: colored(io::stdout().is_terminal()),
            color_findings: colored(io::stderr().is_terminal()),
        }
    }

    /// How wide results may be; `None` where they are for another program, and no line is broken.
    pub(super) fn width(&self) -> Option<usize> {
        if !io::stdout().is_terminal() {
            return None;
        }
        let real = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Some(environment::columns().or_else(real).unwrap_or(COLUMNS).clamp(NARROW, WIDE))
    }

    /// How findings are drawn.
    pub(super) fn look(&self) -> Look {
        if self.color_findings { Look::Coloured } else { Look::Plain }
    }

    /// Draws what has no place in a text.
    pub(super) fn renderer(&self) -> Renderer {
        if self.color_findings { Renderer::styled() } else { Renderer::plain() }
    }

    /// Prints a result and a line end.
    ///
    /// # Errors
    /// When standard output cannot be written; a reader that has gone away is no error.
    pub(super) fn result(&self, text: &str) -> Result<(), Error> {
        self.results(&format!("{text}\n"))
    }

    /// Prints results that end their lines themselves.
    ///
    /// # Errors
    /// As for one.
    #[expect(clippy::unused_self, reason = "printing goes through the terminal")]
    pub(super) fn results(&self, lines: &str) -> Result<(), Error> {
        match io::stdout().lock().write_all(lines.as_bytes()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(Error::io("write to", Path::new("standard output"), &error))
            }
            _ => Ok(()),
        }
    }

    /// Prints a note and a line end.
    pub(super) fn note(&self, text: &str) {
        self.drawing(&format!("{text}\n"));
    }

    /// Sends a control sequence to the terminal: through standard output where that is one, else
    /// through standard error. One that can only show text is spared.
    #[expect(clippy::unused_self, reason = "printing goes through the terminal")]
    pub(super) fn control(&self, sequence: &str) {
        let bytes = sequence.as_bytes();
        let mut output = io::stdout().lock();
        // Nobody can be told when the terminal does not listen.
        let _ = match (environment::is_dumb(), output.is_terminal()) {
            (true, _) => Ok(()),
            (false, true) => output.write_all(bytes).and_then(|()| output.flush()),
            (false, false) => io::stderr().lock().write_all(bytes),
        };
    }

    /// Prints pictures of findings as they are. Nobody can be told when that fails.
    #[expect(clippy::unused_self, reason = "printing goes through the terminal")]
    pub(super) fn drawing(&self, pictures: &str) {
        let _ = io::stderr().lock().write_all(pictures.as_bytes());
    }

    /// Prints why the command could not run.
    pub(super) fn error(&self, error: &Error) {
        let (bold, red, off) =
            if self.color_findings { ("\x1B[1m", "\x1B[31m", "\x1B[0m") } else { ("", "", "") };
        let error_line = printable(&error.to_string());
        self.note(&format!("{bold}{red}error{off}{bold}: {error_line}{off}"));
        if let Some(hint) = &error.hint {
            self.note(&format!("  = {bold}help{off}: {}", printable(hint)));
        }
    }
}
