//! Why each kind of finding matters, with a wrong and a right example: one table.

use crate::diagnostic::Code;

/// What `docsheet explain` says about a kind of finding.
#[derive(Debug)]
pub struct Explanation {
    /// The kind.
    pub code: Code,
    /// Why it matters.
    pub reason: &'static str,
    /// What the examples are a part of.
    pub part: Part,
    /// An example that gives this finding.
    pub wrong: &'static str,
    /// The same, right.
    pub right: &'static str,
}

/// What an example is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It is a whole file.
    File,
    /// It is a whole file in Markdown.
    Markdown,
    /// It stands inside `cheatsheet do … end`.
    Sheet,
    /// It stands inside `category do … end`.
    Category,
    /// It stands inside `entry do … end`.
    Entry,
    /// It tells of files beside the definition, or of several definitions.
    Story,
}

use Part::{Category, Entry, File, Markdown, Sheet, Story};

const fn explain(
    code: Code,
    part: Part,
    [wrong, right]: [&'static str; 2],
    reason: &'static str,
) -> Explanation {
    Explanation { code, reason, part, wrong, right }
}

impl Explanation {
    /// What is known about `code`.
    #[must_use]
    pub fn of(code: Code) -> &'static Self {
        &EXPLANATIONS[code as usize]
    }
}

impl Part {
    /// What a file with such an example is called.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Markdown => "example.md",
            File | Sheet | Category | Entry | Story => "example.rb",
        }
    }

    /// The example as a file of its own, with what has to be around it.
    #[must_use]
    pub fn whole(self, example: &str) -> String {
        let names = "title 'Ports'\ndocset_file_name 'Ports'\n";
        let web = "category do\nid 'Web'\n";
        match self {
            File | Markdown | Story => example.to_owned(),
            Sheet => format!("cheatsheet do\n{example}\nend\n"),
            Category => format!("cheatsheet do\n{names}category do\n{example}\nend\nend\n"),
            Entry => format!("cheatsheet do\n{names}{web}entry do\n{example}\nend\nend\nend\n"),
        }
    }
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

/// Every explanation, in the order of [`Code`].
pub const EXPLANATIONS: &[Explanation] = &[
    explain(
        Code::NotUtf8,
        Story,
        ["a file saved as Latin-1, Windows-1252 or UTF-16", "the same file saved as UTF-8"],
        "Bytes that are not UTF-8 would show as wrong letters in every reader.",
    ),
    explain(
        Code::Syntax,
        Entry,
        ["name 'Don't do this'", "name 'Don\\'t do this'"],
        "The text cannot be read as Ruby. Mostly a quote, a comma, a `do` or an `end` is missing or \
         one too many; everything behind it may be misread.",
    ),
    explain(
        Code::UnsupportedRuby,
        Entry,
        ["name `hostname`", "name 'hostname'"],
        "A sheet is read without running anything. It can use texts, lists, methods of its own and \
         the methods that `docsheet language` lists; no program, file or network.",
    ),
    explain(
        Code::RubyFailure,
        Entry,
        ["name [].first.upcase", "name ['a'].first.upcase"],
        "An expression has no value: a name that is not defined, or a method that does not suit what \
         it is called on.",
    ),
    explain(
        Code::LimitReached,
        Entry,
        ["name '80'\nwhile true\nend", "name '80'"],
        "Reading a sheet is bounded in steps, depth and bytes, so that no sheet can hang or exhaust \
         a machine. `docsheet language` lists the bounds.",
    ),
    explain(
        Code::NoCheatsheet,
        File,
        ["PORTS = [80, 443]", SMALLEST],
        "A definition holds exactly one `cheatsheet do … end`, which becomes one docset.",
    ),
    explain(
        Code::NoEntries,
        Markdown,
        ["# Ports\n\nWho listens where.\n", "# Ports\n\n## Web\n\n### `80` HTTP\n"],
        "In Markdown a heading without headings below it is an entry, and so are the rows of a \
         table. A file without either has nothing to look up. In a folder it is passed over.",
    ),
    explain(
        Code::FrontMatter,
        Markdown,
        [
            "---\ntitle: Ports: who listens\n---\n\n## `80` HTTP\n",
            "---\ntitle: \"Ports: who listens\"\n---\n\n## `80` HTTP\n",
        ],
        "What stands between the two lines `---` at the head of a Markdown file is YAML: a key, a \
         colon and a value on each line.",
    ),
    explain(
        Code::UnknownWord,
        Entry,
        ["nmae '80'", "name '80'"],
        "The language has no such word. `docsheet language` lists the words of each block.",
    ),
    explain(
        Code::MisplacedWord,
        Category,
        ["id 'Web'\nname '80'", "id 'Web'\nentry do\n  name '80'\nend"],
        "Each word belongs into one kind of block. Often an `end` before it is missing.",
    ),
    explain(
        Code::MissingField,
        Category,
        ["entry do\n  name '80'\nend", "id 'Web'\nentry do\n  name '80'\nend"],
        "Readers need the sheet's `title`, its file needs a `docset_file_name`, and each category is \
         found by its `id`.",
    ),
    explain(
        Code::WrongArguments,
        Entry,
        ["name '80', '443'", "name '80 and 443'"],
        "Each word takes a text, several texts, a block, or nothing.",
    ),
    explain(
        Code::WrongType,
        Entry,
        ["name ['80', '443']", "name '80 and 443'"],
        "A field holds text. Lists go with words that take several texts, such as `command`.",
    ),
    explain(
        Code::BadFileName,
        Sheet,
        [
            "title 'Ports'\ndocset_file_name 'web/Ports'\ncategory do\n  id 'Web'\n  entry do\n    name '80'\n  end\nend",
            INSIDE,
        ],
        "A docset is a folder, made on one system and used on others. A name or path must not leave \
         its folder, and must be possible on all of them.",
    ),
    explain(
        Code::MissingResources,
        Story,
        [
            "resources 'images', and no `images` beside the definition",
            "resources 'images', with the folder `images` beside the definition",
        ],
        "Pages would refer to images, styles or scripts that are not in the docset.",
    ),
    explain(
        Code::BadResource,
        Story,
        ["a link in `images` that leads to `/etc`", "the file itself in `images`"],
        "What goes into a docset must be plain files with names that every system can hold, and must \
         not come from outside the folder.",
    ),
    explain(
        Code::SameDocset,
        Story,
        [
            "two definitions with docset_file_name 'Ports'",
            "docset_file_name 'Ports' and docset_file_name 'Web_Ports'",
        ],
        "The second docset would overwrite the first. Names that differ only in case are one name on \
         many systems.",
    ),
    explain(
        Code::HiddenDocset,
        Sheet,
        [
            "title 'Ports'\ndocset_file_name '.Ports'\ncategory do\n  id 'Web'\n  entry do\n    name '80'\n  end\nend",
            INSIDE,
        ],
        "A file name that begins with a full stop is hidden on many systems, and Zeal passes hidden \
         folders by.",
    ),
    explain(
        Code::WeakName,
        Sheet,
        [
            "title 'Ports'\ndocset_file_name 'Порты'\ncategory do\n  id 'Web'\n  entry do\n    name '80'\n  end\nend",
            INSIDE,
        ],
        "Zeal makes a folder and an address of the name. On Windows it opens nothing under letters \
         outside ASCII, and its versions after 0.8.1 write `_` for everything but ASCII letters and \
         digits, so that names without any are the same. The title can be any text.",
    ),
    explain(
        Code::SameAddress,
        Story,
        [
            "docset_file_name 'C#' and docset_file_name 'C+'",
            "docset_file_name 'CSharp' and docset_file_name 'CPlus'",
        ],
        "Zeal's versions after 0.8.1 make one address of names that differ in capitals and signs only, \
         and show the pages of the first under both.",
    ),
    explain(
        Code::BadIcon,
        Story,
        [
            "`Ports.png` with 512×512 pixels",
            "`Ports.png` with 16×16 and `Ports@2x.png` with 32×32 pixels",
        ],
        "Readers show icons of 16×16 and 32×32 pixels and do not shrink others well.",
    ),
    explain(
        Code::RepeatedField,
        Entry,
        ["name '80'\nname '443'", "name '80'\nextra_index_name '443'"],
        "A field of one text keeps only the last that is given. Often `end` and `entry do` are missing \
         between the two.",
    ),
    explain(
        Code::EmptyCategory,
        Category,
        ["id 'Web'", "id 'Web'\nentry do\n  name '80'\nend"],
        "A heading with nothing under it only takes room.",
    ),
    explain(
        Code::UntitledCategory,
        Category,
        ["id ''\nentry do\n  name '80'\nend", "id 'Web'\nentry do\n  name '80'\nend"],
        "The category gets no heading, no place in the table of contents and no row in the index.",
    ),
    explain(
        Code::EmptyEntry,
        Entry,
        ["index_name '80'", "name '80'"],
        "The row would be blank, and a search that finds it would show nothing.",
    ),
    explain(
        Code::DuplicateCategory,
        Sheet,
        [
            "title 'Ports'\ndocset_file_name 'Ports'\ncategory do\n  id 'Web'\n  entry do\n    name '80'\n  end\nend\ncategory do\n  id 'Web'\n  entry do\n    name '443'\n  end\nend",
            INSIDE,
        ],
        "Two headings of one name cannot be told apart in the table of contents or in a search.",
    ),
    explain(
        Code::DuplicateEntry,
        Category,
        [
            "id 'Web'\nentry do\n  name '80'\nend\nentry do\n  name '80'\nend",
            "id 'Web'\nentry do\n  name '80'\nend\nentry do\n  name '443'\nend",
        ],
        "The same entry twice is a slip of copying; the second one is dropped.",
    ),
    explain(
        Code::IgnoredCall,
        Entry,
        ["name '80'\nputs 'done'", "name '80'"],
        "Calls such as `puts`, and `require` of a gem or a file, do nothing: a sheet is read on its \
         own and prints nothing.",
    ),
    explain(
        Code::PassedOver,
        Markdown,
        [
            "---\ntags: [ports]\n---\n\n## `80` HTTP {.wide}\n",
            "---\nkeyword: ports\n---\n\n## `80` HTTP\n",
        ],
        "Sheets that were written for a site have keys, classes and tags in them that lay it out. \
         They mean nothing in a docset, so they are left out; whatever is text stays.",
    ),
    explain(
        Code::NotConverted,
        Story,
        [
            "an entry with an `index_name`, converted to Markdown",
            "the same entry with that text as its `name`",
        ],
        "One language has no words for something that the other one says. `docsheet convert` writes \
         the rest, and tells of each such place.",
    ),
    explain(
        Code::SwallowedCode,
        Category,
        [
            "id 'Web'\nentry do\n  name '80'\n  notes <<-TEXT\n    Plain web pages\nend\nentry do\n  name '443'\n  TEXT\nend",
            "id 'Web'\nentry do\n  name '80'\n  notes <<-TEXT\n    Plain web pages\n  TEXT\nend\nentry do\n  name '443'\nend",
        ],
        "The line that ends a text stands too late. Everything up to it is shown as text, and the \
         entries in there are lost.",
    ),
    explain(
        Code::LostText,
        Entry,
        ["name '80'\nnotes 'one'\n'two'", "name '80'\nnotes 'one' \\\n'two'"],
        "Ruby reads it and throws it away: a text on a line of its own, or a variable that nothing \
         sets. The page does not show it.",
    ),
    explain(
        Code::JoinedTexts,
        Entry,
        ["command 'ping' 'stop'", "command 'ping', 'stop'"],
        "Ruby joins texts that stand beside each other. Where a comma was meant, two commands become \
         one; where a quote was meant, as in `'it''s'`, it is not shown.",
    ),
    explain(
        Code::LostBackslash,
        Entry,
        ["command \"grep '\\d'\"", "command \"grep '\\\\d'\""],
        "In `\"…\"` and in a heredoc without quotes, Ruby drops a backslash before a letter or sign \
         for which it means nothing, and takes `\\t` in a path for a tab.",
    ),
    explain(
        Code::BadAllowance,
        Entry,
        ["# docsheet: allow longname\nname '80'", "# docsheet: allow long-name\nname '80'"],
        "A comment that is meant to silence a warning, but names none that can be silenced.",
    ),
    explain(
        Code::UnsearchableEntry,
        Entry,
        ["notes 'Plain web pages'", "name '80'\nnotes 'Plain web pages'"],
        "Readers search names, commands and index names. An entry with none of them can only be found \
         by scrolling.",
    ),
    explain(
        Code::LongName,
        Entry,
        [
            "name 'The port that plain web pages used before everybody wanted encryption'",
            "name '80'\nnotes 'The port that plain web pages used before everybody wanted encryption'",
        ],
        "The result lists of Dash and Zeal are narrow: the end of a long name is not seen there.",
    ),
    explain(
        Code::RawIndexName,
        Entry,
        ["name 'a & b'\nindex_name 'a &amp; b'", "name 'a & b'\nindex_name 'a & b'"],
        "Index names are shown as they stand, without rendering, and searched as they stand.",
    ),
    explain(
        Code::BadKeyword,
        Sheet,
        [
            "title 'Ports'\ndocset_file_name 'Ports'\nkeyword 'port:'\ncategory do\n  id 'Web'\n  \
             entry do\n    name '80'\n  end\nend",
            "title 'Ports'\ndocset_file_name 'Ports'\nkeyword 'port'\ncategory do\n  id 'Web'\n  \
             entry do\n    name '80'\n  end\nend",
        ],
        "Readers take what stands before the first `:` for the keyword, and split it at each `,`: \
         nobody can type a keyword that holds one of them.",
    ),
    explain(
        Code::KeywordTaken,
        Story,
        ["two definitions with keyword 'port'", "keyword 'port' and keyword 'webport'"],
        "People type the keyword to search one docset. With the same keyword, they get both.",
    ),
    explain(
        Code::TitleCase,
        Category,
        [
            "id 'Ports for the web'\nentry do\n  name '80'\nend",
            "id 'Ports for the Web'\nentry do\n  name '80'\nend",
        ],
        "Public cheat sheets write the titles of categories in title case; a sheet looks at home among \
         them that way.",
    ),
    explain(
        Code::ModifierOrder,
        Entry,
        ["command 'SHIFT+CMD+R'", "command 'CMD+SHIFT+R'"],
        "Public cheat sheets write modifier keys in the order CMD, CTRL, OPTION, SHIFT, so that a \
         search finds a shortcut in any of them.",
    ),
    explain(
        Code::InsecureLink,
        Entry,
        [
            "name '80'\nnotes '[ports](http://example.org)'",
            "name '80'\nnotes '[ports](https://example.org)'",
        ],
        "Whoever sits between reader and site can read and change what comes over `http://`.",
    ),
    explain(
        Code::DeadLink,
        Entry,
        ["name '80'\nnotes 'See [443](#443)'", "name '80'\nnotes 'See [this](#80)'"],
        "A link into the page leads to a category or entry by its name. This one would do nothing.",
    ),
    explain(
        Code::UnclosedFence,
        Entry,
        [
            "name '80'\nnotes \"```\\ncurl localhost\"",
            "name '80'\nnotes \"```\\ncurl localhost\\n```\"",
        ],
        "Without its end, a code block swallows the rest of the text.",
    ),
    explain(
        Code::BrokenTable,
        Entry,
        [
            "name '80'\nnotes \"| port | for |\\n| 80 | HTTP |\"",
            "name '80'\nnotes \"| port | for |\\n| --- | --- |\\n| 80 | HTTP |\"",
        ],
        "Without a line of dashes under its header a table is text with pipes in it, and a row shows \
         only as many cells as the header has.",
    ),
    explain(
        Code::RawMarkdown,
        Entry,
        [
            "name '80'\nnotes '<div>Speaks **HTTP**</div>'",
            "name '80'\nnotes '<div>Speaks <strong>HTTP</strong></div>'",
        ],
        "Inside a block of HTML, Markdown begins only after an empty line. Elsewhere in it readers \
         see its marks.",
    ),
    explain(
        Code::UnknownElement,
        Entry,
        ["name '80'\nnotes 'Call <host> first'", "name '80'\nnotes 'Call `<host>` first'"],
        "What looks like a tag but is no HTML element is shown as text, which may not be what is \
         meant.",
    ),
    explain(
        Code::UnknownLanguage,
        Entry,
        [
            "name '80'\nnotes \"```pyhton\\nprint(80)\\n```\"",
            "name '80'\nnotes \"```python\\nprint(80)\\n```\"",
        ],
        "Code in a language that is not known is shown without colours.",
    ),
    explain(
        Code::RemoteResource,
        Entry,
        [
            "name '80'\nnotes '![web](https://example.org/web.png)'",
            "name '80'\nnotes '![web](images/web.png)'",
        ],
        "Docsets are read offline, and readers block what a page loads from the web.",
    ),
    explain(
        Code::MissingFile,
        Story,
        [
            "notes '![web](web.png)', with the picture beside the definition",
            "resources 'images' and notes '![web](images/web.png)', with the picture in `images`",
        ],
        "Only the files that `resources` names go into the docset. Where the page shows another one, \
         readers show a gap.",
    ),
    explain(
        Code::Script,
        Entry,
        [
            "name '80'\nnotes '<b onclick=\"open80()\">Open</b>'",
            "name '80'\nnotes '<details><summary>Open</summary>80 is HTTP</details>'",
        ],
        "Sheets come from strangers, so their pages run nothing unless a docset is built with \
         `--allow-scripts`. Even then many readers run no scripts, and the search finds nothing that a \
         script writes.",
    ),
    explain(
        Code::ActiveContent,
        Entry,
        [
            "name '80'\nnotes '<iframe src=\"https://example.org\"></iframe>'",
            "name '80'\nnotes '[Example](https://example.org)'",
        ],
        "A page of a docset shows what it brings along. Frames, objects and forms are blocked; \
         redirections, `<base>` and addresses that are programs or lead to the disk are left out.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::RULES;

    #[test]
    fn every_code_is_explained_in_its_place() {
        assert_eq!(EXPLANATIONS.len(), RULES.len());
        for rule in RULES {
            assert_eq!(Explanation::of(rule.code).code, rule.code);
        }
    }
}
