//! Where links lead: the parts of `[…](target "title")`.

/// The length of the link with an address that `text` starts with.
pub(super) fn link(text: &str) -> Option<usize> {
    let middle = 1 + text[1..].find(['[', ']'])?;
    let target = text[middle..].strip_prefix("](")?;
    let target = &target[..target.find(['(', ')', '[', '<', ' '])?];
    let end = middle + 2 + target.len();
    (is_address(target) && text[end..].starts_with(')')).then_some(end + 1)
}

/// What stands before the `)` that belongs to an opening one before `text`.
pub(super) fn up_to_parenthesis(text: &str) -> Option<&str> {
    let mut open = 0_usize;
    let mut escaped = false;
    for (at, letter) in text.bytes().enumerate() {
        match letter {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => open += 1,
            b')' if open == 0 => return Some(&text[..at]),
            b')' => open -= 1,
            _ => {}
        }
    }
    None
}

/// Splits the inside of a link's parentheses into target and quoted title.
pub(super) fn split_title(inside: &str) -> (&str, &str) {
    let inside = inside.trim();
    for quote in ['"', '\''] {
        let Some(before) = inside.strip_suffix(quote) else {
            continue;
        };
        let start = before
            .match_indices(quote)
            .map(|(at, _)| at)
            .find(|&at| inside[..at].ends_with(char::is_whitespace));
        if let Some(start) = start {
            return (inside[..start].trim_end(), &inside[start..]);
        }
    }
    (inside, "")
}

pub(super) fn is_address(target: &str) -> bool {
    target.contains("://") || target.starts_with(['#', '/']) || target.starts_with("mailto:")
}
