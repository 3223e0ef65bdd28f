//! Everything that is tested through the public API or the real binary, in one program.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "tests look at the disk, and a test that cannot go on fails"
)]

mod archive;
mod build;
mod docset;
mod index;
mod info;
mod layers;
mod project;
mod install;
mod sample;
mod saving;
mod sip_sheet;
mod ui;
