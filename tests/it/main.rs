//! Everything that is tested through the public API or the real binary, in one program.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "tests look at the disk, and a test that cannot go on fails"
)]

mod active;
mod archive;
mod attack;
mod browser;
mod build;
mod built;
mod bundle;
mod case_blind;
mod check_input;
mod chromium;
mod computed;
mod convert;
mod corpus_text;
mod dasht_and_emacs;
mod docset;
mod faults;
mod feed;
mod fuzz;
mod golden;
mod grammars;
mod guide;
mod highlight;
mod home;
mod hostile_page;
mod index;
mod info;
mod install;
mod interrupt;
mod layers;
mod lints;
mod look;
mod markdown;
mod markdown_collections;
mod markdown_html;
mod markdown_sheets;
mod markup;
mod memory;
mod mistakes;
mod nasty;
mod needs;
mod new;
mod page;
mod page_colours;
mod pictures;
mod project;
mod publish;
mod readers;
mod readme;
mod refused;
mod release;
mod resources;
mod robust;
mod ruby;
mod running;
mod sample;
mod saving;
mod search;
mod shelf;
mod sip_sheet;
mod supply;
mod ui;
mod verify;
mod web;
mod web_reader;
mod preview;
mod workflow;
mod yaml;
mod zeal;
mod zeal_verify;
mod zeal_window;
