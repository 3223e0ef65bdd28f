//! Findings as people, programs and GitHub read them.

use clap::ValueEnum;
use docsheet::Definition;
use docsheet::diagnostic::{self, Diagnostic, Severity};
use docsheet::error::Error;
use docsheet::source::{Place, Source, Span};
use docsheet::wording::{count, printable};
use serde_json::json;

use super::terminal::Terminal;

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, to standard error
    #[default]
    Human,
    /// A line each with file, line and column, as editors read them, to standard output
    Short,
    /// One JSON object a line, to standard output
    Json,
    /// Annotations of a GitHub workflow, to standard output
    Github,
}

/// How many of each severity there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) errors: usize,
    pub(super) warnings: usize,
}

impl Tally {
    pub(super) fn of(findings: &[Diagnostic]) -> Self {
        let errors = findings.iter().filter(|finding| finding.is_error()).count();
        Self { errors, warnings: findings.len() - errors }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
    }
}

/// "2 errors and 1 warning".
impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let errors = count(self.errors, "error", "errors");
        let warnings = count(self.warnings, "warning", "warnings");
        match (self.errors, self.warnings) {
            (0, 0) => f.write_str("no findings"),
            (_, 0) => f.write_str(&errors),
            (0, _) => f.write_str(&warnings),
            _ => write!(f, "{errors} and {warnings}"),
        }
    }
}

/// The most findings of each severity that people are shown of one sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Most {
    pub(super) errors: usize,
    pub(super) warnings: usize,
}

/// Prints the findings of a definition for people.
pub(super) fn human(definition: &Definition, most: Most, terminal: &Terminal) {
    terminal.drawing(&drawn(definition, most, terminal));
}

/// Pictures of the findings of a definition; the rest beyond `most` is counted.
pub(super) fn drawn(definition: &Definition, most: Most, terminal: &Terminal) -> String {
    let (mut drawing, mut shown) = (String::new(), Tally::default());
    for finding in &definition.findings {
        let (number, most) = match finding.severity {
            Severity::Error => (&mut shown.errors, most.errors),
            Severity::Warning => (&mut shown.warnings, most.warnings),
        };
        if *number < most {
            *number += 1;
            let picture = diagnostic::draw(&definition.source, finding, terminal.look());
            drawing.push_str(&format!("{picture}\n\n"));
        }
    }
    let all = Tally::of(&definition.findings);
    let rest = Tally { errors: all.errors - shown.errors, warnings: all.warnings - shown.warnings };
    if rest != Tally::default() {
        let name = &definition.source.name;
        drawing.push_str(&format!("{name}: {rest} more are not shown\n\n"));
    }
    drawing
}

/// One line for each finding, as compilers print them: `FILE:LINE:COLUMN: SEVERITY: MESSAGE [CODE]`.
///
/// # Errors
/// When standard output cannot be written.
pub(super) fn short(definition: &Definition, terminal: &Terminal) -> Result<(), Error> {
    for finding in &definition.findings {
        let span = finding.place.as_ref().map_or(Span::new(0, 0), |label| label.span);
        let Place { line, column } = definition.source.place(span.start);
        let name = printable(&definition.source.name);
        let text: Vec<_> = std::iter::once(&finding.message).chain(&finding.hints).collect();
        let text = text.into_iter().map(|text| one_line(text)).collect::<Vec<_>>().join("; ");
        let code = finding.code.rule().name;
        terminal
            .result(&format!("{name}:{line}:{column}: {}: {text} [{code}]", finding.severity))?;
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One JSON object for each finding. Lines and columns start at 1; columns count characters.
///
/// # Errors
/// When standard output cannot be written.
pub(super) fn json(definition: &Definition, terminal: &Terminal) -> Result<(), Error> {
    for finding in &definition.findings {
        let span = finding.place.as_ref().map(|label| label.span);
        let start = span.map(|span| definition.source.place(span.start));
        let end = span.map(|span| definition.source.place(span.end));
        let related = finding.related.iter().map(|label| {
            let place = definition.source.place(label.span.start);
            json!({ "line": place.line, "column": place.column, "text": label.text })
        });
        let also = finding.also.iter().map(|span| {
            let place = definition.source.place(span.start);
            json!({ "line": place.line, "column": place.column })
        });
        let object = json!({
            "file": definition.source.name,
            "line": start.map(|place| place.line),
            "column": start.map(|place| place.column),
            "end": end.map(|place| json!({ "line": place.line, "column": place.column })),
            "severity": finding.severity.to_string(),
            "code": finding.code.rule().name,
            "message": finding.message,
            "label": finding.place.as_ref().map(|label| label.text.as_str()),
            "related": related.collect::<Vec<_>>(),
            "hints": finding.hints,
            "also": also.collect::<Vec<_>>(),
        });
        terminal.result(&object.to_string())?;
    }
    Ok(())
}

/// One workflow command for each finding, as GitHub's runner reads them:
/// <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.
///
/// # Errors
/// When standard output cannot be written.
pub(super) fn github(definition: &Definition, terminal: &Terminal) -> Result<(), Error> {
    for finding in &definition.findings {
        let span = finding.place.as_ref().map(|label| label.span);
        let place = span.map_or_else(String::new, |span| region(&definition.source, span));
        let also = diagnostic::also(&definition.source, finding);
        let text = std::iter::once(&finding.message).chain(&also).chain(&finding.hints);
        let text = text.map(String::as_str).collect::<Vec<_>>().join("\n");
        terminal.result(&format!(
            "::{} file={}{place},title={}::{}",
            finding.severity,
            property(&definition.source.name),
            property(finding.code.rule().name),
            data(&text),
        ))?;
    }
    Ok(())
}

fn region(source: &Source, span: Span) -> String {
    let (start, end) = (source.place(span.start), source.place(span.end));
    let columns = format!(",col={},endColumn={}", start.column, end.column);
    let columns = if start.line == end.line { columns } else { String::new() };
    format!(",line={},endLine={}{columns}", start.line, end.line)
}

/// Text of a workflow command, escaped.
pub(super) fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command, escaped.
pub(super) fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
