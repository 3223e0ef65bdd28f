//! The list of sheets: what each is, whose, and how to get it → a page for people, a text for
//! agents.

use std::collections::BTreeMap;

use askama::Template;
use percent_encoding::{NON_ALPHANUMERIC, percent_encode};

use super::shelf::{Place, Shown};
use crate::anchor::PAGE;
use crate::base_url::{self, BaseUrl, escape};
use crate::html::filled;
use crate::info::xml_text;
use crate::layout::LARGE_ICON;
use crate::sheet::Cheatsheet;
use crate::wording::count;

/// The page `index.html`: it lists the sheets, and is the reader where scripts run.
#[must_use]
pub(super) fn site<'a>(shelf: &[Shown<'a>], place: Place<'a>) -> String {
    let mut by_keyword: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for shown in shelf {
        let titles = by_keyword.entry(shown.sheet.keyword.to_lowercase()).or_default();
        titles.push(&shown.sheet.title);
    }
    let card = |shown: &Shown<'a>| {
        let sharing = &by_keyword[&shown.sheet.keyword.to_lowercase()];
        let others = sharing.iter().filter(|title| **title != shown.sheet.title).copied();
        card(shown, place, others.collect::<Vec<_>>().join(", "))
    };
    let sheets = shelf.iter().map(card).collect();
    let preview = match place {
        Place::Preview(version) => Some(version),
        Place::Published(_) => None,
    };
    filled(&Site { sheets, preview })
}

/// `llms.txt`: what there is, for agents (<https://llmstxt.org>).
pub(super) fn for_agents(shelf: &[Shown], base: &BaseUrl) -> String {
    let mut text = "# Cheat sheets\n\n> Short answers, one entry each. Every sheet is one Markdown file: a heading for each entry, code at its start is what to type.\n\n## Sheets\n\n".to_owned();
    for shown in shelf {
        let sheet = shown.sheet;
        let has_text = shown.offer.is_some_and(|offer| offer.has_text);
        let file = base.to(&if has_text {
            base_url::markdown(&sheet.docset_file_name)
        } else {
            format!("{}{PAGE}", base_url::documents(&sheet.docset_file_name))
        });
        let title = sheet.title.replace(['[', ']'], " ");
        let about = Some(summary(sheet)).filter(|about| !about.is_empty());
        let about = about.unwrap_or_else(|| entries(sheet));
        text.push_str(&format!("- [{}]({file}): {about}\n", title.trim()));
    }
    text
}

#[derive(Template)]
#[template(path = "web/list.html")]
struct Site<'a> {
    sheets: Vec<Card<'a>>,
    /// The version of what is shown, in a preview.
    preview: Option<&'a str>,
}

/// What the list shows of a sheet; addresses in the folder itself are relative.
struct Card<'a> {
    sheet: &'a Cheatsheet,
    entries: String,
    summary: String,
    owner: Option<(String, String)>,
    /// The sheets that have the same keyword.
    sharing: String,
    icon: String,
    page: String,
    offer: Option<OfferView<'a>>,
}

struct OfferView<'a> {
    version: String,
    date: Option<&'a str>,
    text: Option<String>,
    size: String,
    archive: String,
    feed: String,
    dash: String,
}

fn card<'a>(shown: &Shown<'a>, place: Place<'a>, sharing: String) -> Card<'a> {
    let sheet = shown.sheet;
    let icon = shown.docset.files.get(LARGE_ICON).map(Vec::as_slice).unwrap_or_default();
    Card {
        sheet,
        entries: entries(sheet),
        summary: summary(sheet),
        owner: sheet.source_url.as_deref().and_then(owner),
        sharing,
        icon: format!("data:image/png,{}", percent_encode(icon, NON_ALPHANUMERIC)),
        page: format!("{}{PAGE}", base_url::documents(&shown.docset.name)),
        offer: offer(shown, place),
    }
}

fn offer<'a>(shown: &Shown<'a>, place: Place) -> Option<OfferView<'a>> {
    let Place::Published(base) = place else { return None };
    let offer = shown.offer?;
    let feed = base.to(&base_url::feed(offer.name));
    Some(OfferView {
        version: xml_text(offer.version),
        date: offer.date,
        text: offer.has_text.then(|| base_url::markdown(offer.name)),
        size: size(offer.archive_size),
        archive: base_url::archive(offer.name),
        dash: format!("dash-feed://{}", escape(&feed)),
        feed,
    })
}

fn entries(sheet: &Cheatsheet) -> String {
    let entries = sheet.categories.iter().map(|category| category.entries.len()).sum();
    count(entries, "entry", "entries")
}

/// The most letters of a line about a sheet.
const LONGEST_SUMMARY: usize = 160;

/// The first sentence of the introduction.
fn summary(sheet: &Cheatsheet) -> String {
    let plain = sheet.introduction.as_ref().map_or("", |prose| prose.plain.as_str());
    let ends = [". ", "! ", "? ", ": "].iter().filter_map(|end| Some(plain.find(end)? + 1));
    let sentence = &plain[..ends.min().unwrap_or(plain.len())];
    match sentence.char_indices().nth(LONGEST_SUMMARY) {
        None => sentence.trim_end_matches(':').to_owned(),
        Some((end, _)) => {
            let cut = sentence[..end].rsplit_once(' ').map_or(&sentence[..end], |(cut, _)| cut);
            format!("{cut} …")
        }
    }
}

/// Whose a sheet is, by where it can be improved: address, and host and owner of a repository.
fn owner(source_url: &str) -> Option<(String, String)> {
    let address = source_url.trim();
    let place = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let parts: Vec<_> = place.split(['/', '?', '#']).filter(|part| !part.is_empty()).collect();
    let (host, rest) = parts.split_first()?;
    let is_forge = ["github.com", "gitlab.com", "codeberg.org", "bitbucket.org"].contains(host);
    let name = match rest.first() {
        Some(owner) if is_forge => format!("{owner} on {host}"),
        _ => (*host).to_owned(),
    };
    Some((address.to_owned(), name))
}

/// Thousands of bytes, rounded up: what a download costs.
fn size(bytes: usize) -> String {
    match bytes.div_ceil(1000) {
        kilobytes @ 0..1000 => format!("{kilobytes} kB"),
        kilobytes => format!("{}.{} MB", kilobytes / 1000, kilobytes % 1000 / 100),
    }
}
