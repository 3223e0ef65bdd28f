//! Pages that mean harm: one from elsewhere in the author's browser, and one that a sheet brings.

use serde_json::json;

use crate::chromium::{Chromium, ELSEWHERE};
use crate::preview;
use crate::project::{Project, small_sheet};
use crate::web::Server;

/// What a page can ask of another address: what it reads of the reader, what it runs of it, what it
/// lays over itself, and what it is told.
const ASK: &str = "(own => {
    const asked = options => fetch(own + 'reader/index.js', options)
        .then(answer => answer.text())
        .then(text => text ? 'got' : 'nothing', () => 'nothing');
    const element = (tag, given) => new Promise(done => {
        const made = Object.assign(document.createElement(tag), given);
        made.onload = () => done('got');
        made.onerror = () => done('nothing');
        document.head.append(made);
    });
    const told = new Promise(done => {
        const events = new EventSource(own + 'events');
        events.onmessage = () => { events.close(); done('got'); };
        events.onerror = () => done('nothing');
    });
    return Promise.all([
        asked({}),
        asked({ mode: 'no-cors' }),
        element('script', { src: own + 'reader/search.js' }),
        element('link', { rel: 'stylesheet', href: own + 'reader/reader.css' }),
        element('img', { src: own + 'A.docset/Contents/Resources/Documents/shots/shot.svg' }),
        told,
    ]);
})";

const SHOT: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";

/// A sheet with a page of its own that tries to get out.
fn hostile() -> Project {
    let sheet = small_sheet("A")
        .replace("  category do", "  resources 'shots'\n  category do")
        .replace("      command", "      notes '[out](shots/out.html)'\n      command");
    let page =
        "<!DOCTYPE html><body><script>document.body.dataset.ran = 1; top.name = 'got';</script>
        <form action='/?got' target='_top'></form><form action='/?got'></form>
        <a href='/?got' target='_top'>top</a> <a href='/?got' target='_blank'>popup</a>
        <a href='javascript:top.name = 1'>script</a><img src=x onerror='top.name = 1'>";
    Project::new()
        .file("data/A.rb", sheet)
        .file("data/shots/out.html", page)
        .file("data/shots/shot.svg", SHOT)
}

#[test]
fn a_page_from_elsewhere_learns_nothing() {
    let project = hostile().file("elsewhere/index.html", "<!DOCTYPE html><title>elsewhere</title>");
    let (_running, address) = preview::of(&project, "data", &[]);
    let server = Server::of(&project.path("elsewhere"));
    let Some(Chromium { mut page, _browser, _profile }) = Chromium::open() else { return };
    let ask = format!("{ASK}({})", json!(address));
    page.go(&address);
    page.comes_to("globalThis.docsheet?.sheets.length === 1");
    assert_eq!(page.promised(&ask), json!(["got", "got", "got", "got", "got", "got"]));

    let refused = "document.body?.textContent.includes('for the browser of this machine only')";
    for elsewhere in [server.url(), server.url().replace("127.0.0.1", ELSEWHERE)] {
        page.go(&elsewhere);
        page.comes_to("document.title === 'elsewhere'");
        let nothing = json!(["nothing", "nothing", "nothing", "nothing", "nothing", "nothing"]);
        assert_eq!(page.promised(&ask), nothing, "{elsewhere}");
        // Neither does it get the reader into a frame, or the author to it.
        page.start(&format!("document.body.innerHTML = '<iframe src=\"{address}\"></iframe>'"))
            .unwrap();
        page.comes_to("document.querySelector('iframe').contentDocument === null");
        assert_eq!(page.value("frames[0].length"), 0, "{elsewhere}");
        page.start(&format!("location = '{address}'")).unwrap();
        page.comes_to(refused);
    }
    // A name that was made to lead here.
    page.go(&address.replace("127.0.0.1", ELSEWHERE));
    page.comes_to(refused);
}

#[test]
fn a_page_of_a_sheet_gets_no_further_than_its_frame() {
    let project = hostile();
    let Some(Chromium { mut page, _browser, _profile }) = Chromium::open() else { return };
    let files = "A.docset/Contents/Resources/Documents/shots/out.html";
    let (_running, address) = preview::of(&project, "data", &[]);
    let build = ["build", "data", "--allow-scripts", "--base-url", "https://example.org"];
    project.run(&[&build[..], &["-o", "host"]].concat()).exits(0);
    let server = Server::of(&project.path("host"));
    let published = format!("{}/", server.url());
    // By itself and on a host that lets it, it runs.
    page.go(&format!("{published}{files}"));
    page.comes_to("document.body?.dataset.ran === '1' && self.name !== ''");
    page.go("about:blank");
    for home in [&published, &address] {
        page.go(&format!("{home}?q=a:one"));
        page.comes_to("Boolean(inside()?.querySelector('.notes a'))");
        page.start(
            "self.name = 'reader'; self.same = true; inside().querySelector('.notes a').click()",
        )
        .unwrap();
        page.comes_to("inside()?.URL.endsWith('/out.html') && inside().readyState === 'complete'");
        page.start("for (const link of inside().querySelectorAll('a')) link.click()").unwrap();
        page.start("for (const form of inside()?.forms ?? []) form.submit()").unwrap();
        page.promised("fetch('index.html').then(() => fetch('index.html')).then(() => true)");
        page.comes_to("self.same && self.name === 'reader' && location.search === '?q=a:one'");
        page.comes_to("!inside()?.body.dataset.ran");
        assert_eq!(page.tabs(), 1, "{home}");
    }
    // In a tab of its own nothing of it runs in the preview either.
    page.start("self.name = ''").unwrap();
    page.go(&format!("{address}{files}"));
    page.comes_to("document.readyState === 'complete' && location.pathname.endsWith('out.html')");
    page.comes_to("!document.body.dataset.ran && !self.name");
}
