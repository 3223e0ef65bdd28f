//! A draft → the sheet in the Ruby language, as a person writes it.

use super::super::draft::{Block, Draft, Given};
use super::super::vocabulary::{Home, Takes, Word, words_of};
use super::lost::Lost;
use super::prose::{translated, translated_name};
use crate::markdown::Dialect;

/// From how many characters on a text of one line is a heredoc.
const LONG: usize = 80;

/// Writes the draft.
pub(super) fn write(draft: &Draft, lost: &mut Lost) -> String {
    let mut writer = Writer { draft, lost, text: String::new() };
    if let Some(&sheet) = draft.blocks[0].inner.first() {
        writer.block(sheet, 0);
    }
    writer.text
}

struct Writer<'a> {
    draft: &'a Draft,
    lost: &'a mut Lost,
    text: String,
}

impl Writer<'_> {
    fn block(&mut self, index: usize, depth: usize) {
        let block = &self.draft.blocks[index];
        let Some(opener) = block.home.opened_by() else { return };
        self.line(depth, &format!("{opener} do"));
        let mut is_first = true;
        for word in words_of(block.home) {
            if let Takes::Block(_) = word.takes {
                for &inner in &block.inner {
                    if !std::mem::replace(&mut is_first, false) {
                        self.text.push('\n');
                    }
                    self.block(inner, depth + 1);
                }
            } else if !(block.home == Home::Cheatsheet && word.name == "notes") {
                is_first &= !block.has(word.name);
                self.field(block, word, depth + 1);
            }
        }
        if block.home == Home::Cheatsheet {
            self.closing(block, depth + 1);
        }
        self.line(depth, "end");
    }

    /// The notes of the sheet, which stand behind its categories.
    fn closing(&mut self, block: &Block, depth: usize) {
        let notes = words_of(Home::Cheatsheet).find(|word| word.name == "notes");
        if let Some(word) = notes.filter(|word| block.has(word.name)) {
            self.text.push('\n');
            self.field(block, word, depth);
        }
    }

    fn field(&mut self, block: &Block, word: &Word, depth: usize) {
        if word.takes == Takes::Flag {
            if block.has(word.name) {
                self.line(depth, word.name);
            }
            return;
        }
        if word.name == "keyword"
            && !block.has("keyword")
            && self.draft.default_keyword != "cheatsheet"
        {
            let keyword = string(&self.draft.default_keyword);
            return self.line(depth, &format!("keyword {keyword}"));
        }
        let values: Vec<&Given> = if word.takes.is_list() {
            block.all(word.name).collect()
        } else {
            block.last(word.name).into_iter().collect()
        };
        for given in values {
            let text = self.translated(word, given);
            let is_markup =
                matches!(word.takes, Takes::Markdown | Takes::MarkdownList | Takes::Html);
            if is_markup && (text.contains('\n') || text.chars().count() > LONG) {
                self.heredoc(word.name, &text, depth);
            } else {
                self.line(depth, &format!("{} {}", word.name, string(&text)));
            }
        }
    }

    fn translated(&mut self, word: &Word, given: &Given) -> String {
        let is_markdown = matches!(word.takes, Takes::Markdown | Takes::MarkdownList);
        if !is_markdown || self.draft.dialect == Dialect::Redcarpet {
            return given.text.clone();
        }
        let text = match word.name {
            "name" => translated_name(&given.text, Dialect::GitHub),
            _ => translated(&given.text, Dialect::GitHub),
        };
        text.unwrap_or_else(|| {
            self.lost.tell("this text reads differently", given.span);
            given.text.clone()
        })
    }

    /// `word <<~'TEXT'` with the lines of the text.
    fn heredoc(&mut self, word: &str, text: &str, depth: usize) {
        let mut end = word.rsplit('_').next().unwrap_or(word).to_uppercase();
        while text.lines().any(|line| line.trim() == end) {
            end.push('_');
        }
        self.line(depth, &format!("{word} <<~'{end}'"));
        for line in text.trim_end().lines() {
            self.line(if line.is_empty() { 0 } else { depth + 1 }, line);
        }
        self.line(depth, &end);
    }

    fn line(&mut self, depth: usize, line: &str) {
        self.text.extend(std::iter::repeat_n("  ", depth));
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// A text in quotes, with no escape that is not needed.
fn string(text: &str) -> String {
    if text.contains('\'') && !text.contains(['"', '\\', '#']) {
        return format!("\"{text}\"");
    }
    let mut out = String::from("'");
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek();
        let ambiguous = letter == '\\' && matches!(next, None | Some('\\' | '\''));
        if letter == '\'' || ambiguous {
            out.push('\\');
        }
        out.push(letter);
    }
    out.push('\'');
    out
}
