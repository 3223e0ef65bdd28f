//! The type of an index row → whether readers know it, and which one may be meant.
//!
//! What a reader does not know it shows without an icon, in a group of its own.

use crate::wording::nearest;

/// Types with an icon in Dash (its page "Docset Generation Guide") or in Zeal (its type icons).
#[rustfmt::skip]
const TYPES: &[&str] = &[
    "Abbreviation", "Alias", "Annotation", "Attribute", "Axiom", "Binding", "Block", "Bookmark",
    "Builtin", "Callback", "Category", "Class", "Collection", "Column", "Command", "Component",
    "Constant", "Constructor", "Conversion", "Data Source", "Database", "Decorator", "Define",
    "Delegate", "Device", "Diagram", "Directive", "Element", "Entry", "Enum", "Enumeration",
    "Environment", "Error", "Event", "Exception", "Expression", "Extension", "Field", "File",
    "Filter", "Flag", "Foreign Key", "Framework", "Function", "Global", "Glossary", "Guide",
    "Handler", "Helper", "Hook", "Index", "Indirection", "Inductive", "Instance", "Instruction",
    "Interface", "Iterator", "Keyword", "Kind", "Lemma", "Library", "Literal", "Macro", "Member",
    "Message", "Method", "Mixin", "Modifier", "Module", "Namespace", "News", "Node", "Notation",
    "Object", "Operator", "Option", "Package", "Parameter", "Pattern", "Pipe", "Plugin",
    "Procedure", "Projection", "Property", "Protocol", "Provider", "Provisioner", "Query",
    "Record", "Reference", "Register", "Relationship", "Report", "Request", "Resource", "Role",
    "Sample", "Schema", "Script", "Section", "Sender", "Service", "Setting", "Shortcut",
    "Signature", "Snippet", "Special Form", "State", "Statement", "Struct", "Structure", "Style",
    "Subroutine", "Syntax", "Table", "Tactic", "Tag", "Template", "Test", "Trait", "Trigger",
    "Type", "Union", "Unknown", "Value", "Variable", "Variant", "View", "Web", "Widget", "Word",
];

/// Short forms that documentation tools write and readers spell out (Zeal, `docset.cpp`).
#[rustfmt::skip]
const SHORT: &[&str] = &[
    "_Struct", "_Structs", "binding", "cat", "cl", "clconst", "clm", "data", "dcop", "doc",
    "econst", "enum", "enumcm", "enumctr", "enumdata", "enumelt", "enumm", "enump", "event",
    "ffunc", "func", "grammar", "instctr", "instm", "instp", "instsub", "intf", "intfcm",
    "intfctr", "intfdata", "intfm", "intfopfunc", "intfp", "intfsub", "macro", "ns", "opfunc",
    "signal", "slot", "specialization", "struct", "structcm", "structctr", "structdata", "structm",
    "structp", "structsub", "tag", "tdef", "tmplt", "var", "writerid",
];

/// Last words of the headings that tools take for types: `Public Slots`, `Protected Types`.
#[rustfmt::skip]
const HEADINGS: &[&str] = &[
    "Attributes", "Constructors", "Enumerations", "Events", "Fields", "Functions",
    "Functions/Subroutines", "Groups", "Members", "Methods", "Notifications", "Pages",
    "Properties", "Prototypes", "Signals", "Slots", "Structure", "Structures", "Typedefs", "Types",
];

/// Whether a reader has an icon for rows of this type.
pub(super) fn is_known(kind: &str) -> bool {
    let last = kind.rsplit(' ').next().unwrap_or_default();
    TYPES.contains(&kind) || SHORT.contains(&kind) || HEADINGS.contains(&last)
}

/// The type that `kind` was probably meant to be.
pub(super) fn meant(kind: &str) -> Option<&'static str> {
    let kind = kind.trim();
    let same = |known: &&&str| known.eq_ignore_ascii_case(kind);
    TYPES.iter().find(same).copied().or_else(|| nearest(kind, TYPES.iter().copied()))
}

#[cfg(test)]
mod tests {
    use crate::verify::index::types::{is_known, meant};

    #[test]
    fn types_are_known_and_slips_are_guessed() {
        for kind in ["Entry", "Foreign Key", "clm", "Static Public Member Functions", "Typedefs"] {
            assert!(is_known(kind), "{kind}");
        }
        let slips = [
            ("Funtion", Some("Function")),
            ("METHOD", Some("Method")),
            ("Entry ", Some("Entry")),
            ("Categories", Some("Category")),
            ("Classes", Some("Class")),
            ("b", None),
        ];
        for (slip, expected) in slips {
            assert!(!is_known(slip), "{slip}");
            assert_eq!(meant(slip), expected, "{slip}");
        }
    }
}
