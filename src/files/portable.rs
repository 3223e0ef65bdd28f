//! Names that every system can hold: a name → why it is none.

/// What Windows forbids in names, and what separates paths anywhere.
const FORBIDDEN: &str = "/\\:*?\"<>|";

/// Names that Windows keeps for devices, with or without an extension.
const DEVICES: &[&str] = &["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// What follows `COM` and `LPT` in such names (Microsoft, "Naming Files, Paths, and Namespaces").
const NUMBERS: &[&str] =
    &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "\u{b9}", "\u{b2}", "\u{b3}"];

/// The longest name in bytes that common file systems hold, less what saving adds to it.
const LONGEST: usize = 200;

/// Why `name` cannot be the name of one file on every system; `None` when it can.
#[must_use]
pub fn unportable(name: &str) -> Option<String> {
    let forbidden =
        |letter: &char| FORBIDDEN.contains(*letter) || letter.is_control() || is_invisible(*letter);
    if name.is_empty() {
        Some("it is empty".to_owned())
    } else if name == "." || name == ".." {
        Some("it means a folder above or the same folder".to_owned())
    } else if let Some(letter) = name.chars().find(forbidden) {
        Some(format!("it contains `{}`", letter.escape_debug()))
    } else if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        Some("it starts or ends with a space, or ends with a full stop".to_owned())
    } else if is_device(name) {
        Some("Windows keeps it for a device".to_owned())
    } else if name.len() > LONGEST {
        Some(format!("it is longer than {LONGEST} bytes"))
    } else {
        None
    }
}

/// Marks that turn text around or cannot be seen, with which two names look the same.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(letter, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_uppercase();
    let numbered =
        |prefix| stem.strip_prefix(prefix).is_some_and(|rest: &str| NUMBERS.contains(&rest));
    DEVICES.contains(&stem.as_str()) || numbered("COM") || numbered("LPT")
}
