//! The safe subset of Ruby: what expressions yield.

use docsheet::diagnostic::Diagnostic;
use docsheet::sheet::Cheatsheet;
use docsheet::source::Source;

/// A sheet whose one entry evaluates `program`.
pub(crate) fn evaluated(program: &str) -> (Option<Cheatsheet>, Vec<Diagnostic>) {
    let sheet = format!(
        "cheatsheet do\n  title 'T'\n  docset_file_name 'T'\n  keyword 't'\n  category do\n    \
         id 'C'\n    entry do\n      name 'n'\n{program}\n    end\n  end\nend\n"
    );
    docsheet::compile(&Source::new("sheet.rb", sheet.as_bytes()))
}

/// The text that the value of `expression` is shown as.
pub(crate) fn inspected(expression: &str) -> String {
    let (sheet, findings) =
        evaluated(&format!("command([0].map {{ || \n{expression}\n}}.first.inspect)"));
    let commands = sheet.map(|sheet| sheet.categories[0].entries[0].commands.concat());
    commands.unwrap_or_else(|| format!("{findings:?}"))
}

/// Programs with what Ruby 3.1 prints for them.
const YIELDS: &[(&str, &str)] = &[
    (
        r"a = ' Ab '; b = a; [a.strip!, a.strip!, a.upcase!, a.sub!('X', ''), a.reverse!, b]",
        r#"["BA", nil, "BA", nil, "BA", "BA"]"#,
    ),
    (
        r"list = ['b', 'a ', 'a ']; list.each(&:strip!); [list.uniq!, list.uniq!, list.sort!, list.map! { |i| i + '!' }, list.reject! { false }, list]",
        r#"[["a!", "b!"], nil, ["a!", "b!"], ["a!", "b!"], nil, ["a!", "b!"]]"#,
    ),
    (
        r"h = { a: 1 }; g = h; h.merge!(b: 2).reject! { |_, v| v == 1 }; [h.select! { true }, h.merge!(c: 3), g]",
        r"[nil, {:b=>2, :c=>3}, {:b=>2, :c=>3}]",
    ),
    (
        r"[Regexp.union('<b>', /q+/i, 'a.b'), Regexp.union(%w[x y]), 'a.b<b>QQ'.gsub(Regexp.union('a.b', '<b>'), ''), Regexp.escape('1+1=2')]",
        r#"[/<b>|(?i-mx:q+)|a\.b/, /x|y/, "QQ", "1\\+1=2"]"#,
    ),
    (r"'a' + 'b' * 3", r#""abbb""#),
    (r"'hello world'.gsub(/o/, '0')", r#""hell0 w0rld""#),
    (r"'hello'.gsub(/l(.)/) { $1.upcase }", r#""heLo""#),
    (r#""a.b.c".gsub('.', '-')"#, r#""a-b-c""#),
    (r#""a\nb\n  c".lines.map(&:strip).join(',')"#, r#""a,b,c""#),
    (r"'a,b,,c,,'.split(',')", r#"["a", "b", "", "c"]"#),
    (r"'a b  c '.split", r#"["a", "b", "c"]"#),
    (r"'abc'.split('')", r#"["a", "b", "c"]"#),
    (r"'a1b2c3'.split(/\d/)", r#"["a", "b", "c"]"#),
    (r"'a1b2c3'.split(/(\d)/)", r#"["a", "1", "b", "2", "c", "3"]"#),
    (r"'a,b,c'.split(',', 2)", r#"["a", "b,c"]"#),
    (
        r"['hello'[1], 'hello'[1..3], 'hello'[-3, 2], 'hello'['ell'], 'hello'[/l+/], 'hello'[10], 'hello'[5], 'hello'[5,1], 'hello'[1..]]",
        r#"["e", "ell", "ll", "ell", "ll", nil, nil, "", "ello"]"#,
    ),
    (r"['hello'.index('l'), 'hello'.index('z'), 'hello'.index(/l+/)]", r"[2, nil, 2]"),
    (
        r"['foo bar baz'.scan(/\w+/), 'k1=v1;k2=v2'.scan(/(\w+)=(\w+)/)]",
        r#"[["foo", "bar", "baz"], [["k1", "v1"], ["k2", "v2"]]]"#,
    ),
    (
        r"['aäb' =~ /\p{Alpha}{3}/, 'a漢b'[/\p{Han}+/], 'a✓' =~ /\u{2713}/, '1漢'.scan(/\P{L}{1}/)]",
        r#"[0, "漢", 1, ["1"]]"#,
    ),
    (
        r"['abc'.match(/b(c)/)[1], 'abc'.match?(/z/), ('abc' =~ /c/), 'abc'.start_with?('ab','x'), 'abc'.end_with?('c')]",
        r#"["c", false, 2, true, true]"#,
    ),
    (
        r"['abc'.center(9,'*'), 'abc'.ljust(6,'.'), 'abc'.rjust(6)]",
        r#"["***abc***", "abc...", "   abc"]"#,
    ),
    (
        r"[[1,[2,[3,nil]]].flatten, [1,nil,2].compact, [1,1,2].uniq, [1,2,3].reverse, [1,2]+[3], [1,2,3]-[2], [1,2]&[2,3], [1,2]|[2,3], [1,2]*2]",
        r"[[1, 2, 3, nil], [1, 2], [1, 2], [3, 2, 1], [1, 2, 3], [1, 3], [2], [1, 2, 3], [1, 2, 1, 2]]",
    ),
    (
        r"[[1,2,3,4].inject(:+), [1,2,3].reduce(10) { |a,b| a+b }, [1,2,3].sum, [0.1,0.2].sum, %w[a b].sum(''), [1,2,3].inject { |a,b| a*b }]",
        r#"[10, 16, 6, 0.30000000000000004, "ab", 6]"#,
    ),
    (
        r##"[{a: 1, b: 2}.map { |k,v| "#{k}=#{v}" }, {a: 1}.merge({b: 2}).to_a, {a: 1, b: 2}.select { |k,v| v>1 }.to_a, {a: 1}.invert.to_a, {a: 1, b: 2}.min_by { |k,v| -v }]"##,
        r#"[["a=1", "b=2"], [[:a, 1], [:b, 2]], [[:b, 2]], [[1, :a]], [:b, 2]]"#,
    ),
    (
        r"h = Hash.new(0); 'hello'.each_char { |c| h[c] += 1 }; h.sort_by { |k,v| [-v,k] }",
        r#"[["l", 2], ["e", 1], ["h", 1], ["o", 1]]"#,
    ),
    (r"h = Hash.new { |hash,k| hash[k] = [] }; h[:a] << 1; h[:a] << 2; h.to_a", r"[[:a, [1, 2]]]"),
    (r"a, (b, *c), d = 1, [2, 3, 4], 5; [a,b,c,d]", r"[1, 2, [3, 4], 5]"),
    (r"a = [1,2,3]; first, *rest = a; [first, rest]", r"[1, [2, 3]]"),
    (r"def g(*args); args; end; g(1, *[2,3], a: 1).length", r"4"),
    (r"x = [1,2,3].each { |v| break v * 10 if v == 2 }; x", r"20"),
    (r"[1,2,3].map { |v| next 0 if v == 2; v }", r"[1, 0, 3]"),
    (r"def t; [1,2,3].each { |x| return x if x > 1 }; nil; end; t", r"2"),
    (r"case 5 when 1..3 then :low when 4..6 then :mid else :hi end", r":mid"),
    (r"case 'hello' when /^h(.)/ then $1 else 0 end", r#""e""#),
    (r"case [1,2] when Array then 'arr' else 0 end", r#""arr""#),
    (
        r"[1.0/3, 2.5.round, 3.5.round, -2.5.round, 2.675.round(2), 10.0.to_s, 1_000_000.to_s.reverse.scan(/\d{1,3}/).join(',').reverse]",
        r#"[0.3333333333333333, 3, 4, -3, 2.68, "10.0", "1,000,000"]"#,
    ),
    (
        r#"["%.10f" % 0.1, 0.1+0.2, 1e100, 123456789.123456789]"#,
        r#"["0.1000000000", 0.30000000000000004, 1.0e+100, 123456789.12345679]"#,
    ),
    (r"'a-b_c d'.split(/[-_ ]/).map(&:capitalize).join", r#""ABCD""#),
    (r"%w[x y z].each_with_object([]) { |x, acc| acc << x.upcase }", r#"["X", "Y", "Z"]"#),
    (
        r"[%w[a b].zip([1,2]), [1,2,3].each_with_index.select { |x,i| i>0 }]",
        r#"[[["a", 1], ["b", 2]], [[2, 1], [3, 2]]]"#,
    ),
    (r"a = [3,1,2].sort; a = a.map { |x| x*2 }.reject { |x| x==2 }; a.select(&:even?)", r"[4, 6]"),
    (
        r"module M; X = 5; def self.y; X * 2; end; module N; Z = X + 1; end; end; [M::X, M.y, M::N::Z]",
        r"[5, 10, 6]",
    ),
    (r"x = nil; [x&.length, x.to_a, x.to_s, x.nil?, (x || 'd')]", r#"[nil, [], "", true, "d"]"#),
    (
        r"x = 5; y = if x > 3 then 'big' elsif x > 1 then 'mid' else 'small' end; z = x > 3 ? 1 : 2; [y,z]",
        r#"["big", 1]"#,
    ),
    (r"[1,2,3].each_with_index { |x, i| }.length", r"3"),
    (
        r"<<~T.lines.map(&:chomp)
  a
    b
  c
T",
        r#"["a", "  b", "c"]"#,
    ),
    (
        r"<<-T.strip.gsub(/^\s+/, '')
    a
      b
    T",
        r#""a\nb""#,
    ),
    (r##""#{1}#{:a}#{nil}#{[1,'a']}#{1.5}#{true}""##, r#""1a[1, \"a\"]1.5true""#),
    (r#""a#{"b#{'c'}"}" 'd' "e""#, r#""abcde""#),
    (
        r"[:a, 'b', 1.0, nil, true, 1..2, /x/i].inspect",
        r#""[:a, \"b\", 1.0, nil, true, 1..2, /x/i]""#,
    ),
    (r#""tab\t\"q\" \\ \e \u2713 \#{x}".inspect"#, r#""\"tab\\t\\\"q\\\" \\\\ \\e ✓ \\\#{x}\"""#),
    (r"[%i[a b], %w[a#{1} b], %W[a#{1} b]]", r#"[[:a, :b], ["a\#{1}", "b"], ["a1", "b"]]"#),
    (r#""a\\b".gsub("\\", "\\\\\\\\")"#, r#""a\\\\b""#),
    (
        r"[File.join('a','b','/c'), File.basename('/x/y.rb'), File.basename('y.rb','.rb'), File.dirname('/x/y.rb'), File.basename('a.b', '.*'), File.dirname('a')]",
        r#"["a/b/c", "y.rb", "y", "/x", "a", "."]"#,
    ),
    (
        r"[[1,2,3,4].each_slice(2).with_index.map { |p, i| p.sum * i }, 3.times.map { |i| i * 2 }, 1.upto(3).to_a, 10.downto(7).to_a, (1..10).step(4).to_a]",
        r"[[0, 7], [0, 2, 4], [1, 2, 3], [10, 9, 8, 7], [1, 5, 9]]",
    ),
    (r"def blk; yield 1, 2; end; blk { |a, b| [a, b] }", r"[1, 2]"),
    (r"def blk2; yield(3) + (block_given? ? 1 : 0); end; blk2 { |x| x + 1 }", r"5"),
    (r"def opt(a, b = {}); [a, b.to_a]; end; opt(1, x: 2)", r"[1, [[:x, 2]]]"),
    (
        r"[[[1, 2], [3, 4]].map { |a, b| a + b }, [[1, [2, 3]]].map { |a, (b, c)| [a,b,c] }, [[1,2]].each_with_index.map { |(a,b), i| [a,b,i] }]",
        r"[[3, 7], [[1, 2, 3]], [[1, 2, 0]]]",
    ),
    (
        r"[[[1,2]].each_with_object([]) { |(a,b), m| m << a + b }, {a: 1}.each_with_index.map { |(k,v),i| [k,v,i] }, {a: 1, b: 2}.reduce(0) { |s, (k,v)| s + v }, {a: 1}.each_with_object([]) { |(k,v),m| m << k }]",
        r"[[3], [[:a, 1, 0]], 3, [:a]]",
    ),
    (r"a = b = 3; a, b = b + 1, a; [a, b]", r"[4, 3]"),
    (r"v = begin; 1 + 1; end; w = (1; 2); [v, w]", r"[2, 2]"),
    (r"def rec(n) n <= 1 ? 1 : n * rec(n - 1) end; rec(10)", r"3628800"),
    (r"[3,1].sort.first.to_s.rjust(3, '0')", r#""001""#),
    (
        r"[[1] == [1.0], { a: [1] } == { a: [1.0] }, [1, 2] == [1], { a: 1, b: 2 } == { b: 2, a: 1 }, (1..2) == (1..2), 'a' == :a]",
        r"[true, true, false, true, true, false]",
    ),
    (
        r"[('a'..'e').include?('cc'), ('a'..'e').include?('c'), (1..9).include?(2.5), ('a'..'e') === 'cc']",
        r"[false, true, true, true]",
    ),
    (r"a = [1].freeze; b = a.dup; b << 2; [a, b]", r"[[1], [1, 2]]"),
    (
        r"['aXbXc'.split('X', 2), ' a  b '.split(' '), 'abc'.split(''), 'abc'.split('', 2), 'a b c'.split(' ', 2), ''.split(','), ',a'.split(','), 'a,'.split(',', -1)]",
        r#"[["a", "bXc"], ["a", "b"], ["a", "b", "c"], ["a", "bc"], ["a", "b c"], [], ["", "a"], ["a", ""]]"#,
    ),
    (
        r"['hello'.tr('el', 'ip'), 'hello'.tr('a-y', 'b-z'), 'hello'.tr('^l', '*'), 'hello'.tr('l', ''), 'a-b'.tr('-', '_'), 'a^b'.tr('^', 'x')]",
        r#"["hippo", "ifmmp", "**ll*", "heo", "a_b", "axb"]"#,
    ),
    (r#""abc".sub('z', 'y').inspect + "abc".sub('b') { |m| m.upcase }"#, r#""\"abc\"aBc""#),
    (
        r#"['a'.ljust(3).length, '  a '.lstrip, '  a '.rstrip, "a\n".chomp, 'abc'.chomp('c'), 'abc'.delete_suffix('c'), 'abc'.delete_prefix('a'), 'abc'.reverse, 'abc'.include?('b'), ''.empty?]"#,
        r#"[3, "a ", "  a", "a", "ab", "ab", "bc", "cba", true, true]"#,
    ),
    (
        r"'CamelCaseString'.gsub(/([A-Z])/) { '_' + $1.downcase }.sub(/^_/, '')",
        r#""camel_case_string""#,
    ),
    (
        r"'snake_case_x'.split('_').each_with_index.map { |w,i| i.zero? ? w : w.capitalize }.join",
        r#""snakeCaseX""#,
    ),
    (r"loop_result = loop do break 5 end", r"5"),
    (r"x = 1; [5].each { |i; x| x = i }; [6].each { |;x| x = 6 }; x", r"1"),
    (
        r"['2024-05'.sub(/(?<y>\d+)-(?<m>\d+)/, '\k<m>/\k<y>'), 'a'.sub(/a/, '\k')]",
        r#"["05/2024", "\\k"]"#,
    ),
    (r"class Date; def a = 1; end; Date.new.a", r"1"),
    (r"n = 0; loop { n += 1; next if n < 3; break }; n", r"3"),
    (
        r"['%.3d' % 7, '%5.3d|' % -7, '%-5s|' % 'ab', '%+.1f' % -2.25, '%x %X %b %o' % [255, 255, 5, 8]]",
        r#"["007", " -007|", "ab   |", "-2.2", "ff FF 101 10"]"#,
    ),
    (r"a, (b, *c), *d, e = 1, [2, 3, 4], 5, 6, 7; [a, b, c, d, e]", r"[1, 2, [3, 4], [5, 6], 7]"),
    (
        r"[%w[a b].each.with_index(1).map { |x, i| x * i }, %w[a b].map.with_index(1) { |x, i| [i, x] }, %w[a b].each_with_index.to_a]",
        r#"[["a", "bb"], [[1, "a"], [2, "b"]], [["a", 0], ["b", 1]]]"#,
    ),
    (r"begin; [[1, 2], [3]].each { |x| break x }; rescue; 0; end", r"[1, 2]"),
    (
        r"h = Hash.new { |hash, key| hash[key] = [] }; h[:a] << 1; x = { a: 1 }; x[:b] ||= 2; x[:a] += 5; [h.to_a, x.to_a, x.merge({ c: 3 }).keys, x.reject { |k, v| v > 2 }.to_a]",
        r"[[[:a, [1]]], [[:a, 6], [:b, 2]], [:a, :b, :c], [[:b, 2]]]",
    ),
    (
        r"class C; def initialize; yield self if block_given?; end; attr_accessor :v; end; c = C.new { |me| me.v = 4 }; c.v",
        r"4",
    ),
    (r"[({}.fetch(:a) rescue 1), begin; nil.upcase; rescue; 2; end]", r"[1, 2]"),
    (r"['%.70000d' % 7, '%70000d' % 7, '%-70000s' % 7].map(&:length)", r"[70000, 70000, 70000]"),
    (r"'abc' 'def'.upcase", r#""ABCDEF""#),
    (r"def m1 = 42; m1", r"42"),
    (
        r"['ab'.scan(/b/) { 1 }, 'ab'.each_char { 1 }, { a: 1 }.to_h { |k| [k, 2] }, 'ab'.match(/a(b)/)[-1], {}.fetch(1, 2) { 3 }]",
        r#"["ab", "ab", {:a=>2}, "b", 3]"#,
    ),
    (
        r#"["a\nb\n".gsub(/^/, '> '), "a\n".scan(/^.*$/), "a,b\n".scan(/[^,]*/), "a\n".gsub(/$/, '!')]"#,
        r#"["> a\n> b\n", ["a"], ["a", "", "b\n", ""], "a!\n!"]"#,
    ),
    (
        r#"['abc'.split('', -1), "ab\n\n".chomp(''), "ab\r\n".chomp("\n"), 'he-llo'.tr('a\-o', 'x')]"#,
        r#"[["a", "b", "c", ""], "ab", "ab", "hexllx"]"#,
    ),
    (
        r"['1__0'.to_i, '_1'.to_i, '1_0'.to_i, '%d' % -3.99, '%+x' % -255, [1, 2, 3].each_slice(2) { 1 }]",
        r#"[1, 0, 10, "-3", "-ff", [1, 2, 3]]"#,
    ),
    (
        r#""\a\b\v\f\r\n\t\0".inspect + %i[+ []= a= a?].inspect"#,
        r#""\"\\a\\b\\v\\f\\r\\n\\t\\u0000\"[:+, :[]=, :a=, :a?]""#,
    ),
    (
        r"x = {name: 'n', cmd: 'c'}; name, cmd = x.values_at(:name, :cmd); [name, cmd]",
        r#"["n", "c"]"#,
    ),
    (
        r"def f; [yield(1), yield(1, 2, 3), yield([4, 5])]; end; f { |a, b| [a, b] }",
        r"[[1, nil], [1, 2], [4, 5]]",
    ),
    (
        r"def each_pair_of; return enum_for(:x) unless block_given?; yield :a; end; each_pair_of { |x| x }",
        r":a",
    ),
];

#[test]
fn programs_yield_what_ruby_yields() {
    let mut wrong = String::new();
    for (program, expected) in YIELDS {
        let got = inspected(program);
        if got != *expected {
            wrong += &format!("{program}\n  got    {got}\n  wanted {expected}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_built_in_method_is_listed_once_for_what_has_it() {
    let reference = docsheet::ruby::reference();
    assert!(reference.iter().any(|(on, names)| *on == "String" && names.contains(&"gsub")));
    for (on, names) in reference {
        let mut known = names.clone();
        known.dedup();
        assert_eq!(known, names, "{on}");
    }
}
