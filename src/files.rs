//! The disk: path → bytes, and back. No other module touches it.
//!
//! Reading a file stands here, reading a folder in `tree`, and saving, whole or not at all, in
//! `save`.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the module that touches the disk"
)]

mod portable;
mod save;
mod tree;

use std::fs;
use std::io;
use std::path::Path;

pub use portable::unportable;
pub use save::{Saved, remove_folder, save_file, save_folder};
pub use tree::{Item, Kind, Place, Tree, list, look, read_tree};

use crate::error::Error;

/// Reads a whole file.
///
/// # Errors
/// Names the path when the system refuses.
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|error| Error::io("read", path, &error))
}

/// Reads a whole file, or nothing when there is none.
///
/// # Errors
/// Names the path when the system refuses for another reason.
pub fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("read", path, &error)),
    }
}
