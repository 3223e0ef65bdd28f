//! The build script: the grammars of `two-face` → the same ones for ASCII text, in
//! `$OUT_DIR/grammars.bin`.
//!
//! A pattern takes the most time to get ready for the letters of the whole world, which its
//! grammar hardly tells apart. `src/highlight/seen.rs` makes ASCII of the code instead, so the
//! patterns need know no more. Measured on the code of 36 sheets, on one thread: 240 ms until all
//! patterns in use were ready before, 82 ms after; PHP, whose lists of functions
//! `src/grammars/shape.rs` mends, 450 ms before, 100 ms after.

#![allow(clippy::print_stdout, reason = "cargo reads what a build script prints")]
#![allow(clippy::disallowed_methods, reason = "cargo says in the environment where things go")]

mod pattern;
mod shape;

use std::env;
use std::error::Error;
use std::path::PathBuf;

use syntect::dumps::dump_to_uncompressed_file;
use syntect::parsing::syntax_definition::Pattern;
use syntect::parsing::{Regex, SyntaxDefinition, SyntaxSetBuilder};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/grammars");
    let known = two_face::syntax::extra_newlines().into_builder();
    let mut prepared = SyntaxSetBuilder::new();
    for grammar in known.syntaxes() {
        let mut grammar = grammar.clone();
        prepare(&mut grammar);
        prepared.add(grammar);
    }
    let folder = PathBuf::from(env::var("OUT_DIR")?);
    dump_to_uncompressed_file(&prepared.build(), folder.join("grammars.bin"))?;
    Ok(())
}

fn prepare(grammar: &mut SyntaxDefinition) {
    let patterns = grammar.contexts.values_mut().flat_map(|context| &mut context.patterns);
    for pattern in patterns {
        if let Pattern::Match(matched) = pattern
            && let Some(ascii) = pattern::ascii(matched.regex.regex_str())
        {
            matched.regex = Regex::new(ascii);
        }
    }
}
