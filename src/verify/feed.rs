//! A feed → is it one, what does it offer, and is that what lies beside it.
//!
//! Dash reads `<version>` and `<url>` of the `<entry>`. Zeal reads every `<version>`, `<url>` and,
//! since 0.7, `<name>` at whatever depth and in any namespace, each up to the first comment in it: it
//! keeps the last name, compares the first version, and downloads from any one of the addresses.

use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

use super::code::Code;
use super::finding::Findings;
use super::meta;
use super::report::{Report, Subject};
use crate::bundle::xml::{self, Node, Trouble};
use crate::bundle::{self, SMALL_LIMIT, is_tgz};
use crate::elements::has_scheme;
use crate::error::Error;
use crate::files;

/// The element that is a feed.
const ROOT: &str = "entry";
/// What lists the versions before.
const OTHERS: &str = "other-versions";

/// Whether `path` has the name of a feed.
#[must_use]
pub fn is_feed(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xml"))
}

/// The feed beside the archive `NAME.tgz`, if it is there: `NAME.xml`.
#[must_use]
pub fn feed_beside(archive: &Path) -> Option<PathBuf> {
    let feed = archive.with_extension("xml");
    (is_tgz(archive) && files::exists(&feed)).then_some(feed)
}

/// The archives beside the feed at `path` that it offers; none when it cannot be read.
#[must_use]
pub fn offered(path: &Path) -> Vec<PathBuf> {
    let mut feed = Feed::default();
    // As far as it can be read.
    let _ = read(path).map(|bytes| xml::read(&bytes, &mut |node| feed.take(node)));
    feed.beside(path)
}

/// Looks through the feed at `path`.
///
/// # Errors
/// Names the path when the system refuses to read it.
pub fn verify_feed(path: &Path) -> Result<Report, Error> {
    let mut findings = Findings::default();
    let mut feed = Feed::default();
    let bytes = read(path)?;
    match xml::read(&bytes, &mut |node| feed.take(node)) {
        Ok(()) => feed.judge(&mut findings),
        Err(_) if bytes.len() as u64 == SMALL_LIMIT => {
            findings.add(Code::FeedBroken, &format!("it is larger than {} MB", SMALL_LIMIT >> 20));
        }
        Err(trouble) => findings.add(Code::FeedBroken, &reason(&trouble)),
    }
    for archive in feed.beside(path) {
        feed.compare(&archive, &mut findings);
    }
    let subject = Subject::Feed { addresses: feed.addresses.len() };
    Ok(Report { subject, findings: findings.into_vec(), ..Report::default() })
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    files::read_at_most(path, usize::try_from(SMALL_LIMIT).unwrap_or(usize::MAX))
}

fn reason(trouble: &Trouble) -> String {
    match trouble {
        Trouble::NotXml => "it does not begin with `<`".to_owned(),
        Trouble::Entities => "it declares entities, which not every reader resolves".to_owned(),
        Trouble::Broken(reason) => reason.clone(),
    }
}

/// What a feed says, as far as it was read.
#[derive(Default)]
struct Feed {
    /// The elements that are open.
    open: Vec<String>,
    /// What the innermost element has said so far.
    text: String,
    /// What of that Zeal reads: up to a comment, or to where a CDATA section begins or ends.
    first_piece: Option<String>,
    /// The first version that stands in the entry itself.
    version: Option<String>,
    /// The first version wherever it stands, which is the one that Zeal compares.
    first_version: Option<String>,
    /// The addresses that stand in the entry itself.
    addresses: Vec<String>,
    /// Those of them that Zeal does not read as they are meant, and why.
    misread: Vec<(String, &'static str)>,
    /// What [`OTHERS`] has that Zeal takes for the entry's own: element and text.
    others: Vec<(String, String)>,
}

impl Feed {
    fn take(&mut self, node: Node) -> Result<(), Trouble> {
        match node {
            Node::Open(name) if self.open.is_empty() && name != ROOT => {
                return Err(Trouble::Broken(format!("`<{name}>` where a feed has `<{ROOT}>`")));
            }
            Node::Open(name) => {
                self.text.clear();
                self.first_piece = None;
                self.open.push(name.to_owned());
            }
            Node::Text(text) => self.text.push_str(text),
            Node::Aside => self.end_piece(),
            Node::Literal(text) => {
                if !self.text.is_empty() {
                    self.end_piece();
                }
                self.text.push_str(text);
                self.end_piece();
            }
            Node::Close(name) => {
                let text = std::mem::take(&mut self.text);
                let piece = self.first_piece.take();
                self.open.pop();
                // Whatever namespace it is in.
                let name = name.rsplit(':').next().unwrap_or_default();
                if name == "url" {
                    let reason = misread(&text, piece.as_deref());
                    self.misread.extend(reason.map(|reason| (text.trim().to_owned(), reason)));
                }
                self.close(name, text.trim().to_owned());
            }
        }
        Ok(())
    }

    fn end_piece(&mut self) {
        let text = &self.text;
        self.first_piece.get_or_insert_with(|| text.clone());
    }

    /// Keeps what an element says.
    fn close(&mut self, name: &str, text: String) {
        if text.is_empty() || !matches!(name, "name" | "version" | "url") {
            return;
        }
        if name == "version" && self.first_version.is_none() {
            self.first_version = Some(text.clone());
        }
        match name {
            _ if self.open.iter().any(|above| above == OTHERS) => {
                self.others.push((name.to_owned(), text));
            }
            "version" if self.version.is_none() => self.version = Some(text),
            "url" => self.addresses.push(text),
            _ => {}
        }
    }

    fn judge(&self, findings: &mut Findings) {
        if self.version.is_none() {
            findings.note(Code::FeedVersion);
        }
        if self.addresses.is_empty() {
            findings.add(Code::FeedAddress, "it has none");
        }
        for address in &self.addresses {
            if host(address).is_some_and(|host| host.contains('@')) {
                findings.add(Code::FeedPassword, address);
            }
            if let Some(reason) = unreachable(address) {
                findings.add(Code::FeedAddress, &format!("{address}: {reason}"));
            } else if !file_name(address).is_some_and(|name| is_tgz(Path::new(&name))) {
                findings.add(Code::FeedPacking, address);
            }
        }
        for (address, reason) in &self.misread {
            findings.add(Code::FeedAddress, &format!("{address}: {reason}"));
        }
        let mut names: Vec<_> = self.addresses.iter().filter_map(|one| file_name(one)).collect();
        names.dedup();
        if names.len() > 1 {
            findings.add(Code::FeedAddresses, &names.join(", "));
        }
        for (element, text) in &self.others {
            findings.add(Code::FeedOthers, &format!("<{element}>{text}</{element}>"));
        }
        if let Some(first) =
            self.first_version.as_ref().filter(|_| self.version != self.first_version)
        {
            let example = format!("`{first}` stands before the version of the entry");
            findings.add(Code::FeedOthers, &example);
        }
    }

    /// The archives that lie in the folder of the feed under the names that its addresses have.
    fn beside(&self, path: &Path) -> Vec<PathBuf> {
        let names = self.addresses.iter().filter_map(|address| file_name(address));
        let names = names.filter(|name| files::unportable(name).is_none());
        let mut beside: Vec<_> = names.map(|name| path.with_file_name(name)).collect();
        beside.retain(|archive| files::exists(archive));
        beside.sort();
        beside.dedup();
        beside
    }

    /// Notes a version of the archive that is not the one on offer.
    fn compare(&self, archive: &Path, findings: &mut Findings) {
        // What cannot be read is told where the archive is looked at itself.
        let packed = bundle::open(archive).ok().and_then(|bundle| meta::version(&bundle));
        if let (Some(packed), Some(offered)) = (packed, &self.version)
            && packed != *offered
        {
            findings.add(Code::FeedStale, &format!("`{offered}`, and `{packed}` in the archive"));
        }
    }
}

/// Why Zeal does not take the `text` of a `<url>` for the address in it, if it reads the `piece`.
fn misread(text: &str, piece: Option<&str>) -> Option<&'static str> {
    let address = text.trim();
    if address.is_empty() {
        None
    } else if piece.is_some_and(|piece| piece.trim() != address) {
        Some("Zeal reads no farther than to the comment or the CDATA section in it")
    } else if piece.unwrap_or(text) != address {
        Some("Zeal takes the blanks around it for a part of it")
    } else {
        None
    }
}

/// Why nobody can download from `address`.
fn unreachable(address: &str) -> Option<&'static str> {
    let schemes = ["https://", "http://"];
    if has_scheme(address, "file://") {
        return Some("it is a file of this machine");
    }
    if !schemes.iter().any(|scheme| has_scheme(address, scheme)) {
        return Some("it is no web address");
    }
    if host(address)?.is_empty() {
        Some("it names no host")
    } else if address.contains(['\n', '\r']) {
        Some("it has a line break in it")
    } else if file_name(address).is_none() {
        Some("it names no file")
    } else {
        None
    }
}

/// The host of `address`, with the port and the user that stand beside it.
fn host(address: &str) -> Option<&str> {
    let (_, place) = address.split_once("://")?;
    place.split(['/', '?', '#']).next()
}

/// The name of the file that `address` leads to.
fn file_name(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let (_, path) = path.split_once("://")?;
    let (_, name) = path.rsplit_once('/')?;
    let name = percent_decode_str(name).decode_utf8().ok()?;
    (!name.is_empty()).then(|| name.into_owned())
}
