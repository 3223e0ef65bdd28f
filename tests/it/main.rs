//! What docsheet does, seen through its public API and its program.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "tests look at the disk, and a test that cannot go on fails"
)]

mod archive;
mod docset;
mod index;
mod info;
mod install;
mod sample;
mod saving;
