//! The disk: path → bytes, and back. No other module touches it.

use std::fs;
use std::path::Path;

use crate::error::Error;

/// Reads a whole file.
///
/// # Errors
/// Names the path when the system refuses.
#[expect(clippy::disallowed_methods, reason = "this is the module that touches the disk")]
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|error| Error::io("read", path, &error))
}
