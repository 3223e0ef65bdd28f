//! The kinds of findings about a sheet: code → name, severity, reason and examples, one table.

use std::fmt;

use super::part::Part;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; the sheet is built.
    Warning,
    /// The sheet is not built.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// What is known of a kind of finding.
#[derive(Debug)]
pub struct Rule {
    /// The kind.
    pub code: Code,
    /// Its name in messages and options, words joined by `-`.
    pub name: &'static str,
    /// How grave it is unless somebody says otherwise.
    pub severity: Severity,
    /// Whether it is a matter of style: `check` says it, `build` only where it is denied.
    pub style: bool,
    /// Why it matters.
    pub reason: &'static str,
    /// What the examples are a part of.
    pub part: Part,
    /// An example that gives this finding.
    pub wrong: &'static str,
    /// The same, right.
    pub right: &'static str,
}

impl Code {
    /// What is known of this kind.
    #[must_use]
    pub fn rule(self) -> &'static Rule {
        &RULES[self as usize]
    }

    /// The kind called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        RULES.iter().find(|rule| rule.name == name).map(|rule| rule.code)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.rule().name)
    }
}

/// Makes the enum and the table of the rows: each says how grave it is, the code, its name, why it
/// matters, and a wrong and a right example with what they are a part of.
macro_rules! rules {
    (@severity error) => { (Severity::Error, false) };
    (@severity warning) => { (Severity::Warning, false) };
    (@severity style) => { (Severity::Warning, true) };
    ($($level:ident $code:ident $name:literal: $reason:literal $part:ident $examples:expr;)+) => {
        /// The kind of a finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $reason] $code,)+
        }

        /// Every kind of finding, in the order of [`Code`].
        pub const RULES: &[Rule] = &[$({
            let (severity, style) = rules!(@severity $level);
            let (code, part, [wrong, right]) = (Code::$code, Part::$part, $examples);
            Rule { code, name: $name, severity, style, reason: $reason, part, wrong, right }
        },)+];
    };
}

/// A smallest right sheet.
const SMALLEST: &str = "cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  category do
    id 'Web'
    entry do
      name '80'
    end
  end
end";

/// A right inside of a sheet.
const INSIDE: &str = "title 'Ports'
docset_file_name 'Ports'
category do
  id 'Web'
  entry do
    name '80'
  end
end";

rules! {
    error NotUtf8 "not-utf8":
        "Bytes that are not UTF-8 would show as wrong letters in every reader."
        Story ["a file saved as Latin-1, Windows-1252 or UTF-16", "the same file saved as UTF-8"];
    error Syntax "syntax":
        "The text cannot be read as Ruby. Mostly a quote, a comma, a `do` or an `end` is missing \
         or one too many; everything behind it may be misread."
        Entry ["name 'Don't do this'", "name 'Don\\'t do this'"];
    error UnsupportedRuby "unsupported-ruby":
        "A sheet is read without running anything. It can use texts, lists, methods of its own \
         and the methods that `docsheet language` lists; no program, file or network."
        Entry ["name `hostname`", "name 'hostname'"];
    error RubyFailure "ruby-failure":
        "An expression has no value: a name that is not defined, or a method that does not suit \
         what it is called on."
        Entry ["name [].first.upcase", "name ['a'].first.upcase"];
    error LimitReached "limit-reached":
        "Reading a sheet is bounded in steps, depth and bytes, so that no sheet can hang or \
         exhaust a machine. `docsheet language` lists the bounds."
        Entry ["name '80'\nloop do\nend", "name '80'"];
    error NoCheatsheet "no-cheatsheet":
        "A definition holds exactly one `cheatsheet do … end`, which becomes one docset."
        File ["PORTS = [80, 443]", SMALLEST];
    error NoEntries "no-entries":
        "In Markdown a heading without headings below it is an entry, and so are the rows of a \
         table. A file without either has nothing to look up. In a folder it is passed over."
        Markdown ["# Ports\n\nWho listens where.\n", "# Ports\n\n## Web\n\n### `80` HTTP\n"];
    error FrontMatter "front-matter":
        "What stands between the two lines `---` at the head of a Markdown file is YAML: a key, \
         a colon and a value on each line."
        Markdown [
            "---\ntitle: Ports: who listens\n---\n\n## `80` HTTP\n",
            "---\ntitle: \"Ports: who listens\"\n---\n\n## `80` HTTP\n",
        ];
    error UnknownWord "unknown-word":
        "The language has no such word. `docsheet language` lists the words of each block."
        Entry ["nmae '80'", "name '80'"];
    error MisplacedWord "misplaced-word":
        "Each word belongs into one kind of block. Often an `end` before it is missing."
        Category ["id 'Web'\nname '80'", "id 'Web'\nentry do\n  name '80'\nend"];
    error MissingField "missing-field":
        "Readers need the sheet's `title`, its file needs a `docset_file_name`, and each \
         category is found by its `id`."
        Category ["entry do\n  name '80'\nend", "id 'Web'\nentry do\n  name '80'\nend"];
    error WrongArguments "wrong-arguments":
        "Each word takes a text, several texts, a block, or nothing."
        Entry ["name '80', '443'", "name '80 and 443'"];
    error WrongType "wrong-type":
        "A field holds text. Lists go with words that take several texts, such as `command`."
        Entry ["name ['80', '443']", "name '80 and 443'"];
    error BadFileName "bad-file-name":
        "A docset is a folder, made on one system and used on others. A name or path must not \
         leave its folder, and must be possible on all of them."
        Sheet [
            "title 'Ports'\ndocset_file_name 'web/Ports'\ncategory do\n  id 'Web'\n  entry \
             do\n    name '80'\n  end\nend",
            INSIDE,
        ];
    error MissingResources "missing-resources":
        "Pages would refer to images, styles or scripts that are not in the docset."
        Story [
            "resources 'images', and no `images` beside the definition",
            "resources 'images', with the folder `images` beside the definition",
        ];
    error BadResource "bad-resource":
        "What goes into a docset must be plain files with names that every system can hold, and \
         must not come from outside the folder."
        Story ["a link in `images` that leads to `/etc`", "the file itself in `images`"];
    error SameDocset "same-docset":
        "The second docset would overwrite the first. Names that differ only in case are one \
         name on many systems."
        Story [
            "two definitions with docset_file_name 'Ports'",
            "docset_file_name 'Ports' and docset_file_name 'Web_Ports'",
        ];
    warning HiddenDocset "hidden-docset":
        "A file name that begins with a full stop is hidden on many systems, and Zeal passes \
         hidden folders by."
        Sheet [
            "title 'Ports'\ndocset_file_name '.Ports'\ncategory do\n  id 'Web'\n  entry do\n    \
             name '80'\n  end\nend",
            INSIDE,
        ];
    warning WeakName "weak-name":
        "Zeal makes a folder and an address of the name. On Windows it opens nothing under \
         letters outside ASCII, and its versions after 0.8.1 write `_` for everything but ASCII \
         letters and digits, so that names without any are the same. The title can be any text."
        Sheet [
            "title 'Ports'\ndocset_file_name 'Порты'\ncategory do\n  id 'Web'\n  entry do\n    \
             name '80'\n  end\nend",
            INSIDE,
        ];
    warning SameAddress "same-address":
        "Zeal's versions after 0.8.1 make one address of names that differ in capitals and signs \
         only, and show the pages of the first under both."
        Story [
            "docset_file_name 'C#' and docset_file_name 'C+'",
            "docset_file_name 'CSharp' and docset_file_name 'CPlus'",
        ];
    warning BadIcon "bad-icon":
        "Readers show icons of 16×16 and 32×32 pixels and do not shrink others well."
        Story [
            "`Ports.png` with 512×512 pixels",
            "`Ports.png` with 16×16 and `Ports@2x.png` with 32×32 pixels",
        ];
    warning RepeatedField "repeated-field":
        "A field of one text keeps only the last that is given. Often `end` and `entry do` are \
         missing between the two."
        Entry ["name '80'\nname '443'", "name '80'\nextra_index_name '443'"];
    warning EmptyCategory "empty-category":
        "A heading with nothing under it only takes room."
        Category ["id 'Web'", "id 'Web'\nentry do\n  name '80'\nend"];
    warning UntitledCategory "untitled-category":
        "The category gets no heading, no place in the table of contents and no row in the index."
        Category ["id ''\nentry do\n  name '80'\nend", "id 'Web'\nentry do\n  name '80'\nend"];
    warning EmptyEntry "empty-entry":
        "The row would be blank, and a search that finds it would show nothing."
        Entry ["index_name '80'", "name '80'"];
    warning DuplicateCategory "duplicate-category":
        "Two headings of one name cannot be told apart in the table of contents or in a search."
        Sheet [
            "title 'Ports'\ndocset_file_name 'Ports'\ncategory do\n  id 'Web'\n  entry do\n    \
             name '80'\n  end\nend\ncategory do\n  id 'Web'\n  entry do\n    name '443'\n  \
             end\nend",
            INSIDE,
        ];
    warning DuplicateEntry "duplicate-entry":
        "The same entry twice is a slip of copying; the second one is dropped."
        Category [
            "id 'Web'\nentry do\n  name '80'\nend\nentry do\n  name '80'\nend",
            "id 'Web'\nentry do\n  name '80'\nend\nentry do\n  name '443'\nend",
        ];
    warning IgnoredCall "ignored-call":
        "Calls such as `puts`, and `require` of a gem or a file, do nothing: a sheet is read on \
         its own and prints nothing."
        Entry ["name '80'\nputs 'done'", "name '80'"];
    style PassedOver "passed-over":
        "Sheets that were written for a site have keys, classes and tags in them that lay it \
         out. They mean nothing in a docset, so they are left out; whatever is text stays."
        Markdown [
            "---\ntags: [ports]\n---\n\n## `80` HTTP {.wide}\n",
            "---\nkeyword: ports\n---\n\n## `80` HTTP\n",
        ];
    warning NotConverted "not-converted":
        "One language has no words for something that the other one says. `docsheet convert` \
         writes the rest, and tells of each such place."
        Story [
            "an entry with an `index_name`, converted to Markdown",
            "the same entry with that text as its `name`",
        ];
    warning SwallowedCode "swallowed-code":
        "The line that ends a text stands too late. Everything up to it is shown as text, and \
         the entries in there are lost."
        Category [
            "id 'Web'\nentry do\n  name '80'\n  notes <<-TEXT\n    Plain web pages\nend\nentry \
             do\n  name '443'\n  TEXT\nend",
            "id 'Web'\nentry do\n  name '80'\n  notes <<-TEXT\n    Plain web pages\n  \
             TEXT\nend\nentry do\n  name '443'\nend",
        ];
    warning LostText "lost-text":
        "Ruby reads it and throws it away: a text on a line of its own, or a variable that \
         nothing sets. The page does not show it."
        Entry ["name '80'\nnotes 'one'\n'two'", "name '80'\nnotes 'one' \\\n'two'"];
    warning JoinedTexts "joined-texts":
        "Ruby joins texts that stand beside each other. Where a comma was meant, two commands \
         become one; where a quote was meant, as in `'it''s'`, it is not shown."
        Entry ["command 'ping' 'stop'", "command 'ping', 'stop'"];
    warning LostBackslash "lost-backslash":
        "In `\"…\"` and in a heredoc without quotes, Ruby drops a backslash before a letter or \
         sign for which it means nothing, and takes `\\t` in a path for a tab."
        Entry ["command \"grep '\\d'\"", "command \"grep '\\\\d'\""];
    warning BadAllowance "bad-allowance":
        "A comment that is meant to silence a warning, but names none that can be silenced."
        Entry ["# docsheet: allow longname\nname '80'", "# docsheet: allow long-name\nname '80'"];
    warning UnsearchableEntry "unsearchable-entry":
        "Readers search names, commands and index names. An entry with none of them can only be \
         found by scrolling."
        Entry ["notes 'Plain web pages'", "name '80'\nnotes 'Plain web pages'"];
    style LongName "long-name":
        "The result lists of Dash and Zeal are narrow: the end of a long name is not seen there."
        Entry [
            "name 'The port that plain web pages used before everybody wanted encryption'",
            "name '80'\nnotes 'The port that plain web pages used before everybody wanted \
             encryption'",
        ];
    warning RawIndexName "raw-index-name":
        "Index names are shown as they stand, without rendering, and searched as they stand."
        Entry ["name 'a & b'\nindex_name 'a &amp; b'", "name 'a & b'\nindex_name 'a & b'"];
    warning BadKeyword "bad-keyword":
        "Readers take what stands before the first `:` for the keyword, and split it at each \
         `,`: nobody can type a keyword that holds one of them."
        Sheet [
            "title 'Ports'\ndocset_file_name 'Ports'\nkeyword 'port:'\ncategory do\n  id \
             'Web'\n  entry do\n    name '80'\n  end\nend",
            "title 'Ports'\ndocset_file_name 'Ports'\nkeyword 'port'\ncategory do\n  id 'Web'\n  \
             entry do\n    name '80'\n  end\nend",
        ];
    warning KeywordTaken "keyword-taken":
        "People type the keyword to search one docset. With the same keyword, they get both."
        Story ["two definitions with keyword 'port'", "keyword 'port' and keyword 'webport'"];
    style TitleCase "title-case":
        "Public cheat sheets write the titles of categories in title case; a sheet looks at home \
         among them that way."
        Category [
            "id 'Ports for the web'\nentry do\n  name '80'\nend",
            "id 'Ports for the Web'\nentry do\n  name '80'\nend",
        ];
    style ModifierOrder "modifier-order":
        "Public cheat sheets write modifier keys in the order CMD, CTRL, OPTION, SHIFT, so that \
         a search finds a shortcut in any of them."
        Entry ["command 'SHIFT+CMD+R'", "command 'CMD+SHIFT+R'"];
    style InsecureLink "insecure-link":
        "Whoever sits between reader and site can read and change what comes over `http://`."
        Entry [
            "name '80'\nnotes '[ports](http://example.org)'",
            "name '80'\nnotes '[ports](https://example.org)'",
        ];
    warning DeadLink "dead-link":
        "A link into the page leads to a category or entry by its name. This one would do \
         nothing."
        Entry ["name '80'\nnotes 'See [443](#443)'", "name '80'\nnotes 'See [this](#80)'"];
    warning UnclosedFence "unclosed-fence":
        "Without its end, a code block swallows the rest of the text."
        Entry [
            "name '80'\nnotes \"```\\ncurl localhost\"",
            "name '80'\nnotes \"```\\ncurl localhost\\n```\"",
        ];
    warning BrokenTable "broken-table":
        "Without a line of dashes under its header a table is text with pipes in it, and a row \
         shows only as many cells as the header has."
        Entry [
            "name '80'\nnotes \"| port | for |\\n| 80 | HTTP |\"",
            "name '80'\nnotes \"| port | for |\\n| --- | --- |\\n| 80 | HTTP |\"",
        ];
    warning RawMarkdown "raw-markdown":
        "Inside a block of HTML, Markdown begins only after an empty line. Elsewhere in it \
         readers see its marks."
        Entry [
            "name '80'\nnotes '<div>Speaks **HTTP**</div>'",
            "name '80'\nnotes '<div>Speaks <strong>HTTP</strong></div>'",
        ];
    warning UnknownElement "unknown-element":
        "What looks like a tag but is no HTML element is shown as text, which may not be what is \
         meant."
        Entry ["name '80'\nnotes 'Call <host> first'", "name '80'\nnotes 'Call `<host>` first'"];
    warning UnknownLanguage "unknown-language":
        "Code in a language that is not known is shown without colours."
        Entry [
            "name '80'\nnotes \"```pyhton\\nprint(80)\\n```\"",
            "name '80'\nnotes \"```python\\nprint(80)\\n```\"",
        ];
    warning RemoteResource "remote-resource":
        "Docsets are read offline, and readers block what a page loads from the web."
        Entry [
            "name '80'\nnotes '![web](https://example.org/web.png)'",
            "name '80'\nnotes '![web](images/web.png)'",
        ];
    warning MissingFile "missing-file":
        "Only the files that `resources` names go into the docset. Where the page shows another \
         one, readers show a gap."
        Story [
            "notes '![web](web.png)', with the picture beside the definition",
            "resources 'images' and notes '![web](images/web.png)', with the picture in `images`",
        ];
    warning Script "script":
        "Sheets come from strangers, so their pages run nothing unless a docset is built with \
         `--allow-scripts`. Even then many readers run no scripts, and the search finds nothing \
         that a script writes."
        Entry [
            "name '80'\nnotes '<b onclick=\"open80()\">Open</b>'",
            "name '80'\nnotes '<details><summary>Open</summary>80 is HTTP</details>'",
        ];
    warning ActiveContent "active-content":
        "A page of a docset shows what it brings along. Frames, objects and forms are blocked; \
         redirections, `<base>` and addresses that are programs or lead to the disk are left \
         out."
        Entry [
            "name '80'\nnotes '<iframe src=\"https://example.org\"></iframe>'",
            "name '80'\nnotes '[Example](https://example.org)'",
        ];
}
