//! What a sheet may not do: a finding with its reason instead, and a way out of it.

use crate::ruby::evaluated;

/// Programs that reach out of the sheet, or have no end: part of the one finding.
const REFUSED: &[(&str, &str)] = &[
    ("system('ls')", "`system` runs a program"),
    ("`ls`", "a command in backticks"),
    ("exec 'ls'", "`exec` runs a program"),
    ("File.read('/etc/passwd')", "`File.read` reads or writes files"),
    ("open('x')", "`open` reads or writes files"),
    ("Kernel.open('x')", "`Kernel.open` reads or writes files"),
    ("Kernel.exec('ls')", "`Kernel.exec` runs a program"),
    ("send(:system, 'ls')", "`send` reaches past"),
    ("method(:system).call('ls')", "`method` reaches past"),
    ("%w[ls].each(&:system)", "`system` runs a program"),
    ("eval('1')", "`eval` runs text as a program"),
    ("instance_eval('1')", "`instance_eval` runs a block as if it stood elsewhere"),
    ("ObjectSpace.each_object", "`ObjectSpace` reaches past"),
    ("Object.const_get(:File)", "`Object.const_get` reaches past"),
    ("ENV['HOME']", "`ENV` depends on the machine"),
    ("Time.now", "`Time` reads the clock"),
    ("rand", "`rand` differs from run to run"),
    ("Thread.new { }", "`Thread` runs things side by side"),
    ("gets", "`gets` reads what somebody types"),
    ("$stdin.read", "`$stdin` reads or prints"),
    ("loop {}", "too many steps"),
    ("while true; end", "`while` or `until` is not supported"),
    ("class String; def a; end; end", "`String` is Ruby's own class"),
    ("module B; end; class A; include B; end", "`include` mixes methods in"),
    ("def a(*b, c); end", "not supported"),
    ("$a = 1", "a global variable is not supported"),
    (
        "begin; 1; rescue => e; 2; end",
        "`rescue` with a class, a name or an `ensure` is not supported",
    ),
    ("a = [1]; loop { a.each { |x| a << x } }", "this array changes while a method goes over it"),
    ("x = 'a'; loop { x += x }", "too much text"),
    ("'a' * 10**9", "too much text"),
    ("'a' * 10**9 rescue 'b'", "too much text"),
    ("begin; loop {}; rescue; end", "too many steps"),
    ("begin; system('ls'); rescue; end", "`system` runs a program"),
    ("raise ArgumentError, 'is wrong'", "raises an error: is wrong"),
    ("class Bad; end; raise Bad", "raises an error: Bad"),
    ("class Bad < StandardError; end; Bad", "a class below another is not supported"),
    ("def f(a:, b: 1) = a; f(a: 2)", "a parameter with a colon is not supported"),
    ("[1].each(&2)", "`&` with a value is not supported"),
    ("def f(&b) = 1; f { 2 }", "`&` before a parameter is not supported"),
    ("->(x) { x }", "`->` is not supported"),
    ("a = [1].freeze; a << 2", "an array that is frozen cannot change"),
    ("a = 'b'.freeze; a << 'c'", "a string that is frozen cannot change"),
    ("a = { b: 1 }.freeze; a[:c] = 2", "a hash that is frozen cannot change"),
    ("A = %w[b c].freeze; A.push('d')", "an array that is frozen cannot change"),
    ("raise Exception, 'is wrong' rescue 1", "raises an error: is wrong"),
    ("(9223372036854775807 + 1 rescue 1)", "makes a number that is too large"),
    ("(2**-1 rescue 1)", "makes a fraction"),
    ("a = [1]; (a.each { a << 2 } rescue 1)", "this array changes"),
    ("({ { a: 1 } => 2 } rescue 1)", "cannot be a key"),
    ("[1].each_slice(0) { }", "at least 1"),
    ("(1..3).step(0).to_a", "at least 1"),
    ("('a'..).include?('b')", "this range cannot be gone over"),
    ("{ { a: 1 } => 2 }", "a hash cannot be a key"),
    ("begin; 'a' * 10**9; rescue; 2; end", "too much text"),
    ("def f = [1].encode('b'); (f rescue 2)", "no method `encode`"),
    ("lambda { |x| x }", "`lambda` makes a method that is a value"),
    ("a = [1]; a[0], b = 2, 3", "an item or attribute among several names"),
    ("class A; def ==(o) = true; end", "`==` is never called"),
    (":\"a#{1}\"", "a symbol with `#{…}` is not supported"),
    ("trap('INT') { }", "`trap` waits for signals"),
    ("Process.pid", "`Process` differs from run to run"),
    ("class X; def method_missing(name); name; end; end", "`method_missing` is never called"),
    ("'a'.ljust(10**9)", "too much text"),
    ("'%1000000000d' % 1", "too much text"),
    ("[1] * 10**9", "too much text"),
    ("notes 'a' * 300_000", "this field is too long"),
    ("80.times { command 'a' * 30_000 }", "the sheet holds too much text"),
    ("(1..10**12).to_a", "too much text"),
    ("def f; f; end; f", "nested too deeply"),
    ("a = []; a << a; a.flatten", "nested too deeply"),
    ("a = [1]; 60.times { a = [a, a] }; a.inspect", "too m"),
    ("a = [1]; b = [1]; 60.times { a = [a, a]; b = [b, b] }; a <=> b", "too many steps"),
    ("/a{1000}{1000}{1000}/ =~ 'a'", "it is too large"),
    ("/(a)\\1/ =~ 'aa'", "refers back to a group"),
    ("x = '01' * 50000; loop { x =~ /[01]*1[01]{200}$/ }", "too many steps"),
    (r"'a'.sub(/(?<x>a)/, '\k<y>')", "has no group `y`"),
    (r"'a'.sub(/(a)/, '\+')", "has no group `+`"),
    (r"'a'.sub(/a/, '\k<y')", "has no group `y`"),
    ("YAML.load('[' * 5000)", "recursion limit"),
    ("'a'.encode('UTF-16')", "no method `encode`"),
    ("2**-1", "makes a fraction"),
    ("'a' << 7", "`<<` takes a string here"),
    ("'ab'.match(/a(b)/)[1..]", "a match takes the number or name of a group"),
    ("'abc'.tr('c-a', 'x')", "`c-a` is no range"),
    ("'%x' % -255", "writes no negative number"),
    ("{ a: 1 }.merge({ a: 2 }) { |k, x, y| x + y }", "`merge` takes no block"),
    ("[1, 2].max { |a, b| b <=> a }", "`max` takes no block"),
    ("9223372036854775807 + 1", "makes a number that is too large"),
];

#[test]
fn what_a_sheet_may_not_do_is_one_finding_with_its_reason() {
    let mut wrong = String::new();
    for (program, part) in REFUSED {
        let (_, findings) = evaluated(program);
        match findings.as_slice() {
            [one] if one.message.contains(part) && one.place.is_some() && one.is_error() => {}
            other => wrong += &format!("{program}\n  wanted {part}\n  got {other:?}\n"),
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What goes wrong, and a part of the hint that leads out of it.
const HINTS: &[(&str, &str)] = &[
    ("'a' + 1", "`.to_s`"),
    ("'a' + 1.5", "`\"…#{number}…\"`"),
    ("1 + 'a'", "`.to_i`"),
    ("'a' + nil", "has no value"),
    ("'a' + ['b']", "`.join(' ')`"),
    ("['a'] + 'b'", "`[…]`"),
    (":a.length", "`.to_s.length`"),
    ("a = [2, 1]; a.keep_if { true }", "`list = list.map { … }`"),
    ("a = 'b'; a.squeeze!('b')", "`text = text.strip`"),
    ("[2, 1].freeze.sort!", "`.dup`"),
    ("{ a: 1 }.update(b: 2)", "`.merge!`"),
    ("(1..3).size", "`.to_a.size`"),
    ("{ a: 1 }.last", "`.to_a.last`"),
    ("[1].delete(1)", "`list - [item]`"),
    ("[1].freeze << 2", "`.dup`"),
    ("a = [1]; a.each { a << 2 }", "`list.dup.each`"),
    ("nil & true", "`&.`"),
    ("true & nil", "`&&`"),
    ("'a'.encode('UTF-16')", "every text of a sheet is UTF-8"),
    ("[1, 2].chunk_while { |a, b| a < b }", "in a loop with `each`"),
    ("CGI.escape('a')", "with `gsub`"),
    ("Struct.new(:a)", "a class with `attr_reader`"),
    ("[1, 2].product([3])", "`.flat_map`"),
    ("'abc'.rindex('b')", "`.split(part)`"),
    ("[1, 2].tally", "`.group_by"),
    ("Integer('1')", "`.to_i`"),
    ("3.clamp(1, 2)", "`[[value, low].max"),
    ("{ a: 1 }.key(1)", "`.invert[value]`"),
    ("Set.new([1])", "`.uniq`"),
    ("Regexp.new('a')", "`/pattern/`"),
    ("module A; extend self; end", "`def self.name`"),
    ("trap('INT') { }", "leave it out"),
    ("Process.pid", "write the value into the sheet"),
    ("class X; def method_missing(name); name; end; end", "a name of its own"),
    ("'a'.instance_variable_set(:@a, 1)", "`attr_accessor`"),
    ("String.class_eval { }", "open the class again"),
    ("Object.const_get(:A)", "in a hash"),
];

#[test]
fn a_failure_says_how_to_get_out_of_it() {
    for (program, part) in HINTS {
        let (_, findings) = evaluated(program);
        let [finding] = findings.as_slice() else { panic!("{program}: {findings:?}") };
        assert!(finding.hints.concat().contains(part), "{program}: {finding:?}");
    }
}
