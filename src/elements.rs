//! The elements of HTML: which exist, how a browser treats them, and what their attributes do.
//!
//! Source: the WHATWG HTML standard (index of elements, parsing), SVG 2, MathML Core.

mod style;
mod effects;

pub(crate) use effects::{
    Effect, Kind, effects, has_scheme, is_remote, keeps, leads_astray, moves_the_page,
};
pub(crate) use style::loaded_by_style;

/// Elements of HTML, the obsolete ones that browsers still know too.
pub(crate) const HTML: &[&str] = &[
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "base", "bdi",
    "bdo", "big", "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite",
    "code", "col", "colgroup", "data", "datalist", "dd", "del", "details", "dfn", "dialog", "div",
    "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form",
    "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr",
    "html", "i", "iframe", "img", "input", "ins", "kbd", "label", "legend", "li", "link", "main",
    "map", "mark", "marquee", "math", "menu", "meta", "meter", "nav", "nobr", "noscript", "object",
    "ol", "optgroup", "option", "output", "p", "param", "picture", "plaintext", "pre", "progress",
    "q", "rp", "rt", "ruby", "s", "samp", "script", "search", "section", "select", "slot", "small",
    "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody",
    "td", "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u",
    "ul", "var", "video", "wbr",
];

/// Elements that exist inside `<svg>` alone.
pub(crate) const SVG: &[&str] = &[
    "a", "animate", "animatemotion", "animatetransform", "circle", "clippath", "defs", "desc",
    "ellipse", "feblend", "fecolormatrix", "fecomponenttransfer", "fecomposite", "feconvolvematrix",
    "fediffuselighting", "fedisplacementmap", "fedistantlight", "fedropshadow", "feflood",
    "fefunca", "fefuncb", "fefuncg", "fefuncr", "fegaussianblur", "feimage", "femerge",
    "femergenode", "femorphology", "feoffset", "fepointlight", "fespecularlighting", "fespotlight",
    "fetile", "feturbulence", "filter", "foreignobject", "g", "image", "line", "lineargradient",
    "marker", "mask", "metadata", "mpath", "path", "pattern", "polygon", "polyline",
    "radialgradient", "rect", "script", "set", "stop", "style", "svg", "switch", "symbol", "text",
    "textpath", "title", "tspan", "use", "view",
];

/// Elements that exist inside `<math>` alone.
pub(crate) const MATH: &[&str] = &[
    "annotation", "maction", "math", "menclose", "merror", "mfenced", "mfrac",
    "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom", "mprescripts", "mroot",
    "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext",
    "mtr", "munder", "munderover", "none", "semantics",
];

/// Elements that make no sense inside a page's text: shown as written.
pub(crate) const DOCUMENT: &[&str] =
    &["base", "body", "frame", "frameset", "head", "html", "plaintext", "title"];

/// Elements without content.
pub(crate) const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Void elements that mean something without attributes.
pub(crate) const BARE_VOID: &[&str] = &[
    "br", "col", "hr", "wbr",
];

/// Elements whose content is text up to their end tag.
pub(crate) const RAW_TEXT: &[&str] = &[
    "iframe", "script", "style", "textarea",
];

/// Elements inside a line whose text stands for itself: no Markdown is in it.
pub(crate) const LITERAL: &[&str] = &["code", "kbd", "samp", "tt", "var"];

/// Elements that, without attributes and never closed, are more likely a placeholder (`git show
/// <object>`) than markup that its author forgot to end.
pub(crate) const PLACEHOLDERS: &[&str] = &[
    "a", "abbr", "acronym", "address", "article", "aside", "audio", "bdi", "bdo", "button",
    "canvas", "cite", "data", "datalist", "del", "details", "dfn", "dialog",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "ins", "label",
    "legend", "main", "map", "mark", "menu", "meter", "nav", "object", "optgroup", "option",
    "output", "picture", "progress", "q", "s", "samp", "search", "section", "select", "slot",
    "summary", "template", "time", "u", "var", "video",
];

/// Elements that close an open `<p>` when they start.
pub(crate) const CLOSES_PARAGRAPH: &[&str] = &[
    "address", "article", "aside", "blockquote", "center", "details", "dialog", "div", "dl", "dd",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section",
    "summary", "table", "ul",
];

/// Elements that an end tag of something outside them does not reach through.
pub(crate) const SCOPES: &[&str] =
    &["button", "caption", "foreignobject", "marquee", "object", "table", "td", "template", "th"];

/// Elements that end `<svg>` and `<math>` when they start inside them.
pub(crate) const BREAKS_OUT: &[&str] = &[
    "b", "big", "blockquote", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "font", "h1",
    "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "li", "menu", "meta", "nobr", "ol", "p", "pre",
    "ruby", "s", "small", "span", "strike", "strong", "sub", "sup", "table", "tt", "u", "ul", "var",
];

/// Elements that hold HTML again inside `<svg>`.
pub(crate) const HTML_IN_SVG: &[&str] = &["desc", "foreignobject", "title"];

/// Elements that hold HTML again inside `<math>`.
pub(crate) const HTML_IN_MATH: &[&str] = &["mi", "mn", "mo", "ms", "mtext"];

/// Elements whose start ends an open one: (started, what it ends, what it does not reach through).
pub(crate) const IMPLIED_ENDS: &[(&str, &[&str], &[&str])] = &[
    ("li", &["li"], &["ol", "ul", "menu"]),
    ("dt", &["dt", "dd"], &["dl"]),
    ("dd", &["dt", "dd"], &["dl"]),
    ("option", &["option"], &["select", "datalist", "optgroup"]),
    ("optgroup", &["optgroup", "option"], &["select"]),
    ("a", &["a"], &[]),
    ("button", &["button"], &[]),
    ("nobr", &["nobr"], &[]),
    ("rt", &["rt", "rp"], &["ruby"]),
    ("rp", &["rt", "rp"], &["ruby"]),
];

/// Parts of a table, and which open parts of the same table each ends.
pub(crate) const TABLE_PARTS: &[(&str, &[&str])] = &[
    ("td", &["caption", "colgroup", "td", "th"]),
    ("th", &["caption", "colgroup", "td", "th"]),
    ("tr", &["caption", "colgroup", "td", "th", "tr"]),
    ("col", &["caption", "tbody", "td", "tfoot", "th", "thead", "tr"]),
    ("tbody", TABLE_SECTION_ENDS),
    ("thead", TABLE_SECTION_ENDS),
    ("tfoot", TABLE_SECTION_ENDS),
    ("caption", TABLE_SECTION_ENDS),
    ("colgroup", TABLE_SECTION_ENDS),
];

const TABLE_SECTION_ENDS: &[&str] =
    &["caption", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"];

/// What `<select>` may hold: browsers ignore other tags in it, and what they would mean.
pub(crate) const IN_SELECT: &[&str] = &["hr", "optgroup", "option", "script", "template"];

/// Cells: inside them a new table may start.
pub(crate) const CELLS: &[&str] = &[
    "caption", "td", "th",
];

/// Whether HTML, SVG or MathML has an element of this name.
pub(crate) fn is_element(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [HTML, SVG, MATH].iter().any(|all| all.contains(&name.as_str()))
}
