//! Searching with regular expressions, within the meter: the cost of a search is what it went
//! through times the weight of the pattern.

use std::rc::Rc;

use super::machine::{Eval, Machine};
use super::regexp::{Flags, Pattern};
use super::value::{Match, Value};

/// What keeping a compiled pattern counts for, in bytes.
const PATTERN_BYTES: usize = 16 << 10;

impl Machine<'_> {
    /// A regular expression, or the finding that says what it cannot hold.
    pub(crate) fn pattern(&mut self, source: &Rc<String>, flags: Flags) -> Eval<Rc<Pattern>> {
        self.work(source.len() / 8)?;
        if let Some(known) = self.patterns.get(&(Rc::clone(source), flags)) {
            return Ok(Rc::clone(known));
        }
        self.room(PATTERN_BYTES + 8 * source.len())?;
        let pattern = Pattern::new(source, flags).map_err(|reason| {
            let message = format!("this regular expression cannot be used: {reason}");
            let hint = "lookaround and backreferences are not supported; say it with plain groups";
            self.lacks(message).hint(hint)
        })?;
        self.room(64 * pattern.weight)?;
        let pattern = Rc::new(pattern);
        self.patterns.insert((Rc::clone(source), flags), Rc::clone(&pattern));
        Ok(pattern)
    }

    /// The first match in `text` from the byte `from` on; it becomes `$~`.
    pub(crate) fn search(
        &mut self,
        pattern: &Rc<Pattern>,
        text: &Rc<String>,
        from: usize,
    ) -> Eval<Option<Match>> {
        let found = pattern.regex.captures_at(text, from).filter(|found| {
            let behind = found.get_match().start() == text.len() && text.ends_with('\n');
            !(behind && pattern.begins_lines)
        });
        let end = found.as_ref().and_then(|found| found.get(0)).map_or(text.len(), |all| all.end());
        self.work(6 + (end - from).saturating_mul(pattern.weight) / 64)?;
        self.room(24 * found.as_ref().map_or(0, regex::Captures::len))?;
        let found = found.map(|found| {
            let groups = found.iter().map(|group| group.map(|group| (group.start(), group.end())));
            let (text, pattern) = (Rc::clone(text), Rc::clone(pattern));
            Match { text, pattern, groups: groups.collect() }
        });
        self.remember(found.as_ref())?;
        Ok(found)
    }

    /// Makes a match `$~`.
    pub(crate) fn remember(&mut self, found: Option<&Match>) -> Eval<()> {
        self.last_match = match found {
            Some(found) => self.matched(found.clone())?,
            None => Value::Nil,
        };
        Ok(())
    }

    /// Every match in `text`, none overlapping the one before.
    pub(crate) fn search_all(
        &mut self,
        pattern: &Rc<Pattern>,
        text: &Rc<String>,
    ) -> Eval<Vec<Match>> {
        let (mut found, mut from) = (Vec::new(), 0);
        while let Some(one) = self.search(pattern, text, from)? {
            let (start, end) = one.whole();
            found.push(one);
            from = if end > start { end } else { after(text, end) };
            if from > text.len() {
                break;
            }
        }
        Ok(found)
    }
}

/// The byte after the character at `at`; past the end at the end.
fn after(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(1, char::len_utf8)
}
