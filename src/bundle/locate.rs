//! The file that a row names → the file that is there.

use super::store::{Bundle, Store};
use crate::files;

/// Where the page of a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// There; its path inside the bundle.
    File(String),
    /// There without what follows `?`, where Dash looks and Zeal does not.
    WithoutQuery(String),
    /// There with other capitals, where macOS and Windows find it.
    OtherCase(String),
    /// Behind a link that is not followed: it leads out of the docset, or is in an archive.
    Linked,
    /// Nowhere.
    Missing,
}

impl Bundle {
    /// Where the file `path` is that a row names.
    #[must_use]
    pub fn locate(&self, path: &str) -> Location {
        if self.has_file(path) {
            return Location::File(path.to_owned());
        }
        if self.leads_to_file(path) {
            let real = self.folder().and_then(|root| files::real_path_inside(&root, path));
            let real = real.filter(|real| self.has_file(real));
            return real.map_or(Location::Linked, Location::File);
        }
        let plain = path.split_once('?').map_or(path, |(path, _)| path);
        if plain != path && self.has_file(plain) {
            return Location::WithoutQuery(plain.to_owned());
        }
        let folded = self.folded.get_or_init(|| self.paths_in_lower_case());
        match folded.get(&plain.to_lowercase()) {
            Some(found) => Location::OtherCase(found.clone()),
            None => Location::Missing,
        }
    }

    fn paths_in_lower_case(&self) -> std::collections::BTreeMap<String, String> {
        let fold = |path: &str| (path.to_lowercase(), path.to_owned());
        if let Store::Folder { root, is_listed: false } = &self.store {
            let found =
                files::walk(root).flatten().filter(|found| found.kind == files::FoundKind::File);
            return found.map(|found| fold(&found.path)).collect();
        }
        self.files().map(fold).collect()
    }
}
