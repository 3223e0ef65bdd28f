//! Comments such as `# docsheet: allow long-name`, in Markdown `<!-- docsheet: allow long-name -->`: a source → what its author wants to hear nothing
//! about.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, RULES, Severity};
use crate::source::{Language, Source, Span};
use crate::wording::nearest;

/// What a comment begins with.
const MARK: &str = "docsheet:";

/// What the author of a sheet allows. A comment on a line of its own is about the whole sheet, one
/// behind something is about its line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed {
    everywhere: BTreeSet<Code>,
    /// With the number of the line.
    on_lines: BTreeSet<(usize, Code)>,
}

impl Allowed {
    /// Reads the comments of `source`, which stand at these places; the findings are about them.
    #[must_use]
    pub fn of(source: &Source, comments: &[Span]) -> (Self, Vec<Diagnostic>) {
        let (mut allowed, mut findings) = (Self::default(), Vec::new());
        for comment in comments.iter().copied() {
            let text = source.slice(comment).trim_start_matches(['#', '<', '!', '-']);
            let text = text.trim_end_matches(['-', '>']).trim();
            if let Some(wish) = text.strip_prefix(MARK).filter(|wish| wish.trim() != "entry") {
                allowed.take(source, comment, wish.trim(), &mut findings);
            }
        }
        (allowed, findings)
    }

    fn take(&mut self, source: &Source, at: Span, wish: &str, findings: &mut Vec<Diagnostic>) {
        let Some(names) = wish.strip_prefix("allow ") else {
            findings.push(bad("this comment is not understood", at).hint(format!(
                "write `{}`, with a code that `docsheet explain` lists",
                match source.language() {
                    Language::Ruby => "# docsheet: allow CODE",
                    Language::Markdown => "<!-- docsheet: allow CODE -->",
                }
            )));
            return;
        };
        let line = source.line(at.start);
        let before = source.slice(Span::new(source.line_start(line), at.start));
        for name in names.split([',', ' ']).map(str::trim).filter(|name| !name.is_empty()) {
            match allowable(name) {
                Ok(code) if before.trim().is_empty() => {
                    self.everywhere.insert(code);
                }
                Ok(code) => {
                    self.on_lines.insert((line, code));
                }
                Err((message, hint)) => findings.push(bad(message, at).hint(hint)),
            }
        }
    }

    /// Whether the author has allowed this finding.
    #[must_use]
    pub fn covers(&self, finding: &Diagnostic, source: &Source) -> bool {
        if finding.is_error() || self == &Self::default() {
            return false;
        }
        let line = finding.place.as_ref().map(|label| source.line(label.span.start));
        self.everywhere.contains(&finding.code)
            || line.is_some_and(|line| self.on_lines.contains(&(line, finding.code)))
    }

    /// Whether the author has allowed this kind of finding in the whole sheet.
    #[must_use]
    pub fn everywhere(&self, code: Code) -> bool {
        self.everywhere.contains(&code)
    }
}

fn bad(message: impl Into<String>, at: Span) -> Diagnostic {
    Diagnostic::new(Code::BadAllowance, message).at(at, "")
}

/// The code called `name`, if it can be allowed; else why not, and what to do.
///
/// # Errors
/// A message and a hint, when there is no such code or it is an error.
pub fn allowable(name: &str) -> Result<Code, (String, String)> {
    let code = named(name)?;
    if code.rule().severity == Severity::Error {
        let message = format!("`{name}` is an error, which cannot be allowed");
        return Err((message, "only warnings can be allowed".to_owned()));
    }
    Ok(code)
}

/// The code called `name`.
///
/// # Errors
/// A message and a hint, when there is no such code.
pub fn named(name: &str) -> Result<Code, (String, String)> {
    Code::named(name).ok_or_else(|| {
        let hint = match nearest(name, RULES.iter().map(|rule| rule.name)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`docsheet explain` lists every code".to_owned(),
        };
        (format!("there is no code `{name}`"), hint)
    })
}
