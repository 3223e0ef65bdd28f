//! The names that authors give languages → a grammar.

use super::grammars::{Grammar, all};

/// Names for code of no language.
const PLAIN: &[&str] = &["", "text", "txt", "plain", "plaintext", "none", "nohighlight", "output"];

/// Names that no grammar has itself → a name that one has. Misspellings seen in sheets too.
const ALIASES: &[(&str, &str)] = &[
    ("actionscript", "as"),
    ("angular2", "html"),
    ("apache", "htaccess"),
    ("apacheconf", "htaccess"),
    ("assembly", "asm"),
    ("autohotkey", "ini"),
    ("bat", "cmd"),
    ("batch", "cmd"),
    ("batchfile", "cmd"),
    ("c#", "cs"),
    ("cfg", "ini"),
    ("cmd", "bat"),
    ("cocoa", "objective-c"),
    ("coffeescript", "coffee"),
    ("conf", "ini"),
    ("config", "ini"),
    ("console", "bash"),
    ("cplusplus", "cpp"),
    ("csharp", "cs"),
    ("csh", "bash"),
    ("curl", "bash"),
    ("delphi", "pascal"),
    ("django", "jinja2"),
    ("docker", "dockerfile"),
    ("dockerfile", "Dockerfile"),
    ("dosbatch", "cmd"),
    ("ecmascript", "js"),
    ("editorconfig", "ini"),
    ("eex", "html.eex"),
    ("elips", "lisp"),
    ("elisp", "lisp"),
    ("elxir", "elixir"),
    ("emacs", "lisp"),
    ("emacs-lisp", "lisp"),
    ("es6", "js"),
    ("f#", "fs"),
    ("fortran", "f90"),
    ("fsharp", "fs"),
    ("git", "gitconfig"),
    ("go-html-template", "html"),
    ("golang", "go"),
    ("gradle", "groovy"),
    ("haml", "haml"),
    ("handlebars", "html"),
    ("hbs", "html"),
    ("html+erb", "erb"),
    ("html5", "html"),
    ("ios", "objective-c"),
    ("irb", "ruby"),
    ("javascipt", "js"),
    ("jinja", "jinja2"),
    ("js+erb", "js.erb"),
    ("json5", "js"),
    ("jsonc", "js"),
    ("jsx", "js"),
    ("julia", "jl"),
    ("jruby", "ruby"),
    ("keybindings", "json"),
    ("ksh", "bash"),
    ("latex", "tex"),
    ("liquid", "html.twig"),
    ("m4", "bash"),
    ("makefile", "make"),
    ("mariadb", "sql"),
    ("matlab", "matlab"),
    ("mongo", "js"),
    ("mongodb", "js"),
    ("mustache", "html"),
    ("mysql", "sql"),
    ("node", "js"),
    ("nodejs", "js"),
    ("obj-c", "objective-c"),
    ("objc", "objective-c"),
    ("objc++", "objective-c++"),
    ("objectivec", "objective-c"),
    ("objective_c", "objective-c"),
    ("objectivecpp", "objective-c++"),
    ("octave", "matlab"),
    ("oracle", "sql"),
    ("patch", "diff"),
    ("pgsql", "sql"),
    ("plist", "xml"),
    ("plpgsql", "sql"),
    ("plsql", "sql"),
    ("postgres", "sql"),
    ("postgresql", "sql"),
    ("powershell", "bash"),
    ("pr", "diff"),
    ("protobuf", "proto"),
    ("ps1", "bash"),
    ("psql", "sql"),
    ("pwsh", "bash"),
    ("pycon", "python"),
    ("python2", "python"),
    ("python3", "python"),
    ("rails", "ruby"),
    ("razor", "cs"),
    ("regex", "re"),
    ("regexp", "re"),
    ("scheme", "scm"),
    ("shell", "bash"),
    ("shell-script", "bash"),
    ("shell-session", "bash"),
    ("shell_session", "bash"),
    ("shellscript", "bash"),
    ("shellsession", "bash"),
    ("sip", "http"),
    ("sparql", "sql"),
    ("sqlite", "sql"),
    ("sqlite3", "sql"),
    ("systemd", "ini"),
    ("t-sql", "sql"),
    ("tcsh", "bash"),
    ("term", "bash"),
    ("terminal", "bash"),
    ("tsql", "sql"),
    ("twig", "html.twig"),
    ("typescriptreact", "tsx"),
    ("udiff", "diff"),
    ("unix", "bash"),
    ("vb", "asp"),
    ("vb.net", "asp"),
    ("vba", "asp"),
    ("vbnet", "asp"),
    ("vbscript", "asp"),
    ("viml", "vim"),
    ("vimscript", "vim"),
    ("visualbasic", "asp"),
    ("xhtml", "html"),
    ("xquery", "xml"),
    ("zshell", "bash"),
];

/// Whether code of this language has no tokens to tell apart.
pub(super) fn is_plain(language: &str) -> bool {
    PLAIN.iter().any(|plain| plain.eq_ignore_ascii_case(language))
}

/// The grammar of a language: by a file extension, by the name of the grammar, by an alias.
///
/// PHP that does not say where it starts is PHP from its first letter.
pub(super) fn find(language: &str, code: &str) -> Option<&'static Grammar> {
    // `ruby?line=1` and `ruby,numbered` carry options.
    let name = language.split(['?', ',', ':']).next()?.to_lowercase();
    if name == "php" && !code.contains("<?") {
        return named("PHP Source");
    }
    let alias = ALIASES.iter().find(|row| row.0 == name).map(|row| row.1);
    alias.and_then(named).or_else(|| named(&name))
}

/// The last grammar with such an extension, or else with such a name.
fn named(token: &str) -> Option<&'static Grammar> {
    let any_of = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(token));
    let mut last_first = all().grammars.iter().rev();
    last_first
        .find(|grammar| any_of(&grammar.extensions))
        .or_else(|| all().grammars.iter().rev().find(|grammar| any_of(&[grammar.name])))
}

/// The known name that is most like `language`, if any is.
pub(super) fn similar(language: &str) -> Option<String> {
    let language = language.to_lowercase();
    let names = all().grammars.iter().map(|grammar| grammar.name.to_lowercase());
    let names = names.chain(ALIASES.iter().map(|row| row.0.to_owned()));
    names
        .filter(|name| !name.contains(' '))
        .map(|name| (strsim::jaro_winkler(&name, &language), name))
        .filter(|(likeness, _)| *likeness > 0.85)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, name)| name)
}
