//! What keeps entries from being found or read well: rendered categories and entries → findings.

use std::sync::LazyLock;

use regex::Regex;

use super::draft::{Block, Draft, Given};
use crate::diagnostic::{Code, Diagnostic};
use crate::sheet::{Category, Entry};

/// The longest name that readers show in one line of their result list, in characters.
const LONGEST_NAME: usize = 60;

/// Words that stay small in a title, unless they are its first.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "off",
    "on", "onto", "or", "out", "over", "per", "so", "than", "the", "to", "up", "via", "vs", "with",
    "yet",
];

/// Modifier keys in the order in which they are written, with their other names.
const MODIFIERS: &[&[&str]] = &[
    &["CMD", "COMMAND", "⌘"],
    &["CTRL", "CONTROL", "⌃"],
    &["OPTION", "OPT", "ALT", "⌥"],
    &["SHIFT", "⇧"],
];

/// Two modifiers or more with `+` between them.
static MODIFIER_KEYS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let one = format!("(?:{})", MODIFIERS.concat().join("|"));
    Regex::new(&format!(r"(?i)\b{one}(?: ?\+ ?{one})+ ?\+")).ok()
});

/// What the index shows as it is: entities, tags, and Markdown.
static RAW: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let parts = [
        r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]+\d*);",
        r"</?(?:a|b|br|code|em|i|kbd|p|small|span|strong|sub|sup|tt|u)\b[^<>]*>",
        r"`[^`]+`",
        r"\*\*[^*]+\*\*",
        r"\[[^\]]+\]\([^()]+\)",
    ];
    Regex::new(&parts.join("|")).ok()
});

/// Findings about what people type before a query.
pub(crate) fn keywords(block: &Block) -> Vec<Diagnostic> {
    let given = ["keyword", "platform"].into_iter().filter_map(|word| block.last(word));
    let cut = given.filter(|given| given.text.contains([':', ',']));
    cut.map(|given| {
        Diagnostic::new(Code::BadKeyword, format!("nobody can type the keyword `{}`", given.text))
            .at(given.span, "readers split a query at `:` and `,`")
            .hint("use letters, digits, `-` and `_`; people type the `:` behind it themselves")
    })
    .collect()
}

/// Findings about a category's title.
pub(crate) fn category(category: &Category, block: &Block) -> Option<Diagnostic> {
    let given = block.last("id")?;
    let title = title_case(&category.id);
    (title != category.id).then(|| {
        Diagnostic::new(Code::TitleCase, "this category is not in title case")
            .at(given.span, "")
            .hint(format!("write `{title}`"))
    })
}

/// Findings about an entry.
pub(crate) fn entry(draft: &Draft, entry: &Entry, block: &Block) -> Vec<Diagnostic> {
    let mut findings: Vec<_> = unsearchable(draft, entry, block).into_iter().collect();
    findings.extend(long_name(draft, entry, block));
    findings.extend(
        ["index_name", "extra_index_name"].iter().flat_map(|word| block.all(word)).filter_map(raw),
    );
    findings.extend(
        ["name", "command", "td_command"]
            .iter()
            .flat_map(|word| block.all(word))
            .filter_map(modifiers),
    );
    findings
}

fn unsearchable(draft: &Draft, entry: &Entry, block: &Block) -> Option<Diagnostic> {
    let mut codes = entry.commands.iter().chain(&entry.td_commands);
    let found = !entry.title().trim().is_empty()
        || !entry.extra_index_names.is_empty()
        || codes.any(|code| !code.trim().is_empty());
    (!found && !block.has("not_in_main_index") && block.shows_something()).then(|| {
        Diagnostic::new(Code::UnsearchableEntry, "no search finds this entry")
            .at(block.span, "")
            .hint(draft.either(
                "give it a `name`, an `index_name` or a `command`",
                "give it a name or code",
            ))
    })
}

fn long_name(draft: &Draft, entry: &Entry, block: &Block) -> Option<Diagnostic> {
    let length = entry.title().chars().count();
    let given = block.last("index_name").or_else(|| block.last("name"))?;
    (length > LONGEST_NAME && entry.in_main_index).then(|| {
        Diagnostic::new(Code::LongName, format!("this name has {length} characters"))
            .at(given.span, "")
            .hint(format!(
                "keep names to {LONGEST_NAME} characters: {}",
                draft.either(
                    "put details into `notes`, or give a shorter `index_name`",
                    "put details below it, or into another column of its table",
                )
            ))
    })
}

fn raw(given: &Given) -> Option<Diagnostic> {
    // Making the expression costs as much as reading a small sheet.
    if !given.text.contains(['&', '<', '`', '*', '[']) {
        return None;
    }
    let found = RAW.as_ref()?.find(&given.text)?;
    Some(
        Diagnostic::new(
            Code::RawIndexName,
            format!("the index shows `{}` as it stands here", found.as_str().replace('`', "'")),
        )
        .at(given.span, "")
        .hint("write an index name as plain text, without Markdown, tags or entities"),
    )
}

fn modifiers(given: &Given) -> Option<Diagnostic> {
    if !given.text.contains('+') {
        return None;
    }
    let found = MODIFIER_KEYS.as_ref()?.find(&given.text)?.as_str();
    let keys: Vec<_> = found.trim_end().trim_end_matches('+').split('+').map(str::trim).collect();
    let rank = |key: &&str| {
        let key = key.to_uppercase();
        MODIFIERS.iter().position(|names| names.contains(&key.as_str())).unwrap_or_default()
    };
    let mut ordered = keys.clone();
    ordered.sort_by_key(rank);
    (ordered != keys).then(|| {
        Diagnostic::new(
            Code::ModifierOrder,
            format!("`{}` is not in the usual order", keys.join("+")),
        )
        .at(given.span, "")
        .hint(format!("write `{}`: CMD, CTRL, OPTION, SHIFT", ordered.join("+")))
    })
}

/// The title with a capital where a word of small letters alone wants one.
fn title_case(title: &str) -> String {
    let words = title.split(' ').enumerate().map(|(at, word)| {
        let plain = !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase());
        if !plain || at > 0 && SMALL.contains(&word) {
            return word.to_owned();
        }
        let (first, rest) = word.split_at(1);
        format!("{}{rest}", first.to_uppercase())
    });
    words.collect::<Vec<_>>().join(" ")
}
