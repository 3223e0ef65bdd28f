//! Settings as Qt programs keep them in files → one value.
//!
//! The format is `QSettings::IniFormat`, as Qt documents it: sections, `key=value`, C-like escapes
//! and double quotes where a value holds `;`, `,` or spaces at an end.

use std::iter::Peekable;
use std::str::Chars;

/// The value of `key` in the section `section`; the last one counts.
pub(super) fn value(text: &str, section: &str, key: &str) -> Option<String> {
    let mut current = "";
    let mut found = None;
    for line in text.trim_start_matches('\u{FEFF}').lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
            current = name;
        } else if let Some((name, value)) = line.split_once('=')
            && (current, name.trim()) == (section, key)
        {
            found = Some(unescaped(value.trim()));
        }
    }
    found
}

fn unescaped(value: &str) -> String {
    // A leading `@` marks other types than text and is doubled in text.
    let value = value.replacen("@@", "@", usize::from(value.starts_with("@@")));
    let mut units = Vec::new();
    let mut letters = value.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {}
            '\\' => units.extend(escape(&mut letters)),
            _ => units.extend_from_slice(letter.encode_utf16(&mut [0; 2])),
        }
    }
    String::from_utf16_lossy(&units)
}

/// What follows a backslash, in UTF-16 units, as which Qt writes what is not ASCII.
fn escape(letters: &mut Peekable<Chars>) -> Vec<u16> {
    let letter = match letters.next() {
        Some('x') => return vec![hexadecimal(letters)],
        Some('n') => '\n',
        Some('r') => '\r',
        Some('t') => '\t',
        Some(other) => other,
        None => return Vec::new(),
    };
    letter.encode_utf16(&mut [0; 2]).to_vec()
}

/// As many digits as there are; Qt writes a digit that follows as an escape of its own.
fn hexadecimal(letters: &mut Peekable<Chars>) -> u16 {
    let mut number = 0_u16;
    while let Some(digit) = letters.peek().and_then(|letter| letter.to_digit(16)) {
        number = number.wrapping_shl(4) | u16::try_from(digit).unwrap_or_default();
        letters.next();
    }
    number
}

#[cfg(test)]
mod tests {
    use crate::install::settings::value;

    #[test]
    fn values_are_read_as_qt_writes_them() {
        let cases = [
            ("path=/home/u/docsets", "/home/u/docsets"),
            ("path = /home/u/docsets ", "/home/u/docsets"),
            (r#"path="/home/u/a, b;c ""#, "/home/u/a, b;c "),
            (r#"path="/home/\"u\"""#, r#"/home/"u""#),
            (r"path=C:\\Users\\u", r"C:\Users\u"),
            (r"path=/home/\x434\x43e\x43a", "/home/док"),
            (r"path=/home/\xd83d\xde00", "/home/😀"),
            (r"path=/home/\xe9\x61", "/home/éa"),
            ("path=/home/ü", "/home/ü"),
            ("path=@@home", "@home"),
            ("path=/a=b", "/a=b"),
            ("path=/old\npath=/new", "/new"),
            ("path=", ""),
        ];
        for (line, expected) in cases {
            let text = format!("[General]\r\npath=/no\r\n[docsets]\n{line}\n[other]\npath=/no\n");
            assert_eq!(value(&text, "docsets", "path").as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        for text in
            ["", "path=/x", "[docsets]\nother=1", "[docsets\npath=/x", "[docsets]\n;path=/x"]
        {
            assert_eq!(value(text, "docsets", "path"), None, "{text}");
        }
    }
}
