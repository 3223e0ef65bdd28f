//! A tag → what it does beyond showing what is in it: what it loads, where it leads, what it runs.
//!
//! Source: the HTML standard (attributes, "srcset", "shared declarative refresh", navigation,
//! scripting) and SVG 2 (linking, embedded content).

use std::borrow::Cow;

use super::style::loaded_by_style;

/// One thing that a tag does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Effect<'a> {
    /// The element, in small letters.
    pub(crate) element: &'a str,
    /// Its kind.
    pub(crate) kind: Kind,
    /// The attribute that says so; empty for the text of a script or a style, and for an element
    /// that needs no attribute.
    pub(crate) attribute: &'a str,
    /// The address, or the program for [`Kind::Runs`].
    pub(crate) value: Cow<'a, str>,
}

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Loads something when the page opens that is seen, or missed: a picture, a style.
    Shows,
    /// Loads something when the page opens that nobody sees.
    Loads,
    /// Leads away when somebody follows it.
    Leads,
    /// Holds a page or a program of its own, or what only pages without scripts show.
    Embeds,
    /// Sends to a server what a reader enters or does.
    Sends,
    /// Sends the reader elsewhere by itself, or changes what all addresses of the page mean.
    Moves,
    /// Runs a program, or loads one.
    Runs,
}

/// Attributes with an address: (element, attribute, what happens with it).
const ADDRESSES: &[(&str, &str, Kind)] = &[
    ("a", "href", Kind::Leads),
    ("a", "ping", Kind::Sends),
    ("area", "href", Kind::Leads),
    ("area", "ping", Kind::Sends),
    ("audio", "src", Kind::Shows),
    ("base", "href", Kind::Moves),
    ("body", "background", Kind::Loads),
    ("button", "formaction", Kind::Sends),
    ("feimage", "href", Kind::Shows),
    ("form", "action", Kind::Sends),
    ("html", "manifest", Kind::Loads),
    ("image", "href", Kind::Shows),
    ("image", "src", Kind::Shows),
    ("img", "src", Kind::Shows),
    ("img", "srcset", Kind::Shows),
    ("input", "formaction", Kind::Sends),
    ("input", "src", Kind::Shows),
    ("link", "href", Kind::Loads),
    ("link", "imagesrcset", Kind::Loads),
    ("mglyph", "src", Kind::Shows),
    ("script", "href", Kind::Runs),
    ("script", "src", Kind::Runs),
    ("source", "src", Kind::Shows),
    ("source", "srcset", Kind::Shows),
    ("track", "src", Kind::Shows),
    ("use", "href", Kind::Shows),
    ("video", "poster", Kind::Shows),
    ("video", "src", Kind::Shows),
];

/// Elements that are a page or a program inside the page, or that only pages without scripts show.
const EMBEDDED: &[&str] =
    &["applet", "embed", "fencedframe", "frame", "iframe", "noscript", "object", "portal"];

/// Attributes by which they say what it is.
const EMBEDDING: &[&str] = &["src", "data", "srcdoc", "code"];

/// Elements of SVG that give another value to an attribute of an element around them.
const ANIMATING: &[&str] = &["animate", "animatemotion", "animatetransform", "set"];

/// Attributes whose value is text for people, or a name; no address is looked for in them. So are
/// those that begin with `aria-` or `data-`.
const TEXTS: &[&str] = &[
    "abbr", "alt", "class", "id", "label", "lang", "name", "placeholder", "summary", "title", "value",
];

/// `rel` values of a `link` that is loaded with the page without being a style.
const LOADED_LINKS: &[&str] = &[
    "apple-touch-icon", "apple-touch-icon-precomposed", "apple-touch-startup-image",
    "compression-dictionary", "dns-prefetch", "fluid-icon", "icon", "import", "manifest",
    "mask-icon", "modulepreload", "preconnect", "prefetch", "preload", "prerender",
];

/// Tells everything that a tag does, in the order of its attributes. Names are in small letters,
/// values without entities.
pub(crate) fn effects<'a>(
    element: &'a str,
    attributes: &'a [(String, String)],
    see: &mut dyn FnMut(Effect<'a>),
) {
    let tag = Tag { element, attributes };
    let mut bare = |kind, value| {
        see(Effect { element, kind, attribute: "", value: Cow::Borrowed(value) });
    };
    if element == "script" && tag.is_program() && tag.get("src").or(tag.get("href")).is_none() {
        bare(Kind::Runs, "inline");
    }
    if EMBEDDED.contains(&element) && !EMBEDDING.iter().any(|name| tag.get(name).is_some()) {
        bare(Kind::Embeds, "");
    }
    for (name, value) in attributes {
        tag.attribute(name, value, see);
    }
}

/// Whether `address` leads to the web, also as browsers mend it: they pass over line breaks and
/// tabs, take `\` for `/`, and do without `//` behind a scheme of the web.
pub(crate) fn is_remote(address: &str) -> bool {
    const SCHEMES: &[&str] = &["http:", "https:", "ftp:", "ws:", "wss:"];
    let start = address.trim_start_matches(|letter: char| letter <= ' ');
    let mut letters = start.chars().filter(|letter| !matches!(letter, '\t' | '\n' | '\r'));
    let is_slash = |letter: Option<char>| matches!(letter, Some('/' | '\\'));
    SCHEMES.iter().any(|scheme| begins(address, scheme))
        || is_slash(letters.next()) && is_slash(letters.next())
}

/// Whether `address` begins with `scheme`, in whatever case.
pub(crate) fn has_scheme(address: &str, scheme: &str) -> bool {
    let start = address.trim_start().get(..scheme.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

/// Whether a tag sends the page elsewhere or changes what all its addresses mean: no page of a docset
/// has any use for it.
pub(crate) fn moves_the_page(element: &str, attributes: &[(String, String)]) -> bool {
    let is_refresh = |(name, value): &(String, String)| {
        name == "http-equiv" && value.trim().eq_ignore_ascii_case("refresh")
    };
    element == "base" || element == "meta" && attributes.iter().any(is_refresh)
}

/// Whether an attribute can stay: it is no address that is a program, a page of its own or on the
/// reader's own disk.
pub(crate) fn keeps(element: &str, attribute: &str, value: &str) -> bool {
    let leads = matches!(element, "a" | "area") || EMBEDDED.contains(&element);
    is_text(attribute)
        || !addresses(element, value).any(|address| {
            leads_astray(address) || leads && begins(address, "data:")
        })
}

/// Whether an address is a program, or leads to the reader's own disk.
pub(crate) fn leads_astray(address: &str) -> bool {
    is_program_address(address) || begins(address, "file:")
}

struct Tag<'a> {
    element: &'a str,
    attributes: &'a [(String, String)],
}

impl<'a> Tag<'a> {
    fn attribute(&self, name: &'a str, value: &'a str, see: &mut dyn FnMut(Effect<'a>)) {
        let element = self.element;
        let mut add = |kind, value: Cow<'a, str>| {
            see(Effect { element, kind, attribute: name, value });
        };
        let whole = Cow::Borrowed(value.trim());
        if is_text(name) {
            return;
        }
        if is_handler(name, value) || addresses(element, value).any(is_program_address) {
            return add(Kind::Runs, whole);
        }
        let plain = name.strip_prefix("xlink:").unwrap_or(name);
        let known = ADDRESSES.iter().find(|row| row.0 == element && row.1 == plain);
        match (known, plain) {
            (Some((_, _, Kind::Leads)), _) if begins(value, "data:") => add(Kind::Embeds, whole),
            (Some(_), _) if begins(value, "data:text/html") => add(Kind::Embeds, whole),
            (Some((_, _, kind)), "srcset" | "imagesrcset") => {
                sources(value).for_each(|address| add(*kind, address.into()));
            }
            (Some(("link", _, _)), _) => {
                if let Some(kind) = self.link() {
                    add(kind, whole);
                }
            }
            (Some(("script", _, _)), _) if !self.is_program() => {}
            (Some((_, _, kind)), _) => add(*kind, whole),
            (None, _) if EMBEDDED.contains(&element) && EMBEDDING.contains(&plain) => {
                add(Kind::Embeds, whole);
            }
            (None, "content") if element == "meta" => {
                if let Some(address) = self.refresh(value) {
                    add(Kind::Moves, address.into());
                }
            }
            (None, "background" | "href") => add(Kind::Loads, whole),
            (None, _) if ANIMATING.contains(&element) => {
                addresses(element, value).for_each(|address| add(Kind::Loads, address.into()));
            }
            // A style, or an attribute of SVG that is one.
            (None, _) if plain == "style" || value.contains('(') => {
                loaded_by_style(value).for_each(|address| add(Kind::Loads, address));
            }
            _ => {}
        }
    }

    fn get(&self, name: &str) -> Option<&'a str> {
        let mut attributes = self.attributes.iter();
        attributes.find(|(attribute, _)| attribute == name).map(|(_, value)| value.as_str())
    }

    /// What a `link` does. Browsers load an alternate style only when somebody chooses it.
    fn link(&self) -> Option<Kind> {
        let rel = self.get("rel").unwrap_or_default().to_ascii_lowercase();
        let has = |wanted: &str| rel.split_ascii_whitespace().any(|value| value == wanted);
        if has("stylesheet") && !has("alternate") {
            return Some(Kind::Shows);
        }
        LOADED_LINKS.iter().any(|kind| has(kind)).then_some(Kind::Loads)
    }

    /// Where a page sends its readers by itself.
    fn refresh(&self, content: &'a str) -> Option<&'a str> {
        let is_refresh = self.get("http-equiv")?.trim().eq_ignore_ascii_case("refresh");
        let target = content.split_once([';', ',']).filter(|_| is_refresh)?.1.trim_start();
        let word = target.get(..3).filter(|word| word.eq_ignore_ascii_case("url"));
        let after = word.and_then(|_| target[3..].trim_start().strip_prefix('='));
        Some(after.unwrap_or(target).trim().trim_matches(['"', '\'']))
    }

    /// Whether a `script` is one, and no data.
    fn is_program(&self) -> bool {
        let kind = self.get("type").unwrap_or_default().to_ascii_lowercase();
        kind.is_empty()
            || matches!(kind.as_str(), "module" | "speculationrules" | "importmap")
            || kind.contains("javascript")
            || kind.contains("ecmascript")
    }
}

/// Whether it is a handler of events, such as `onclick`.
fn is_handler(name: &str, value: &str) -> bool {
    name.len() > 2 && name.starts_with("on") && !value.is_empty()
}

/// Whether it is an address that is a program.
fn is_program_address(value: &str) -> bool {
    begins(value, "javascript:") || begins(value, "vbscript:")
}

/// Whether an attribute of this name holds text and no address.
fn is_text(name: &str) -> bool {
    TEXTS.contains(&name) || name.starts_with("aria-") || name.starts_with("data-")
}

/// The addresses that the value of an attribute may hold.
fn addresses<'a>(element: &str, value: &'a str) -> impl Iterator<Item = &'a str> {
    let separator = if ANIMATING.contains(&element) { ';' } else { '\0' };
    value.split(separator).map(str::trim)
}

/// Whether an address begins with `scheme`. Browsers pass over control characters in it.
fn begins(address: &str, scheme: &str) -> bool {
    let mut letters = address.chars().filter(|letter| !letter.is_control() && *letter != ' ');
    scheme.chars().all(|wanted| letters.next().is_some_and(|l| l.eq_ignore_ascii_case(&wanted)))
}

/// The addresses of a `srcset`, each of which may have a size behind it.
fn sources(set: &str) -> impl Iterator<Item = &str> {
    let mut rest = set;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == ',');
        let end = rest.find(|letter: char| letter.is_ascii_whitespace()).unwrap_or(rest.len());
        let (source, after) = rest.split_at(end);
        let address = source.trim_end_matches(',');
        let is_last = address.len() < source.len();
        rest = if is_last { after } else { after.split_once(',').map_or("", |(_, after)| after) };
        Some(address).filter(|address| !address.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use crate::elements::effects::{Kind, effects, is_remote, leads_astray};

    fn found(element: &str, attributes: &[(&str, &str)]) -> Vec<(Kind, String)> {
        let attributes: Vec<_> = attributes
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let mut found = Vec::new();
        effects(element, &attributes, &mut |effect| {
            found.push((effect.kind, effect.value.into_owned()));
        });
        found
    }

    #[test]
    fn a_tag_shows_loads_leads_and_runs() {
        type Case = (&'static str, &'static [(&'static str, &'static str)], &'static [(Kind, &'static str)]);
        let cases: &[Case] = &[
            ("img", &[("src", " a.png ")], &[(Kind::Shows, "a.png")]),
            (
                "img",
                &[("srcset", "a.png, b,c.png 2x,//d.org/e.png 3x")],
                &[(Kind::Shows, "a.png"), (Kind::Shows, "b,c.png"), (Kind::Shows, "//d.org/e.png")],
            ),
            ("link", &[("rel", "stylesheet"), ("href", "a.css")], &[(Kind::Shows, "a.css")]),
            ("link", &[("rel", "alternate stylesheet"), ("href", "a.css")], &[]),
            ("link", &[("rel", "icon"), ("href", "a.ico")], &[(Kind::Loads, "a.ico")]),
            ("use", &[("xlink:href", "a.svg#b")], &[(Kind::Shows, "a.svg#b")]),
            ("p", &[("style", "background: URL; x: url( 'a.png' )")], &[(Kind::Loads, "a.png")]),
            ("a", &[("href", "a.html")], &[(Kind::Leads, "a.html")]),
            ("a", &[("href", " java\nscript:b()")], &[(Kind::Runs, "java\nscript:b()")]),
            ("a", &[("href", "data:text/html,b")], &[(Kind::Embeds, "data:text/html,b")]),
            ("a", &[("ping", "a.org"), ("title", "javascript: a language")], &[(Kind::Sends, "a.org")]),
            ("set", &[("to", "#a;javascript:b()")], &[(Kind::Runs, "#a;javascript:b()")]),
            ("rect", &[("fill", "url(a.svg#b)")], &[(Kind::Loads, "a.svg#b")]),
            ("iframe", &[], &[(Kind::Embeds, "")]),
            ("iframe", &[("srcdoc", "<p>")], &[(Kind::Embeds, "<p>")]),
            ("object", &[("data", "a.svg")], &[(Kind::Embeds, "a.svg")]),
            ("form", &[("action", "a")], &[(Kind::Sends, "a")]),
            ("b", &[("onclick", "c()")], &[(Kind::Runs, "c()")]),
            ("script", &[], &[(Kind::Runs, "inline")]),
            ("script", &[("src", "a.js")], &[(Kind::Runs, "a.js")]),
            ("script", &[("type", "application/json")], &[]),
            (
                "meta",
                &[("http-equiv", "Refresh"), ("content", "0; URL='a.html'")],
                &[(Kind::Moves, "a.html")],
            ),
        ];
        for (element, attributes, wanted) in cases {
            let wanted: Vec<_> =
                wanted.iter().map(|(kind, value)| (*kind, (*value).to_owned())).collect();
            assert_eq!(found(element, attributes), wanted, "{element} {attributes:?}");
        }
    }

    #[test]
    fn the_web_is_known_however_it_is_spelled() {
        let remote = [
            "http://a.org", "HTTPS://a.org", " //a.org", "\\\\a.org", "/\\a.org", "ht\ntp://a.org",
            "https:a.org", "\u{1}https:/a.org", "/\t/a.org", "ws://a.org",
        ];
        assert_eq!(remote.into_iter().find(|address| !is_remote(address)), None);
        let local = ["a.png", "/a.png", "a//b.png", "https.png", "#//a", "", "data:,a", "mailto:a@b"];
        assert_eq!(local.into_iter().find(|address| is_remote(address)), None);
        let astray = ["file:///etc", " FI\tLE:a", "JavaScript:b()", "vbscript:c"];
        assert_eq!(astray.into_iter().find(|address| !leads_astray(address)), None);
        assert!(!leads_astray("files.html"));
    }
}
