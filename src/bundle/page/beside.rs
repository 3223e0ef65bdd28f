//! What is said of a name → the same without the name itself.

use super::lines::plain;
use super::part::Part;

/// `parts` without what only says `name`.
pub(super) fn beside(mut parts: Vec<Part>, name: &str) -> Vec<Part> {
    let says = |text: &str| text.split_whitespace().eq(name.split_whitespace());
    for at in 0..parts.len() {
        let is_line = matches!(parts[at], Part::Text(_) | Part::Heading(..));
        if is_line && says(&plain(&parts[at..=at])) {
            parts.remove(at);
            break;
        }
        let Part::Terms(terms) = &mut parts[at] else { continue };
        if let Some(place) = terms.iter().position(|term| says(&plain(&term.body))) {
            terms.remove(place);
            break;
        }
        if let [term] = &mut terms[..]
            && says(&term.name)
        {
            let body = std::mem::take(&mut term.body);
            parts.splice(at..=at, body);
            break;
        }
    }
    parts
}
