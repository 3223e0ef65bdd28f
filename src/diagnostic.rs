//! What the author did wrong: findings with places, and how they are drawn.

mod code;
mod policy;

use std::cmp::Reverse;

use annotate_snippets::{Annotation, AnnotationKind, Level, Origin, Renderer, Snippet};

pub use code::{Code, RULES, Rule, Severity};
pub use policy::Policy;

use crate::source::{Source, Span};

/// One finding about a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its kind.
    pub code: Code,
    /// Whether it stops the sheet.
    pub severity: Severity,
    /// What is wrong: lower case, no final full stop.
    pub message: String,
    /// Where; `None` when it is about the whole file.
    pub place: Option<Label>,
    /// Other places that matter.
    pub related: Vec<Label>,
    /// What to do.
    pub hints: Vec<String>,
}

/// A place with a few words, which may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there.
    pub text: String,
}

impl Diagnostic {
    /// A finding about the whole file, as grave as its code says.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.rule().severity,
            message: message.into(),
            place: None,
            related: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// Says where, with a few words on what is there.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.place = Some(Label { span, text: text.into() });
        self
    }

    /// Adds another place that matters.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label { span, text: text.into() });
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Whether it stops the sheet.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Whether any of the findings stops the sheet.
#[must_use]
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_error)
}

/// Puts findings in the order of their places; errors first where places are equal.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|finding| {
        (finding.place.as_ref().map(|label| label.span.start), Reverse(finding.severity))
    });
}

/// Draws one finding as text for people; `renderer` decides about colour.
#[must_use]
pub fn draw(source: &Source, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&diagnostic.message).id(diagnostic.code.rule().name);
    let hints = diagnostic.hints.iter().map(|hint| Level::HELP.message(hint));
    let Some(label) = &diagnostic.place else {
        let file = Origin::path(source.name.as_str());
        return renderer.render(&[title.element(file).elements(hints)]);
    };
    let window = Window::around(source, diagnostic, label);
    let snippet = window.snippet(source, diagnostic, label);
    renderer.render(&[title.element(snippet).elements(hints)])
}

/// The part of a text that one picture shows, so that a large file costs no more than a small one.
struct Window {
    text: String,
    first_line: usize,
    /// What of the source it shows: whole lines.
    shown: Span,
}

impl Window {
    fn around(source: &Source, diagnostic: &Diagnostic, label: &Label) -> Self {
        let spans = std::iter::once(label).chain(&diagnostic.related).map(|label| label.span);
        let lines = |offset: usize| source.place(offset).line;
        let first_line = spans.clone().map(|span| lines(span.start)).min().unwrap_or(1);
        let last_line = spans.map(|span| lines(span.end)).max().unwrap_or(first_line);
        let shown = Span::new(source.line_start(first_line), source.line_start(last_line + 1));
        Self { text: source.slice(shown).to_owned(), first_line, shown }
    }

    fn snippet<'a>(
        &'a self,
        source: &'a Source,
        diagnostic: &'a Diagnostic,
        label: &'a Label,
    ) -> Snippet<'a, Annotation<'a>> {
        let primary = AnnotationKind::Primary.span(self.range(label.span)).label(&label.text);
        let related = diagnostic
            .related
            .iter()
            .map(|label| AnnotationKind::Context.span(self.range(label.span)).label(&label.text));
        Snippet::source(self.text.as_str())
            .path(source.name.as_str())
            .line_start(self.first_line)
            .annotation(primary)
            .annotations(related)
    }

    fn range(&self, span: Span) -> std::ops::Range<usize> {
        let Span { start, end } = self.shown;
        let inside = |offset: usize| offset.clamp(start, end) - start;
        inside(span.start)..inside(span.end)
    }
}
