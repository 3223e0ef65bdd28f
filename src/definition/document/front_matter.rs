//! The YAML at the head of a document → the words of the sheet.

use saphyr_parser::{Event, Parser};

use crate::definition::draft::{Field, Given};
use crate::definition::vocabulary::{Home, Takes, find, meant};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// What stands around it.
const FENCE: &str = "---";

/// What old sheets call the introduction.
const INTRO: &str = "intro";

/// What a document's head says.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub(super) fields: Vec<Field>,
    /// Keys that mean nothing here.
    pub(super) unknown: Vec<Given>,
    /// Where the document goes on.
    pub(super) end: usize,
}

/// Reads the head of `source`, if it has one.
pub(super) fn read(source: &Source, findings: &mut Vec<Diagnostic>) -> FrontMatter {
    let text = source.text.as_str();
    let Some((yaml, end)) = yaml(text) else {
        findings.extend(endless(text));
        return FrontMatter::default();
    };
    let mut reader = Reader {
        text,
        offsets: Offsets { text, start: yaml.start, at: yaml.start, characters: 0 },
        matter: FrontMatter { end, ..FrontMatter::default() },
        key: None,
        depth: 0,
    };
    for event in Parser::new_from_str(&text[yaml.start..yaml.end]) {
        match event {
            Ok((event, at)) => reader.take(event, at.start.index(), at.end.index(), findings),
            Err(error) => {
                let at = reader.offsets.byte(error.marker().index()).min(text.len());
                findings.push(unreadable(source, yaml, error.info(), at));
                break;
            }
        }
    }
    reader.matter
}

/// What the parser says of a mistake — what it is — what to do — which line it is in, where the
/// parser stumbles only behind that.
type Mistake = (&'static str, &'static str, &'static str, fn(&str) -> bool);

const MISTAKES: &[Mistake] = &[
    (
        "simple key",
        "this line has no `: `",
        "write `key: value`, with a space behind the colon",
        |line| {
            let is_key = line.starts_with(char::is_alphabetic);
            is_key && !line.contains(": ") && !line.trim_end().ends_with(':')
        },
    ),
    (
        "found a tab",
        "this line begins with a tab",
        "begin it with its key, or indent with spaces",
        |line| line.starts_with('\t'),
    ),
    ("quoted scalar", "a quote is never closed", "end the value with the same quote", |_| false),
];

/// The finding for the YAML that the parser cannot read at `at`.
fn unreadable(source: &Source, yaml: Span, reason: &str, at: usize) -> Diagnostic {
    let text = source.text.as_str();
    let letter = text[at..].chars().next().map_or(0, char::len_utf8);
    let known = MISTAKES.iter().find(|(said, ..)| reason.contains(said));
    let Some((_, what, hint, is_in)) = known else {
        let message = format!("the front matter cannot be read: {reason}");
        return Diagnostic::new(Code::FrontMatter, message)
            .at(Span::new(at, at + letter), "")
            .hint("put quotes around a value that holds `: ` or begins with a sign");
    };
    let lines = source.line(yaml.start)..source.line(yaml.end);
    let lines = lines.map(|line| source.line_start(line));
    let mut lines = lines.map(|start| (start, text[start..].lines().next().unwrap_or_default()));
    let place = lines.find(|(_, line)| is_in(line));
    let place = place.map_or(Span::new(at, at + letter), |(start, line)| {
        Span::new(start, start + line.trim_end().len())
    });
    let message = format!("the front matter cannot be read: {what}");
    Diagnostic::new(Code::FrontMatter, message).at(place, "").hint(*hint)
}

/// The finding for a head of a text that begins as front matter does, and never ends.
fn endless(text: &str) -> Option<Diagnostic> {
    let (first, rest) = text.split_once('\n').filter(|(first, _)| first.trim_end() == FENCE)?;
    let (key, _) = rest.lines().next()?.split_once(':')?;
    word(key)?;
    let finding =
        Diagnostic::new(Code::FrontMatter, "the front matter that begins here never ends");
    Some(
        finding
            .at(Span::new(0, first.trim_end().len()), "")
            .hint("write `---` alone on a line below it"),
    )
}

/// The lines between two lines `---` at the head of a text, and where the text goes on. A head
/// whose first line is missing is known by its first word.
fn yaml(text: &str) -> Option<(Span, usize)> {
    let mut at = 0;
    let mut start = None;
    for line in text.split_inclusive('\n') {
        let is_fence = line.trim_end() == FENCE;
        match start {
            None if is_fence => start = Some(at + line.len()),
            None => return None,
            Some(start) if is_fence => {
                let is_head = text[start..at].lines().any(|line| line.contains(':'));
                return is_head.then_some((Span::new(start, at), at + line.len()));
            }
            Some(_) => {}
        }
        at += line.len();
    }
    None
}

/// Characters, which the YAML parser counts, as bytes of the text; both only go up.
struct Offsets<'a> {
    text: &'a str,
    start: usize,
    at: usize,
    characters: usize,
}

impl Offsets<'_> {
    fn byte(&mut self, characters: usize) -> usize {
        if characters < self.characters {
            (self.at, self.characters) = (self.start, 0);
        }
        let mut rest = self.text[self.at..].chars();
        while self.characters < characters
            && let Some(letter) = rest.next()
        {
            self.at += letter.len_utf8();
            self.characters += 1;
        }
        self.at
    }
}

struct Reader<'a> {
    text: &'a str,
    offsets: Offsets<'a>,
    matter: FrontMatter,
    /// The key whose value comes next.
    key: Option<Given>,
    /// How many lists and mappings are open.
    depth: usize,
}

impl Reader<'_> {
    fn take(&mut self, event: Event, from: usize, to: usize, findings: &mut Vec<Diagnostic>) {
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                self.depth += 1;
                if self.depth == 2 {
                    self.nested(findings);
                }
            }
            Event::MappingEnd | Event::SequenceEnd => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 1 {
                    self.key = None;
                }
            }
            Event::Scalar(text, ..) if self.depth == 1 => {
                let span = self.span(from, to);
                let given = Given { text: text.into_owned(), span };
                match self.key.take() {
                    None => self.key = Some(given),
                    Some(key) => self.give(&key, given),
                }
            }
            Event::Alias(_) if self.depth == 1 => self.key = None,
            _ => {}
        }
    }

    fn span(&mut self, from: usize, to: usize) -> Span {
        let (start, end) = (self.offsets.byte(from), self.offsets.byte(to));
        Span::new(start, start + self.text[start..end].trim_end().len())
    }

    fn give(&mut self, key: &Given, value: Given) {
        match word(&key.text) {
            Some(_) if matches!(value.text.as_str(), "" | "~" | "null") => {}
            Some(word) => {
                let field = Field { word, span: key.span, values: vec![value] };
                self.matter.fields.push(field);
            }
            None => self.matter.unknown.push(key.clone()),
        }
    }

    /// A list or a mapping as a value, which no word takes.
    fn nested(&mut self, findings: &mut Vec<Diagnostic>) {
        let Some(key) = &self.key else { return };
        match word(&key.text) {
            Some(word) => findings.push(
                Diagnostic::new(Code::WrongType, format!("`{word}` takes a text, not a list"))
                    .at(key.span, "")
                    .hint(format!("give it one text: `{word}: …`")),
            ),
            None => self.matter.unknown.push(key.clone()),
        }
    }
}

/// The word of a cheat sheet that a key means.
fn word(key: &str) -> Option<&'static str> {
    let name = if key == INTRO { "introduction" } else { key };
    let word = find(Home::Cheatsheet, name)?;
    (!matches!(word.takes, Takes::Block(_))).then_some(word.name)
}

/// What a key that means nothing was probably meant to be.
pub(super) fn probably(key: &str) -> Option<&'static str> {
    meant(Home::Cheatsheet, key).and_then(word)
}
