//! Methods that Ruby has and a sheet has not, and what to write instead.

use super::row::On;
use crate::ruby::words::Kind;

/// Methods that Ruby has and a sheet has not: on what, the names, and what to write instead.
const INSTEAD: &[(On, &str, &str)] = &[
    (On::Kind(Kind::String), "bytesize", "write `.bytes.length`"),
    (On::Kind(Kind::String), "codepoints", "write `.chars.map(&:ord)`"),
    (On::Kind(Kind::String), "oct", "write `.to_i(8)`"),
    (On::Kind(Kind::String), "intern", "write `.to_sym`"),
    (On::Kind(Kind::String), "chr", "write `[0]`"),
    (On::Kind(Kind::String), "casecmp", "write `.casecmp?`, or compare the `.downcase` of both"),
    (On::Kind(Kind::String), "dump", "write `.inspect`"),
    (On::Kind(Kind::String), "tr_s", "write `.tr(…).squeeze`"),
    (On::Kind(Kind::String), "upto", "write `('a'..'e').each`"),
    (On::Kind(Kind::String), "each_byte", "write `.bytes.each`"),
    (On::Kind(Kind::String), "sum crypt unpack unpack1", "write the result into the sheet"),
    (
        On::Kind(Kind::String),
        "encode force_encoding unicode_normalize scrub b valid_encoding? encoding",
        "leave it out: every text of a sheet is UTF-8",
    ),
    (On::Enumerable, "chunk_while slice_when chunk", "collect the parts in a loop with `each`"),
    (On::Enumerable, "grep_v", "write `.reject { |item| pattern === item }`"),
    (On::Enumerable, "one?", "write `.count { … } == 1`"),
    (On::Enumerable, "minmax_by", "write `.min_by` and `.max_by`"),
    (On::Enumerable, "sum_of", "write `.sum`"),
    (On::Enumerable, "each_entry", "write `.each`"),
    (On::Enumerable, "permutation repeated_combination", "write the items into the sheet"),
    (On::Kind(Kind::Array), "assoc", "write `.to_h[key]`"),
    (On::Kind(Kind::Array), "intersect?", "write `(one & other).any?`"),
    (On::Kind(Kind::Array), "slice!", "write `first(n)` and `drop(n)`"),
    (On::Kind(Kind::Array), "fill", "write `.map { value }`"),
    (On::Kind(Kind::Array), "pack", "write the text into the sheet"),
    (On::Kind(Kind::Array), "bsearch", "write `.find`"),
    (On::Kind(Kind::Hash), "sort_by!", "write `.sort_by { … }.to_h`"),
    (On::Kind(Kind::Hash), "filter_map!", "write `.filter_map { … }.to_h`"),
    (On::Kind(Kind::Hash), "compare_by_identity default_proc rehash", "leave it out"),
    (On::Number, "remainder", "write `%`"),
    (On::Number, "nonzero?", "write `!= 0`"),
    (On::Number, "rationalize to_r to_c numerator denominator", "write the number as a text"),
    (On::Kind(Kind::Integer), "bit_length", "write `.to_s(2).length`"),
    (On::Kind(Kind::Integer), "ord", "leave it out: it is the number itself"),
    (
        On::Any,
        "instance_variables methods public_methods singleton_methods",
        "write the names into the sheet",
    ),
    (On::Any, "display", "leave it out: a sheet prints nothing"),
    (On::Kind(Kind::Block), "curry >> <<", "call one block in another: `->(x) { f.(g.(x)) }`"),
];

/// What to write instead of a method that Ruby has.
pub(crate) fn instead(kinds: &[On], name: &str) -> Option<&'static str> {
    let fits = |(on, names, _): &&(On, &str, &'static str)| {
        kinds.contains(on) && names.split(' ').any(|known| known == name)
    };
    INSTEAD.iter().find(fits).map(|row| row.2)
}
