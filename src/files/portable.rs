//! Names that every system can hold: a name → why it is none.

/// What Windows forbids in names, and what separates paths anywhere.
const FORBIDDEN: &str = "/\\:*?\"<>|";

/// Names that Windows keeps for devices, with or without an extension.
const DEVICES: &[&str] = &["CON", "PRN", "AUX", "NUL"];

/// The longest name in bytes that common file systems hold, less what saving adds to it.
const LONGEST: usize = 200;

/// Why `name` cannot be the name of one file on every system; `None` when it can.
#[must_use]
pub fn unportable(name: &str) -> Option<String> {
    let forbidden = |letter: &char| FORBIDDEN.contains(*letter) || letter.is_control();
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

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_uppercase();
    let numbered = |prefix| {
        stem.strip_prefix(prefix)
            .is_some_and(|rest: &str| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    DEVICES.contains(&stem.as_str()) || numbered("COM") || numbered("LPT")
}
