//! `--allow CODE` and `--deny CODE`: what findings come to.

use clap::Args;
use docsheet::definition::allowed::{allowable, named};
use docsheet::diagnostic::{Code, Policy};

/// What to make of warnings.
#[derive(Debug, Args)]
#[command(next_help_heading = "Findings")]
pub(super) struct Lints {
    /// Leave out warnings of this kind; `docsheet explain` lists the kinds
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = allowed)]
    allow: Vec<Code>,
    /// Make warnings of this kind errors
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = denied)]
    deny: Vec<Code>,
}

impl Lints {
    /// Without matters of style, unless they are denied.
    pub(super) fn for_build(&self) -> Policy {
        let (allow, deny) = (self.allow.iter().copied(), self.deny.iter().copied());
        Policy { allow: allow.collect(), deny: deny.collect(), style: false }
    }

    /// With matters of style.
    pub(super) fn for_check(&self) -> Policy {
        Policy { style: true, ..self.for_build() }
    }
}

fn allowed(name: &str) -> Result<Code, String> {
    allowable(name.trim()).map_err(sentence)
}

fn denied(name: &str) -> Result<Code, String> {
    named(name.trim()).map_err(sentence)
}

fn sentence((message, hint): (String, String)) -> String {
    format!("{message}; {hint}")
}
