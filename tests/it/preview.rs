//! `docsheet preview`: what is saved is seen at once, and nobody else sees anything.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Stdio;

use crate::chromium::Chromium;
use crate::project::{Project, small_sheet};
use crate::running::{Running, wait_for};
use crate::{look, needs, web_reader};

/// A preview of the folder `data`; its address.
fn preview(project: &Project, options: &[&str]) -> (Running, String) {
    of(project, "data", options)
}

/// A preview of a sheet or a folder; its address.
pub(crate) fn of(project: &Project, path: &str, options: &[&str]) -> (Running, String) {
    let out = fs::File::create(project.path("address")).unwrap();
    let arguments = [&["preview", path, "--port", "0"], options].concat();
    let mut command = project.command(&arguments);
    command.stdout(Stdio::from(out)).stderr(Stdio::null());
    let running = Running::start(&mut command);
    let address = wait_for("the preview's address", || {
        let text = fs::read_to_string(project.path("address")).ok()?;
        text.split_whitespace().next().filter(|_| text.ends_with('\n')).map(str::to_owned)
    });
    (running, address)
}

/// Status and body of what `request` is answered.
pub(crate) fn answer(address: &str, request: &str) -> (u16, String) {
    let host = address.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "{}", request.replace("HOST", host)).unwrap();
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).unwrap();
    let mut rest = String::new();
    reader.read_to_string(&mut rest).unwrap();
    (first.split(' ').nth(1).unwrap().parse().unwrap(), rest)
}

#[test]
fn only_this_machines_browser_at_this_address_is_answered() {
    let project = Project::new().file("data/A.rb", small_sheet("A")).file("secret", "key");
    let (_running, address) = preview(&project, &[]);
    let get = |path: &str, headers: &str| {
        answer(&address, &format!("GET {path} HTTP/1.1\r\nConnection: close\r\n{headers}\r\n\r\n"))
    };
    assert_eq!(get("/", "Host: HOST").0, 200);
    assert_eq!(get("/", "Host: HOST\r\nSec-Fetch-Site: none").0, 200);
    assert_eq!(get("/reader/index.js", "Host: HOST\r\nSec-Fetch-Site: same-origin").0, 200);
    for foreign in [
        "Host: example.org",
        "Host: HOST.example.org",
        "Host: HOST\r\nOrigin: http://example.org",
        "Host: HOST\r\nOrigin: null",
        "Host: HOST\r\nSec-Fetch-Site: cross-site",
        "Host: HOST\r\nSec-Fetch-Site: same-site",
        "X: no host",
    ] {
        let (status, body) = get("/reader/index.js", foreign);
        assert_eq!(status, 403, "{foreign}");
        assert!(!body.contains("docsheet.index"), "{foreign}");
    }
    for path in [
        "/../secret",
        "/%2e%2e/secret",
        "/..%2fsecret",
        "//secret",
        "/data/A.rb",
        "/A.docset/Contents/Info.plist",
    ] {
        assert_eq!(get(path, "Host: HOST").0, 404, "{path}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let request = format!(
            "{method} / HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
        );
        assert_eq!(answer(&address, &request).0, 405, "{method}");
    }
    let (_, head) = get("/", "Host: HOST");
    for header in [
        "cache-control: no-store",
        "cross-origin-resource-policy: same-origin",
        "x-content-type-options: nosniff",
    ] {
        assert!(head.contains(header), "{header} is missing in {head}");
    }
}

#[test]
fn a_busy_port_says_which_to_try() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let project = Project::new().file("data/A.rb", small_sheet("A"));
    let run = project.run(&["preview", "--port", &port.to_string()]).exits(2);
    assert!(run.stderr.contains(&format!("cannot serve on `127.0.0.1:{port}`")), "{}", run.stderr);
    assert!(run.stderr.contains("try `--port "), "{}", run.stderr);
}

#[test]
fn interrupting_ends_it_well() {
    let project = Project::new().file("data/A.rb", small_sheet("A"));
    let (running, _) = preview(&project, &[]);
    let pid = rustix::process::Pid::from_raw(running.id().cast_signed()).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    assert!(running.ends_well());
}

#[test]
fn what_is_saved_is_shown_in_place() {
    for options in [&[][..], &["--poll"]] {
        let sheet = |note: &str| {
            let entries = (0..60).map(|at| {
                let note = if at == 40 { note } else { "text" };
                format!("    entry do\n      name 'Entry {at}'\n      notes '{note}'\n    end\n")
            });
            let entries = entries.collect::<Vec<_>>().concat();
            small_sheet("A").replace("    entry do", &format!("{entries}    entry do"))
        };
        let project = Project::new().file("data/A.rb", sheet("before"));
        let (_running, address) = preview(&project, options);
        let Some(Chromium { mut page, _browser, _profile }) = Chromium::open() else { return };
        page.show(1000, 600, "light");
        page.go(&format!("{address}?q=a:Entry+40"));
        page.comes_to("inside()?.querySelector(':target')?.textContent.includes('before')");
        // What the author looks at stays where it is, though another entry above it grows.
        page.start("inside().scrollingElement.scrollTop -= 37").unwrap();
        page.start("inside().querySelector(':target').same = true").unwrap();
        page.comes_to("inside().querySelector(':target').same");
        let place = "Math.round(inside().querySelector('.entry:has(.notes):nth-child(41)').getBoundingClientRect().top)";
        let top = page.value(place).as_i64().unwrap();
        fs::write(project.path("data/A.rb"), sheet("after")).unwrap();
        page.comes_to("inside()?.querySelector('[data-changed]')?.textContent.includes('after')");
        let moved = page.value(place).as_i64().unwrap() - top;
        assert!(moved.abs() <= 40, "the entry is moved by {moved} px");
        page.comes_to("inside().querySelector(':target').same");
        page.comes_to("inside().querySelectorAll('[data-changed]').length === 1");

        // An error stands over the last good page, and goes when it is mended.
        fs::write(project.path("data/A.rb"), sheet("broken' <b>")).unwrap();
        page.comes_to("document.getElementById('wrong')?.textContent.includes('A.rb')");
        page.comes_to("inside()?.body.textContent.includes('after')");
        // Editors put a new file into the old one's place.
        fs::write(project.path("data/A.tmp"), sheet("mended")).unwrap();
        fs::rename(project.path("data/A.tmp"), project.path("data/A.rb")).unwrap();
        page.comes_to(
            "!document.getElementById('wrong') && inside()?.body.textContent.includes('mended')",
        );

        // Sheets come and go.
        fs::create_dir(project.path("data/more")).unwrap();
        fs::write(project.path("data/more/B.rb"), small_sheet("B")).unwrap();
        page.comes_to(
            "docsheet.sheets.length === 2 && document.querySelectorAll('article').length === 2",
        );
        fs::remove_file(project.path("data/more/B.rb")).unwrap();
        page.comes_to(
            "docsheet.sheets.length === 1 && document.querySelectorAll('article').length === 1",
        );
    }
}

#[test]
fn what_the_author_looks_at_stays_while_the_page_around_it_grows() {
    let long = "A sentence that fills some of the line with what there is to say about it. ";
    let sheet = |fifth: usize, name: &str| {
        let entries = (0..60).map(|at| {
            let notes = long.repeat(if at == 5 { fifth } else { at % 7 + 1 });
            let name = if at == 40 { name.to_owned() } else { format!("Entry {at}") };
            format!("    entry do\n      name '{name}'\n      notes '{notes}'\n    end\n")
        });
        let entries = entries.collect::<Vec<_>>().concat();
        small_sheet("A").replace("    entry do", &format!("{entries}    entry do"))
    };
    let project = Project::new().file("data/A.rb", sheet(2, "Entry 40"));
    let (_running, address) = preview(&project, &[]);
    let Some(Chromium { mut page, _browser, _profile }) = Chromium::open() else { return };
    page.show(1000, 600, "light");
    page.go(&format!("{address}?q=a:Entry+40"));
    page.comes_to("Boolean(inside()?.querySelector(':target'))");
    let place = "Math.round(inside().querySelectorAll('.entry')[40].getBoundingClientRect().top)";
    let top = page.value(place).as_i64().unwrap();
    for (fifth, name, changed) in
        [(40, "Entry 40", "Entry 5"), (1, "Entry 40", "Entry 5"), (1, "Renamed", "Renamed")]
    {
        fs::write(project.path("data/A.rb"), sheet(fifth, name)).unwrap();
        page.comes_to(&format!(
            "inside().querySelector('[data-changed] .name')?.textContent === '{changed}'"
        ));
        let sentences = (0..60).map(|at| if at == 5 { fifth } else { at % 7 + 1 }).sum::<usize>();
        page.comes_to(&format!(
            "inside().body.textContent.split('A sentence').length === {}",
            sentences + 1
        ));
        let now = page.value(place).as_i64().unwrap();
        assert!((now - top).abs() <= 40, "{changed}: the entry stood at {top} and stands at {now}");
        // What changed outside the window can be gone to.
        page.comes_to(&format!(
            "Boolean(document.getElementById('changed')) === {}",
            changed == "Entry 5"
        ));
    }
}

#[test]
fn a_sheet_in_markdown_is_shown_as_one_in_ruby_is() {
    let sheet = |note: &str| format!("## Two\n\n### `1` One\n\n{note}\n");
    let project = Project::new().file("data/a.md", sheet("before"));
    let (_running, address) = preview(&project, &[]);
    let Some(Chromium { mut page, _browser, _profile }) = Chromium::open() else { return };
    page.go(&format!("{address}?q=a:One"));
    page.comes_to("inside()?.body.textContent.includes('before')");
    fs::write(project.path("data/a.md"), sheet("after")).unwrap();
    page.comes_to("inside()?.querySelector('[data-changed]')?.textContent.includes('after')");
    fs::write(project.path("data/a.md"), "---\ntitle: a: b\n---\n### One\n").unwrap();
    page.comes_to("document.getElementById('wrong')?.textContent.includes('a.md')");
}

#[test]
fn a_finding_is_shown_in_every_browser_to_everybody() {
    let project = Project::new().file("data/A.rb", small_sheet("A").replace("'One'", "'Don't'"));
    let (_running, address) = preview(&project, &[]);
    let Some(mut one) = Chromium::open() else { return };
    let Some(mut other) = Chromium::open() else { return };
    let is_told = "document.querySelector('#wrong pre')?.textContent.includes('this apostrophe')";
    for browser in [&mut one, &mut other] {
        browser.page.go(&address);
        browser.page.comes_to(is_told);
    }
    if let Some(axe) = needs::file(Path::new(look::AXE)) {
        let axe = fs::read_to_string(axe).unwrap();
        for (scheme, width) in [("light", 1200), ("dark", 360)] {
            one.page.show(width, 700, scheme);
            let found = one.page.promised(&format!("{axe};{}", web_reader::AXE));
            assert_eq!(found, serde_json::json!([]), "in {scheme}");
        }
    }
    fs::write(project.path("data/A.rb"), small_sheet("A")).unwrap();
    for browser in [&mut one, &mut other] {
        browser.page.comes_to("!document.getElementById('wrong') && docsheet.sheets.length === 1");
    }
}

/// Browsers open six connections to one address, and each tab wants to hear of changes.
#[test]
fn seven_tabs_hear_of_what_is_saved() {
    let project = Project::new().file("data/A.rb", small_sheet("A"));
    let (_running, address) = preview(&project, &[]);
    let Some(Chromium { mut page, _browser, _profile }) = Chromium::open() else { return };
    let own = format!("{address}?q=a:one");
    page.go(&own);
    let mut tabs: Vec<_> = (0..7).map(|_| page.another(&own)).collect();
    tabs.push(page);
    let shows = |tabs: &mut [crate::browser::Page], text: &str| {
        for tab in tabs {
            tab.comes_to(&format!("Boolean(inside()?.body?.textContent.includes('{text}'))"));
        }
    };
    shows(&mut tabs, "one --all");
    fs::write(project.path("data/A.rb"), small_sheet("A").replace("--all", "--some")).unwrap();
    shows(&mut tabs, "one --some");
    // Whichever tab goes, the others hear of the next change.
    for _ in 0..4 {
        tabs.remove(0).go("about:blank");
    }
    fs::write(project.path("data/A.rb"), small_sheet("A").replace("--all", "--none")).unwrap();
    shows(&mut tabs, "one --none");
}

#[test]
fn sheets_in_markdown_folders_and_what_stands_beside_them_are_followed() {
    let sheet = |text: &str| {
        format!(
            "---\ntitle: Notes\nresources: shots\n---\n\n## First\n\n### One\n\n{text} ![shot](shots/shot.svg)\n"
        )
    };
    let picture = |width: u32| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"9\"/>")
    };
    let project = Project::new()
        .file("data/deep/Notes.md", sheet("before"))
        .file("data/deep/shots/shot.svg", picture(31));
    let (_running, address) = preview(&project, &[]);
    let Some(Chromium { mut page, _browser, _profile }) = Chromium::open() else { return };
    page.go(&format!("{address}?q=one"));
    page.comes_to("Boolean(inside()?.body?.textContent.includes('before'))");
    page.comes_to("inside().querySelector('.entry img')?.naturalWidth === 31");
    fs::write(project.path("data/deep/Notes.md"), sheet("after")).unwrap();
    page.comes_to("inside().querySelector('[data-changed]')?.textContent.includes('after')");

    // Pictures and icons beside the sheet.
    fs::write(project.path("data/deep/shots/shot.svg"), picture(47)).unwrap();
    page.comes_to("fetch('Notes.docset/Contents/Resources/Documents/shots/shot.svg').then(answer => answer.text()).then(text => { self.picture = text }), Boolean(self.picture?.includes('47'))");
    let icon = page.value("document.querySelector('article img').src");
    for size in ["", "@2x"] {
        let of = crate::built::data().join(format!("SIP_Response_Codes{size}.png"));
        fs::copy(of, project.path(&format!("data/deep/Notes{size}.png"))).unwrap();
    }
    page.comes_to(&format!("document.querySelector('article img').src !== {icon}"));

    // The folder gets another name, and then the sheet.
    fs::rename(project.path("data/deep"), project.path("data/deeper")).unwrap();
    fs::write(project.path("data/deeper/Notes.md"), sheet("moved")).unwrap();
    page.comes_to("Boolean(inside()?.body?.textContent.includes('moved'))");
    let renamed = project.path("data/deeper/Other.md");
    fs::rename(project.path("data/deeper/Notes.md"), renamed).unwrap();
    page.comes_to("docsheet.sheets.map(sheet => sheet.name).join() === 'Other'");
}

#[test]
fn nothing_of_a_sheet_runs_or_reaches_the_reader() {
    let sheet = small_sheet("A").replace(
        "      name 'One'",
        "      name 'One'\n      html_notes '<script>top.document.title = \"got\"</script><img src=x onerror=\"top.document.title = 1\"><a id=\"out\" href=\"javascript:top.document.title = 2\" target=\"_top\">x</a>'",
    );
    let project = Project::new().file("data/A.rb", sheet);
    let (_running, address) = preview(&project, &[]);
    let Some(Chromium { mut page, _browser, _profile }) = Chromium::open() else { return };
    page.go(&format!("{address}?q=a:one"));
    page.comes_to(
        "inside()?.readyState === 'complete' && Boolean(inside().querySelector('.entry'))",
    );
    page.start("inside().getElementById('out')?.click()").unwrap();
    page.comes_to("document.title.startsWith('One')");
}
