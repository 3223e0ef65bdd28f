//! Calls of words → a draft: what the author gave, where, before anything is rendered.

use super::vocabulary::{Home, Takes, WORDS, Word, find, homes_of, meant, words_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::Dialect;
use crate::ruby::words::{Argument, Plain, Scope, Wants, WordCall, Words};
use crate::source::Span;
use crate::wording::{any_of, count};

/// A block of the sheet with what was given in it.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) home: Home,
    /// The word that opens it.
    pub(crate) span: Span,
    pub(crate) fields: Vec<Field>,
    /// Blocks inside it, in order.
    pub(crate) inner: Vec<usize>,
}

/// A word of a block with what it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) word: &'static str,
    pub(crate) span: Span,
    pub(crate) values: Vec<Given>,
}

/// A text with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    pub(crate) text: String,
    pub(crate) span: Span,
}

impl Given {
    /// Whether it shows nothing: control characters are blanks in every reader.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.chars().all(|letter| letter.is_whitespace() || letter.is_control())
    }
}

/// The blocks of a file; the first is the file itself.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) blocks: Vec<Block>,
    pub(crate) findings: Vec<Diagnostic>,
    /// What its texts are written in.
    pub(crate) dialect: Dialect,
    /// The keyword of a sheet that names none.
    pub(crate) default_keyword: String,
}

impl Draft {
    pub(crate) fn new() -> Self {
        let file = Block {
            home: Home::File,
            span: Span::new(0, 0),
            fields: Vec::new(),
            inner: Vec::new(),
        };
        Self {
            blocks: vec![file],
            findings: Vec::new(),
            dialect: Dialect::Redcarpet,
            default_keyword: "cheatsheet".to_owned(),
        }
    }

    /// The blocks directly inside the block at `index`.
    pub(crate) fn inside(&self, index: usize) -> impl Iterator<Item = &Block> {
        self.blocks[index].inner.iter().map(|&inner| &self.blocks[inner])
    }

    /// What there is to say to an author who writes Ruby, or Markdown.
    pub(crate) fn either<'a>(&self, ruby: &'a str, markdown: &'a str) -> &'a str {
        match self.dialect {
            Dialect::Redcarpet => ruby,
            Dialect::GitHub => markdown,
        }
    }

    fn home(&self, scope: Scope) -> Home {
        self.blocks[scope.0].home
    }

    fn open(&mut self, parent: Scope, home: Home, span: Span) -> Scope {
        let index = self.blocks.len();
        self.blocks.push(Block { home, span, fields: Vec::new(), inner: Vec::new() });
        self.blocks[parent.0].inner.push(index);
        Scope(index)
    }

    fn give(&mut self, word: &'static Word, call: WordCall) {
        let refused = call.arguments.iter().any(|argument| argument.value == Plain::Nothing);
        let values = match field_values(word, call.arguments) {
            Ok(values) => values,
            Err((span, kind)) => {
                return self.findings.push(wrong_type(word, span, &kind));
            }
        };
        if !values.is_empty() || word.takes == Takes::Flag && !refused {
            let field = Field { word: word.name, span: call.span, values };
            self.blocks[call.scope.0].fields.push(field);
        }
    }
}

impl Block {
    /// What a plain word was last given.
    pub(crate) fn last(&self, word: &str) -> Option<&Given> {
        self.fields.iter().rev().find(|field| field.word == word)?.values.last()
    }

    /// Everything that a list word was given.
    pub(crate) fn all(&self, word: &str) -> impl Iterator<Item = &Given> {
        let fields = self.fields.iter().filter(move |field| field.word == word);
        fields.flat_map(|field| &field.values)
    }

    /// Whether an entry with these fields shows anything.
    pub(crate) fn shows_something(&self) -> bool {
        let shows = ["name", "notes", "html_notes", "command", "td_command", "td_notes"];
        shows.iter().any(|word| self.all(word).any(|given| !given.is_blank()))
    }

    /// Everything it was given: what is equal there is the same entry.
    pub(crate) fn content(&self) -> Vec<(&str, &str)> {
        let content = self.fields.iter().flat_map(|field| {
            let texts = field.values.iter().map(|given| given.text.as_str());
            std::iter::once((field.word, "")).chain(texts.map(|text| (field.word, text)))
        });
        content.collect()
    }

    pub(crate) fn has(&self, word: &str) -> bool {
        self.fields.iter().any(|field| field.word == word)
    }
}

impl Words for Draft {
    fn call(&mut self, call: WordCall) -> Option<Scope> {
        let word = find(self.home(call.scope), call.word)?;
        if let Some(finding) = miscounted(word, &call) {
            self.findings.push(finding);
            return match word.takes {
                Takes::Block(home) if call.has_block => {
                    Some(self.open(call.scope, home, call.span))
                }
                _ => None,
            };
        }
        match word.takes {
            Takes::Block(home) => Some(self.open(call.scope, home, call.span)),
            _ => {
                self.give(word, call);
                None
            }
        }
    }

    fn known(&self, scope: Scope, word: &str) -> bool {
        find(self.home(scope), word).is_some()
    }

    fn unknown(&self, scope: Scope, word: &str, span: Span) -> Diagnostic {
        let home = self.home(scope);
        let homes = homes_of(word);
        if !homes.is_empty() {
            return misplaced(word, home, &homes, span);
        }
        let finding =
            Diagnostic::new(Code::UnknownWord, format!("there is no word `{word}`")).at(span, "");
        match meant(home, word) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => {
                let names: Vec<_> = words_of(home).map(|word| word.name).collect();
                finding.hint(format!("{} there is {}", home.described(), any_of(&names)))
            }
        }
    }

    fn wants(&self, word: &str) -> Option<Wants> {
        let known = WORDS.iter().find(|known| known.name == word)?;
        Some(match known.takes {
            Takes::Block(home) => Wants::Block(home as usize),
            Takes::Flag => Wants::Nothing,
            takes if takes.is_list() => Wants::Texts,
            _ => Wants::Text,
        })
    }

    fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }
}

/// The finding for an entry that its category has already.
pub(crate) fn repeats(again: Span, first: Span, so: &str) -> Diagnostic {
    Diagnostic::new(Code::DuplicateEntry, "this entry is there twice in the category")
        .at(again, so)
        .related(first, "the first one is here")
        .hint("remove one of them")
}

fn misplaced(word: &str, home: Home, homes: &[Home], span: Span) -> Diagnostic {
    let message = format!("`{word}` does not belong {}", home.described());
    let belongs: Vec<_> = homes.iter().map(|home| home.described()).collect();
    let finding = Diagnostic::new(Code::MisplacedWord, message).at(span, "");
    let closes_late = homes.contains(&Home::File) || homes.iter().any(|wanted| *wanted < home);
    let finding = finding.hint(format!("`{word}` belongs {}", belongs.join(" or ")));
    let here = meant(home, word).filter(|_| home != Home::File);
    let finding = match here.and_then(|here| find(home, here)) {
        Some(here) => finding.hint(format!("{} it is called `{}`", home.described(), here.name)),
        None => finding,
    };
    if closes_late { finding.hint("perhaps an `end` is missing before it") } else { finding }
}

/// The finding for a word with too many or too few arguments, or without its block.
fn miscounted(word: &Word, call: &WordCall) -> Option<Diagnostic> {
    let given = call.arguments.len();
    let wrong = |message: String| Diagnostic::new(Code::WrongArguments, message).at(call.span, "");
    let name = word.name;
    match word.takes {
        Takes::Block(_) if !call.has_block => {
            Some(wrong(format!("`{name}` has no block")).hint(format!("write `{name} do … end`")))
        }
        Takes::Block(_) if given > 0 => {
            let shown = match &call.arguments[0].value {
                Plain::Text(text) if text.len() < 40 && !text.contains('\'') => text.as_str(),
                _ => "…",
            };
            let hint = required_text(word)
                .map(|text| format!("write `{text} '{shown}'` inside `{name} do … end`"));
            let finding = wrong(format!("`{name}` takes a block and no text"));
            Some(match hint {
                Some(hint) => finding.hint(hint),
                None => finding,
            })
        }
        Takes::Block(_) => None,
        _ if call.has_block => {
            Some(wrong(format!("`{name}` takes no block")).hint(format!("write `{name} '…'`")))
        }
        Takes::Flag if given > 1 => {
            Some(wrong(format!("`{name}` takes nothing")).hint(format!("write `{name}` alone")))
        }
        Takes::Flag => None,
        takes if given == 0 => {
            let finding = wrong(format!("`{name}` has no text"));
            let example = if takes.is_list() { "one text or more" } else { "a text" };
            Some(finding.hint(format!("write {example} after it: `{name} '…'`")))
        }
        takes if given > 1 && !takes.is_list() => Some(
            wrong(format!("`{name}` takes 1 text, {given} given"))
                .hint("join them into one text, or leave out the comma"),
        ),
        _ => None,
    }
}

/// The word that carries the text which somebody wrote after a block word.
fn required_text(word: &Word) -> Option<&'static str> {
    let Takes::Block(home) = word.takes else { return None };
    words_of(home).find(|word| word.required || word.name == "name").map(|word| word.name)
}

/// The texts that a field is given; else the place and a description of what it cannot take.
fn field_values(word: &Word, arguments: Vec<Argument>) -> Result<Vec<Given>, (Span, String)> {
    let mut values = Vec::with_capacity(arguments.len());
    for argument in arguments {
        let span = argument.span;
        match argument.value {
            Plain::Nothing => {}
            Plain::Yes if word.takes == Takes::Flag => {}
            Plain::Text(text) if word.takes != Takes::Flag => values.push(Given { text, span }),
            Plain::List(texts) if word.takes.is_list() => {
                values.extend(texts.into_iter().map(|text| Given { text, span }));
            }
            Plain::List(texts) => {
                return Err((span, format!("a list of {}", count(texts.len(), "text", "texts"))));
            }
            Plain::Yes => return Err((span, "`true`".to_owned())),
            Plain::Text(_) => return Err((span, "a text".to_owned())),
            Plain::Other(what) => return Err((span, what.to_owned())),
        }
    }
    Ok(values)
}

fn wrong_type(word: &Word, span: Span, found: &str) -> Diagnostic {
    let wanted = match word.takes {
        Takes::Flag => "nothing",
        takes if takes.is_list() => "texts",
        _ => "a text",
    };
    let message = format!("`{}` takes {wanted}, not {found}", word.name);
    Diagnostic::new(Code::WrongType, message).at(span, "").hint(match word.takes {
        Takes::Flag => format!("write `{}` alone", word.name),
        _ if found.contains("list") => format!("give it one text: `{} '…'`", word.name),
        _ if found.contains("hash") => format!("give it texts in quotes: `{} '…', '…'`", word.name),
        _ => "put quotes around it if it is a text".to_owned(),
    })
}
