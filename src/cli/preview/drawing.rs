//! What is drawn for a terminal, with its colours → HTML.

use docsheet::html::Html;

/// HTML that shows `drawing` as a terminal does: bold, and what is severe or a hint in colour.
pub(super) fn html(drawing: &str) -> String {
    let (mut html, mut open) = (String::new(), "");
    for (at, part) in drawing.split("\u{1b}[").enumerate() {
        let text = match part.split_once('m').filter(|_| at > 0) {
            None => part,
            Some((codes, text)) => {
                html.push_str(open);
                (open, html) = styled(codes, html);
                text
            }
        };
        html.push_str(Html::escaped(text).as_str());
    }
    html.push_str(open);
    html
}

/// Opens what `codes` (SGR parameters of ECMA-48) ask for; what closes it again.
fn styled(codes: &str, mut html: String) -> (&'static str, String) {
    let has = |wanted: &[&str]| codes.split(';').any(|code| wanted.contains(&code));
    let (start, end) = if has(&["31", "91", "33", "93"]) {
        ("<b class=\"severe\">", "</b>")
    } else if has(&["34", "94", "36", "96", "32", "92"]) {
        ("<b class=\"hint\">", "</b>")
    } else if has(&["1"]) {
        ("<b>", "</b>")
    } else {
        ("", "")
    };
    html.push_str(start);
    (end, html)
}

#[cfg(test)]
mod tests {
    use crate::cli::preview::drawing::html;

    #[test]
    fn colours_become_classes_and_text_stays_text() {
        let drawing = "\u{1b}[1m\u{1b}[91merror\u{1b}[0m: <a> & b\n\u{1b}[1;94m |\u{1b}[0m";
        let expected =
            "<b></b><b class=\"severe\">error</b>: &lt;a&gt; &amp; b\n<b class=\"hint\"> |</b>";
        assert_eq!(html(drawing), expected);
    }
}
