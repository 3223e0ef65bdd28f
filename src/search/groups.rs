//! The user's settings → groups: one word for several docsets, as in `voip:busy`.
//!
//! ```toml
//! [groups]
//! voip = ["sip", "rtp", "http"]
//! ```

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::Error;
use crate::source::Source;
use crate::wording::nearest;

/// Groups: name → keywords of docsets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups(pub BTreeMap<String, Vec<String>>);

/// The one table of the settings.
const TABLE: &str = "groups";

impl Groups {
    /// Reads the settings at `path`, of which these are the bytes.
    ///
    /// # Errors
    /// Names the path, the line and the column of what is wrong, and what is expected.
    pub fn read(path: &Path, bytes: &[u8]) -> Result<Self, Error> {
        let source = Source::new(path.display().to_string(), bytes);
        read(&source.text).map(Self).map_err(|wrong| {
            let place = source.place(wrong.at);
            let reason = format!("line {}, column {}: {}", place.line, place.column, wrong.reason);
            Error::new("read", path, reason).with_hint(
                "a group is a line such as `voip = [\"sip\", \"http\"]` below `[groups]`",
            )
        })
    }
}

/// What is wrong with the settings, and where.
struct Wrong {
    at: usize,
    reason: String,
}

impl Wrong {
    fn at(span: &Range<usize>, reason: impl Into<String>) -> Self {
        Self { at: span.start, reason: reason.into() }
    }
}

fn read(text: &str) -> Result<BTreeMap<String, Vec<String>>, Wrong> {
    let tables = DeTable::parse(text).map_err(|error| {
        Wrong::at(&error.span().unwrap_or_default(), first_line(error.message()))
    })?;
    let mut groups = BTreeMap::new();
    for (name, table) in tables.get_ref() {
        let DeValue::Table(table) = table.get_ref() else {
            return Err(Wrong::at(&name.span(), no_setting(name.get_ref())));
        };
        if name.get_ref() != TABLE {
            return Err(Wrong::at(&name.span(), no_setting(name.get_ref())));
        }
        for (name, members) in table {
            let (group, keywords) = (name.get_ref().trim().to_lowercase(), keywords(members));
            if group.is_empty() || group.contains([':', ',']) {
                return Err(Wrong::at(&name.span(), "a group's name has no `:` and no `,`"));
            }
            let missing = || format!("`{group}` must be keywords in quotes between `[` and `]`");
            let keywords = keywords.ok_or_else(|| Wrong::at(&members.span(), missing()))?;
            groups.insert(group, keywords);
        }
    }
    Ok(groups)
}

fn no_setting(name: &str) -> String {
    match nearest(name, [TABLE]) {
        Some(near) => format!("`{name}` is no setting; did you mean `[{near}]`?"),
        None => format!("`{name}` is no setting; there is only `[{TABLE}]`"),
    }
}

/// Keywords, at least one, with or without the colon behind them.
fn keywords(members: &Spanned<DeValue>) -> Option<Vec<String>> {
    let members = members.get_ref().as_array()?;
    let keyword = |member: &Spanned<DeValue>| {
        let keyword = member.get_ref().as_str()?.trim().trim_end_matches(':').to_lowercase();
        (!keyword.is_empty()).then_some(keyword)
    };
    members.iter().map(keyword).collect::<Option<Vec<_>>>().filter(|all| !all.is_empty())
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::search::groups::Groups;

    #[test]
    fn groups_are_read_and_mistakes_have_a_place() {
        let read = |text: &str| Groups::read(Path::new("config.toml"), text.as_bytes());
        let groups = read("# mine\n[groups]\nVoIP = [\"sip\", \"http:\"]\n").unwrap();
        assert_eq!(groups.0["voip"], ["sip", "http"]);
        assert_eq!(read("").unwrap(), Groups::default());
        let cases = [
            ("[groups]\nvoip = [\"sip\"\n", "line 2, column 14: unclosed array"),
            ("[groups]\nvoip = \"sip\"\n", "line 2, column 8: `voip` must be keywords"),
            ("[groups]\nvoip = [1]\n", "line 2, column 8: `voip` must be keywords"),
            ("[group]\n", "line 1, column 2: `group` is no setting; did you mean `[groups]`?"),
            ("[groups]\n\"a:b\" = [\"sip\"]\n", "line 2, column 1: a group's name has no `:`"),
            ("[groups]\nvoip = sip\n", "line 2, column 8: "),
        ];
        for (text, expected) in cases {
            let error = read(text).unwrap_err();
            assert!(error.reason.starts_with(expected), "{text}: {}", error.reason);
        }
    }
}
