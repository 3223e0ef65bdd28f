//! A scope of a grammar → the class of its tokens.

use std::sync::OnceLock;

use syntect::parsing::Scope;

/// The classes that `templates/highlight.css` colours; `""` has no colour.
pub(crate) const CLASSES: &[&str] = &[
    "",
    "comment",
    "constant",
    "number",
    "string",
    "inserted",
    "deleted",
    "heading",
    "keyword",
    "operator",
    "function",
    "tag",
    "attribute",
    "type",
];

/// What scopes mean for the reader, the more special ones first. `""` ends the look outwards: code
/// inside a string is no string.
const GROUPS: &[(&str, &str)] = &[
    ("comment", "comment"),
    ("constant.character.escape", "constant"),
    ("constant.numeric", "number"),
    ("constant.other.color", "number"),
    ("constant", "constant"),
    ("string.regexp", "string"),
    ("string.unquoted", ""),
    ("string", "string"),
    ("markup.inserted", "inserted"),
    ("markup.deleted", "deleted"),
    ("markup.heading", "heading"),
    ("markup.raw", "string"),
    ("meta.diff.header", "heading"),
    ("meta.diff.range", "heading"),
    ("keyword.operator.word", "keyword"),
    ("keyword.operator", "operator"),
    ("keyword.other.unit", "number"),
    ("keyword", "keyword"),
    ("storage.type.function", "keyword"),
    ("storage", "keyword"),
    ("entity.name.function", "function"),
    ("support.function", "function"),
    ("variable.function", "function"),
    ("entity.name.tag", "tag"),
    ("entity.other.attribute-name", "attribute"),
    ("support.type.property-name", "attribute"),
    ("meta.property-name", "attribute"),
    ("entity.name.section", "heading"),
    ("entity.name", "type"),
    ("entity.other.inherited-class", "type"),
    ("support.type", "type"),
    ("support.class", "type"),
    ("support.constant", "constant"),
    ("variable.language", "constant"),
    ("meta.interpolation", ""),
    ("source", ""),
];

/// The place in `CLASSES` of what a scope is, from 1; 0 for one that says nothing.
pub(crate) fn of(scope: Scope) -> u8 {
    static TABLE: OnceLock<Vec<(Scope, u8)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let place = |class: &str| CLASSES.iter().position(|known| *known == class).unwrap();
        let row = |(name, class): &(&str, &str)| {
            (Scope::new(name).unwrap(), u8::try_from(place(class) + 1).unwrap())
        };
        GROUPS.iter().map(row).collect()
    });
    table.iter().find(|row| row.0.is_prefix_of(scope)).map_or(0, |row| row.1)
}
