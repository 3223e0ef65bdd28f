//! The parts of a page.

/// Whether elements end as in HTML or as in XML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Syntax {
    /// `<script>` and its like hold text up to their end tag; `<a/>` is a start tag.
    #[default]
    Html,
    /// `<script/>` is empty.
    Xml,
}

/// Endings of pages in XML.
const XML: &[&str] = &["xhtml", "xht"];

impl Syntax {
    /// That of the page `path`, which browsers tell by its ending.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let (_, ending) = path.rsplit_once('.').unwrap_or_default();
        let is_xml = XML.iter().any(|known| ending.eq_ignore_ascii_case(known));
        if is_xml { Self::Xml } else { Self::Html }
    }
}

/// A part of a page.
#[derive(Clone, Copy, Debug)]
pub enum Token<'a> {
    /// A start tag.
    Start(&'a Tag),
    /// An end tag, its name in lower case.
    End(&'a str),
    /// Text between tags, entities resolved.
    Text(&'a str),
    /// A comment.
    Comment(&'a str),
}

/// A start tag.
#[derive(Clone, Debug, Default)]
pub struct Tag {
    /// Its name in lower case.
    pub name: String,
    /// Names in lower case and values, as they are written.
    pub attributes: Vec<(String, String)>,
    /// Whether it ends in `/>`.
    pub closes_itself: bool,
}

impl Tag {
    /// The value of an attribute.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let (_, value) = attributes.find(|(attribute, _)| attribute == name)?;
        Some(value)
    }

    /// What a fragment can lead to.
    pub fn anchors(&self) -> impl Iterator<Item = &str> {
        anchors(&self.name, self.get("id"), self.get("name"))
    }
}

/// What a fragment can lead to: an `id`, and the `name` of an `a` (HTML standard, "scrolling to a
/// fragment").
pub(crate) fn anchors<'a>(
    element: &str,
    id: Option<&'a str>,
    name: Option<&'a str>,
) -> impl Iterator<Item = &'a str> + use<'a> {
    let name = name.filter(|_| element == "a");
    [id, name].into_iter().flatten().filter(|anchor| !anchor.is_empty())
}
