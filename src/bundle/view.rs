//! The statement of a view → whether reading it costs more than one look at each row that it joins.
//!
//! SQLite writes out what a statement names, views and common tables, before it asks for leave or
//! counts a step; so the statement itself has to be looked at, as SQLite's tokeniser does.

/// Words that cannot name anything unless they are quoted, and what they ask for is dear.
const DEAR: &[&str] = &["DISTINCT", "EXCEPT", "GROUP", "INTERSECT", "ORDER", "UNION"];
/// Words that can name a column, and are dear only behind one of these tokens.
const DEAR_BEHIND: &[(&str, &[&str])] = &[("OVER", &[")"]), ("WITH", &["AS", "("])];

/// Whether `sql` does more than join tables; `others` are the names of all other views.
pub(super) fn is_dear(sql: &str, others: &[String]) -> bool {
    let tokens = tokens(sql);
    let is_word = |at: usize, word: &str| {
        let token = &tokens[at];
        !token.is_quoted && token.text.eq_ignore_ascii_case(word)
    };
    let is_behind =
        |at: usize, before: &[&str]| at > 0 && before.iter().any(|word| is_word(at - 1, word));
    let is_dear = |at: usize| {
        DEAR.iter().any(|word| is_word(at, word))
            || DEAR_BEHIND.iter().any(|(word, before)| is_word(at, word) && is_behind(at, before))
            || others.iter().any(|other| tokens[at].text.eq_ignore_ascii_case(other))
    };
    let selects = (0..tokens.len()).filter(|at| is_word(*at, "SELECT")).count();
    selects > 1 || (0..tokens.len()).any(is_dear)
}

/// A name, a word, a text or a sign.
struct Token {
    text: String,
    is_quoted: bool,
}

/// The tokens of a statement without its comments (SQLite, `tokenize.c`).
fn tokens(sql: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        let (length, quoted) = match first {
            '-' if rest.starts_with("--") => (rest.find('\n').unwrap_or(rest.len()), None),
            '/' if rest.starts_with("/*") => (end_of_comment(rest), None),
            '\'' | '"' | '`' => quoted(rest, first),
            '[' => {
                let (name, end) = rest[1..].split_once(']').unwrap_or((&rest[1..], ""));
                (rest.len() - end.len(), Some(name.to_owned()))
            }
            _ => (0, None),
        };
        if let Some(text) = quoted {
            tokens.push(Token { text, is_quoted: true });
        }
        let length = if length > 0 { length } else { push_plain(rest, first, &mut tokens) };
        rest = &rest[length..];
    }
    tokens
}

fn end_of_comment(rest: &str) -> usize {
    rest[2..].find("*/").map_or(rest.len(), |end| end + 4)
}

/// The length of what stands in `quote`s, where two of them stand for one, and its text.
fn quoted(rest: &str, quote: char) -> (usize, Option<String>) {
    let mut text = String::new();
    let mut letters = rest.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        if letter == quote && letters.next_if(|(_, next)| *next == quote).is_none() {
            return (at + 1, Some(text));
        }
        text.push(letter);
    }
    (rest.len(), Some(text))
}

/// Adds the word or the sign that comes first, and gives its length.
fn push_plain(rest: &str, first: char, tokens: &mut Vec<Token>) -> usize {
    let is_letter = |letter: char| {
        letter.is_ascii_alphanumeric() || "_$".contains(letter) || !letter.is_ascii()
    };
    let end = rest.find(|letter| !is_letter(letter)).unwrap_or(rest.len());
    let length = end.max(first.len_utf8());
    if !first.is_ascii_whitespace() {
        tokens.push(Token { text: rest[..length].to_owned(), is_quoted: false });
    }
    length
}

#[cfg(test)]
mod tests {
    use crate::bundle::view::is_dear;

    #[test]
    fn what_is_quoted_is_a_name_and_no_word() {
        for honest in [
            "CREATE VIEW v AS SELECT \"order\" AS name, [group] AS type, `union` AS path FROM t",
            "CREATE VIEW v AS SELECT 'it''s an order' AS name, type, path FROM t -- select, with",
            "CREATE VIEW v AS SELECT name, /* ORDER BY \" */ type, over, t.with AS path FROM t",
            "CREATE VIEW v AS SELECT a.window AS name, type, path FROM t AS a JOIN u USING (id)",
            "CREATE VIEW v AS SELECT ordered AS name, reselect AS type, other2 AS path FROM t",
        ] {
            assert!(!is_dear(honest, &["other".to_owned()]), "{honest}");
        }
    }

    #[test]
    fn no_quote_or_comment_hides_a_word() {
        for dear in [
            "CREATE VIEW v AS SELECT name, type, path FROM t/**/ORDER/**/BY name",
            "CREATE VIEW v AS SELECT 'a''' AS name, type, path FROM t GROUP BY 'b'",
            "CREATE VIEW v AS SELECT name, type, path FROM t -- '\nUNION SELECT 1, 2, 3 -- '",
            "CREATE VIEW v AS WITH a AS (t) SELECT name, type, path FROM a",
            "CREATE VIEW v AS SELECT count(*)over() AS name, type, path FROM t",
            "CREATE VIEW v AS SELECT name, type, path FROM t WHERE (select 1)",
            "CREATE VIEW v AS SELECT name, type, path FROM 'Other'",
            "CREATE VIEW v AS SELECT name, type, path FROM [other] AS a",
            "CREATE VIEW v AS SELECT /* */ DISTINCT name, type, path FROM t",
        ] {
            assert!(is_dear(dear, &["other".to_owned()]), "{dear}");
        }
    }

    #[test]
    fn a_statement_cut_short_ends() {
        for cut in ["'", "\"a", "[", "[a", "/*", "/*/", "--", "`a``", "[\u{e9}", "\u{e9}", ""] {
            assert!(!is_dear(cut, &[]), "{cut}");
        }
    }
}
