//! Words that stand in the text of entries, and lines as they are pasted.

use std::path::Path;

use docsheet::bundle::{self, DOCUMENTS};
use docsheet::index::Row;
use docsheet::search::{self, Depth, Found, Groups, Hit, Shelved};
use tempfile::TempDir;

use super::{anchor, docset};
use crate::project::Project;
use crate::shelf::save;

const ROWS: &[(&str, u32)] = &[
    ("486 Busy Here", 1),
    ("480 Temporarily Unavailable", 2),
    ("Do not disturb", 2),
    ("183 Session Progress", 3),
    ("Q.850 16 Normal call clearing", 4),
    ("Failover", 5),
    ("Fax", 6),
];
const TEXTS: &[&str] = &[
    "The phone is in a call. The voicemail may take it.",
    "The phone is off. Retries are useless; a café has better reception.",
    "Early media: the caller hears a ringback tone or an announcement.",
    "Somebody hung up. Nothing is wrong.",
    "Try the next server when one is silent for 30 seconds.",
    "Picture transmission, T.38, 日本語, once per page.",
];

pub(super) fn files() -> crate::shelf::Files {
    let mut files = docset("Calls", "calls", ROWS);
    let entries = TEXTS.iter().zip(1..).map(|(text, place)| {
        let anchor = anchor(ROWS, place);
        format!("<section id='{anchor}'><h3>{}</h3><p>{text}</p></section>", name(place))
    });
    let page = format!("<title>Calls</title><h1>Calls</h1>{}", entries.collect::<String>());
    files.insert(format!("{DOCUMENTS}/index.html"), page.into_bytes());
    files
}

fn name(place: u32) -> &'static str {
    ROWS.iter().find(|row| row.1 == place).unwrap().0
}

pub(super) fn found_in(query: &str, shelf: &[Shelved], cache: Option<&Path>) -> Found {
    let query = search::parse(query, shelf, &Groups::default());
    search::find(&query, shelf, Depth::Names, cache, &|_, _| ())
}

#[test]
fn words_of_the_text_lead_to_their_entry() {
    let folder = TempDir::new().unwrap();
    let path = save(&files(), folder.path(), "Calls.docset");
    let shelf = [search::shelve(&path).unwrap()];
    let cases = [
        ("voicemail", "486 Busy Here"),
        ("calls:VOICEMAIL", "486 Busy Here"),
        ("ringback", "183 Session Progress"),
        ("announc", "183 Session Progress"),
        ("retry", "480 Temporarily Unavailable"),
        ("cafe", "480 Temporarily Unavailable"),
        ("\"ringback tone\"", "183 Session Progress"),
        ("30 seconds", "Failover"),
        ("t38", "Fax"),
        ("本", "Fax"),
        ("picture transmissions", "Fax"),
        ("SIP/2.0 486 Busy Here", "486 Busy Here"),
        ("Reason: Q.850;cause=16;text=\"Normal\"", "Q.850 16 Normal call clearing"),
        ("calls 480 temporarily unavailable", "480 Temporarily Unavailable"),
        ("480 No such line, says the gateway at the other end", "480 Temporarily Unavailable"),
        ("Q.850 0x10", "Q.850 16 Normal call clearing"),
        ("Cause i = 0x8090 - Normal call clearing", "Q.850 16 Normal call clearing"),
        ("they're silent, aren't they", "Failover"),
        ("calls 30 seconds", "Failover"),
    ];
    for (query, expected) in cases {
        let found = found_in(query, &shelf, None);
        let first = found.hits.first().map(|hit| hit.name.as_str());
        assert_eq!(first, Some(expected), "{query}: {found:?}");
    }
    // A number behind the name of a docset is a code of it, so not any that some text says.
    for query in ["\"tone ringback\"", "oracle", "voice", "kubernetes pod restart", "calls 30"] {
        let hits = found_in(query, &shelf, None).hits;
        let expected = usize::from(query == "voice");
        assert_eq!(hits.len(), expected, "{query}: {hits:?}");
    }
}

#[test]
fn a_single_word_of_a_sentence_and_a_line_of_an_unknown_program_have_no_answer() {
    let (_project, shelf) =
        shelved(&["No voice", "Broken audio", "Answer to error 30", "Fax"].map(str::to_owned));
    for (query, expected) in [
        ("broken audio", 1),
        ("is the fax broken", 2),
        ("a voice is on the wire", 0),
        ("voice", 1),
        ("error 30", 1),
        ("modem error 30", 1),
        ("CMEE error 30", 0),
    ] {
        let hits = found_in(query, &shelf, None).hits;
        assert_eq!(hits.len(), expected, "{query}: {hits:?}");
    }
}

#[test]
fn a_question_may_say_more_than_its_entry() {
    let common = (0..6).map(|at| format!("List repository {at}"));
    let others = (0..23).map(|at| format!("Note {at}"));
    let names = common.chain(others).chain(["Status".to_owned()]).collect::<Vec<_>>();
    let (_project, shelf) = shelved(&names);
    let hits = found_in("list the status of my repository", &shelf, None).hits;
    assert_eq!(hits[0].name, "Status", "{hits:?}");
    // Three words are enough where the entry is called by one of them.
    let (_project, shelf) = shelved(&["Detach", "Sharpen", "Store"].map(str::to_owned));
    let hits = found_in("detach all tool things before monday evening", &shelf, None).hits;
    assert_eq!(hits[0].name, "Detach", "{hits:?}");
}

#[test]
fn a_docset_that_the_question_names_is_where_to_look() {
    let (_one, first) = shelved_as("Tool", &["Add new files"].map(str::to_owned));
    let names = ["Add files to the belt", "Sharpen"].map(str::to_owned);
    let (_other, second) = shelved_as("Workshop Hammer", &names);
    let shelf = [first, second].concat();
    for (query, expected) in [
        ("add new files", "Add new files"),
        ("tool add files", "Add new files"),
        ("add new files in the workshop hammer", "Add files to the belt"),
        ("workshop-hammer add new files", "Add files to the belt"),
    ] {
        let hits = found_in(query, &shelf, None).hits;
        assert_eq!(hits[0].name, expected, "{query}: {hits:?}");
    }
}

#[test]
fn a_number_that_stands_as_a_code_leads_to_its_entry() {
    let names = ["182 Queued by the provider", "480 Away", "486 Busy"].map(str::to_owned);
    let (_project, shelf) = shelved(&names);
    for (query, expected) in [
        ("the provider says away 480 instead of 182", 2),
        ("the provider queued 480 calls", 1),
        ("in room 480", 0),
    ] {
        let hits = found_in(query, &shelf, None).hits;
        assert_eq!(hits.len(), expected, "{query}: {hits:?}");
    }
}

/// Builds a sheet of these names.
fn shelved(names: &[String]) -> (Project, [Shelved; 1]) {
    shelved_as("Tool", names)
}

fn shelved_as(title: &str, names: &[String]) -> (Project, [Shelved; 1]) {
    let entries = names.iter().map(|name| format!("entry do\nname '{name}'\nend\n"));
    let keyword = title.to_lowercase().replace(' ', "-");
    let sheet = format!(
        "cheatsheet do\ntitle '{title}'\ndocset_file_name 'Tool'\nkeyword '{keyword}'\ncategory do\n\
         id 'All'\n{}end\nend\n",
        entries.collect::<String>()
    );
    let project = Project::new().file("tool.rb", sheet);
    project.run(&["build", "--quiet", "tool.rb"]).exits(0);
    let docset = search::shelve(&project.path("output/Tool.docset")).unwrap();
    (project, [docset])
}

#[test]
fn a_question_is_answered_in_other_words_for_the_same() {
    let names = ["Remove a tag", "Show stashed changes", "Delete a branch", "Rename a branch"];
    let (_project, shelf) = shelved(&names.map(str::to_owned));
    for (query, expected) in [
        ("delete the tags", Some("Remove a tag")),
        ("list stashes", Some("Show stashed changes")),
        // The word itself is the better answer.
        ("delete one branch", Some("Delete a branch")),
        // What a program writes it means.
        ("error: delete tag=1", None),
    ] {
        let hits = found_in(query, &shelf, None).hits;
        assert_eq!(hits.first().map(|hit| hit.name.as_str()), expected, "{query}: {hits:?}");
    }
    // A word of the query stands for itself alone.
    assert_eq!(found_in("remove, that is delete, tags", &shelf, None).left_out, ["delete"]);
}

#[test]
fn the_first_command_of_an_entry_counts_as_its_name() {
    let entry = |name: &str, notes: &str| {
        format!("entry do\nname '{name}'\nnotes <<~'END'\n{notes}\nEND\nend\n")
    };
    let drawing = "All of them, with their state.\n\n```\nbranch state   state\n```";
    let sheet = [
        "cheatsheet do\ntitle 'Tool'\ndocset_file_name 'Tool'\nkeyword 'tool'\ncategory do\nid 'All'\n",
        &entry("Health", "Each branch has a state. The state of a branch is a word."),
        &entry("Picture", drawing),
        &entry("Whatever is new", "All since the last time.\n\n```\ntool state --branch\n```"),
        "end\nend\n",
    ];
    let project = Project::new().file("tool.rb", sheet.concat());
    project.run(&["build", "--quiet", "tool.rb"]).exits(0);
    let shelf = [search::shelve(&project.path("output/Tool.docset")).unwrap()];
    let hits = found_in("the state of the branch", &shelf, None).hits;
    let names: Vec<_> = hits.iter().map(|hit| hit.name.as_str()).collect();
    // The drawing is no command.
    assert_eq!(names, ["Whatever is new", "Health"]);
}

#[test]
fn in_a_small_docset_no_word_is_too_common_to_be_looked_for() {
    let common = (0..36).map(|at| format!("{} {at}", ["Playbook", "Inventory", "Run"][at % 3]));
    let others = ["Run playbook with inventory file", "Custom colours"].map(str::to_owned);
    let (_project, shelf) = shelved(&common.chain(others).collect::<Vec<_>>());
    let found = found_in("run a playbook with custom inventory of hosts", &shelf, None);
    assert_eq!(found.hits[0].name, "Run playbook with inventory file", "{found:?}");
}

#[test]
fn hits_in_the_text_show_their_line_and_what_was_left_out() {
    let project = Project::new();
    save(&files(), &project.path("output"), "Calls.docset");
    let run = project.run(&["search", "--color=always", "phone"]).exits(0);
    assert_eq!(
        run.stdout,
        "486 Busy Here                \x1b[2mEntry\x1b[0m
    The \x1b[1;4mphone\x1b[0m is in a call. The voicemail may take it.
480 Temporarily Unavailable  \x1b[2mEntry\x1b[0m
    The \x1b[1;4mphone\x1b[0m is off. Retries are useless; a café has better reception.\n"
    );
    let run = project.run(&["search", "SIP/2.0 486 Busy Here"]).exits(0);
    assert!(run.stdout.starts_with("486 Busy Here  Entry, Calls\n"), "{}", run.stdout);
    assert_eq!(run.stderr, "left out: `sip`\n");
    // A name that fits hides the text, unless that is asked for.
    let run = project.run(&["search", "session"]).exits(0);
    assert_eq!(run.stdout.lines().count(), 3, "{}", run.stdout);
    let run = project.run(&["search", "call", "--text"]).exits(0);
    assert!(run.stdout.contains("486 Busy Here"), "{}", run.stdout);
}

/// A docset of many entries, each with a text.
fn many(folder: &TempDir, text: impl Fn(u32) -> &'static str) -> Shelved {
    let names: Vec<_> = (0..2400).map(|place| (format!("Entry {place}"), place)).collect();
    let rows: Vec<_> = names.iter().map(|(name, place)| (name.as_str(), *place)).collect();
    let sections = names.iter().map(|(name, place)| {
        let anchor = anchor(&rows, *place);
        format!("<section id='{anchor}'><h3>{name}</h3><p>{}</p></section>", text(*place))
    });
    let page = format!("<title>Calls</title><h1>Calls</h1>{}", sections.collect::<String>());
    let mut files = docset("Calls", "calls", &rows);
    files.insert(format!("{DOCUMENTS}/index.html"), page.into_bytes());
    search::shelve(&save(&files, folder.path(), "Calls.docset")).unwrap()
}

#[test]
fn a_word_that_nearly_all_entries_have_leads_to_those_that_say_it_most() {
    let folder = TempDir::new().unwrap();
    let shelf = [many(&folder, |place| match place {
        1400 => "Phone by phone, the phone rings.",
        1 => "Nobody is at home.",
        _ => "A phone rings in the hall of a large house while nobody is at home.",
    })];
    let found = found_in("phone", &shelf, None);
    assert_eq!(found.hits[0].name, "Entry 1400");
    assert!(found.is_cut && found.hits.iter().all(|hit| hit.name != "Entry 1"));
}

#[test]
fn an_entry_with_two_words_that_many_have_is_found_though_others_say_one_of_them_more() {
    let folder = TempDir::new().unwrap();
    let shelf = [many(&folder, |place| match place {
        1300 => {
            "In the hall of a large house the door stands by the phone while nobody is at home."
        }
        0..1200 => "Phone, phone.",
        _ => "Door, door.",
    })];
    let found = found_in("door phone", &shelf, None);
    assert_eq!(found.hits[0].name, "Entry 1300");
}

#[test]
fn of_several_lines_the_first_that_is_answered_counts() {
    let folder = TempDir::new().unwrap();
    let path = save(&files(), folder.path(), "Calls.docset");
    let shelf = [search::shelve(&path).unwrap()];
    let trace =
        "U 10.0.0.1:5060 -> 10.0.0.2:5060\r\n\r\nSIP/2.0 486 Busy Here\r\nSubject: a fax\r\n";
    assert_eq!(found_in(trace, &shelf, None).hits[0].name, "486 Busy Here");
}

/// What is typed and pasted, asked of our own docsets.
#[test]
fn what_people_paste_is_answered() {
    let project = Project::new();
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/data");
    project.run(&["build", "--quiet", data]).exits(0);
    let shelf = ["SIP_Response_Codes", "SIP_Troubleshooting"].map(|name| {
        let path = project.path("output").join(format!("{name}.docset"));
        search::shelve(&path).unwrap()
    });
    let cache = TempDir::new().unwrap();
    search::prepare(&shelf, Some(cache.path()), &|_, _| ());
    let queries = include_str!("queries.tsv").lines().filter(|line| !line.starts_with('#'));
    let queries: Vec<_> = queries.map(|line| line.split_once('\t').unwrap()).collect();
    let hits = queries.iter().map(|(query, _)| {
        let mut hits = found_in(query, &shelf, Some(cache.path())).hits;
        hits.truncate(3);
        hits
    });
    let hits: Vec<_> = hits.collect();
    // Each page is read once.
    let text = |_: &Hit, entry: Result<search::Entry, String>| bundle::plain(&entry.unwrap().parts);
    let mut texts = search::entries(&hits.concat(), &shelf, text).unwrap().into_iter();
    let (mut first, mut wrong) = (0, Vec::new());
    for ((query, wanted), hits) in queries.iter().zip(&hits) {
        let shown: Vec<String> = hits
            .iter()
            .map(|hit| {
                let text = texts.next().unwrap();
                [&hit.name, hit.leads_to().unwrap_or_default(), &text].join("\n")
            })
            .collect();
        let fits = |shown: &String| wanted.split('|').any(|wanted| shown.contains(wanted));
        let place = match *wanted {
            "-" => shown.is_empty().then_some(0),
            _ => shown.iter().position(fits),
        };
        first += usize::from(place == Some(0));
        if place.is_none() {
            wrong.push(format!("{query}: {wanted}"));
        }
    }
    let all = queries.len();
    assert!(first * 100 >= all * 90, "{first} of {all}: {wrong:?}");
    assert!(wrong.len() * 100 <= all * 3, "{} of {all}: {wrong:?}", wrong.len());
}

#[test]
fn a_text_that_many_rows_lead_to_is_kept_for_some_of_them() {
    let anchors: Vec<_> = (0..1000).map(|at| format!("<b id=n{at}>word</b> ")).collect();
    let anchors = anchors.concat();
    let row =
        |at| Row { name: format!("name {at}"), kind: "Entry", path: format!("index.html#n{at}") };
    let rows: Vec<Row> = (0..1000).map(row).collect();
    let texts = search::page_texts(&rows, format!("<p>{anchors}</p><p>more").as_bytes());
    assert_eq!(texts.len(), 1000);
    assert!(texts[0][1].contains("word word"), "{}", texts[0][1]);
    let length: usize = texts.iter().map(|[_, text, _]| text.len()).sum();
    assert!(length < 20 * texts[0][1].len(), "{length}");
}

#[test]
fn rows_of_tables_in_rows_have_their_own_text_only() {
    let row = |name: &str| Row {
        name: name.to_owned(),
        kind: "Entry",
        path: format!("index.html#{name}"),
    };
    let rows = ["outer", "inner"].map(row);
    let page = "<table><tr id=outer><td>apples<table><tr id=inner><td>pears</table></table>";
    let texts = search::page_texts(&rows, page.as_bytes());
    let texts: Vec<&str> = texts.iter().map(|[_, text, _]| text.as_str()).collect();
    assert_eq!(texts, ["apples", "pears"]);
}
