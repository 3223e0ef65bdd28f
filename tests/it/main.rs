//! Everything that is tested through the public API or the real binary, in one program.

mod build;
mod layers;
mod project;
mod ui;
