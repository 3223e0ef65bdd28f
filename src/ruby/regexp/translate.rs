//! Ruby's spelling of a regular expression → the spelling of the crate `regex`.

use std::iter::Peekable;
use std::str::Chars;

/// What stands for a class or anchor that the two spell or mean differently: in Ruby `\w`, `\d`
/// and `\s` know ASCII only.
const ESCAPES: &[(char, &str)] = &[
    ('w', "[a-zA-Z0-9_]"),
    ('W', "[^a-zA-Z0-9_]"),
    ('d', "[0-9]"),
    ('D', "[^0-9]"),
    ('s', "[ \\t\\r\\n\\f\\v]"),
    ('S', "[^ \\t\\r\\n\\f\\v]"),
    ('h', "[0-9a-fA-F]"),
    ('H', "[^0-9a-fA-F]"),
    ('Z', "(?:\\n?\\z)"),
    ('R', "(?:\\r\\n|[\\n\\x0B\\f\\r])"),
    ('e', "\\x1B"),
];

/// Translates; the error is a few words on what cannot be had.
pub(super) fn to_rust(source: &str, extended: bool) -> Result<String, String> {
    let mut out = String::with_capacity(source.len());
    let mut letters = source.chars().peekable();
    let mut classes = 0_usize;
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => escape(&mut letters, &mut out)?,
            '[' => {
                classes += 1;
                out.push('[');
            }
            ']' if classes > 0 => {
                classes -= 1;
                out.push(']');
            }
            ' ' | '\t' | '\n' | '#' if extended && classes > 0 => {
                out.push('\\');
                out.push(letter);
            }
            '(' if classes == 0 && letters.peek() == Some(&'?') => group(&mut letters, &mut out)?,
            '{' if classes == 0 && (out.is_empty() || !counts(letters.clone())) => {
                out.push_str("\\{");
            }
            '{' if letters.peek() == Some(&',') => out.push_str("{0"),
            _ => out.push(letter),
        }
    }
    Ok(out)
}

fn escape(letters: &mut Peekable<Chars>, out: &mut String) -> Result<(), String> {
    let Some(letter) = letters.next() else { return Err("it ends in a backslash".to_owned()) };
    if let Some((_, translated)) = ESCAPES.iter().find(|(known, _)| *known == letter) {
        out.push_str(translated);
    } else if matches!(letter, '1'..='9' | 'k' | 'g') {
        return Err(format!("`\\{letter}` refers back to a group"));
    } else if matches!(letter, 'G' | 'K' | 'X') {
        return Err(format!("`\\{letter}` has no equal here"));
    } else if letter.is_ascii_alphanumeric() {
        out.push('\\');
        out.push(letter);
    } else {
        out.push_str(&regex::escape(letter.encode_utf8(&mut [0; 4])));
    }
    Ok(())
}

/// What follows `(`: a name, flags, or something that looks around.
fn group(letters: &mut Peekable<Chars>, out: &mut String) -> Result<(), String> {
    let rest: String = letters.clone().skip(1).take(2).collect();
    let looks = ["=", "!", ">", "<=", "<!"].into_iter().find(|start| rest.starts_with(start));
    if let Some(start) = looks {
        return Err(format!("`(?{start}` looks around"));
    }
    if rest.starts_with('#') {
        letters.by_ref().find(|letter| *letter == ')');
        return Ok(());
    }
    out.push('(');
    let flagged = letters.clone().skip(1).take_while(|letter| "mix-".contains(*letter)).count();
    for letter in letters.by_ref().take(1 + flagged) {
        out.push(if letter == 'm' { 's' } else { letter });
    }
    Ok(())
}

/// Whether what follows `{` makes it a number of times: `2}`, `2,}`, `,3}`, `2,3}`.
fn counts(letters: Peekable<Chars>) -> bool {
    let inside: String = letters.take_while(|letter| *letter != '}').take(12).collect();
    let (least, most) = inside.split_once(',').unwrap_or((inside.as_str(), ""));
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    number(least) && number(most) && !(least.is_empty() && most.is_empty())
}
