//! Every built-in method with arguments of many kinds, and constructs inside each other: nothing
//! panics, and whatever has no end meets a limit.

use docsheet::source::Source;

/// One value of each kind, with those at the edges of what a kind holds.
const VALUES: &[&str] = &[
    "nil",
    "true",
    "0",
    "-1",
    "3",
    "9223372036854775807",
    "(-9223372036854775807 - 1)",
    "1e308",
    "(0.0 / 0.0)",
    "-2.5",
    "''",
    "\"a\u{e9}b\\nb  \"",
    "('ab' * 5_000)",
    "'%5s %<a>d %-*d'",
    "'[a-'",
    ":size",
    "[]",
    "[1, [2, [nil]], 'a', :b]",
    "[[1, 2], [3, 4]]",
    "(1..3_000).to_a",
    "{}",
    "{ a: 1, 'b' => { c: [2] }, nil => nil }",
    "(1..5)",
    "(1.5...3)",
    "/(?<x>a)|(b)/i",
    "/(?<x>b)/.match('abc')",
    "[3, 1, 2].each_with_index",
    "'abc'.each_char",
    "String",
    "Thing.new",
    "(raise 'x' rescue 5)",
    "('a'..'z')",
    "(1..)",
    "(-9223372036854775807..9223372036854775807)",
];

/// What is passed as a block.
const BLOCKS: &[&str] = &[
    "",
    " { |x, y| x }",
    " { |*x| held << 1; held.shift; held.clear if held.size > 5; x.size }",
    " { |x| break x }",
    " { nil }",
    ", &:to_s",
];

const BEFORE: &str = "class Thing\n\
    attr_accessor :a\n def initialize(a = 1)\n @a = a\n end\n\
    def each; yield 1; yield [2, 3]; self; end\n def <=>(other) = 0\n def to_s = 'thing'\nend\n\
    held = [1, 2, 3]\n";

/// Numbers that are the same in every run (xorshift).
struct Numbers(u64);

impl Numbers {
    fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        of[usize::try_from(self.0 % of.len() as u64).unwrap()]
    }
}

/// Reads a program: it is no sheet, and its text is Ruby.
fn read(program: &str) {
    let source = Source::new("x.rb", format!("{BEFORE}{program}").as_bytes());
    let (sheet, findings) = docsheet::compile(&source);
    assert!(sheet.is_none(), "{program}");
    let broken = findings.iter().find(|finding| finding.code.rule().name == "syntax");
    assert!(broken.is_none(), "{broken:?}: {program}");
}

/// A call without a receiver, of a function.
fn called_alone(name: &str, arguments: &str) -> String {
    let reference = docsheet::ruby::reference();
    let functions = reference.iter().find(|row| row.0 == "functions").unwrap();
    let arguments = arguments.replace(", )", ")").replace(", , ", ", ");
    if functions.1.contains(&name) { format!("{name}{arguments}\n") } else { String::new() }
}

fn names() -> Vec<&'static str> {
    let mut names: Vec<_> = docsheet::ruby::reference().into_iter().flat_map(|row| row.1).collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|name| !matches!(*name, "raise" | "fail"));
    names
}

#[test]
fn every_method_of_every_value_takes_whatever_it_is_given() {
    let mut numbers = Numbers(0x00A7_7AC4);
    for name in names() {
        for values in 0..3 {
            let mut program = String::new();
            for receiver in VALUES {
                let given: Vec<_> = (0..values).map(|_| numbers.pick(&VALUES[..27])).collect();
                let (given, block) = (given.join(", "), numbers.pick(BLOCKS));
                let (inside, behind) =
                    if block.starts_with(',') { (block, "") } else { ("", block) };
                let inside =
                    if given.is_empty() { inside.trim_start_matches(", ") } else { inside };
                program += &format!("({receiver}).{name}({given}{inside}){behind}\n");
                program += &called_alone(name, &format!("({receiver}, {given}{inside}){behind}"));
            }
            read(&program);
        }
    }
}

/// Expressions with holes for other expressions.
const SHAPES: &[&str] = &[
    "[$, $, *$]",
    "{ $ => $, k: $ }",
    "($ ? $ : $)",
    "($).then { |x| $ }",
    "5.times { held << ($) }",
    "(x = $; x ||= $; x)",
    "[$].map { |a, (b, *c)| [a, b, c, $] }",
    "case $ when $ then $ else $ end",
    "(begin; $; rescue; $; end)",
    "\"a#{$}b#{$}\"",
    "(a, (b, *c), d = $; [a, b, c, d])",
    "(def f(a, b = $, *c) = [a, b, c]; f($, *$, d: $))",
    "(i = 0; loop { i += 1; next if $; break if i > 3 || $ }; i)",
    "(def g(a, b = a) = yield(a, b); g($) { |x, y| $ })",
    "(h = Hash.new { |hash, key| hash[key] = $ }; h[$]; h)",
    "($)&.to_s",
    "[$, $].sort_by { |x| $ }",
    "(held.each { |x| held << x if held.size < 50; $ })",
    "(a = $; a = [a, a, { a => a }]; a)",
    "(a = [$]; a << a; a.inspect)",
    "($).inspect",
    "($) == ($)",
];

fn nested(numbers: &mut Numbers, depth: usize) -> String {
    if depth == 0 {
        return (*numbers.pick(VALUES)).to_owned();
    }
    let mut out = String::new();
    for letter in numbers.pick(SHAPES).chars() {
        match letter {
            '$' => out += &nested(numbers, depth - 1),
            other => out.push(other),
        }
    }
    out
}

#[test]
fn constructs_inside_each_other_end() {
    let mut numbers = Numbers(0x5EED_0001);
    let names = names();
    for round in 0..400 {
        let expression = nested(&mut numbers, 1 + round % 3);
        let name = numbers.pick(&names);
        read(&format!(
            "r = {expression}\nr.{name}(r)\n60.times {{ r = [r, r] }}\nr = {{ r => r }}\n"
        ));
    }
}
