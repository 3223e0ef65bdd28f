//! Slips with quotes: one that is missing, one inside a text, one too many, curly ones.

use super::pieces::escaped;
use super::slip::{Broken, MOST_TRIED, Patch, Slip};
use super::view::unreadable;
use crate::ruby::words::Wants;
use crate::source::Span;

/// Quotes that Ruby does not know.
pub(super) const CURLY: &[char] =
    &['‘', '’', '‚', '‛', '“', '”', '„', '‟', '«', '»', '‹', '›', '＇', '＂', '´'];

const STRAIGHT: &[char] = &['\'', '"'];

/// What a character is called that looks like a space or like nothing.
fn space(letter: char) -> Option<&'static str> {
    match letter {
        '\u{A0}' | '\u{2007}' | '\u{202F}' => Some("a no-break space"),
        '\u{2000}'..='\u{200A}' | '\u{3000}' => Some("a space of an odd width"),
        '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => Some("an invisible character"),
        _ => None,
    }
}

/// Whether a name with this character in it is a slip.
pub(super) fn is_lookalike(letter: char) -> bool {
    CURLY.contains(&letter) || space(letter).is_some()
}

/// The straight quotes of a statement that no backslash escapes.
fn straight(broken: &Broken) -> Vec<(usize, char)> {
    let mut escaped = false;
    let quotes = broken.text().char_indices().filter(|(_, letter)| {
        let counts = STRAIGHT.contains(letter) && !escaped;
        escaped = *letter == '\\' && !escaped;
        counts
    });
    quotes.map(|(at, quote)| (broken.span.start + at, quote)).collect()
}

fn places(quotes: &[(usize, char)], quote: char) -> Vec<usize> {
    quotes.iter().filter(|(_, found)| *found == quote).map(|(at, _)| *at).collect()
}

/// What the text that holds `at` begins with: the last of the quotes before it that looks like an
/// opening.
fn opening(broken: &Broken, quotes: &[usize], at: usize) -> Option<Span> {
    let opens = |place: &&usize| {
        **place < at && broken.view.before(**place).ends_with([' ', '\t', '(', '[', ',', '\n'])
    };
    let place = quotes.iter().rfind(opens).or_else(|| quotes.first())?;
    Some(Span::new(*place, *place + 1))
}

/// The commas at which one text may end and another begin.
fn commas(broken: &Broken) -> impl Iterator<Item = usize> {
    let several = broken.view.wants(broken.word) == Some(Wants::Texts);
    let most = if several || broken.argument().starts_with('[') { MOST_TRIED } else { 0 };
    broken.places(", ").take(most)
}

/// A text without its closing quote.
pub(super) fn unclosed(broken: &Broken) -> Vec<Slip> {
    let (view, all) = (broken.view, straight(broken));
    let Some((_, quote)) = all.first().copied().filter(|_| !broken.is_bare()) else {
        return Vec::new();
    };
    let quotes = places(&all, quote);
    let trimmed = |end: usize| view.before(end).trim_end_matches([']', ')', ',', ' ']).len();
    let first_line = Span::new(broken.span.start, broken.first_line_end());
    let comment = view.slice(first_line).find("  #").map(|at| first_line.start + at);
    let ends = comment.into_iter().chain([first_line.end, broken.span.end]);
    let ends = ends.map(|end| [view.before(end).trim_end().len(), trimmed(end)]);
    let inside = commas(broken).filter(|at| !view.before(*at).ends_with(STRAIGHT));
    let slip = |end: usize| {
        let open = opening(broken, &quotes, end)?;
        let last = view.before(end).chars().next_back()?;
        if last == quote && quotes.len() > 1 {
            return None;
        }
        let message = format!("the text that begins here has no closing `{quote}`");
        let finding = unreadable(open, message);
        let other = last != quote && (STRAIGHT.contains(&last) || CURLY.contains(&last));
        Some(if other && end > open.end {
            let hint = format!(
                "it ends with `{last}`, which is another character; write `{quote}` instead"
            );
            let at = Span::new(end - last.len_utf8(), end);
            broken.slip(finding.hint(hint), vec![Patch::replace(at, quote)])
        } else {
            let finding = finding.hint(format!("put `{quote}` at the end of the text"));
            broken.slip(finding, vec![Patch::insert(end, quote)])
        })
    };
    inside.chain(ends.flatten()).filter_map(slip).collect()
}

/// A text without its opening quote.
pub(super) fn unopened(broken: &Broken) -> Vec<Slip> {
    let view = broken.view;
    let Some((last, quote)) = straight(broken).pop() else { return Vec::new() };
    let argument = broken.argument();
    let closes = last + 1 == broken.span.end || !argument.contains('\n');
    let bare = !argument.is_empty() && !argument.starts_with(['\'', '"', '[', '(', '%', '<']);
    let first = Some(broken.rest.start).filter(|_| bare && closes);
    let bracket = broken.places("[").map(|at| at + 1).take(1);
    let items = commas(broken).map(|at| at + 2).chain(bracket);
    let items = items.filter(|at| !view.after(*at).starts_with(STRAIGHT));
    let slip = |start: usize| {
        let end = view.after(start).find(quote).map_or(last, |at| start + at);
        let below = view.line_start(start) > broken.span.start;
        let (place, which) = if below {
            (broken.head(), format!("the text of this `{}`", broken.word))
        } else {
            let end = view.visible_end(start).min(end.max(start + 1));
            (Span::new(start, end), "the text that begins here".to_owned())
        };
        let finding = unreadable(place, format!("{which} has no opening `{quote}`"))
            .related(Span::new(end, end + 1), "the text ends here")
            .hint(format!("put `{quote}` before it"));
        // A text that begins on the next line still begins behind its word.
        let at = if start == broken.rest.start { broken.head().end } else { start };
        let insert = if at == start { quote.to_string() } else { format!(" {quote}") };
        let blank = Span::new(at, if below { at } else { start });
        broken.slip(finding, vec![Patch::replace(blank, insert)])
    };
    first.into_iter().chain(items).map(slip).collect()
}

/// Words and signs behind a text, on its line.
pub(super) fn behind_a_text(broken: &Broken) -> Vec<Slip> {
    let argument = broken.argument();
    let quote = argument.chars().next().filter(|first| STRAIGHT.contains(first));
    let last = quote.and_then(|quote| argument.rfind(quote)).filter(|last| *last > 0);
    let Some(last) = last.filter(|_| broken.is_one_line() && !broken.has_block()) else {
        return Vec::new();
    };
    let end = broken.rest.start + last + 1;
    let shown = argument[last + 1..].trim_start();
    let place = Span::new(broken.span.end - shown.len(), broken.span.end);
    let finding = unreadable(place, "this does not belong behind the text")
        .hint("leave it out, or put it inside the quotes");
    vec![broken.slip(finding, vec![Patch::replace(Span::new(end, broken.span.end), "")])]
}

/// A quote that ends a text early.
pub(super) fn inner(broken: &Broken) -> Vec<Slip> {
    let all = straight(broken);
    let Some((_, quote)) = all.first().copied() else { return Vec::new() };
    let letter = |text: Option<char>| text.is_some_and(char::is_alphanumeric);
    let in_a_word = |at: &usize| {
        letter(broken.view.before(*at).chars().next_back())
            && letter(broken.view.after(*at + 1).chars().next())
    };
    let quotes = places(&all, quote);
    let [_, inside @ .., _] = quotes.as_slice() else { return Vec::new() };
    let words: Vec<_> = quotes[1..].iter().copied().filter(in_a_word).collect();
    let singly = words.chunks(1).chain(inside.chunks(1)).take(MOST_TRIED);
    let sets = [words.as_slice()].into_iter().chain(singly).chain([inside]);
    let sets = sets.filter(|set| !set.is_empty());
    sets.map(|set| early_end(broken, &quotes, quote, set)).collect()
}

fn early_end(broken: &Broken, quotes: &[usize], quote: char, places: &[usize]) -> Slip {
    let (name, other) =
        if quote == '"' { ("double quote", "'…'") } else { ("apostrophe", "\"…\"") };
    let place = |at: usize| Span::new(at, at + 1);
    let mut finding = unreadable(place(places[0]), format!("this {name} ends the text early"));
    if let Some(open) = opening(broken, quotes, places[0]) {
        finding = finding.related(open, "the text begins here");
    }
    for more in places.iter().skip(1).take(3) {
        finding = finding.related(place(*more), "and this one");
    }
    let finding = finding.hint(format!(
        "write `\\{quote}` inside `{quote}…{quote}`, or put the text into `{other}` or `%q{{…}}`"
    ));
    broken.slip(finding, escaped(places))
}

/// `'text''`: one quote too many.
pub(super) fn doubled(broken: &Broken) -> Vec<Slip> {
    let all = straight(broken);
    let pairs = all.windows(2).filter(|pair| pair[1] == (pair[0].0 + 1, pair[0].1));
    let slip = |pair: &[(usize, char)]| {
        let place = Span::new(pair[1].0, pair[1].0 + 1);
        let finding = unreadable(place, "there is one quote too many here").hint("remove it");
        broken.slip(finding, vec![Patch::replace(place, "")])
    };
    pairs.map(slip).take(MOST_TRIED).collect()
}

/// Curly quotes and odd spaces.
pub(super) fn lookalike(broken: &Broken) -> Vec<Slip> {
    let start = broken.span.start;
    let place = |(at, letter): (usize, char)| Span::new(start + at, start + at + letter.len_utf8());
    let strange = broken.text().char_indices().filter(|(_, letter)| is_lookalike(*letter));
    let (curly, spaces): (Vec<_>, Vec<_>) = strange.partition(|(_, letter)| CURLY.contains(letter));
    let plain: Vec<_> = spaces.iter().map(|found| Patch::replace(place(*found), " ")).collect();
    let mut slips = Vec::new();
    if let Some(first) = spaces.first().copied() {
        let called = space(first.1).unwrap_or_default();
        let message = format!("{called} stands here, where Ruby wants a plain space");
        let finding = unreadable(place(first), message)
            .hint("replace it with a plain space; it often comes with text that was copied");
        slips.push(broken.slip(finding, plain.clone()));
    }
    let (Some(first), Some(last)) = (curly.first(), curly.last()) else { return slips };
    let mut sets = vec![vec![*first, *last], curly.clone(), vec![*first], vec![*last]];
    if commas(broken).next().is_some() {
        sets.swap(0, 1);
    }
    for set in sets {
        let message = format!("`{}` is no quote that can hold a text", set[0].1);
        let finding = unreadable(place(set[0]), message)
            .hint("write straight quotes: `'text'` or `\"text\"`");
        for quote in STRAIGHT {
            let mut patches = plain.clone();
            patches.extend(set.iter().map(|found| Patch::replace(place(*found), *quote)));
            slips.push(broken.slip(finding.clone(), patches));
        }
    }
    slips
}
