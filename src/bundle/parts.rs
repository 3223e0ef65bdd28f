//! A [`Bundle`] → whether it has what readers ask for, and by what name they know it.

use super::entry::{Flaw, FlawKind, SMALL_LIMIT};
use super::info::zeal_name;
use super::store::Bundle;
use crate::layout::{INDEX, INFO, META, SMALL_INFO};

impl Bundle {
    /// Where the property list is, as Zeal looks for it.
    #[must_use]
    pub fn info_path(&self) -> Option<&'static str> {
        [INFO, SMALL_INFO].into_iter().find(|path| self.has_file(path))
    }

    /// The part without which no reader searches it.
    #[must_use]
    pub fn missing_part(&self) -> Option<&'static str> {
        match self.info_path() {
            None => Some(INFO),
            Some(_) if self.has_file(INDEX) => None,
            Some(_) => Some(INDEX),
        }
    }

    /// Why not all of it could be seen, if it could not.
    #[must_use]
    pub fn damage(&self) -> Option<String> {
        let Flaw { kind, detail } = self.flaws.first().filter(|_| !self.complete)?;
        Some(match kind {
            FlawKind::Packing => format!("it is no `.tgz`: {detail}"),
            FlawKind::TooLarge => format!("it is too large: {detail}"),
            _ => format!("it is damaged: {detail}"),
        })
    }

    /// The name by which Zeal knows it, if it says enough of itself.
    #[must_use]
    pub fn zeal_name(&self) -> Option<String> {
        let read = |path| self.read(path, SMALL_LIMIT).ok().flatten().unwrap_or_default();
        zeal_name(&read(self.info_path().unwrap_or(INFO)), &read(META))
    }
}
