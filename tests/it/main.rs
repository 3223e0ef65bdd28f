//! Everything that is tested through the public API or the real binary, in one program.

mod archive;
mod build;
mod docset;
mod index;
mod info;
mod layers;
mod project;
mod sample;
mod saving;
mod ui;
