//! A tag → what it does beyond showing what is in it: what it loads, where it leads, what it runs.
//!
//! Source: the HTML standard (attributes, "srcset", "shared declarative refresh", navigation,
//! scripting) and SVG 2 (linking, embedded content).

use std::borrow::Cow;

/// One thing that a tag does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Effect<'a> {
    /// Its kind.
    pub(crate) kind: Kind,
    /// The attribute that says so; empty for the text of a script.
    pub(crate) attribute: &'a str,
    /// The address, or the program for [`Kind::Runs`].
    pub(crate) value: Cow<'a, str>,
}

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Loads something when the page opens that is seen, or missed: a picture, a style, a frame.
    Shows,
    /// Loads something when the page opens that nobody sees.
    Loads,
    /// Leads away when somebody follows it, or by itself.
    Leads,
    /// Runs a program, or loads one.
    Runs,
}

/// Attributes with an address: (element, attribute, what happens with it).
const ADDRESSES: &[(&str, &str, Kind)] = &[
    ("a", "href", Kind::Leads),
    ("area", "href", Kind::Leads),
    ("audio", "src", Kind::Shows),
    ("base", "href", Kind::Loads),
    ("body", "background", Kind::Loads),
    ("button", "formaction", Kind::Leads),
    ("embed", "src", Kind::Shows),
    ("feimage", "href", Kind::Shows),
    ("form", "action", Kind::Leads),
    ("frame", "src", Kind::Shows),
    ("iframe", "src", Kind::Shows),
    ("image", "href", Kind::Shows),
    ("img", "src", Kind::Shows),
    ("img", "srcset", Kind::Shows),
    ("input", "formaction", Kind::Leads),
    ("input", "src", Kind::Shows),
    ("link", "href", Kind::Loads),
    ("link", "imagesrcset", Kind::Loads),
    ("object", "data", Kind::Shows),
    ("script", "href", Kind::Runs),
    ("script", "src", Kind::Runs),
    ("source", "src", Kind::Shows),
    ("source", "srcset", Kind::Shows),
    ("table", "background", Kind::Loads),
    ("tbody", "background", Kind::Loads),
    ("td", "background", Kind::Loads),
    ("tfoot", "background", Kind::Loads),
    ("th", "background", Kind::Loads),
    ("thead", "background", Kind::Loads),
    ("tr", "background", Kind::Loads),
    ("track", "src", Kind::Shows),
    ("use", "href", Kind::Shows),
    ("video", "poster", Kind::Shows),
    ("video", "src", Kind::Shows),
];

/// `rel` values of a `link` that is loaded with the page without being a style.
const LOADED_LINKS: &[&str] =
    &["icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload"];

/// Everything that a tag does, in the order of its attributes. Names are in small letters, values
/// without entities.
pub(crate) fn effects<'a>(element: &str, attributes: &'a [(String, String)]) -> Vec<Effect<'a>> {
    let tag = Tag { element, attributes };
    let mut effects = Vec::new();
    if element == "script" && tag.is_program() && tag.get("src").or(tag.get("href")).is_none() {
        effects.push(Effect { kind: Kind::Runs, attribute: "", value: "inline".into() });
    }
    for (name, value) in attributes {
        tag.attribute(name, value, &mut effects);
    }
    effects
}

/// Whether `address` leads to the web.
pub(crate) fn is_remote(address: &str) -> bool {
    ["http://", "https://", "//", "ftp://"].iter().any(|scheme| has_scheme(address, scheme))
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

/// Whether an address is a program, or leads to the reader's own disk.
pub(crate) fn leads_astray(address: &str) -> bool {
    is_program_address(address) || begins(address, "file:") || begins(address, "vbscript:")
}

/// The addresses that a style loads: `url(…)` and `@import "…"`.
pub(crate) fn loaded_by_style(style: &str) -> impl Iterator<Item = &str> {
    let words = ["url(", "@import"];
    let starts = words.into_iter().flat_map(|word| {
        style.match_indices(word).map(|(at, word)| style[at + word.len()..].trim_start())
    });
    starts.filter_map(|rest| {
        let address = match rest.chars().next()? {
            quote @ ('"' | '\'') => rest[1..].split([quote, '\n']).next()?.trim(),
            _ => rest.split(|end: char| end.is_whitespace() || "\"'();".contains(end)).next()?,
        };
        Some(address).filter(|address| !address.is_empty() && *address != "url")
    })
}

struct Tag<'a, 'e> {
    element: &'e str,
    attributes: &'a [(String, String)],
}

impl<'a> Tag<'a, '_> {
    fn attribute(&self, name: &'a str, value: &'a str, effects: &mut Vec<Effect<'a>>) {
        let mut add = |kind, value: &'a str| {
            let value = Cow::Borrowed(value.trim());
            effects.push(Effect { kind, attribute: name, value });
        };
        if is_handler(name, value) || is_program_address(value) || is_page(name, value) {
            return add(Kind::Runs, value);
        }
        let plain = name.strip_prefix("xlink:").unwrap_or(name);
        let known = ADDRESSES.iter().find(|row| row.0 == self.element && row.1 == plain);
        match (known, plain) {
            (Some((_, _, kind)), "srcset" | "imagesrcset") => {
                sources(value).for_each(|address| add(*kind, address));
            }
            (Some(("link", _, _)), _) => {
                if let Some(kind) = self.link() {
                    add(kind, value);
                }
            }
            (Some(("script", _, _)), _) if !self.is_program() => {}
            (Some((_, _, kind)), _) => add(*kind, value),
            (None, "style") => loaded_by_style(value).for_each(|address| add(Kind::Loads, address)),
            (None, "content") if self.element == "meta" => {
                if let Some(address) = self.refresh(value) {
                    add(Kind::Leads, address);
                }
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
            || kind == "module"
            || kind.contains("javascript")
            || kind.contains("ecmascript")
    }
}

/// Whether it is a handler of events, such as `onclick`.
fn is_handler(name: &str, value: &str) -> bool {
    name.len() > 2 && name.starts_with("on") && !value.is_empty()
}

/// Whether it is a page inside the page that may run something.
fn is_page(name: &str, value: &str) -> bool {
    name == "srcdoc" && value.to_ascii_lowercase().contains("script")
}

/// Whether it is an address that is a program.
fn is_program_address(value: &str) -> bool {
    begins(value, "javascript:")
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
    use crate::elements::effects::{Kind, effects, loaded_by_style};

    fn found(element: &str, attributes: &[(&str, &str)]) -> Vec<(Kind, String)> {
        let attributes: Vec<_> = attributes
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let effects = effects(element, &attributes);
        effects.into_iter().map(|effect| (effect.kind, effect.value.into_owned())).collect()
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
            ("b", &[("onclick", "c()")], &[(Kind::Runs, "c()")]),
            ("script", &[], &[(Kind::Runs, "inline")]),
            ("script", &[("src", "a.js")], &[(Kind::Runs, "a.js")]),
            ("script", &[("type", "application/json")], &[]),
            (
                "meta",
                &[("http-equiv", "Refresh"), ("content", "0; URL='a.html'")],
                &[(Kind::Leads, "a.html")],
            ),
        ];
        for (element, attributes, wanted) in cases {
            let wanted: Vec<_> =
                wanted.iter().map(|(kind, value)| (*kind, (*value).to_owned())).collect();
            assert_eq!(found(element, attributes), wanted, "{element} {attributes:?}");
        }
    }

    #[test]
    fn a_style_loads_what_it_imports() {
        let style = "@import 'a.css'; @import url(b.css); b { background: url(\"c.png\") }";
        let loaded: Vec<_> = loaded_by_style(style).collect();
        assert_eq!(loaded, ["b.css", "c.png", "a.css"]);
        assert_eq!(loaded_by_style(&"url(a ".repeat(200_000)).count(), 200_000);
    }
}
