//! Slips with quotes: one that is missing, one inside a text, one too many, curly ones.

use super::slip::{Broken, Patch, Slip};
use super::view::unreadable;
use crate::ruby::words::Wants;
use crate::source::Span;

/// The most quotes of a statement that are tried one by one.
const MOST_TRIED: usize = 24;

/// Quotes that Ruby does not know.
pub(super) const CURLY: &[char] =
    &['‘', '’', '‚', '‛', '“', '”', '„', '‟', '«', '»', '‹', '›', '＇', '＂', '´'];

/// Characters that look like a space or like nothing.
const SPACES: &[(char, &str)] = &[
    ('\u{A0}', "a no-break space"),
    ('\u{2002}', "an en space"),
    ('\u{2003}', "an em space"),
    ('\u{2007}', "a figure space"),
    ('\u{2009}', "a thin space"),
    ('\u{200A}', "a hair space"),
    ('\u{200B}', "a zero-width space"),
    ('\u{200C}', "an invisible character"),
    ('\u{200D}', "an invisible character"),
    ('\u{200E}', "an invisible character"),
    ('\u{200F}', "an invisible character"),
    ('\u{202F}', "a narrow no-break space"),
    ('\u{2060}', "an invisible character"),
    ('\u{3000}', "an ideographic space"),
    ('\u{FEFF}', "an invisible character"),
];

/// Whether a name with this character in it is a slip.
pub(super) fn is_lookalike(letter: char) -> bool {
    CURLY.contains(&letter) || SPACES.iter().any(|(space, _)| *space == letter)
}

/// Quotes of one kind in a statement, without those behind a backslash.
struct Quotes {
    quote: char,
    places: Vec<usize>,
}

impl Quotes {
    /// Those of the kind that comes first (or last).
    fn of(broken: &Broken) -> Option<Self> {
        let mut plain = plain(broken).into_iter();
        let (_, quote) = plain.next()?;
        Some(Self::like(broken, quote))
    }

    fn like(broken: &Broken, quote: char) -> Self {
        let places = plain(broken).into_iter().filter(|(_, found)| *found == quote);
        Self { quote, places: places.map(|(at, _)| at).collect() }
    }
}

fn plain(broken: &Broken) -> Vec<(usize, char)> {
    let mut escaped = false;
    let mut found = Vec::new();
    for (at, letter) in broken.text().char_indices() {
        if matches!(letter, '\'' | '"') && !escaped {
            found.push((broken.span.start + at, letter));
        }
        escaped = letter == '\\' && !escaped;
    }
    found
}

/// What the text that holds `at` begins with: the last quote before it that looks like an opening.
fn opening(broken: &Broken, quotes: &Quotes, at: usize) -> Option<Span> {
    let opens = |place: &&usize| {
        **place < at && broken.view.before(**place).ends_with([' ', '\t', '(', '[', ',', '\n'])
    };
    let place = quotes.places.iter().rfind(opens).or_else(|| quotes.places.first())?;
    Some(Span::new(*place, *place + 1))
}

/// A text without its closing quote.
pub(super) fn unclosed(broken: &Broken) -> Vec<Slip> {
    let Some(quotes) = Quotes::of(broken).filter(|_| !broken.is_bare()) else { return Vec::new() };
    let view = broken.view;
    let mut slips = Vec::new();
    let mut ends = Vec::new();
    if takes_several(broken) {
        let commas = broken.places(", ").take(MOST_TRIED);
        ends.extend(commas.filter(|at| !view.before(*at).ends_with(['\'', '"'])));
    }
    for end in [broken.first_line_end(), broken.span.end] {
        ends.push(end);
        ends.push(view.before(end).trim_end_matches([']', ')', ',', ' ']).len());
    }
    for end in ends {
        let Some(open) = opening(broken, &quotes, end) else { continue };
        let quote = quotes.quote;
        let last = view.before(end).chars().next_back().unwrap_or(' ');
        if last == quote && quotes.places.len() > 1 {
            continue;
        }
        let wrong = last != quote && (matches!(last, '\'' | '"') || CURLY.contains(&last));
        let finding =
            unreadable(open, format!("the text that begins here has no closing `{quote}`"));
        if wrong && end > open.end {
            let at = Span::new(end - last.len_utf8(), end);
            let finding = finding.hint(format!(
                "it ends with `{last}`, which is another character; write `{quote}` instead"
            ));
            slips.push(broken.slip(finding, vec![Patch::replace(at, quote)]));
        } else {
            let finding = finding.hint(format!("put `{quote}` at the end of the text"));
            slips.push(broken.slip(finding, vec![Patch::insert(end, quote)]));
        }
    }
    slips
}

fn takes_several(broken: &Broken) -> bool {
    broken.view.wants(broken.word) == Some(Wants::Texts) || broken.argument().starts_with('[')
}

/// A text without its opening quote.
pub(super) fn unopened(broken: &Broken) -> Vec<Slip> {
    let view = broken.view;
    let Some((last, quote)) = plain(broken).pop() else { return Vec::new() };
    let argument = broken.argument();
    let closes = last + 1 == broken.span.end || !argument.contains('\n');
    let mut starts = Vec::new();
    if !argument.starts_with(['\'', '"', '[', '(', '%', '<']) && closes && !argument.is_empty() {
        starts.push(broken.rest.start);
    }
    if takes_several(broken) {
        let commas = broken.places(", ").map(|at| at + 2).take(MOST_TRIED);
        let openings = broken.places("[").map(|at| at + 1).take(1);
        starts
            .extend(commas.chain(openings).filter(|at| !view.after(*at).starts_with(['\'', '"'])));
    }
    let slip = |start: usize| {
        let end = view.after(start).find(quote).map_or(last, |at| start + at);
        let below = view.line_start(start) > broken.span.start;
        let (place, which) = if below {
            let word = Span::new(broken.span.start, broken.span.start + broken.word.len());
            (word, format!("the text of this `{}`", broken.word))
        } else {
            let end = view.visible_end(start).min(end.max(start + 1));
            (Span::new(start, end), "the text that begins here".to_owned())
        };
        let finding = unreadable(place, format!("{which} has no opening `{quote}`"))
            .related(Span::new(end, end + 1), "the text ends here")
            .hint(format!("put `{quote}` before it"));
        // A text that begins on the next line still begins behind its word.
        let at =
            if start == broken.rest.start { broken.span.start + broken.word.len() } else { start };
        let insert = if at == start { quote.to_string() } else { format!(" {quote}") };
        let blank = Span::new(at, if view.line_start(start) > at { at } else { start });
        broken.slip(finding, vec![Patch::replace(blank, insert)])
    };
    starts.into_iter().map(slip).collect()
}

/// A quote that ends a text early.
pub(super) fn inner(broken: &Broken) -> Vec<Slip> {
    let Some(first) = Quotes::of(broken) else { return Vec::new() };
    let other = Quotes::like(broken, if first.quote == '"' { '\'' } else { '"' });
    let view = broken.view;
    let mut slips = Vec::new();
    for quotes in [first, other] {
        let [_, inside @ .., _] = quotes.places.as_slice() else { continue };
        let letter = |text: Option<char>| text.is_some_and(char::is_alphanumeric);
        let in_a_word = |at: &usize| {
            letter(view.before(*at).chars().next_back())
                && letter(view.after(*at + 1).chars().next())
        };
        let (words, others): (Vec<_>, Vec<_>) =
            quotes.places.iter().copied().skip(1).partition(in_a_word);
        if !words.is_empty() {
            slips.push(early_end(broken, &quotes, &words));
            slips
                .extend(words.iter().take(MOST_TRIED).map(|at| early_end(broken, &quotes, &[*at])));
        }
        let singly = others.iter().filter(|at| inside.contains(at)).take(MOST_TRIED);
        slips.extend(singly.map(|at| early_end(broken, &quotes, &[*at])));
        slips.push(early_end(broken, &quotes, inside));
    }
    slips
}

fn early_end(broken: &Broken, quotes: &Quotes, places: &[usize]) -> Slip {
    let quote = quotes.quote;
    let (name, inside, other) = match quote {
        '\'' => ("apostrophe", "\\'", "\"…\""),
        _ => ("double quote", "\\\"", "'…'"),
    };
    let at = places.first().copied().unwrap_or(broken.span.start);
    let mut finding = unreadable(Span::new(at, at + 1), format!("this {name} ends the text early"));
    if let Some(open) = opening(broken, quotes, at) {
        finding = finding.related(open, "the text begins here");
    }
    for more in places.iter().skip(1).take(3) {
        finding = finding.related(Span::new(*more, *more + 1), "and this one");
    }
    let finding = finding.hint(format!(
        "write `{inside}` inside `{quote}…{quote}`, or put the text into `{other}` or `%q{{…}}`"
    ));
    broken.slip(finding, places.iter().map(|at| Patch::insert(*at, "\\")).collect())
}

/// `'text''`: one quote too many.
pub(super) fn doubled(broken: &Broken) -> Vec<Slip> {
    let plain = plain(broken);
    let pairs =
        plain.windows(2).filter(|pair| pair[0].0 + 1 == pair[1].0 && pair[0].1 == pair[1].1);
    let slip = |at: usize| {
        let place = Span::new(at, at + 1);
        let finding = unreadable(place, "there is one quote too many here").hint("remove it");
        broken.slip(finding, vec![Patch::replace(place, "")])
    };
    pairs.map(|pair| slip(pair[1].0)).take(MOST_TRIED).collect()
}

/// Curly quotes and odd spaces.
pub(super) fn lookalike(broken: &Broken) -> Vec<Slip> {
    let strange: Vec<_> =
        broken.text().char_indices().filter(|(_, letter)| is_lookalike(*letter)).collect();
    let start = broken.span.start;
    let place = |(at, letter): (usize, char)| Span::new(start + at, start + at + letter.len_utf8());
    let (curly, spaces): (Vec<_>, Vec<_>) =
        strange.into_iter().partition(|(_, letter)| CURLY.contains(letter));
    let mut slips = Vec::new();
    if let Some((at, letter)) = spaces.first() {
        let called =
            SPACES.iter().find(|(space, _)| space == letter).map_or("", |(_, called)| called);
        let finding = unreadable(
            place((*at, *letter)),
            format!("{called} stands here, where Ruby wants a plain space"),
        )
        .hint("replace it with a plain space; it often comes with text that was copied");
        let patches = spaces.iter().map(|found| Patch::replace(place(*found), " ")).collect();
        slips.push(broken.slip(finding, patches));
    }
    let (Some(first), Some(last)) = (curly.first(), curly.last()) else { return slips };
    let ends = vec![*first, *last];
    let mut sets = vec![ends, curly.clone(), vec![*first], vec![*last]];
    if takes_several(broken) {
        sets.swap(0, 1);
    }
    for mut set in sets {
        set.dedup();
        for quote in ["\"", "'"] {
            let finding = unreadable(
                place(set[0]),
                format!("`{}` is no quote that can hold a text", set[0].1),
            )
            .hint("write straight quotes: `'text'` or `\"text\"`");
            let mut patches: Vec<_> =
                set.iter().map(|found| Patch::replace(place(*found), quote)).collect();
            patches.extend(spaces.iter().map(|found| Patch::replace(place(*found), " ")));
            slips.push(broken.slip(finding, patches));
        }
    }
    slips
}
