//! A command as tldr pages write it → the command as one types it.
//!
//! `{{path/to/file}}` is a placeholder; `{{[-x|--extract]}}` is an option in two spellings.

/// The command with the first spelling of each option, and with the last where that differs.
pub(super) fn forms(command: &str) -> Vec<String> {
    let parts = parts(command);
    let form = |choose: fn(&(String, String)) -> &String| {
        parts.iter().map(|part| choose(part).as_str()).collect::<String>()
    };
    let (short, long) = (form(|part| &part.0), form(|part| &part.1));
    if short == long { vec![short] } else { vec![short, long] }
}

/// A command in parts, each with its short and its long spelling.
fn parts(command: &str) -> Vec<(String, String)> {
    let mut parts = Vec::new();
    let mut rest = command;
    while let Some(start) = opening(rest) {
        let Some(length) = closing(&rest[start + 2..]) else { break };
        parts.push(same(&rest[..start]));
        parts.push(placeholder(&rest[start + 2..start + 2 + length]));
        rest = &rest[start + length + 4..];
    }
    parts.push(same(rest));
    parts
}

/// Where a placeholder opens; `\{\{` are braces.
fn opening(text: &str) -> Option<usize> {
    text.match_indices("{{").map(|(at, _)| at).find(|at| !text[..*at].ends_with('\\'))
}

/// How long a placeholder is: braces at its end belong to it, as in `{{${variable}}}`.
fn closing(text: &str) -> Option<usize> {
    let end = text.find("}}")?;
    let more = text[end + 2..].chars().take_while(|sign| *sign == '}').count();
    Some(end + more)
}

fn placeholder(text: &str) -> (String, String) {
    let options = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    match options.and_then(|options| options.split_once('|')) {
        Some((short, long)) if !long.contains(['|', '[']) => (plain(short), plain(long)),
        _ => same(text),
    }
}

fn same(text: &str) -> (String, String) {
    (plain(text), plain(text))
}

fn plain(text: &str) -> String {
    text.replace("\\{", "{").replace("\\}", "}")
}

#[cfg(test)]
mod tests {

    #[test]
    fn placeholders_lose_their_braces_and_options_have_two_forms() {
        let forms = |command| crate::definition::document::placeholders::forms(command).join(" ; ");
        assert_eq!(forms("tar cf {{target.tar}} {{a b ...}}"), "tar cf target.tar a b ...");
        assert_eq!(forms("tar {{[-x|--extract]}} {{f}}"), "tar -x f ; tar --extract f");
        assert_eq!(forms("ls {{[-a|-b|-c]}}"), "ls [-a|-b|-c]");
        assert_eq!(forms(r"docker -f '\{\{.Names\}\}'"), "docker -f '{{.Names}}'");
        assert_eq!(forms("echo {{${HOME}}}"), "echo ${HOME}");
        assert_eq!(forms("a {{b"), "a {{b");
    }
}
