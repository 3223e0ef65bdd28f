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
        evaluated(&format!("command((->() {{\n{expression}\n}}).call.inspect)"));
    let commands = sheet.map(|sheet| sheet.categories[0].entries[0].commands.concat());
    commands.unwrap_or_else(|| format!("{findings:?}"))
}

/// Programs with what Ruby 3.1 prints for them.
const YIELDS: &[(&str, &str)] = &[
    (r"'a' + 'b' * 3", r#""abbb""#),
    (r"'hello world'.gsub(/o/, '0')", r#""hell0 w0rld""#),
    (r"'hello'.gsub(/l(.)/) { $1.upcase }", r#""heLo""#),
    (r"'cat dog'.gsub(/cat|dog/, 'cat' => 'x', 'dog' => 'y')", r#""x y""#),
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
    (
        r"['hello'.tr('el', 'ip'), 'hello'.delete('l'), 'aaabbb'.squeeze, 'hello world'.count('lo'), 'hello'.tr('a-y', 'b-z'), 'he-llo'.tr('^a-z','')]",
        r#"["hippo", "heo", "ab", 5, "ifmmp", "hello"]"#,
    ),
    (r"['hello'.index('l'), 'hello'.index('z'), 'hello'.index('l', 3)]", r"[2, nil, 3]"),
    (
        r"['foo bar baz'.scan(/\w+/), 'k1=v1;k2=v2'.scan(/(\w+)=(\w+)/)]",
        r#"[["foo", "bar", "baz"], [["k1", "v1"], ["k2", "v2"]]]"#,
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
        r"'%05.2f|%-10s|%+d|%x|%o|%b|%e|%%|%c|%p' % [3.14159, 'hi', 5, 255, 8, 5, 12345.678, 'z', nil]",
        r#""03.14|hi        |+5|ff|10|101|1.234568e+04|%|z|nil""#,
    ),
    (
        r"[format('%s and %s', 'a', :b), format('%03d', 7), format('%.2e', 0.00012), format('%g', 1e10), format('%g', 0.5), '%s' % nil, '%d' % 3.99, '%5s|%-5s|' % %w[a b]]",
        r#"["a and b", "007", "1.20e-04", "1e+10", "0.5", "", "3", "    a|b    |"]"#,
    ),
    (r"format('%#x %X %08b', 255, 255, 5)", r#""0xff FF 00000101""#),
    (
        r##"[[1,2,3].each_slice(2).to_a, [1,2,3].each_cons(2).map(&:sum), %w[a b].each_with_index.map { |x,i| "#{i}#{x}" }]"##,
        r#"[[[1, 2], [3]], [3, 5], ["0a", "1b"]]"#,
    ),
    (
        r"[[3,1,2].sort, [3,1,2].sort { |a,b| b<=>a }, %w[bb a ccc].sort_by(&:length), [3,1,2].max, [1,2,3].min_by { |x| -x }, [1,2,3,4].partition(&:even?), [5,3].minmax]",
        r#"[[1, 2, 3], [3, 2, 1], ["a", "bb", "ccc"], 3, 3, [[2, 4], [1, 3]], [3, 5]]"#,
    ),
    (
        r"[[1,[2,[3,nil]]].flatten, [1,nil,2].compact, [1,1,2].uniq, [1,2,3].reverse, [1,2]+[3], [1,2,3]-[2], [1,2]&[2,3], [1,2]|[2,3], [1,2]*2, [1,2]*',']",
        r#"[[1, 2, 3, nil], [1, 2], [1, 2], [3, 2, 1], [1, 2, 3], [1, 3], [2], [1, 2, 3], [1, 2, 1, 2], "1,2"]"#,
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
    (
        r"[%w[a b a].tally.to_a, %w[apple bob avocado].group_by { |w| w[0] }.to_a, (1..10).step(3).to_a, (1...4).to_a, ('a'..'e').to_a, (1..3).include?(2)]",
        r#"[[["a", 2], ["b", 1]], [["a", ["apple", "avocado"]], ["b", ["bob"]]], [1, 4, 7, 10], [1, 2, 3], ["a", "b", "c", "d", "e"], true]"#,
    ),
    (r"a, (b, *c), d = 1, [2, 3, 4], 5; [a,b,c,d]", r"[1, 2, [3, 4], 5]"),
    (r"a = [1,2,3]; first, *rest = a; [first, rest]", r"[1, [2, 3]]"),
    (
        r"def f(a, b = 2, *c, d:, e: 5, **g, &h); [a,b,c,d,e,g.to_a]; end; f(1, d: 4, z: 9)",
        r"[1, 2, [], 4, 5, [[:z, 9]]]",
    ),
    (r"def g(*args); args; end; g(1, *[2,3], a: 1).length", r"4"),
    (r"x = [1,2,3].each { |v| break v * 10 if v == 2 }; x", r"20"),
    (r"[1,2,3].map { |v| next 0 if v == 2; v }", r"[1, 0, 3]"),
    (r"def t; [1,2,3].each { |x| return x if x > 1 }; nil; end; t", r"2"),
    (r"l = lambda { |x| return x * 2 }; l.call(4) + l.(1) + l[2]", r"14"),
    (r"c = 0; add = ->(n = 1) { c += n }; add.(); add.(5); c", r"6"),
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
    (
        r"s = +'abc'; s << 'd'; s.concat('e','f'); s.insert(1,'X'); s.prepend('>'); s[0] = '<'; s",
        r#""<aXbcdef""#,
    ),
    (r"s = 'Hello'.dup; [s.upcase!, s.upcase!, s]", r#"["HELLO", nil, "HELLO"]"#),
    (
        r"['Hello World'.swapcase, 'hello world'.capitalize, 'abc'.ord, ('a'..'e').to_a, 'abc'.each_char.with_index.map { |c,i| c*(i+1) }]",
        r#"["hELLO wORLD", "Hello world", 97, ["a", "b", "c", "d", "e"], ["a", "bb", "ccc"]]"#,
    ),
    (r"'a-b_c d'.split(/[-_ ]/).map(&:capitalize).join", r#""ABCD""#),
    (
        r#"["caf\u00e9".length, 'ÀÉ'.downcase, 'straße'.upcase, 'é'.bytes.length]"#,
        r#"[4, "àé", "STRASSE", 2]"#,
    ),
    (r"%w[x y z].each_with_object([]) { |x, acc| acc << x.upcase }", r#"["X", "Y", "Z"]"#),
    (
        r"[%w[a b].zip([1,2]), [1,2,3].each_with_index.select { |x,i| i>0 }]",
        r#"[[["a", 1], ["b", 2]], [[2, 1], [3, 2]]]"#,
    ),
    (
        r"[[1,2,3,4,5][1..-2], [1,2,3][-1], [1,2,3].first(2), [1,2,3].last(2), [1,2,3].take_while { |x| x<3 }, [1,2,3].drop(1), [1,2,3].values_at(0,-1), [1,2,3].dig(0), [3,4].each_index.to_a]",
        r"[[2, 3, 4], 3, [1, 2], [2, 3], [1, 2], [2, 3], [1, 3], 1, [0, 1]]",
    ),
    (
        r"a = [1,2,3]; a[5] = 6; a[1..2] = [9]; a.push(7).unshift(0); a.delete(9); a",
        r"[0, 1, nil, nil, 6, 7]",
    ),
    (r"a = [1,2,3,4]; [a.shift, a.pop, a.delete_at(0), a]", r"[1, 4, 2, [3]]"),
    (
        r"a = [3,1,2]; a.sort!; a.map! { |x| x*2 }; a.reject! { |x| x==2 }; a.select!(&:even?); a",
        r"[4, 6]",
    ),
    (
        r#"class P; attr_accessor :n; def initialize(n); @n = n; end; def to_s; "P#{@n}"; end; def <=>(o); n <=> o.n; end; include Comparable; end; [P.new(2), P.new(1)].sort.map(&:to_s) + [P.new(1) < P.new(2), P.new(1) == P.new(1)]"#,
        r#"["P1", "P2", true, true]"#,
    ),
    (
        r#"class A; def hi(x); "A#{x}"; end; def self.make; new; end; end; class B < A; def hi(x); super + 'B'; end; end; B.make.hi(1)"#,
        r#""A1B""#,
    ),
    (
        r"module M; X = 5; def self.y; X * 2; end; module N; Z = X + 1; end; end; [M::X, M.y, M::N::Z]",
        r"[5, 10, 6]",
    ),
    (r"module U; module_function; def up(s); s.upcase; end; end; U.up('a')", r#""A""#),
    (r"module V; extend self; def up(s); s.upcase; end; end; V.up('a')", r#""A""#),
    (r"x = nil; [x&.length, x.to_a, x.to_s, x.nil?, (x || 'd')]", r#"[nil, [], "", true, "d"]"#),
    (
        r"x = 5; y = if x > 3 then 'big' elsif x > 1 then 'mid' else 'small' end; z = x > 3 ? 1 : 2; [y,z]",
        r#"["big", 1]"#,
    ),
    (r"i = 0; i += 1 while i < 5; j = 10; until j == 7 do j -= 1 end; [i,j]", r"[5, 7]"),
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
    (
        r"[Regexp.escape('a.b*c [x]'), /a#{/x|y/}b/.source, Regexp.new('a+', Regexp::IGNORECASE).match?('AA')]",
        r#"["a\\.b\\*c\\ \\[x\\]", "a(?-mix:x|y)b", true]"#,
    ),
    (r#""a\\b".gsub("\\", "\\\\\\\\")"#, r#""a\\\\b""#),
    (
        r"['foo.bar'.partition('.'), 'a.b.c'.rpartition('.'), 'abc'.each_char.to_a, 'ab\ncd'.lines.length, 'abc'.chars.each_slice(2).map(&:join)]",
        r#"[["foo", ".", "bar"], ["a.b", ".", "c"], ["a", "b", "c"], 1, ["ab", "c"]]"#,
    ),
    (
        r"[File.join('a','b','/c'), File.basename('/x/y.rb'), File.basename('y.rb','.rb'), File.dirname('/x/y.rb'), File.extname('a.tar.gz'), File.basename('a.b', '.*'), File.dirname('a')]",
        r#"["a/b/c", "y.rb", "y", "/x", ".gz", "a", "."]"#,
    ),
    (
        r"[[1,2,3,4].each_slice(2).with_index.map { |p, i| p.sum * i }, 3.times.map { |i| i * 2 }, 1.upto(3).to_a, 10.downto(7).to_a, (1..10).step(4).to_a]",
        r"[[0, 7], [0, 2, 4], [1, 2, 3], [10, 9, 8, 7], [1, 5, 9]]",
    ),
    (r"def kw(a:, b: a + 1); [a,b]; end; kw(a: 1)", r"[1, 2]"),
    (r"def blk; yield 1, 2; end; blk { |a, b| [a, b] }", r"[1, 2]"),
    (r"def blk2(&b); b.call(3); end; blk2 { |x| x + 1 }", r"4"),
    (r"def opt(a, b = {}); [a, b.to_a]; end; opt(1, x: 2)", r"[1, [[:x, 2]]]"),
    (
        r"[[[1, 2], [3, 4]].map { |a, b| a + b }, [[1, [2, 3]]].map { |a, (b, c)| [a,b,c] }, [[1,2]].each_with_index.map { |(a,b), i| [a,b,i] }]",
        r"[[3, 7], [[1, 2, 3]], [[1, 2, 0]]]",
    ),
    (
        r"[[[1,2]].each_with_object([]) { |(a,b), m| m << a + b }, {a: 1}.each_with_index.map { |(k,v),i| [k,v,i] }, {a: 1, b: 2}.reduce(0) { |s, (k,v)| s + v }, {a: 1}.each_with_object([]) { |(k,v),m| m << k }]",
        r"[[3], [[:a, 1, 0]], 3, [:a]]",
    ),
    (
        r"[{a: 1, b: 2}.any? { |k, v| v > 1 }, {a: 1}.all? { |k,v| v == 1 }, {a: 1, b: 2}.find { |k,v| v == 2 }, {a: 1, b: 2}.sum { |k,v| v }, {a: 1, b: 2}.partition { |k,v| v > 1 }, {b: 1, a: 2}.sort.to_a, {a: 3}.count, {a: nil}.compact.to_a, {a: 1, b: 2}.filter_map { |k,v| k if v > 1 }, {a: 1}.to_a, {a: 1, b: 2}.group_by { |k,v| v.odd? }.to_a]",
        r"[true, true, [:b, 2], 3, [[[:b, 2]], [[:a, 1]]], [[:a, 2], [:b, 1]], 1, [], [:b], [[:a, 1]], [[true, [[:a, 1]]], [false, [[:b, 2]]]]]",
    ),
    (
        r"[{'x' => 1}.transform_values { |v| v + 1 }.to_a, {'x' => 1}.transform_keys(&:to_sym).to_a, {a: {b: [1]}}.dig(:a, :b, 0), {a: 1}.fetch(:b, 9), {a: 1}.key(1), {a: 1, b: 2}.except(:a).to_a, {a: 1, b: 2}.slice(:a).to_a, {a: 1}.each_pair.to_a]",
        r#"[[["x", 2]], [[:x, 1]], 1, 9, :a, [[:b, 2]], [[:a, 1]], [[:a, 1]]]"#,
    ),
    (
        r"[5.between?(1, 10), 'b'.between?('a','c'), (1..5).sum, (1..5).each_slice(2).to_a, (1..3).reduce(:*), ('a'..'zz').count, (1..).first(3), (1..10) === 5]",
        r"[true, true, 15, [[1, 2], [3, 4], [5]], 6, 702, [1, 2, 3], true]",
    ),
    (
        r"x = [1,2,3].frozen?; y = 'a'.equal?('a'); [x, y, 1 == 1.0, 1.eql?(1.0), 'a'.eql?('a'), [1] <=> [2], 'a' <=> 'b', nil <=> 1]",
        r"[false, false, true, false, true, -1, -1, nil]",
    ),
    (
        r"[nil, 1, 'a', :b, 2.0, [], {}, 1..2].map { |v| v.class.to_s }",
        r#"["NilClass", "Integer", "String", "Symbol", "Float", "Array", "Hash", "Range"]"#,
    ),
    (
        r"[1.is_a?(Integer), 'a'.is_a?(String), [].respond_to?(:each), 5.respond_to?(:foo), Integer === 3, (Integer('42') + Float('1.5')), String(5), Array(nil), Array([1]), Array(1..3)]",
        r#"[true, true, true, false, true, 43.5, "5", [], [1], [1, 2, 3]]"#,
    ),
    (
        r"['Hello'.then { |s| s + '!' }, 'x'.tap { |s| s.upcase }, [1,2].send(:first), 'ab'.public_send(:upcase), [1,2].method(:include?).call(1)]",
        r#"["Hello!", "x", 1, "AB", true]"#,
    ),
    (r"%w[1 2].map(&method(:Integer))", r"[1, 2]"),
    (
        r"a = *1..3; b = [*a, 4]; h = {**{x: 1}, y: 2}; [a, b, h.to_a]",
        r"[[1, 2, 3], [1, 2, 3, 4], [[:x, 1], [:y, 2]]]",
    ),
    (r"a = b = 3; a, b = b + 1, a; [a, b]", r"[4, 3]"),
    (r"v = begin; 1 + 1; end; w = (1; 2); [v, w]", r"[2, 2]"),
    (r"$g = 3; @i = 4; $g + @i", r"7"),
    (r"def rec(n) n <= 1 ? 1 : n * rec(n - 1) end; rec(10)", r"3628800"),
    (r"[3,1].sort!.first.to_s.rjust(3, '0')", r#""001""#),
    (r#""abc".sub!('z', 'y').inspect + "abc".sub('b') { |m| m.upcase }"#, r#""nilaBc""#),
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
    (
        r#"["a  b".squeeze(' '), 'a'..'c', [1,2,3].include?(2), [[2,'b'],[1,'a']].sort, [[1,:a]].to_h.to_a, [1,2,3].none? { |x| x > 3 }, [nil,1].any?, [1,2].all?(Integer), %w[a b].grep(/a/), [1,2,2].count(2), [4,5].find_index(5), [1,2,3].filter_map { |x| x * 2 if x.odd? }, [1,2].flat_map { |x| [x, x] }]"#,
        r#"["a b", "a".."c", true, [[1, "a"], [2, "b"]], [[1, :a]], true, true, true, ["a"], 2, 1, [2, 6], [1, 1, 2, 2]]"#,
    ),
    (r"loop_result = loop do break 5 end", r"5"),
    (r"x = 1; [5].each { |i; x| x = i }; [6].each { |;x| x = 6 }; ->(i; x) { x = i }.(7); x", r"1"),
    (r"later = -> { y = 1; y }; y = 5; [later.call, y]", r"[1, 5]"),
    (
        r"['abc'.gsub(/(b)|(c)/, '<\+>'), 'abc'.sub('b', '<\&\0>'), 'abc'.sub(/b/, %q(<\`|\'>)), 'abc'.sub(/b/, '\\\\1'), 'a'.sub('a', 'x\\'), 'a'.sub(/a/, '\1\9\x')]",
        r#"["a<b><c>", "a<bb>c", "a<a|c>c", "a\\1c", "x\\", "\\x"]"#,
    ),
    (
        r"['2024-05'.sub(/(?<y>\d+)-(?<m>\d+)/, '\k<m>/\k<y>'), 'a'.sub(/a/, '\k')]",
        r#"["05/2024", "\\k"]"#,
    ),
    (
        r"def t; 1; rescue; 2; else; 3; ensure; 4; end; [t, (5 rescue 6), begin; 7; rescue => e; e; end]",
        r"[3, 5, 7]",
    ),
    (r"def t; yield; ensure; $after = 1; end; [1].each { t { break } }; $after", r"1"),
    (
        r"class Bad < StandardError; end; begin; raise Bad, 'x' if false; 8; rescue Bad; 9; end",
        r"8",
    ),
    (
        r"[(Integer('x') rescue 0), begin; {}.fetch(:a); rescue IndexError => e; e.message; end]",
        r#"[0, "key not found: :a"]"#,
    ),
    (
        r"class Bad < StandardError; end; def f; raise Bad, 'x'; rescue ArgumentError; 1; rescue Bad => e; [e.message, e.class]; ensure; $z = 1; end; [f, $z]",
        r#"[["x", Bad], 1]"#,
    ),
    (
        r"begin; Integer('x'); rescue => e; [e.message, e.is_a?(ArgumentError)]; end",
        r#"["invalid value for Integer(): \"x\"", true]"#,
    ),
    (r"begin; 1 / 0; rescue ZeroDivisionError => e; e.message; else; 2; end", r#""divided by 0""#),
    (
        r"require 'set'; s = Set.new(%w[b a b]); s << 'c'; [s.size, s.include?('a'), s.sort, s.map(&:upcase)]",
        r#"[3, true, ["a", "b", "c"], ["B", "A", "C"]]"#,
    ),
    (
        r"f = ->(a, b: 1) { [a, b] }; def g(a, b: 1) = [a, b]; [f.(1, b: 2), f[3, b: 4], send(:g, 5, b: 6), f.call(7)]",
        r"[[1, 2], [3, 4], [5, 6], [7, 1]]",
    ),
    (
        r"class L; def each; return to_enum(:each) unless block_given?; yield 1; yield 2; end; end; L.new.each.map { |n| n * 2 }",
        r"[2, 4]",
    ),
    (r"module N; class << self; def a = 1; alias b a; end; end; N.b", r"1"),
    (r"%w[a b].map(&{ 'a' => 1, 'b' => 2 })", r"[1, 2]"),
    (r"class Date; def a = 1; end; Date.new.a", r"1"),
    (r"n = 0; loop { n += 1; next if n < 3; break }; n", r"3"),
    (
        r"[[4,5].each_with_index.max_by { |x, i| x }, %w[b a].sort_by { |s| s }.first, %w[aa b].max_by(&:size), [1,2,3,4].min(2), [1,5,3].max(2)]",
        r#"[[5, 1], "a", "aa", [1, 2], [5, 3]]"#,
    ),
    (r"if /(?<yr>\d+)-(?<mo>\d+)/ =~ '2024-05' then [yr, mo] end", r#"["2024", "05"]"#),
    (
        r"m = 'key: val'.match(/(?<k>\w+): (?<v>\w+)/); [m[:k], m['v'], m.captures, m.pre_match, m.post_match, m.to_a, m.begin(0)]",
        r#"["key", "val", ["key", "val"], "", "", ["key: val", "key", "val"], 0]"#,
    ),
    (r"'abc' 'def'.upcase", r#""ABCDEF""#),
    (r"[defined?(foo), defined?(String), defined?(puts)]", r#"[nil, "constant", "method"]"#),
    (r"def m1 = 42; m1", r"42"),
    (
        r"x = {name: 'n', cmd: 'c'}; name, cmd = x.values_at(:name, :cmd); [name, cmd]",
        r#"["n", "c"]"#,
    ),
    (
        r"f = proc { |a, b| [a, b] }; [f.call(1), f.call(1, 2, 3), f.call([4, 5])]",
        r"[[1, nil], [1, 2], [4, 5]]",
    ),
    (
        r"compose = ->(f, g) { ->(x) { g.(f.(x)) } }; compose.(->(x) { x + 1 }, ->(x) { x * 2 }).(3)",
        r"8",
    ),
    (
        r"def each_pair_of; return enum_for(:x) unless block_given?; yield :a; end; each_pair_of { |x| x }",
        r":a",
    ),
    (
        r#"["%s" % [[1,2]], "%p %p" % ['a', nil], "%-8s|%8s|" % ['ab', 'cd'], "%+.1f" % -2.25, "%05d" % -42, "%x" % 255, "%c%c" % [72, 'i']]"#,
        r#"["[1, 2]", "\"a\" nil", "ab      |      cd|", "-2.2", "-0042", "ff", "Hi"]"#,
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
    assert!(reference.iter().any(|(on, names)| on == "String" && names.contains(&"gsub")));
    for (on, names) in reference {
        let mut known = names.clone();
        known.dedup();
        assert_eq!(known, names, "{on}");
    }
}
