//! A hit → its first command on the clipboard of whoever looks at the terminal, over SSH too.
//!
//! The terminal is asked to do it: control sequence OSC 52 (xterm, "Operating System Commands").

use docsheet::error::Error;
use docsheet::search::{self, Hit, Shelved};
use docsheet::wording::printable;

use crate::cli::status::Status;
use crate::cli::terminal::Terminal;

/// Copies the first command of the hit, and says so.
pub(super) fn copy(hit: &Hit, shelf: &[Shelved], terminal: &Terminal) -> Result<Status, Error> {
    let hits = std::slice::from_ref(hit);
    let commands = search::entries(hits, shelf, |_, entry| entry.unwrap_or_default().commands)?;
    let name = printable(&hit.name);
    let Some(command) = commands.iter().flatten().next() else {
        terminal.note(&format!("`{name}` has no command to copy"));
        return Ok(Status::Findings);
    };
    terminal.control(&format!("\x1B]52;c;{}\x07", base64(command.as_bytes())));
    terminal.note(&format!("copied `{}`", printable(command)));
    Ok(Status::Fine)
}

/// Base64 with padding (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let value = (0..3).fold(0_usize, |value, at| {
            value << 8 | usize::from(chunk.get(at).copied().unwrap_or_default())
        });
        for at in 0..4 {
            let letter = char::from(LETTERS[value >> (18 - 6 * at) & 63]);
            text.push(if at <= chunk.len() { letter } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use crate::cli::search::clipboard::base64;

    #[test]
    fn base64_is_that_of_the_rfc() {
        for (text, expected) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }
}
