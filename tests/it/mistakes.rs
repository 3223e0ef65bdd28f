//! Slips made on purpose in a sheet of forty entries: each is one finding, on the line of the slip.

use docsheet::diagnostic::Diagnostic;
use docsheet::source::Source;

/// What entries are about.
const SUBJECTS: &[(&str, &str)] = &[
    ("Slice", "Cuts a part out of a list, and leaves the list as it is."),
    ("Ping", "Asks a host whether it is there; use `-c 3` to stop after three answers."),
    ("Map", "Calls the block for each item (in order) and keeps what it yields."),
    ("/etc/hosts", "Names of hosts, looked up before DNS is asked."),
    ("Ctrl-R", "Searches the history backwards. Press it again for the next hit."),
    ("tar -xzf", "Unpacks an archive: x is extract, z is gzip, f is the file."),
    (".gitignore", "Lists what Git leaves alone, one pattern a line."),
    ("GROUP BY", "Puts rows with equal values together, if there are any."),
];

/// An entry as one of the ways in which people write them.
fn entry(number: usize) -> String {
    let (name, notes) = SUBJECTS[(number / 2) % SUBJECTS.len()];
    let command = format!("run --step {number}");
    let fields = match number % 7 {
        0 => format!("name '{name} {number}'\n      notes '{notes}'"),
        1 => format!("name \"{name} {number}\"\n      command '{command}'"),
        2 => format!("command '{command}', 'run --all'\n      name '{name} {number}'"),
        3 => format!(
            "name '{name} {number}'\n      notes <<-'NOTES'\n{notes}\n\n* first\n* second\n      NOTES"
        ),
        4 => format!("td_command '{command}', \"stop\"\n      td_notes '{notes}', '**Bold** text'"),
        5 => format!(
            "name '{name} {number}'\n      notes '\n        {notes}\n        See also `{number}`.'"
        ),
        _ => {
            format!("name '{name} {number}'\n      notes %q{{{notes}}}\n      index_name '{name}'")
        }
    };
    format!("    entry do\n      {fields}\n    end\n")
}

/// The whole sheet.
fn sheet() -> String {
    let mut text = "cheatsheet do\n  title 'Tools'\n  docset_file_name 'Tools'\n  keyword 'tools'\n  introduction 'What there is.'\n".to_owned();
    for category in 0..5 {
        text += &format!("\n  category do\n    id 'Part {category}'\n\n");
        text.extend((category * 8..category * 8 + 8).map(entry));
        text += "  end\n";
    }
    text + "\n  notes <<-'NOTES'\nThat is all.\n  NOTES\nend\n"
}

/// A sheet with a slip, and the lines (from 1) on which it may be told.
struct Slip {
    text: String,
    lines: Vec<usize>,
}

fn findings(text: &str) -> Vec<(Option<usize>, Diagnostic)> {
    let source = Source::new("Tools.rb", text.as_bytes());
    let (_, findings) = docsheet::compile(&source);
    let line = |finding: &Diagnostic| Some(source.line(finding.place.as_ref()?.span.start));
    findings
        .into_iter()
        .filter(|finding| !finding.code.rule().style)
        .map(|finding| (line(&finding), finding))
        .collect()
}

/// The slips that are not told by one finding on their line.
fn missed(kind: &str, slips: &[Slip]) -> String {
    let mut missed = String::new();
    for slip in slips {
        let found = findings(&slip.text);
        if matches!(found.as_slice(), [(Some(line), _)] if slip.lines.contains(line)) {
            continue;
        }
        let line = slip.text.lines().nth(slip.lines[0] - 1).unwrap_or_default();
        missed += &format!("{kind}, line {}: {line}\n", slip.lines[0]);
        for (line, finding) in found {
            missed += &format!("    {line:?}: {} {:?}\n", finding.message, finding.hints);
        }
    }
    missed
}

fn line_of(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}

/// The sheet with `change` made to each line that has one.
fn each_line(change: impl Fn(&str) -> Option<String>) -> Vec<Slip> {
    let sheet = sheet();
    let lines: Vec<_> = sheet.lines().collect();
    let mut slips = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(changed) = change(line) {
            let mut lines = lines.clone();
            lines[at] = &changed;
            slips.push(Slip { text: lines.join("\n") + "\n", lines: vec![at + 1] });
        }
    }
    slips
}

/// Quotes of the sheet that open (`true`) or close a text, by their offset.
fn quotes(opening: bool) -> Vec<usize> {
    let sheet = sheet();
    let (mut open, mut found) = (None, Vec::new());
    let mut heredoc = false;
    let mut at = 0;
    for line in sheet.split_inclusive('\n') {
        let text = line.trim();
        if heredoc {
            heredoc = text != "NOTES";
        } else if text.ends_with("<<-'NOTES'") {
            heredoc = true;
        } else if !text.contains("%q") {
            for (column, letter) in
                line.char_indices().filter(|(_, letter)| matches!(letter, '\'' | '"'))
            {
                let opens = open.is_none();
                if opens || open == Some(letter) {
                    open = if opens { Some(letter) } else { None };
                    if opens == opening {
                        found.push(at + column);
                    }
                }
            }
        }
        at += line.len();
    }
    found
}

fn without(offset: usize) -> String {
    let mut text = sheet();
    text.remove(offset);
    text
}

/// Without a quote; a text that loses its end may be told where it begins.
fn lost_quotes(opening: bool) -> Vec<Slip> {
    let sheet = sheet();
    let slips = quotes(opening).into_iter().map(|at| {
        let begin = quotes(true).into_iter().rfind(|open| *open <= at).unwrap_or(at);
        let lines = vec![line_of(&sheet, begin), line_of(&sheet, at)];
        Slip { text: without(at), lines }
    });
    slips.collect()
}

fn curly() -> Vec<Slip> {
    let sheet = sheet();
    let pairs = quotes(true).into_iter().zip(quotes(false));
    let slips = pairs.map(|(open, close)| {
        let double = sheet[open..].starts_with('"');
        let (left, right) = if double { ('“', '”') } else { ('‘', '’') };
        let text = format!(
            "{}{left}{}{right}{}",
            &sheet[..open],
            &sheet[open + 1..close],
            &sheet[close + 1..]
        );
        Slip { text, lines: vec![line_of(&sheet, open)] }
    });
    slips.collect()
}

fn lost_commas() -> Vec<Slip> {
    let sheet = sheet();
    let at = [("', '", 1), ("', \"", 1)];
    let found = at
        .iter()
        .flat_map(|(part, inside)| sheet.match_indices(part).map(move |(at, _)| at + inside));
    found.map(|at| Slip { text: without(at), lines: vec![line_of(&sheet, at)] }).collect()
}

/// Without a line `end`: told where the block begins, or where it should end.
fn lost_ends() -> Vec<Slip> {
    let sheet = sheet();
    let lines: Vec<_> = sheet.lines().collect();
    let mut slips = Vec::new();
    for at in (0..lines.len()).filter(|at| lines[*at].trim() == "end") {
        let indent = lines[at].len() - 3;
        let begins = (0..at).rfind(|line| {
            lines[*line].ends_with(" do")
                && lines[*line].find(|letter| letter != ' ') == Some(indent)
        });
        let mut rest = lines.clone();
        rest.remove(at);
        slips.push(Slip { text: rest.join("\n") + "\n", lines: vec![begins.unwrap_or(0) + 1] });
    }
    slips
}

/// Sentences as people write them into notes, without quotes around them.
const SENTENCES: &[&str] = &[
    "use it or lose it",
    "works only if the host is up",
    "see RFC 3261, section 8.2",
    "the default. Use -v for more",
    "Prints the current branch",
    "shows a list of files and folders",
    "run `git status` first",
    "don't use it on a live system",
    "It's the first item of a list",
    "stops at the first match - the rest is skipped",
    "reads from stdin unless a file is given",
    "same as Ctrl-C, but not in Vim",
    "e.g. /usr/local/bin",
    "Deletes a word (and the space behind it)",
    "**Bold** and _italic_ text",
    "counts from 0, not from 1",
    "takes [options] and a file",
    "is true while the key is held",
    "needs a \"quoted\" name",
    "80 and 443 are open",
    "sends a SIGTERM, then a SIGKILL",
    "100% of the memory",
    "a tag such as <b> or <i>",
    "the value $HOME is taken",
    "ends with a semicolon; then the next begins",
    "what does it do? It counts.",
    "the same as a += 1",
    "{key: value} pairs, in order",
    "https://example.org/docs has more",
    "one | two | three",
    "returns nil when nothing is found",
    "in the `then` branch, or else",
    "begin with the first end",
    "for each item do this",
    "class of the object",
    "the user's own folder",
    "the users' folders",
    "Caution: this deletes everything!",
    "@media and @import rules",
    "@reply, then wait",
    "# of items in the list",
    "Ein Fenster schließen",
    "...and so on",
    "x = y + 1",
    "if you know what you are doing",
    "not for production",
    "~/.config/app.toml",
    "*.txt and *.md files",
    "-r deletes folders too",
    "--force, if nothing else helps",
    ":wq saves and quits",
    "!! repeats the last command",
    "1. Open the file 2. Save it",
    "A",
    "Slice",
    "slice",
    "list.sort!",
    "Array#map",
    "Foo::Bar",
    "Foo.bar(baz)",
    "/etc/hosts",
    "-r",
    "jq -r '.x'",
    "git commit -m \"message\"",
    "ls -la | grep 'x'",
    "curl https://example.org",
    "^C",
    "&& and ||",
    "\\d matches a digit",
    "C:\\temp",
    "foo, bar",
    "user@example.org",
    "a/b",
    "a / b / c",
    "%w of words",
    "true",
    "yes/no",
];

fn bare(word: &str) -> Vec<Slip> {
    let replaced = if word == "name" { "name \"" } else { "command 'run --step 15'" };
    let lines =
        |line: &str| line.trim().starts_with(replaced) && (word != "name" || line.contains("15"));
    let mut slips = Vec::new();
    for sentence in SENTENCES {
        let changed = format!("      {word} {sentence}");
        slips.extend(each_line(|line| lines(line).then(|| changed.clone())));
    }
    slips
}

/// `name: 'x'` and the like.
fn signs(sign: &str) -> Vec<Slip> {
    each_line(|line| {
        let word = line.trim().split(' ').next()?;
        let rest = line.trim().strip_prefix(word)?;
        let takes = ["name", "command", "notes", "title", "id", "index_name"].contains(&word);
        (takes && (rest.starts_with(" '") || rest.starts_with(" \"")))
            .then(|| format!("{}{word}{sign}{rest}", &line[..line.len() - line.trim_start().len()]))
    })
}

fn heredocs(change: impl Fn(&str) -> Option<String>) -> Vec<Slip> {
    let sheet = sheet();
    let mut slips = each_line(change);
    for slip in &mut slips {
        let at = slip.lines[0];
        let begin = (0..at).rfind(|line| sheet.lines().nth(*line).unwrap().contains("<<-"));
        slip.lines.extend(begin.map(|line| line + 1));
    }
    slips
}

fn bullets() -> Vec<Slip> {
    let lists = [
        "      notes\n        - first\n        - second item, with a comma",
        "      notes\n      * first\n      * second",
        "      notes - first\n      - second",
        "      notes * first\n      * second one",
        "      notes\n        First it asks. Then it waits.\n        It's slow.",
        "      command\n        1. foo\n        2. bar",
        "      notes some text\n      that goes on here.",
    ];
    let at = |line: &str| line.trim() == "command 'run --step 15'";
    lists
        .iter()
        .flat_map(|list| each_line(|line| at(line).then(|| (*list).to_owned())))
        .flat_map(|mut slip| {
            slip.lines.push(slip.lines[0] + 1);
            [slip]
        })
        .collect()
}

#[test]
fn slips_are_told_where_they_are() {
    assert_eq!(findings(&sheet()), []);
    let do_word = |line: &str| line.strip_suffix(" do").map(str::to_owned);
    let marker = |with: &'static str| {
        move |line: &str| (line.trim() == "NOTES").then(|| line.replace("NOTES", with))
    };
    let opening = |with: &'static str| {
        move |line: &str| line.contains("<<-'NOTES'").then(|| line.replace("<<-'NOTES'", with))
    };
    let kinds = [
        ("opening quotes", lost_quotes(true)),
        ("closing quotes", lost_quotes(false)),
        ("curly quotes", curly()),
        ("ends", lost_ends()),
        ("dos", each_line(do_word)),
        ("commas", lost_commas()),
        ("sentences after notes", bare("notes")),
        ("sentences after name", bare("name")),
        ("sentences after command", bare("command")),
        ("colons", signs(":")),
        ("equals", signs(" =")),
        ("arrows", signs(" =>")),
        ("markers: gone", heredocs(marker(""))),
        ("markers: Notes", heredocs(marker("Notes"))),
        ("markers: NOTE", heredocs(marker("NOTE"))),
        ("markers: end", heredocs(marker("NOTES."))),
        ("markers: quoted", heredocs(marker("'NOTES'"))),
        ("markers: half quoted", heredocs(opening("<<-'NOTES"))),
        ("markers: half quoted behind", heredocs(opening("<<-NOTES'"))),
        ("markers: curly", heredocs(opening("<<-‘NOTES’"))),
        ("markers: space", heredocs(opening("<<- NOTES"))),
        ("bullets", bullets()),
    ];
    let missed: String = kinds.iter().map(|(kind, slips)| missed(kind, slips)).collect();
    assert!(missed.is_empty(), "{missed}");
}
