//! Methods that Ruby has and a sheet has not, and what to write instead.

use super::row::On;
use crate::ruby::words::Kind;

/// Methods that Ruby has and a sheet has not: on what, the names, and what to write instead.
const INSTEAD: &[(On, &str, &str)] = &[
    (On::Kind(Kind::String), "bytesize", "write `.bytes.length`"),
    (On::Kind(Kind::String), "hex", "write `.to_i(16)`"),
    (On::Kind(Kind::String), "oct", "write `.to_i(8)`"),
    (On::Kind(Kind::String), "intern", "write `.to_sym`"),
    (On::Kind(Kind::String), "to_str", "leave it out"),
    (On::Kind(Kind::String), "chr", "write `[0]`"),
    (On::Kind(Kind::String), "chop", "write `[0..-2]`"),
    (On::Kind(Kind::String), "casecmp", "write `.casecmp?`, or compare the `.downcase` of both"),
    (On::Kind(Kind::String), "dump", "write `.inspect`"),
    (On::Kind(Kind::String), "tr_s", "write `.tr(…).squeeze`"),
    (On::Kind(Kind::String), "upto", "write `('a'..'e').each`"),
    (On::Kind(Kind::String), "each_byte", "write `.bytes.each`"),
    (On::Kind(Kind::String), "slice!", "write `.sub!(part, '')`"),
    (On::Kind(Kind::String), "rindex", "write `.split(part)` and take its `.last`"),
    (On::Kind(Kind::String), "codepoints sum crypt unpack unpack1", WRITE),
    (
        On::Kind(Kind::String),
        "encode force_encoding unicode_normalize scrub b valid_encoding? encoding",
        "leave it out: every text of a sheet is UTF-8",
    ),
    (On::Enumerable, "chunk_while slice_when chunk", "collect the parts in a loop with `each`"),
    (On::Enumerable, "grep_v", "write `.reject { |item| pattern === item }`"),
    (On::Enumerable, "one?", "write `.count { … } == 1`"),
    (On::Enumerable, "minmax_by", "write `.min_by` and `.max_by`"),
    (On::Enumerable, "entries force", "write `.to_a`"),
    (On::Enumerable, "lazy each_entry", "leave it out"),
    (On::Enumerable, "find_all", "write `.select`"),
    (On::Enumerable, "cycle", "write `(list * times).each`"),
    (On::Kind(Kind::Array), "assoc", "write `.to_h[key]`"),
    (On::Kind(Kind::Array), "intersect?", "write `(one & other).any?`"),
    (On::Kind(Kind::Array), "difference", "write `one - other`"),
    (On::Kind(Kind::Array), "intersection", "write `one & other`"),
    (On::Kind(Kind::Array), "union", "write `one | other`"),
    (On::Kind(Kind::Array), "append", "write `.push`"),
    (On::Kind(Kind::Array), "prepend", "write `.unshift`"),
    (On::Kind(Kind::Array), "insert", "write `list[0...at] + [item] + list[at..]`"),
    (On::Kind(Kind::Array), "at", "write `[at]`"),
    (On::Kind(Kind::Array), "rotate rotate!", "write `list[1..] + [list[0]]`"),
    (On::Kind(Kind::Array), "transpose", "write `first.zip(*others)`"),
    (On::Kind(Kind::Array), "product", "write one `.flat_map` in another"),
    (On::Kind(Kind::Array), "combination permutation", "write the items into the sheet"),
    (On::Kind(Kind::Array), "slice!", "write `first(n)` and `drop(n)`"),
    (On::Kind(Kind::Array), "fill", "write `.map { value }`"),
    (On::Kind(Kind::Array), "collect!", "write `.map!`"),
    (On::Kind(Kind::Array), "pack", WRITE),
    (On::Kind(Kind::Array), "bsearch", "write `.find`"),
    (On::Kind(Kind::Hash), "store", "write `hash[key] = value`"),
    (On::Kind(Kind::Hash), "update", "write `.merge!`"),
    (On::Kind(Kind::Hash), "has_value?", "write `.value?`"),
    (On::Kind(Kind::Hash), "shift", "write `.delete(hash.keys.first)`"),
    (On::Kind(Kind::Hash), "compare_by_identity default_proc rehash to_hash", "leave it out"),
    (On::Number, "remainder modulo", "write `%`"),
    (On::Number, "pow", "write `**`"),
    (On::Number, "div", "write `(one / other).floor`"),
    (On::Number, "nonzero?", "write `!= 0`"),
    (On::Number, "integer?", "write `.is_a?(Integer)`"),
    (On::Number, "to_int", "write `.to_i`"),
    (On::Number, "step", "write `(first..last).step(by)`"),
    (On::Kind(Kind::Integer), "digits", "write `.to_s.chars`"),
    (On::Kind(Kind::Integer), "chr", "write the letter as a text, such as `\"\\u{41}\"`"),
    (On::Kind(Kind::Integer), "& | ^ << >> gcd lcm bit_length", WRITE),
    (On::Kind(Kind::Module), "define_method", "write `def name`, once for each"),
    (On::Any, "clone", "write `.dup`"),
    (On::Any, "itself", "leave it out"),
    (On::Any, "display", "leave it out: a sheet prints nothing"),
    (On::Any, "instance_variable_get", "use `attr_reader` in the class, and write `object.name`"),
    (On::Any, "instance_exec __send__", "write `.instance_eval`, or `.send`"),
    (
        On::Any,
        "instance_variables methods public_methods instance_methods constants",
        "write the names into the sheet",
    ),
    (On::Kind(Kind::Block), "curry >> <<", "call one block in another: `->(x) { f.(g.(x)) }`"),
];

const WRITE: &str = "write the result into the sheet";

/// What to write instead of a method that Ruby has.
pub(crate) fn instead(kinds: &[On], name: &str) -> Option<&'static str> {
    let fits = |(on, names, _): &&(On, &str, &'static str)| {
        kinds.contains(on) && names.split(' ').any(|known| known == name)
    };
    INSTEAD.iter().find(fits).map(|row| row.2)
}
