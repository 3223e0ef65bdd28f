//! What stands on a page, as a person takes it in: paragraphs, headings, lists, terms and tables.

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A paragraph; `\n` breaks its line.
    Text(Vec<Piece>),
    /// A heading of a level from 1 to 6.
    Heading(u8, Vec<Piece>),
    /// Text that keeps its lines.
    Code(String),
    /// Items, counted from a number if they are.
    List(Option<u64>, Vec<Vec<Part>>),
    /// Terms, each with what there is to say of it.
    Terms(Vec<Term>),
    /// The headings of the columns, which may be none, and the rows.
    Table(Vec<Vec<Piece>>, Vec<Vec<Vec<Piece>>>),
    /// A quotation.
    Quote(Vec<Part>),
}

/// A term and what there is to say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The term, in one line.
    pub name: String,
    /// What there is to say.
    pub body: Vec<Part>,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it says; in finished lines without control characters.
    pub text: String,
    /// How it stands out.
    pub emphasis: Emphasis,
}

/// How a piece of text stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// Not at all.
    None,
    /// A name, a term.
    Strong,
    /// Code, a command.
    Code,
}

impl Piece {
    pub(super) fn new(text: &str, emphasis: Emphasis) -> Self {
        Self { text: text.to_owned(), emphasis }
    }
}
