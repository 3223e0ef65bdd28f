//! The rows of an index: what their fields hold, and which page and anchor they lead to.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Result};

use super::super::code::Code;
use super::super::finding::Findings;
use super::types;
use crate::bundle::{self, Bundle, Location, ROW_LIMIT, Target, each_field, hash, target, text};
use crate::layout::{self, DOCUMENTS};

/// Entities that tools leave in names.
const ENTITIES: &[&str] = &["lt", "gt", "amp", "quot", "apos", "nbsp"];
/// Most bytes of one, as `#1114111;`, with room for zeros before the number.
const ENTITY_LIMIT: usize = 12;
/// Longest name in characters before Dash cuts it.
const NAME_LIMIT: usize = 200;

/// File of the bundle → the fragments that rows lead to, one for each row.
pub(crate) type Landings = BTreeMap<String, Vec<Box<str>>>;

/// What is known of the rows.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// How many there are.
    pub(crate) count: usize,
    /// Where they lead.
    pub(crate) landings: Landings,
    /// Which tables hold them; `None` when they could not be read.
    pub(crate) source: Option<bundle::Rows>,
}

/// Checks every row.
pub(super) fn check(
    bundle: &Bundle,
    connection: &Connection,
    source: bundle::Rows,
    findings: &mut Findings,
) -> Result<Rows> {
    let mut checking = Checking {
        bundle,
        located: HashMap::new(),
        seen: HashSet::new(),
        kinds: HashSet::new(),
        landings: Landings::default(),
        has_documents: bundle.has_folder(DOCUMENTS),
        findings,
    };
    let mut count = 0;
    each_field(connection, source, &mut |fields| {
        count += 1;
        if count <= ROW_LIMIT {
            checking.row(&fields);
        }
        Ok(())
    })?;
    if count > ROW_LIMIT {
        let example = format!("the index has {count} rows, and {ROW_LIMIT} were looked at");
        checking.findings.add(Code::TooLarge, &example);
    }
    if count == 0 {
        checking.findings.note(Code::NoRows);
    }
    Ok(Rows { count, landings: checking.landings, source: Some(source) })
}

struct Checking<'a> {
    bundle: &'a Bundle,
    /// Files that rows name → those that are there.
    located: HashMap<String, Location>,
    /// Hashes of the rows so far.
    seen: HashSet<u64>,
    /// Hashes of the types so far.
    kinds: HashSet<u64>,
    landings: Landings,
    /// Without pages that is the one thing to say.
    has_documents: bool,
    findings: &'a mut Findings,
}

impl Checking<'_> {
    fn row(&mut self, fields: &[ValueRef; 3]) {
        let texts = fields.map(text);
        let [name, kind, path] = texts.each_ref().map(Cow::as_ref);
        let example = format!("{name} ({kind}) -> {path}");
        for code in field_codes(fields, [name, kind, path]) {
            self.findings.add(code, &example);
        }
        if !self.seen.insert(hash(&(name, kind, path))) {
            self.findings.add(Code::DuplicateRow, &example);
        }
        if self.kinds.insert(hash(&kind)) && !kind.trim().is_empty() && !types::is_known(kind) {
            self.findings.add_case(Code::UnknownType, || {
                let meant = types::meant(kind).map(|meant| format!("; did you mean `{meant}`?"));
                format!("`{kind}`, first of `{name}`{}", meant.unwrap_or_default())
            });
        }
        if is_escaped(name) {
            self.findings.add(Code::EscapedName, &example);
        }
        if self.has_documents && !path.trim().is_empty() {
            self.follow(path, &example);
        }
    }

    /// Notes where the path leads, or why it leads nowhere.
    fn follow(&mut self, path: &str, example: &str) {
        let (file, fragment) = match target(path) {
            Target::Page { file, fragment } => (file, fragment),
            Target::Remote => return self.findings.add(Code::RemoteRow, example),
            Target::Outside => return self.findings.add(Code::LeavesBundle, example),
        };
        let bundle = self.bundle;
        let location = self.located.entry(file).or_insert_with_key(|file| bundle.locate(file));
        match location {
            Location::File(found) => {
                let fragment = fragment.unwrap_or_default();
                let landings = self.landings.entry(found.clone()).or_default();
                if !fragment.is_empty() {
                    landings.push(fragment.into());
                }
            }
            Location::WithoutQuery(_) => self.findings.add(Code::QueryInPath, example),
            Location::OtherCase(found) => {
                let found = layout::page(found).unwrap_or(found);
                self.findings.add(Code::PageCase, &format!("{example}; the file is {found}"));
            }
            Location::Linked => {}
            Location::Missing => self.findings.add(Code::MissingPage, example),
        }
    }
}

/// Whether a name is written as HTML or a URL would have it.
fn is_escaped(name: &str) -> bool {
    let is_entity = |(at, _): (usize, &str)| {
        let rest = &name.as_bytes()[at + 1..];
        let end = rest.iter().take(ENTITY_LIMIT).position(|byte| *byte == b';');
        let inside = end.and_then(|end| std::str::from_utf8(&rest[..end]).ok());
        inside.is_some_and(|inside| {
            let number =
                inside.strip_prefix('#').map(|digits| digits.trim_start_matches(['x', 'X']));
            ENTITIES.contains(&inside)
                || number.is_some_and(|digits| {
                    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
                })
        })
    };
    let is_percent = |(at, _): (usize, &str)| {
        let digits = name.get(at + 1..at + 3).unwrap_or_default();
        let is_upper = digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F'));
        let byte = u8::from_str_radix(digits, 16).ok().filter(|_| is_upper);
        byte.is_some_and(|byte| byte == b' ' || byte.is_ascii_punctuation() || !byte.is_ascii())
    };
    name.match_indices('&').any(is_entity)
        || !name.contains(' ') && name.match_indices('%').any(is_percent)
}

/// What is wrong with the fields themselves.
fn field_codes(fields: &[ValueRef; 3], texts: [&str; 3]) -> Vec<Code> {
    let [name, _, path] = texts;
    let is_null = |field: &ValueRef| matches!(field, ValueRef::Null);
    let is_blob = |field: &ValueRef| matches!(field, ValueRef::Blob(_));
    let is_broken = |field: &ValueRef| {
        field
            .as_bytes_or_null()
            .is_ok_and(|bytes| std::str::from_utf8(bytes.unwrap_or_default()).is_err())
    };
    let is_empty = |(field, text): (&ValueRef, &str)| !is_null(field) && text.trim().is_empty();
    let checks = [
        (Code::NullField, fields.iter().any(is_null)),
        (Code::EmptyField, fields.iter().zip(texts).any(is_empty)),
        // Of a type that is a blob readers lack the icon alone.
        (
            Code::FieldType,
            is_blob(&fields[0]) || is_blob(&fields[2]) || fields.iter().any(is_broken),
        ),
        (Code::MultiLine, texts.iter().any(|text| text.contains(['\n', '\r', '\0']))),
        (Code::Pipe, texts.iter().any(|text| text.contains('|'))),
        (Code::SpaceInPath, path.trim().contains(' ')),
        (Code::LongName, name.chars().nth(NAME_LIMIT).is_some()),
    ];
    checks.into_iter().filter(|(_, wrong)| *wrong).map(|(code, _)| code).collect()
}
