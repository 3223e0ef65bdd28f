//! The reader in a browser, as a published folder: from a host, from the disk, without a network.

use std::fs;
use std::path::{Path, PathBuf};

use docsheet::search::{self, Depth, Hit};
use docsheet::source::Source;
use docsheet::wording::count;
use serde_json::{Value, json};

use crate::chromium::Chromium;
use crate::project::{Project, Run, small_sheet};
use crate::running::wait_for;
use crate::web::Server;
use crate::{look, needs, preview};

/// What the reader's page shows now: the place of its frame, seen from outside.
const SHOWN: &str = "decodeURIComponent(inside()?.URL ?? '')";

fn phones() -> String {
    small_sheet("Phones")
        .replace("    entry do", "    entry do\n      name '486 Busy Here'\n      extra_index_name 'Engaged (486)'\n      notes 'The line is taken: leave a message on the voicemail. See [the other](#600).'\n    end\n    entry do\n      name '600 Busy Everywhere'\n      notes 'Every phone is taken. [Read on](https://example.org/) '\n    end\n    entry do")
}

fn published() -> (Project, PathBuf) {
    let odd = small_sheet("Odd")
        .replace("title 'Odd'", "title '</title><script>alert(1)</script> & \"C++\"'\n  introduction 'One line. Two lines.'\n  source_url 'https://github.com/someone/sheets'")
        .replace("keyword 'odd'", "keyword 'phones'");
    let project = Project::new().file("data/Phones.rb", phones()).file("data/Odd.rb", odd);
    publish(&project);
    let folder = project.path("host");
    (project, folder)
}

fn publish(project: &Project) {
    project
        .run(&["build", "--base-url", "https://example.org/docsets", "-o", "host/docsets"])
        .exits(0);
}

#[test]
fn the_list_says_what_each_sheet_is_and_how_to_get_it() {
    let (_project, folder) = published();
    let page = fs::read_to_string(folder.join("docsets/index.html")).unwrap();
    for part in [
        "https://example.org/docsets/Phones.xml",
        "data-copy=\"dash-feed://https%3A%2F%2Fexample.org%2Fdocsets%2FPhones.xml\"",
        "<a href=\"Phones.md\">Markdown</a>",
        "href=\"Phones.tgz\"",
        "<p class=\"summary\">One line.</p>",
        "<a href=\"https://github.com/someone/sheets\">someone on github.com</a>",
        "searches Phones, too",
    ] {
        assert!(page.contains(part), "`{part}` is missing in {page}");
    }
    assert!(!page.contains("<script>"), "a title is text");
    let agents = fs::read_to_string(folder.join("docsets/llms.txt")).unwrap();
    assert!(agents.contains("(https://example.org/docsets/Phones.md): 3 entries"), "{agents}");
}

#[test]
fn each_sheet_has_a_text_that_makes_the_same_sheet_and_is_never_taken_for_one() {
    let markdown = "---\ntitle: Web\n---\n\n## Ports\n\n### `80` HTTP\n";
    let project = Project::new().file("Phones.rb", phones()).file("Web.md", markdown);
    let build = ["build", ".", "--base-url", "https://example.org", "-o"];
    let mut command = project.command(&[&build[..], &["host"]].concat());
    let run = Run::of(&command.env("SOURCE_DATE_EPOCH", "1700000000").output().unwrap()).exits(0);
    assert!(run.stdout.contains("2 of 2 sheets built"), "{}", run.stdout);
    let list = fs::read_to_string(project.path("host/index.html")).unwrap();
    assert!(list.contains("<time datetime=\"2023-11-14\">"), "{list}");
    let text = |name: &str| fs::read_to_string(project.path(name)).unwrap();
    let sheet = |name: &str| {
        let (sheet, findings) = docsheet::compile(&Source::new(name, text(name).as_bytes()));
        assert!(findings.is_empty(), "{findings:?}");
        let texts = sheet.unwrap().categories.into_iter().flat_map(|category| category.entries);
        texts
            .map(|entry| {
                format!("{:?}", (entry.name, entry.commands, entry.notes, entry.extra_index_names))
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(sheet("host/Phones.md"), sheet("Phones.rb"));
    assert_eq!(sheet("host/Web.md"), sheet("Web.md"));

    // Neither where it lies among sheets, nor where it would lie in the place of one.
    let run = project.run(&[&build[..], &["host"]].concat()).exits(0);
    assert!(run.stdout.contains("2 of 2 sheets built"), "{}{}", run.stdout, run.stderr);
    let run = project.run(&[&build[..], &["."]].concat()).exits(0);
    assert!(run.stderr.contains("`./Web.md` is left as it is"), "{}", run.stderr);
    assert_eq!(text("Web.md"), markdown);
    project.run(&["check", "."]).exits(0);
}

#[test]
fn the_scripts_are_small_and_ask_nobody_else() {
    let (project, folder) = published();
    let reader = folder.join("docsets/reader");
    let scripts = ["search.js", "texts.js", "reader.js", "offline.js", "../worker.js"];
    let mut scripts = scripts.map(|name| fs::read_to_string(reader.join(name)).unwrap()).to_vec();
    let (_running, address) = preview::of(&project, "data", &[]);
    let request = "GET /reader/preview.js HTTP/1.1\r\nConnection: close\r\nHost: HOST\r\n\r\n";
    let (status, answer) = preview::answer(&address, request);
    assert_eq!(status, 200);
    scripts.push(answer.split_once("\r\n\r\n").unwrap().1.to_owned());
    // The list of what is kept grows with the sheets.
    let list = scripts[4].find('[').unwrap()..scripts[4].find(']').unwrap();
    let size = scripts.iter().map(String::len).sum::<usize>() - list.len();
    let preview = scripts[5].len();
    assert!(size - preview < 30_000, "{}", count(size - preview, "byte", "bytes"));
    assert!(preview < 5_000, "{}", count(preview, "byte", "bytes"));
    let own =
        scripts.iter().all(|script| !script.contains("http://") && !script.contains("import"));
    assert!(own, "something is remote");
}

/// What is typed and pasted, asked of our own docsets in the browser and in this process.
#[test]
fn the_browser_answers_as_the_program_does() {
    let project = Project::new();
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/data");
    let folder = project.path("host");
    project
        .run(&["build", "--quiet", data, "--base-url", "https://example.org/docsets", "-o", "host"])
        .exits(0);
    let names = ["SIP_Response_Codes", "SIP_Troubleshooting"];
    let shelf = names.map(|name| search::shelve(&folder.join(format!("{name}.docset"))).unwrap());
    let server = Server::of(&folder);
    let Some(Chromium { mut page, _browser, _profile }) = Chromium::open() else { return };
    page.go(&format!("{}/?q=a+word+of+the+text", server.url()));
    page.comes_to("globalThis.docsheet?.texts.size === 2");
    let queries = include_str!("search/queries.tsv").lines().filter(|line| !line.starts_with('#'));
    let cache = tempfile::TempDir::new().unwrap();
    let mut other = Vec::new();
    for (query, _) in queries.filter_map(|line| line.split_once('\t')) {
        let asked = search::parse(query, &shelf, &search::Groups::default());
        let found = search::find(&asked, &shelf, Depth::Names, Some(cache.path()), &|_, _| ());
        let place = |hit: &Hit| format!("{} {}", names[hit.docset], hit.path);
        let own: Vec<_> = found.hits.iter().take(3).map(place).collect();
        let asked = json!(query);
        let theirs = page.value(&format!(
            "(names => names.length ? names : docsheet.searchTexts({asked}).hits)(docsheet.search({asked}))
                .slice(0, 3).map(({{ place }}) => `${{place.sheet.name}} index.html#${{place.anchor}}`)"
        ));
        if json!(own) != theirs {
            other.push(format!("{query}: {own:?} {theirs}"));
        }
    }
    assert!(other.is_empty(), "{}", other.join("\n"));
}

#[test]
fn an_entry_is_found_and_has_an_address_of_its_own() {
    let (_project, folder) = published();
    let server = Server::of(&folder);
    let Some(Chromium { mut page, _browser, _profile }) = Chromium::open() else { return };
    let home = format!("{}/docsets/", server.url());
    page.go(&format!("{home}?q=phones:486"));
    page.comes_to(&format!("{SHOWN}.endsWith('/486 Busy Here/0')"));
    page.comes_to("document.title.startsWith('486 Busy Here – Phones')");
    page.comes_to("inside().querySelector(':target')?.textContent.includes('The line is taken')");

    // Words of the text, when no name has them.
    page.go(&format!("{home}?q=voicemail"));
    page.comes_to(&format!("{SHOWN}.endsWith('/486 Busy Here/0')"));
    page.comes_to("document.querySelector('#results mark').textContent === 'voicemail'");

    // The keyboard: `/`, typing, arrows, Enter, and back again.
    page.go(&home);
    page.comes_to("docsheet.sheets.length === 2 && !document.getElementById('sheets').hidden");
    page.key("/");
    page.comes_to("document.activeElement.id === 'query'");
    page.types("busy");
    page.comes_to("document.querySelectorAll('#results [role=option]').length === 2");
    page.key("ArrowDown");
    page.comes_to(&format!("{SHOWN}.endsWith('/600 Busy Everywhere/0')"));
    page.key("Enter");
    page.comes_to("location.search === '?q=busy' && decodeURIComponent(location.hash).includes('600 Busy Everywhere')");
    page.start("history.back()").unwrap();
    page.comes_to(&format!("{SHOWN}.endsWith('/486 Busy Here/0')"));
    page.start("history.forward()").unwrap();
    page.comes_to(&format!("{SHOWN}.endsWith('/600 Busy Everywhere/0')"));

    // A link inside the sheet changes the address of the reader.
    page.start("go({ q: '', name: 'Phones', anchor: '' })").unwrap();
    page.comes_to("Boolean(inside()?.querySelector('.notes a'))");
    page.start("inside().querySelector('.notes a').click()").unwrap();
    page.comes_to(&format!("{SHOWN}.endsWith('/600 Busy Everywhere/0')"));
    page.comes_to("decodeURIComponent(location.hash).includes('600 Busy Everywhere')");
}

/// Words, codes, beginnings, phrases, misorders, keywords and signs.
const QUERIES: &str = "486|busy|sip:busy|sip:486|busy here|here busy|bus|time|timeout|time-out|4xx|\
    not|not found|404|gone|request|terminated|cancel|server|server internal error|500|503|5|48|\
    call|call leg|transaction|does not exist|loop|loop detected|too many hops|hops|to|bad|\
    bad request|bad event|event|auth|proxy|proxy auth|use proxy|moved|temporarily|moved temp|\
    accept|acceptable|not acceptable|\"busy here\"|\"not acceptable\"|everywhere|decline|603|6|\
    user busy|q.850|q.850 17|cause 17|cause 16|17|16|user|USER_BUSY|normal clearing|hangup|\
    asterisk|freeswitch|congestion|circuits|retry|retry-after|contact|www-authenticate|via|\
    timer|timer b|timer h|32 s|one way audio|no audio|audio|nat|ringback|fax|dtmf|blf|transfer|\
    register|registration|forking|ack|prack|100rel|early|early media|183|180|trying|ringing|\
    session|session progress|expires|min-se|replaces|tls|udp|fragment|identity|stir|481";

#[test]
fn the_order_is_that_of_the_command() {
    let project = Project::new();
    let data = crate::built::data().to_str().unwrap();
    project.run(&["build", data, "--base-url", "https://example.org", "-o", "host"]).exits(0);
    let server = Server::of(&project.path("host"));
    let Some(Chromium { mut page, _browser, _profile }) = Chromium::open() else { return };
    page.go(&format!("{}/", server.url()));
    page.comes_to("docsheet.sheets.length === 2");
    let mut differences = Vec::new();
    let queries: Vec<_> = QUERIES.split('|').collect();
    assert!(queries.len() >= 100, "{}", queries.len());
    for query in queries {
        let search = ["search", "--docsets", "host", "--format", "json", "--limit", "1000"];
        let run = project.run(&[&search[..], &["--", query]].concat());
        let hits = run.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let names: Vec<_> = hits.map(|hit| hit["title"].as_str().unwrap().to_owned()).collect();
        let question = format!("docsheet.search({query:?}).map((hit) => hit.name)");
        let found: Vec<String> = serde_json::from_value(page.value(&question)).unwrap();
        if found != names {
            let same = found.iter().zip(&names).take_while(|(one, other)| one == other).count();
            let (own, wanted) = (found.get(same), names.get(same));
            differences.push(format!("{query}: after {same} hits {own:?} and not {wanted:?}"));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn it_works_from_the_disk_and_without_scripts() {
    let (_project, folder) = published();
    let Some(Chromium { mut page, _browser, _profile }) = Chromium::open() else { return };
    let index = format!("file://{}", folder.join("docsets/index.html").display());
    page.go(&format!("{index}?q=phones:486"));
    page.comes_to("document.querySelector('iframe')?.src.includes('486%20Busy%20Here')");
    page.comes_to("document.title.startsWith('486 Busy Here')");
    page.start("go({ q: 'phones:600', name: '', anchor: '' })").unwrap();
    page.comes_to(
        "location.hash.includes('600') && document.title.startsWith('600 Busy Everywhere')",
    );

    page.run_scripts(false);
    page.go(&index);
    page.comes_to("document.querySelectorAll('article h2 a').length === 2");
    page.comes_to("getComputedStyle(document.querySelector('.field')).display === 'none'");
    page.comes_to("getComputedStyle(document.getElementById('sheets')).display !== 'none'");
}

#[test]
fn after_the_first_visit_it_needs_no_network() {
    let (project, folder) = published();
    let server = Server::of(&folder);
    let Some(Chromium { mut page, _browser, _profile }) = Chromium::open() else { return };
    let home = format!("{}/docsets/", server.url());
    page.go(&home);
    page.comes_to("docsheet.sheets.length === 2");
    page.start("navigator.serviceWorker.ready.then(() => { document.body.dataset.kept = 'yes' })")
        .unwrap();
    page.comes_to("document.body.dataset.kept === 'yes'");

    // What is published anew is kept at the next visit, in the place of what was.
    fs::write(project.path("data/Phones.rb"), phones().replace("The line", "Every line")).unwrap();
    publish(&project);
    page.go(&home);
    page.comes_to("caches.match('Phones.docset/Contents/Resources/Documents/index.html').then(kept => kept?.text()).then(text => { self.kept = text }), Boolean(self.kept?.includes('Every line is taken'))");
    page.comes_to("caches.keys().then(names => { self.names = names }), self.names?.length === 1");
    drop(server);
    wait_for("the server's end", || crate::web::get(&home).is_none().then_some(()));
    page.go(&format!("{home}?q=voicemail"));
    page.comes_to(&format!("{SHOWN}.endsWith('/486 Busy Here/0')"));
    page.comes_to("inside().querySelector(':target')?.textContent.includes('Every line is taken')");
}

/// The reader itself; its pages are tested as such.
pub(crate) const AXE: &str = "axe.run(document, { iframes: false }).then((found) => found.violations.map((violation) => violation.id + ': ' + violation.nodes[0].html))";

#[test]
fn the_list_and_the_reader_shut_nobody_out() {
    let Some(axe) = needs::file(Path::new(look::AXE)) else { return };
    let axe = fs::read_to_string(axe).unwrap();
    let (_project, folder) = published();
    let server = Server::of(&folder);
    let Some(Chromium { mut page, _browser, _profile }) = Chromium::open() else { return };
    for scheme in ["light", "dark"] {
        for width in [360, 1200] {
            page.show(width, 800, scheme);
            for address in ["", "#Phones", "?q=busy", "?q=voicemail", "?q=nothing+at+all"] {
                page.go("about:blank");
                page.go(&format!("{}/docsets/{address}", server.url()));
                page.comes_to("docsheet.sheets.length === 2");
                let found = page.promised(&format!("{axe};{AXE}"));
                assert_eq!(found, json!([]), "{address} at {width} px in {scheme}");
                let excess = page.value("document.documentElement.scrollWidth - innerWidth");
                assert!(excess.as_i64() <= Some(0), "{address} at {width} px is too wide");
            }
        }
    }
}

#[test]
fn nothing_is_asked_of_others_and_nothing_goes_wrong() {
    let (_project, folder) = published();
    let server = Server::of(&folder);
    let Some(Chromium { mut page, _browser, _profile }) = Chromium::open() else { return };
    page.listen();
    let home = format!("{}/docsets/", server.url());
    let on_disk = format!("file://{}", folder.join("docsets/index.html").display());
    for home in [&home, &on_disk] {
        for address in ["", "#Phones", "?q=phones:486", "?q=voicemail"] {
            page.go("about:blank");
            page.go(&format!("{home}{address}"));
            page.comes_to("globalThis.docsheet?.sheets.length === 2");
            page.comes_to("document.readyState === 'complete'");
        }
        page.start("go({ q: 'busy', name: '', anchor: '' })").unwrap();
        page.comes_to("document.title.startsWith('600') || document.title.startsWith('486')");
    }
    let heard = page.heard();
    let asked = heard.iter().filter_map(|event| event["params"]["request"]["url"].as_str());
    let own = [server.url(), "file://".to_owned(), "data:".to_owned(), "about:".to_owned()];
    let asked: Vec<_> = asked.collect();
    assert!(asked.len() > 8, "{asked:?}");
    let foreign: Vec<_> =
        asked.iter().filter(|url| !own.iter().any(|own| url.starts_with(own.as_str()))).collect();
    assert!(foreign.is_empty(), "{foreign:?}");
    let is_wrong = |event: &&Value| {
        let level = event["params"]["entry"]["level"].as_str();
        event["method"] == "Runtime.exceptionThrown" || level.is_some_and(|level| level == "error")
    };
    let wrong: Vec<_> = heard.iter().filter(is_wrong).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}
