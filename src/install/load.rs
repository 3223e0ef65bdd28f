//! A docset on disk, a folder or an archive → a docset to install.

use std::io::Read;
use std::path::Path;

use crate::bundle::{self, Bundle, FlawKind, Kind};
use crate::docset::Docset;
use crate::error::Error;
use crate::files::{Tree, unportable};
use crate::layout::{DOCUMENTS, INFO, PACKED, PACKED_INDEX};

/// Most bytes of a docset that is installed, since it is held in memory.
const LIMIT: u64 = 1 << 30;

/// Reads the docset at `path` whole.
///
/// # Errors
/// When it cannot be read, lacks what every reader needs, or holds what no docset may hold.
pub fn load(path: &Path) -> Result<Docset, Error> {
    let bundle = bundle::open(path)?;
    if let Some(reason) = refusal(&bundle) {
        return Err(Error::new("install", path, reason)
            .with_hint("`docsheet verify` says all that is wrong with it"));
    }
    // No reader shows anything of a docset whose index it cannot read.
    bundle.each_row(&mut |_, _, _| ())?;
    let is_packed = !bundle.packed().is_empty();
    // Dash alone needs its pages packed, and takes them as they are, too.
    let is_wanted = |path: &&str| !is_packed || ![PACKED, PACKED_INDEX].contains(path);
    let wanted = bundle.files().filter(is_wanted).map(str::to_owned).collect();
    let mut files = Tree::new();
    let mut failed = None;
    bundle.visit(&wanted, &mut |name, bytes| {
        let size = bundle.size(name).unwrap_or_default().min(LIMIT);
        let mut content = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        failed = bytes.take(LIMIT).read_to_end(&mut content).err().or(failed.take());
        // The one spelling of it that all readers look for.
        let name = if Some(name) == bundle.info_path() { INFO } else { name };
        files.insert(name.to_owned(), content);
    })?;
    match failed {
        Some(error) => Err(Error::io("read", path, &error)),
        None => Ok(Docset { name: bundle.name, files }),
    }
}

fn refusal(bundle: &Bundle) -> Option<String> {
    // What troubles a reader's unpacking does no harm in a folder.
    let harmless = [FlawKind::Dot, FlawKind::Root, FlawKind::Packing];
    let flaws = bundle.flaws.iter().filter(|flaw| !harmless.contains(&flaw.kind));
    let flaw = flaws.chain(bundle.packed_flaw()).next();
    let link = |kind: &Kind| !matches!(kind, Kind::File | Kind::Folder);
    let foreign = bundle.entries.iter().find(|(_, entry)| link(&entry.kind));
    let size = bundle.files().filter_map(|path| bundle.size(path)).fold(0, u64::saturating_add);
    let pages = || (!bundle.has_folder(DOCUMENTS)).then_some(DOCUMENTS);
    let missing = bundle.missing_part().or_else(pages);
    if let Some(damage) = bundle.damage() {
        Some(damage)
    } else if let Some(flaw) = flaw {
        Some(format!("it is damaged: {}", flaw.detail))
    } else if let Some((path, _)) = foreign {
        Some(format!("`{path}` in it is a link or no file"))
    } else if let Some(path) = missing {
        Some(format!("there is no `{path}` in it"))
    } else if size > LIMIT {
        Some(format!("it is larger than {} MB", LIMIT >> 20))
    } else {
        unportable(&bundle.name).map(|reason| format!("`{}` is no name: {reason}", bundle.name))
    }
}
