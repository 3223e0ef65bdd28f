//! Ruby that a sheet may not reach: what it does, and what to do instead.

use super::value::Value;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// Names that belong together: what they do, and what to write instead.
struct Refused {
    names: &'static [&'static str],
    does: &'static str,
    instead: &'static str,
}

const RUNS: &str = "runs a program, which a sheet may not do";
const READS: &str = "reads or writes files, which a sheet may not do";
const EVALUATES: &str = "runs text as a program, which a sheet may not do";
const REACHES: &str = "reaches past the methods that a sheet may use";
const DIFFERS: &str = "differs from run to run, which a sheet may not";
const STOPS: &str = "ends or delays the program, which a sheet may not do";
const WAITS: &str = "waits for signals, which a sheet may not do";
const TALKS: &str = "reads what somebody types, which a sheet may not do";

const TEXT_INSTEAD: &str = "put the text into the sheet";
const OWN_INSTEAD: &str = "write the call itself, with a name that stands in the sheet";
const SORTED_INSTEAD: &str = "write the items in the order that you want";

/// Functions, and methods of whichever value.
const FUNCTIONS: &[Refused] = &[
    refused(&["system", "exec", "spawn", "fork", "`", "syscall", "popen"], RUNS, TEXT_INSTEAD),
    refused(&["trap"], WAITS, "leave it out"),
    refused(&["open", "test", "autoload", "readlines"], READS, TEXT_INSTEAD),
    refused(&["eval"], EVALUATES, OWN_INSTEAD),
    refused(
        &[
            "class_eval",
            "module_eval",
            "class_exec",
            "module_exec",
            "remove_method",
            "undef_method",
        ],
        "changes a class from outside, which is not supported",
        "open the class again: `class Name … end`",
    ),
    refused(
        &["define_singleton_method", "singleton_class"],
        "adds methods to one object, which is not supported",
        "write `def self.name` in a module or class",
    ),
    refused(
        &["instance_variable_set"],
        REACHES,
        "use `attr_accessor` in the class, and write `object.name = value`",
    ),
    refused(
        &["const_get", "const_set", "remove_const"],
        REACHES,
        "write the constant's name itself, or keep the values in a hash",
    ),
    refused(
        &["binding", "instance_method", "unbind", "set_trace_func", "callcc"],
        REACHES,
        OWN_INSTEAD,
    ),
    refused(
        &["rand", "srand", "sample", "shuffle", "shuffle!", "object_id", "__id__", "hash"],
        DIFFERS,
        SORTED_INSTEAD,
    ),
    refused(&["exit", "exit!", "abort", "at_exit", "sleep"], STOPS, "leave it out"),
    refused(&["gets", "readline", "getc"], TALKS, TEXT_INSTEAD),
    refused(
        &["catch", "throw"],
        "jumps out of nested calls, which is not supported",
        "use `break`, `next` or `return`",
    ),
];

/// Modules and constants of Ruby's own.
const MODULES: &[Refused] = &[
    refused(
        &[
            "IO",
            "Dir",
            "FileUtils",
            "FileTest",
            "Pathname",
            "Tempfile",
            "StringIO",
            "DATA",
            "CSV",
            "ERB",
        ],
        READS,
        TEXT_INSTEAD,
    ),
    refused(&["Open3", "PTY"], RUNS, TEXT_INSTEAD),
    refused(&["Process"], DIFFERS, "write the value into the sheet"),
    refused(&["Signal"], WAITS, "leave it out"),
    refused(
        &["Net", "Socket", "TCPSocket", "UDPSocket", "URI", "OpenURI", "HTTP"],
        "reaches for the network, which a sheet may not do",
        TEXT_INSTEAD,
    ),
    refused(
        &["Time", "Date", "DateTime"],
        "reads the clock, which a sheet may not do",
        "write the date as a text",
    ),
    refused(&["Random", "SecureRandom"], DIFFERS, SORTED_INSTEAD),
    refused(
        &["Thread", "Fiber", "Ractor", "Mutex", "Queue", "Concurrent"],
        "runs things side by side, which a sheet may not do",
        "write one after the other",
    ),
    refused(
        &["ENV", "ARGV", "ARGF", "RUBY_VERSION", "RUBY_PLATFORM", "RbConfig", "Etc"],
        "depends on the machine, which a sheet may not",
        "write the value into the sheet",
    ),
    refused(
        &["STDIN", "STDOUT", "STDERR"],
        "reads or prints, which a sheet may not do",
        "leave it out",
    ),
    refused(
        &[
            "ObjectSpace",
            "GC",
            "Marshal",
            "Binding",
            "TracePoint",
            "RubyVM",
            "BasicObject",
            "UnboundMethod",
            "Fiddle",
            "WeakRef",
        ],
        REACHES,
        OWN_INSTEAD,
    ),
    refused(&["Set"], "is a class that a sheet does not have", "use an array, with `uniq` or `|`"),
    refused(
        &["Rational", "Complex", "BigDecimal"],
        "is a class that a sheet does not have",
        "use whole numbers or floats",
    ),
    refused(&["OpenStruct"], "is a class that a sheet does not have", "use a hash or a `Struct`"),
    refused(&["Data"], "is a class that a sheet does not have", "use a `Struct`"),
];

/// Methods that Ruby itself calls, and that a sheet may not define.
const DEFINITIONS: &[Refused] = &[refused(
    &[
        "method_missing",
        "respond_to_missing?",
        "const_missing",
        "method_added",
        "inherited",
        "included",
    ],
    "is never called in a sheet",
    "define each method by its name, in a loop with `define_method` if there are many",
)];

/// Global variables.
const GLOBALS: &[Refused] = &[
    refused(
        &["$stdin", "$stdout", "$stderr", "$<", "$>"],
        "reads or prints, which a sheet may not do",
        "leave it out",
    ),
    refused(
        &["$LOAD_PATH", "$:", "$LOADED_FEATURES", "$\"", "$$", "$?"],
        "depends on the machine, which a sheet may not",
        "leave it out",
    ),
];

const fn refused(
    names: &'static [&'static str],
    does: &'static str,
    instead: &'static str,
) -> Refused {
    Refused { names, does, instead }
}

/// The names of modules that are refused, so that the finding can name what is called on them.
pub(crate) fn modules() -> impl Iterator<Item = &'static str> {
    MODULES.iter().flat_map(|row| row.names.iter().copied())
}

fn look_up(table: &'static [Refused], name: &str) -> Option<&'static Refused> {
    table.iter().find(|row| row.names.contains(&name))
}

fn finding(called: &str, row: &Refused, span: Span) -> Diagnostic {
    let message = format!("`{called}` {}", row.does);
    Diagnostic::new(Code::UnsupportedRuby, message).at(span, "").hint(row.instead)
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

/// The finding for a method, or a constant inside a module, that is refused.
pub(crate) fn method(receiver: &Value, name: &str, span: Span) -> Option<Diagnostic> {
    let Value::Module(module) = receiver else { return function(name, span) };
    let called = match name {
        "[]" => module.name().to_owned(),
        _ => format!("{}.{name}", module.name()),
    };
    let native = if module.is_native { module.name() } else { "" };
    if let Some(row) = look_up(MODULES, native) {
        return Some(finding(&called, row, span));
    }
    if native == "File" {
        let row =
            refused(&[], READS, "`File` joins and splits paths only; put the text into the sheet");
        return Some(finding(&called, &row, span));
    }
    look_up(FUNCTIONS, name).map(|row| finding(&called, row, span))
}

/// The finding for a constant that is refused.
pub(crate) fn constant(name: &str, span: Span) -> Option<Diagnostic> {
    look_up(MODULES, name).map(|row| finding(name, row, span))
}
