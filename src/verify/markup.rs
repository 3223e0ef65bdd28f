//! The text of an HTML page → its anchors, its scripts, what it loads.
//!
//! Reads tags one after the other and builds no tree, so that neither nesting nor size can hurt.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::bundle::tags::{self, Syntax, Tag, Token};
use crate::bundle::{Anchors, Doubt, Medium, decode, medium, names_in_browser, names_in_zeal};
use crate::elements::{self, Effect, Kind};

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct Markup {
    /// Every `id`, and every `name` of an `a`.
    pub(super) anchors: Anchors,
    /// The first line of a table of contents that Dash cannot show, and why.
    pub(super) contents: Option<String>,
    /// The first script: its address, or `inline`.
    pub(super) script: Option<String>,
    /// The first event handler or `javascript:` link.
    pub(super) handler: Option<String>,
    /// The first address on the web that it sends something to.
    pub(super) sends: Option<String>,
    /// The first page inside it that is no file.
    pub(super) embedded: Option<String>,
    /// The first address that it loads from the web.
    pub(super) remote: Option<String>,
    /// The pictures, styles and frames that are not on the web, as they are written.
    pub(super) shown: BTreeSet<String>,
    /// Whether a `base` says what relative addresses are relative to.
    pub(super) has_base: bool,
    /// Where its links and redirections lead, if not to the web, as they are written.
    pub(super) links: BTreeSet<String>,
    /// What it is instead, if it is no page.
    pub(super) other: Option<&'static str>,
    /// Why another program may read something else.
    pub(super) doubt: Option<Doubt>,
}

/// Whether the docset wants its scripts to run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Scripts {
    /// Readers do not run them.
    #[default]
    Off,
    /// Readers that run scripts at all run these.
    On,
}

/// The anchors from which Dash makes a table of contents: language, type, name.
const CONTENTS: &str = "//apple_ref/";

/// Reads the page `path`.
pub(super) fn read_page(path: &str, bytes: &[u8]) -> Markup {
    if let Medium::Other(what) = medium(path, bytes) {
        return Markup { other: Some(what), ..Markup::default() };
    }
    let page = decode(bytes);
    let mut markup = Markup { doubt: page.doubt, ..Markup::default() };
    let (mut is_style, mut templates) = (false, 0_usize);
    tags::read(&page.text, Syntax::of(path), &mut |token| match token {
        Token::Start(tag) => {
            is_style = tag.name == "style";
            templates += usize::from(tag.name == "template");
            // What stands in a template is not on the page.
            if templates == 0 {
                tag.anchors().for_each(|anchor| markup.anchors.add(anchor, 0));
            }
            judge_tag(tag, &mut markup);
        }
        Token::Text(text) if is_style => {
            note(&mut markup.remote, || remote_in_style(text));
        }
        Token::End(name) => {
            is_style = false;
            templates = templates.saturating_sub(usize::from(name == "template"));
        }
        Token::Text(_) | Token::Comment(_) => {}
    });
    markup.anchors.sort();
    markup
}

fn judge_tag(tag: &Tag, markup: &mut Markup) {
    markup.has_base |= tag.name == "base" && tag.get("href").is_some();
    if tag.get("class").is_some_and(|class| class.split_whitespace().any(|own| own == "dashAnchor"))
    {
        note(&mut markup.contents, || wrong_contents(tag.get("name").or(tag.get("id"))?));
    }
    elements::effects(&tag.name, &tag.attributes, &mut |effect| judge(effect, markup));
}

/// Why Dash cannot show the line that an anchor stands for.
fn wrong_contents(anchor: &str) -> Option<String> {
    let reason = match anchor.strip_prefix(CONTENTS)?.matches('/').count() {
        2 => return None,
        0 | 1 => "it has no language before its type",
        _ => "a `/` in the name is not escaped",
    };
    Some(format!("{anchor}: {reason}"))
}

fn judge(effect: Effect, markup: &mut Markup) {
    let Effect { element, kind, attribute, value } = effect;
    let is_remote = elements::is_remote(&value);
    match kind {
        // What leads away by itself, too.
        Kind::Shows | Kind::Loads | Kind::Embeds | Kind::Moves if is_remote => {
            note(&mut markup.remote, || Some(value.into()));
        }
        Kind::Shows => drop(markup.shown.insert(value.into())),
        Kind::Embeds if attribute == "srcdoc" || is_inline_page(&value) => {
            note(&mut markup.embedded, || Some(format!("<{element} {attribute}={value}>")));
            if attribute == "srcdoc" {
                add_embedded(&value, markup);
            }
        }
        Kind::Sends if is_remote => note(&mut markup.sends, || Some(value.into())),
        Kind::Embeds if matches!(attribute, "src" | "data") => {
            markup.shown.insert(value.into());
        }
        Kind::Leads | Kind::Moves if !is_remote && element != "base" => {
            markup.links.insert(value.into());
        }
        Kind::Loads | Kind::Leads | Kind::Embeds | Kind::Moves | Kind::Sends => {}
        Kind::Runs
            if element == "script" && matches!(attribute, "" | "src" | "href" | "xlink:href") =>
        {
            note(&mut markup.remote, || is_remote.then(|| value.clone().into_owned()));
            note(&mut markup.script, || Some(value.into()));
        }
        Kind::Runs => note(&mut markup.handler, || Some(format!("{attribute}=\"{value}\""))),
    }
}

/// Whether an address holds a page that can run and load, and not only data.
fn is_inline_page(address: &str) -> bool {
    let kind = address.trim_start().get(..5).filter(|start| start.eq_ignore_ascii_case("data:"));
    let kind = kind.and_then(|_| address.trim_start()[5..].split([',', ';']).next());
    let kind = kind.unwrap_or_default().to_ascii_lowercase();
    ["html", "svg", "xml"].iter().any(|page| kind.contains(page))
}

/// Adds what the page in a `srcdoc` runs and loads; a page in that page is not looked into.
fn add_embedded(page: &str, markup: &mut Markup) {
    let mut inner = Markup::default();
    tags::read(page, Syntax::Html, &mut |token| {
        let Token::Start(tag) = token else { return };
        elements::effects(&tag.name, &tag.attributes, &mut |effect| {
            if effect.kind != Kind::Embeds {
                judge(effect, &mut inner);
            }
        });
    });
    note(&mut markup.remote, || inner.remote);
    note(&mut markup.script, || inner.script);
    note(&mut markup.handler, || inner.handler);
    note(&mut markup.sends, || inner.sends);
}

fn note(place: &mut Option<String>, find: impl FnOnce() -> Option<String>) {
    if place.is_none() {
        *place = find();
    }
}

/// The first address on the web that a style loads.
pub(super) fn remote_in_style(style: &str) -> Option<String> {
    let mut loaded = elements::loaded_by_style(style);
    loaded.find(|address| elements::is_remote(address)).map(Cow::into_owned)
}

/// Whether a browser finds the place that `fragment` names; without one, and for `top`, that is the
/// top of the page.
pub(super) fn lands_in_browser(fragment: &str, markup: &Markup) -> bool {
    lands(&names_in_browser(fragment), markup)
}

/// Whether Zeal does.
pub(super) fn lands_in_zeal(fragment: &str, markup: &Markup) -> bool {
    lands(&names_in_zeal(fragment), markup)
}

fn lands(names: &[Cow<str>], markup: &Markup) -> bool {
    let is_top = |name: &str| name.is_empty() || name.eq_ignore_ascii_case("top");
    markup.anchors.find(names).is_some() || names.iter().any(|name| is_top(name))
}
