//! The colours that a sheet sets itself → whether it can be read on dark paper.

use crate::html::Html;

/// The lightest that the dark paper gets: code in a marked entry.
const DARK: [u8; 3] = [42, 57, 76];

/// WCAG 2.2, success criterion 1.4.3.
const CONTRAST: f64 = 4.5;

/// Values that set no colour of their own.
const NEUTRAL: &[&str] =
    &["none", "transparent", "inherit", "initial", "unset", "currentcolor", "auto", "0"];

/// Names of colours that are light enough; any other name counts as dark.
const LIGHT: &[&str] = &[
    "white",
    "silver",
    "yellow",
    "lime",
    "aqua",
    "cyan",
    "pink",
    "gold",
    "orange",
    "lightblue",
    "lightgreen",
    "lightgray",
    "lightgrey",
    "lightyellow",
    "gainsboro",
    "whitesmoke",
    "ivory",
    "beige",
    "khaki",
    "skyblue",
    "lightskyblue",
    "plum",
    "violet",
    "wheat",
    "tan",
];

/// Whether a style sheet, or HTML of the head, suits dark paper: it knows the dark, or paints no
/// ground, and no text too dark to be read.
pub(super) fn suits(style: &str) -> bool {
    let style = without_comments(&style.to_ascii_lowercase());
    if style.contains("prefers-color-scheme") {
        return true;
    }
    let is_linked = style.contains("<link") && style.contains("stylesheet");
    !is_linked
        && paints(&style).all(|(property, value)| match property {
            Property::Ground => is_neutral(value),
            Property::Ink => is_light(value),
        })
}

/// Whether the colours within a text suit dark paper. An element with a ground of its own gets the
/// ink of light paper.
pub(super) fn suits_text(html: &Html) -> bool {
    let html = html.as_str();
    if !["style", "color", "STYLE", "COLOR"].iter().any(|word| html.contains(word)) {
        return true;
    }
    html.split('<').skip(1).map(str::to_ascii_lowercase).all(|tag| {
        if tag.starts_with("style") {
            return suits(&tag);
        }
        let tag = tag.split('>').next().unwrap_or_default();
        let has_ground = paints(tag).any(|(property, _)| property == Property::Ground);
        paints(tag).all(|(property, value)| match property {
            Property::Ground => !is_neutral(value),
            Property::Ink => has_ground || is_light(value),
        })
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Property {
    Ground,
    Ink,
}

/// What the declarations of a style sheet or the attributes of a tag paint, and in which colour.
fn paints(text: &str) -> impl Iterator<Item = (Property, &str)> {
    let declarations = text.split([';', '{', '}', '"', '\'']);
    let styles = declarations.filter_map(|declaration| declaration.split_once(':'));
    let styles = styles.map(|(property, value)| {
        let property = property.trim();
        (property.rsplit(['=', ' ']).next().unwrap_or(property), value)
    });
    let attributes = ["color=", "bgcolor="].into_iter().flat_map(move |name| {
        text.match_indices(name).filter_map(move |(at, _)| {
            let is_whole = text[..at].ends_with([' ', '\n', '\t']);
            let value = text[at + name.len()..].trim_start_matches(['"', '\'']);
            let value = value.split(['"', '\'', ' ', '>']).next().unwrap_or_default();
            is_whole.then_some((name.trim_end_matches('='), value))
        })
    });
    styles.chain(attributes).filter_map(|(property, value)| {
        let value = value.split("!important").next().unwrap_or_default().trim();
        match property {
            "background" | "background-color" | "background-image" | "bgcolor" => {
                Some((Property::Ground, value))
            }
            "color" => Some((Property::Ink, value)),
            _ => None,
        }
    })
}

fn is_neutral(value: &str) -> bool {
    NEUTRAL.contains(&value)
}

/// Whether text of this colour can be read on dark paper; what is not understood cannot.
fn is_light(value: &str) -> bool {
    is_neutral(value)
        || LIGHT.contains(&value)
        || parsed(value).is_some_and(|color| contrast(color, DARK) >= CONTRAST)
}

/// `#rgb`, `#rrggbb`, `rrggbb` or `rgb(red, green, blue)`.
fn parsed(value: &str) -> Option<[u8; 3]> {
    if let Some(parts) = value.strip_prefix("rgb(").and_then(|value| value.strip_suffix(')')) {
        let parts: Vec<u8> = parts.split(',').filter_map(|part| part.trim().parse().ok()).collect();
        return parts.try_into().ok();
    }
    let digits = value.strip_prefix('#').unwrap_or(value);
    let digits: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        6 => digits.to_owned(),
        _ => return None,
    };
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// WCAG 2.2, definition of relative luminance.
fn luminance(color: [u8; 3]) -> f64 {
    let linear = color.map(|part| match f64::from(part) / 255.0 {
        part if part <= 0.04045 => part / 12.92,
        part => ((part + 0.055) / 1.055).powf(2.4),
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn without_comments(style: &str) -> String {
    let mut rest = style;
    let mut kept = String::with_capacity(style.len());
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        kept.push(' ');
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}
