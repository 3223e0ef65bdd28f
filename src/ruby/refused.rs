//! Ruby that a sheet cannot reach: what it does, and what to do instead.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// Names that belong together, with a blank between them: what they do, what to write instead.
type Refused = (&'static str, &'static str, &'static str);

const RUNS: &str = "runs a program, which a sheet may not do";
const READS: &str = "reads or writes files, which a sheet may not do";
const EVALUATES: &str = "runs text as a program, which a sheet may not do";
const REACHES: &str = "reaches past the methods that a sheet may use";
const DIFFERS: &str = "differs from run to run, which a sheet may not";
const STOPS: &str = "ends or delays the program, which a sheet may not do";
const PRINTS: &str = "reads or prints, which a sheet may not do";
const MISSING: &str = "is a class that a sheet does not have";

const TEXT: &str = "put the text into the sheet";
const OWN: &str = "write the call itself, with a name that stands in the sheet";
const METHOD: &str = "write a method: `def name(value)`, and call it as `name(value)`";
const SORTED: &str = "write the items in the order that you want";

/// Functions, methods of whichever value, modules and global variables.
const REFUSED: &[Refused] = &[
    ("system exec spawn fork ` syscall popen", RUNS, TEXT),
    ("trap", "waits for signals, which a sheet may not do", "leave it out"),
    ("open test autoload readlines", READS, TEXT),
    (
        "File.read File.open File.new File.readlines File.foreach File.write File.exist? \
         File.file? File.directory? File.size File.stat File.mtime File.delete File.binread \
         YAML.load_file YAML.unsafe_load_file YAML.safe_load_file JSON.load_file",
        READS,
        "`File` joins and splits paths only; put the text into the sheet",
    ),
    ("lambda proc", "makes a method that is a value, which is not supported", METHOD),
    ("eval", EVALUATES, OWN),
    (
        "class_eval module_eval class_exec module_exec remove_method undef_method define_method",
        "changes a class from outside, which is not supported",
        "open the class again: `class Name … end`",
    ),
    (
        "define_singleton_method singleton_class",
        "adds methods to one object, which is not supported",
        "write `def self.name` in a module or class",
    ),
    (
        "instance_variable_set instance_variable_get instance_variables",
        REACHES,
        "use `attr_accessor` in the class, and write `object.name`",
    ),
    (
        "const_get const_set remove_const",
        REACHES,
        "write the constant's name itself, or keep the values in a hash",
    ),
    ("send public_send __send__ method respond_to? public_method", REACHES, OWN),
    (
        "instance_eval instance_exec",
        "runs a block as if it stood elsewhere, which is not supported",
        "write a method with `def`, and call it where its words belong",
    ),
    ("binding instance_method unbind set_trace_func callcc", REACHES, OWN),
    (
        "include extend prepend_features module_function refine using",
        "mixes methods in, which is not supported",
        "write `def name` at the top of the file, or `def self.name` in the module and `Module.name`",
    ),
    (
        "Integer Float String Array",
        "is not supported as a function",
        "write `.to_i`, `.to_f`, `.to_s` or `.to_a` behind the value",
    ),
    ("fail", "is not supported", "write `raise`"),
    ("sprintf printf", "is not supported", "write `format`"),
    ("alias_method", "is not supported", "write a method: `def new_name = old_name`"),
    ("rand srand sample shuffle shuffle! object_id __id__ hash", DIFFERS, SORTED),
    ("exit exit! abort at_exit sleep", STOPS, "leave it out"),
    ("gets readline getc", "reads what somebody types, which a sheet may not do", TEXT),
    (
        "catch throw",
        "jumps out of nested calls, which is not supported",
        "use `break`, `next` or `return`",
    ),
    ("IO Dir FileUtils FileTest Pathname Tempfile StringIO DATA CSV ERB", READS, TEXT),
    ("Open3 PTY", RUNS, TEXT),
    ("Process", DIFFERS, "write the value into the sheet"),
    ("Signal", "waits for signals, which a sheet may not do", "leave it out"),
    (
        "Net Socket TCPSocket UDPSocket URI OpenURI HTTP",
        "reaches for the network, which a sheet may not do",
        TEXT,
    ),
    ("Time Date DateTime", "reads the clock, which a sheet may not do", "write the date as a text"),
    ("Random SecureRandom", DIFFERS, SORTED),
    (
        "Thread Fiber Ractor Mutex Queue Concurrent",
        "runs things side by side, which a sheet may not do",
        "write one after the other",
    ),
    (
        "ENV ARGV ARGF RUBY_VERSION RUBY_PLATFORM RbConfig Etc",
        "depends on the machine, which a sheet may not",
        "write the value into the sheet",
    ),
    ("STDIN STDOUT STDERR", PRINTS, "leave it out"),
    (
        "ObjectSpace GC Marshal Binding TracePoint RubyVM BasicObject UnboundMethod Fiddle WeakRef",
        REACHES,
        OWN,
    ),
    ("Rational Complex BigDecimal", MISSING, "use whole numbers or floats"),
    ("OpenStruct Struct Data", MISSING, "write a class with `attr_reader`, or use a hash"),
    (
        "Comparable Enumerable",
        "is a module that a sheet does not have",
        "give the class a method that returns an array, and use that",
    ),
    ("Set SortedSet Enumerator", MISSING, "use an array; `.uniq` takes what is there twice away"),
    ("Math", "is a module that a sheet does not have", "write the number itself"),
    (
        "CGI",
        MISSING,
        "escape the few signs with `gsub`: `text.gsub('&', '&amp;').gsub('<', '&lt;')`",
    ),
    ("$stdin $stdout $stderr $< $>", PRINTS, "leave it out"),
    (
        "$LOAD_PATH $: $LOADED_FEATURES $\" $$ $?",
        "depends on the machine, which a sheet may not",
        "leave it out",
    ),
];

/// Methods that Ruby itself calls, and that a sheet may not define.
const NEVER_CALLED: &str = " method_missing respond_to_missing? const_missing method_added inherited \
    included == != === <=> eql? hash inspect coerce ";

/// Methods that Ruby has and a sheet has not, with a blank between the names: what to write instead.
const INSTEAD: &[(&str, &str)] = &[
    ("bytesize bytes each_byte codepoints sum crypt unpack unpack1 pack", WRITE),
    ("hex oct", "write `.to_i(16)` or `.to_i(8)`"),
    ("intern", "write `.to_sym`"),
    ("to_str to_ary to_hash to_int to_proc itself lazy display frozen?", "leave it out"),
    ("chr", "write `[0]` for the first letter, or the letter as a text"),
    ("ord", "write the number into the sheet"),
    ("chop", "write `[0..-2]`"),
    ("squeeze squeeze! delete!", "write `.gsub(/ +/, ' ')`, or `.gsub(part, '')`"),
    ("between?", "write `(low..high).include?(value)`"),
    ("clamp", "write `[[value, low].max, high].min`"),
    ("unshift", "write `[item] + list`"),
    ("casecmp casecmp? eql? equal?", "compare with `==`, the `.downcase` of both if need be"),
    ("swapcase tr_s succ next pred dump", WRITE),
    ("prepend insert", "put the parts together: `\"#{before}#{text}\"`, `[before, *list]`"),
    ("slice", "write `[…]`, or `.select` for a hash"),
    ("slice! except", "write `.reject { … }`, or take the part with `[…]`"),
    (
        "map! sort! sort_by! reverse! select! reject! compact! uniq! merge! update filter! collect! \
         keep_if delete_if flatten! delete_at clear replace fill",
        "give the variable the new value: `list = list.map { … }`, or `.reject`, `.merge` …",
    ),
    ("pop", "write `list.last`, and `list[0..-2]` for the others"),
    ("shift", "write `list.first`, and `list[1..]` for the others"),
    ("delete", "write `list - [item]`, or `text.gsub(part, '')`"),
    ("fetch", "write `[…]`, with `|| 'other'` behind it for what is missing"),
    ("tap then yield_self", "give the value a name with `=`, and use that"),
    ("kind_of?", "write `.is_a?(Name)`"),
    ("cover? has_key? member?", "write `.include?`"),
    ("& |", "write `&&` or `||`"),
    ("extname", "write `path[/[.][^.]+$/]`"),
    ("call", "write a method with `def`, and call it as `name(value)`"),
    ("rindex partition rpartition", "write `.split(part)`, or `.split(part, 2)`"),
    ("upto downto", "write `(first..last).each`, with `.to_a.reverse` to count down"),
    (
        "encode force_encoding unicode_normalize scrub b valid_encoding? encoding",
        "leave it out: every text of a sheet is UTF-8",
    ),
    ("chunk_while slice_when chunk each_cons", "collect the parts in a loop with `each`"),
    ("grep grep_v", "write `.select { |item| pattern === item }`, or `.reject`"),
    ("one?", "write `.count { … } == 1`"),
    ("tally", "write `.group_by { |item| item }.transform_values(&:size)`"),
    ("minmax minmax_by", "write `.min` and `.max`"),
    ("entries force", "write `.to_a`"),
    ("find_all", "write `.select`"),
    ("find_index", "write `.index`"),
    ("collect_concat", "write `.flat_map`"),
    ("reverse_each", "write `.reverse.each`"),
    ("each_index each_entry", "write `.each_with_index`"),
    ("with_object", "write `.each_with_object`"),
    ("each_key each_value", "write `.keys.each` or `.values.each`"),
    ("take_while drop_while", "write `.select`, or find the place with `.index`"),
    ("cycle", "write `(list * times).each`"),
    ("assoc", "write `.to_h[key]`"),
    ("intersect? intersection", "write `one & other`"),
    ("difference union", "write `one - other`, `one | other`"),
    ("append concat", "write `<<`, or `list += others`"),
    ("at", "write `[at]`"),
    ("rotate rotate!", "write `list[1..] + [list[0]]`"),
    ("transpose", "write `first.zip(*others)`"),
    ("product", "write one `.flat_map` in another"),
    ("combination permutation", "write the items into the sheet"),
    ("bsearch", "write `.find`"),
    ("store", "write `hash[key] = value`"),
    ("value? has_value? key", "write `.values.include?(value)`, or `.invert[value]` for its key"),
    ("default=", "write `Hash.new(value)`"),
    ("compare_by_identity default_proc rehash", "leave it out"),
    ("remainder modulo", "write `%`"),
    ("pow", "write `**`"),
    ("div fdiv divmod", "write `/` and `%`, with `.to_f` for a fraction"),
    ("nonzero?", "write `!= 0`"),
    ("integer?", "write `.is_a?(Integer)`"),
    ("truncate", "write `.to_i`"),
    ("digits", "write `.to_s.chars`"),
    ("^ << >> gcd lcm bit_length", WRITE),
    ("clone", "write `.dup`"),
    ("new", "write the value itself: `'text'`, `/pattern/`, `raise 'what is wrong'`"),
    ("class instance_of?", "ask with `.is_a?(Name)`, or `case` with `when Name`"),
    ("methods public_methods instance_methods constants", "write the names into the sheet"),
    ("source names named_captures pre_match post_match begin end offset", WRITE),
    ("full_message backtrace message", "leave it out"),
];

const WRITE: &str = "write the result into the sheet";

/// What to write instead of a method that Ruby has.
pub(crate) fn instead(name: &str) -> Option<&'static str> {
    INSTEAD.iter().find(|(names, _)| has(names, name)).map(|row| row.1)
}

fn has(names: &str, name: &str) -> bool {
    names.split(' ').any(|known| known == name)
}

/// The finding for what is refused as `called`, such as `File.read`, or whatever it is called on.
pub(crate) fn finding(called: &str, name: &str, span: Span) -> Option<Diagnostic> {
    let row = |name: &str| REFUSED.iter().find(|(names, ..)| has(names, name));
    let (_, does, instead) = row(called).or_else(|| row(name))?;
    let message = format!("`{called}` {does}");
    Some(Diagnostic::new(Code::UnsupportedRuby, message).at(span, "").hint(*instead))
}

/// The finding for the definition of a method that is refused.
pub(crate) fn definition(name: &str, span: Span) -> Option<Diagnostic> {
    let message = format!("`{name}` is never called in a sheet");
    let finding = Diagnostic::new(Code::UnsupportedRuby, message).at(span, "");
    has(NEVER_CALLED, name)
        .then(|| finding.hint("give the method a name of its own, and call that"))
}
