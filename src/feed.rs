//! Publishing: docsets on offer and their web address → the feed of each and the page of all.

use askama::Template;
use percent_encoding::{NON_ALPHANUMERIC, percent_encode};

use crate::anchor::PAGE;
use crate::base_url::{self, BaseUrl, escape};
use crate::html::filled;
use crate::info::xml_text;
use crate::wording::count;

/// A docset on offer: what its feed says and what the page shows of it.
#[derive(Clone, Copy, Debug)]
pub struct Offer<'a> {
    /// Name of the bundle without `.docset`; its archive is `NAME.tgz`, its feed `NAME.xml`.
    pub name: &'a str,
    /// What the docset is called.
    pub title: &'a str,
    /// Search keyword without its colon.
    pub keyword: &'a str,
    /// Readers offer an update when this text changes.
    pub version: &'a str,
    /// How many entries the sheet has.
    pub entries: usize,
    /// Size of the archive in bytes.
    pub archive_size: usize,
    /// The icon, a PNG of 32×32 pixels.
    pub icon: &'a [u8],
}

/// The feed of a docset: version and archive, as Dash and Zeal read them.
#[must_use]
pub fn feed(offer: &Offer, base: &BaseUrl) -> String {
    filled(&Feed {
        name: offer.name,
        version: xml_text(offer.version),
        archive: base.to(&base_url::archive(offer.name)),
    })
}

/// The page `index.html` of the output folder, which offers all of its docsets.
#[must_use]
pub fn site(offers: &[Offer], base: &BaseUrl) -> String {
    let offers = offers.iter().map(|offer| offer_view(offer, base));
    filled(&Site { offers: offers.collect() })
}

#[derive(Template)]
#[template(path = "feed.xml")]
struct Feed<'a> {
    name: &'a str,
    version: String,
    archive: String,
}

#[derive(Template)]
#[template(path = "site.html")]
struct Site<'a> {
    offers: Vec<OfferView<'a>>,
}

/// What the template shows of an offer; addresses in the folder itself are relative.
struct OfferView<'a> {
    offer: &'a Offer<'a>,
    version: String,
    entries: String,
    size: String,
    icon: String,
    page: String,
    archive: String,
    feed: String,
    dash: String,
}

fn offer_view<'a>(offer: &'a Offer<'a>, base: &BaseUrl) -> OfferView<'a> {
    let feed = base.to(&base_url::feed(offer.name));
    OfferView {
        offer,
        version: xml_text(offer.version),
        entries: count(offer.entries, "entry", "entries"),
        size: size(offer.archive_size),
        icon: format!("data:image/png,{}", percent_encode(offer.icon, NON_ALPHANUMERIC)),
        page: format!("{}{PAGE}", base_url::documents(offer.name)),
        archive: base_url::archive(offer.name),
        dash: format!("dash-feed://{}", escape(&feed)),
        feed,
    }
}

/// Thousands of bytes, rounded up: what a download costs.
fn size(bytes: usize) -> String {
    match bytes.div_ceil(1000) {
        kilobytes @ 0..1000 => format!("{kilobytes} kB"),
        kilobytes => format!("{}.{} MB", kilobytes / 1000, kilobytes % 1000 / 100),
    }
}
