//! A docset as a value: a name and its files, before it is a folder and after.

use std::collections::BTreeMap;

/// A docset's files in memory.
///
/// Two docsets are the same when they are `==`; saving, archiving, verifying and searching
/// all take this value, wherever it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docset {
    /// Name of the bundle without `.docset`.
    pub name: String,
    /// Path inside the bundle (`Contents/Info.plist`, always with `/`) → bytes.
    pub files: BTreeMap<String, Vec<u8>>,
}
