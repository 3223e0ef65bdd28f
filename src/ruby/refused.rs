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
const SORTED: &str = "write the items in the order that you want";

/// Functions, and methods of whichever value.
const FUNCTIONS: &[Refused] = &[
    ("system exec spawn fork ` syscall popen", RUNS, TEXT),
    ("trap", "waits for signals, which a sheet may not do", "leave it out"),
    ("open test autoload readlines", READS, TEXT),
    ("eval", EVALUATES, OWN),
    (
        "class_eval module_eval class_exec module_exec remove_method undef_method",
        "changes a class from outside, which is not supported",
        "open the class again: `class Name … end`",
    ),
    (
        "define_singleton_method singleton_class",
        "adds methods to one object, which is not supported",
        "write `def self.name` in a module or class",
    ),
    (
        "instance_variable_set",
        REACHES,
        "use `attr_accessor` in the class, and write `object.name = value`",
    ),
    (
        "const_get const_set remove_const",
        REACHES,
        "write the constant's name itself, or keep the values in a hash",
    ),
    ("binding instance_method unbind set_trace_func callcc", REACHES, OWN),
    ("rand srand sample shuffle shuffle! object_id __id__ hash", DIFFERS, SORTED),
    ("exit exit! abort at_exit sleep", STOPS, "leave it out"),
    ("gets readline getc", "reads what somebody types, which a sheet may not do", TEXT),
    (
        "catch throw",
        "jumps out of nested calls, which is not supported",
        "use `break`, `next` or `return`",
    ),
];

/// Modules and constants of Ruby's own.
const MODULES: &[Refused] = &[
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
    ("Math", "is a module that a sheet does not have", "write the number itself"),
    ("SortedSet", MISSING, "use `Set.new(…).sort`"),
    (
        "CGI",
        MISSING,
        "escape the few signs with `gsub`: `text.gsub('&', '&amp;').gsub('<', '&lt;')`",
    ),
];

/// Methods that Ruby itself calls, and that a sheet may not define.
const DEFINITIONS: &[Refused] = &[(
    "method_missing respond_to_missing? const_missing method_added inherited included",
    "is never called in a sheet",
    "define each method by its name",
)];

/// Global variables.
const GLOBALS: &[Refused] = &[
    ("$stdin $stdout $stderr $< $>", PRINTS, "leave it out"),
    (
        "$LOAD_PATH $: $LOADED_FEATURES $\" $$ $?",
        "depends on the machine, which a sheet may not",
        "leave it out",
    ),
];

fn look_up(table: &'static [Refused], name: &str) -> Option<&'static Refused> {
    table.iter().find(|(names, ..)| names.split(' ').any(|known| known == name))
}

fn finding(called: &str, (_, does, instead): &Refused, span: Span) -> Diagnostic {
    let message = format!("`{called}` {does}");
    Diagnostic::new(Code::UnsupportedRuby, message).at(span, "").hint(*instead)
}

/// The names of modules that are refused, so that the finding can name what is called on them.
pub(crate) fn modules() -> impl Iterator<Item = &'static str> {
    MODULES.iter().flat_map(|(names, ..)| names.split(' '))
}

/// The finding for a function that is refused.
pub(crate) fn function(name: &str, span: Span) -> Option<Diagnostic> {
    look_up(FUNCTIONS, name).map(|row| finding(name, row, span))
}

/// The finding for the definition of a method that is refused.
pub(crate) fn definition(name: &str, span: Span) -> Option<Diagnostic> {
    look_up(DEFINITIONS, name).map(|row| finding(name, row, span))
}

/// The finding for a global variable that is refused.
pub(crate) fn global(name: &str, span: Span) -> Option<Diagnostic> {
    look_up(GLOBALS, name).map(|row| finding(name, row, span))
}

/// The finding for a method, or a constant, of a module that is refused.
pub(crate) fn in_module(
    module: &str,
    is_native: bool,
    name: &str,
    span: Span,
) -> Option<Diagnostic> {
    let called = match name {
        "[]" => module.to_owned(),
        _ => format!("{module}.{name}"),
    };
    let native = if is_native { module } else { "" };
    if let Some(row) = look_up(MODULES, native) {
        return Some(finding(&called, row, span));
    }
    if native == "File" {
        let row = ("", READS, "`File` joins and splits paths only; put the text into the sheet");
        return Some(finding(&called, &row, span));
    }
    look_up(FUNCTIONS, name).map(|row| finding(&called, row, span))
}

/// The finding for a constant that is refused.
pub(crate) fn constant(name: &str, span: Span) -> Option<Diagnostic> {
    look_up(MODULES, name).map(|row| finding(name, row, span))
}
