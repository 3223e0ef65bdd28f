//! Pages that cannot act: whatever a sheet holds, nothing of it runs and nothing is asked of others.

use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::browser::Landing;
use crate::built::{docsheet, run};
use crate::chromium::Chromium;
use crate::home::Home;
use crate::project::{Project, Run};
use crate::running::wait_for;
use crate::zeal_window::Zeal;

/// What runs when it may: `GO` is put in place of the program.
const RUNS: &[&str] = &[
    "<script>GO</script>",
    "<SCRIPT type=module>GO</SCRIPT>",
    "<script src=\"data:text/javascript,GO\"></script>",
    "<svg><script>GO</script></svg>",
    "<svg><script href=\"data:text/javascript,GO\"/></svg>",
    "<img src=x: onerror=GO>",
    "<img src=x: OnErRoR='GO'>",
    "<svg onload=GO></svg>",
    "<svg><animate onbegin=GO attributeName=x dur=1s></svg>",
    "<svg><set attributeName=href to='javascript:GO' /></svg>",
    "<body onload=GO>",
    "<body onpageshow=GO>",
    "<details open ontoggle=GO>x</details>",
    "<input autofocus onfocus=GO>",
    "<video onerror=GO><source></video>",
    "<video><source onerror=GO></video>",
    "<audio src=x: onerror=GO></audio>",
    "<iframe srcdoc='<script>parent.GO</script>'></iframe>",
    "<iframe src='javascript:parent.GO'></iframe>",
    "<iframe onload=GO></iframe>",
    "<object data='javascript:GO'></object>",
    "<object data='data:text/html,<script>GO</script>'></object>",
    "<embed src='javascript:GO'>",
    "<embed src='data:text/html,<script>GO</script>'>",
    "<link rel=stylesheet href=x: onerror=GO>",
    "<link rel=import href='data:text/html,<script>GO</script>'>",
    "<style onload=GO>p{}</style>",
    "<style>@keyframes a{}</style><p style='animation:a 1s' onanimationstart=GO>x</p>",
    "<marquee onstart=GO>x</marquee>",
    "<meta http-equiv=refresh content='0;url=javascript:GO'>",
    "<meta http-equiv=refresh content='0;url=data:text/html,<script>GO</script>'>",
    "<math><mtext><script>GO</script></mtext></math>",
    "<noscript><p title=\"</noscript><img src=x: onerror=GO>\">",
    "<template><script>GO</script></template>",
    "<form><button autofocus onfocus=GO>x</button></form>",
    "<svg><foreignObject><img src=x: onerror=GO></foreignObject></svg>",
    "<table background=x: ><td><img src=x: onerror=GO></table>",
    "<select autofocus onfocus=GO></select>",
    "<textarea autofocus onfocus=GO></textarea>",
    "<xmp><p title=\"</xmp><img src=x: onerror=GO>\">",
    "<title><img src=x: onerror=GO></title>",
    "<!--><img src=x: onerror=GO>-->",
    "<a id=x href='javascript:GO' autofocus onfocus=GO>x</a>",
    "<div onscrollend=GO oncontentvisibilityautostatechange=GO style='content-visibility:auto'>x</div>",
];

/// What asks a server when it may: its address is put in place of `WEB`.
const ASKS: &[&str] = &[
    "<img src='WEB'>",
    "<img srcset='WEB 1x'>",
    "<picture><source srcset='WEB'><img></picture>",
    "<link rel=stylesheet href='WEB'>",
    "<link rel=preload as=image href='WEB'>",
    "<link rel=prefetch href='WEB'>",
    "<link rel=dns-prefetch href='WEB'>",
    "<link rel=icon href='WEB'>",
    "<link rel=modulepreload href='WEB'>",
    "<link rel=manifest href='WEB'>",
    "<style>@import 'WEB';</style>",
    "<style>body{background:url(WEB)}</style>",
    "<style>@font-face{font-family:f;src:url(WEB)} p{font-family:f}</style><p>x</p>",
    "<p style=\"background:url('WEB')\">x</p>",
    "<p style='list-style-image:url(WEB);display:list-item'>x</p>",
    "<p style='cursor:url(WEB),auto'>x</p>",
    "<video src='WEB'></video>",
    "<video poster='WEB'></video>",
    "<audio src='WEB' preload=auto></audio>",
    "<video><track default src='WEB'></video>",
    "<iframe src='WEB'></iframe>",
    "<frameset><frame src='WEB'></frameset>",
    "<object data='WEB'></object>",
    "<embed src='WEB'>",
    "<script src='WEB'></script>",
    "<svg><image href='WEB'/></svg>",
    "<svg><image xlink:href='WEB'/></svg>",
    "<svg><use href='WEB#x'/></svg>",
    "<svg><filter id=f><feImage href='WEB'/></filter><rect width=9 height=9 filter='url(#f)'/></svg>",
    "<svg><rect width=9 height=9 fill='url(WEB#x)'/></svg>",
    "<svg><style>@import url(WEB);</style></svg>",
    "<body background='WEB'>",
    "<table background='WEB'><td>x</table>",
    "<input type=image src='WEB'>",
    "<meta http-equiv=refresh content='0;url=WEB'>",
    "<META HTTP-EQUIV=' Refresh ' content='0, WEB'>",
    "<base href='WEB'><img src='x.png'>",
    "<form action='WEB'><input autofocus></form>",
    "<script type=speculationrules>{\"prefetch\":[{\"urls\":[\"WEB\"]}]}</script>",
    "<a ping='WEB' href='#x'>x</a>",
    "<portal src='WEB'></portal>",
    "<link rel=preconnect href='WEB'>",
    "<iframe srcdoc=\"<img src='WEB'>\"></iframe>",
    "<math><mglyph src='WEB'></math>",
];

/// A server that only counts who asks.
fn counting() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&asked);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            // Browsers open connections ahead of any need; what counts is a request.
            stream.set_read_timeout(Some(std::time::Duration::from_secs(1))).unwrap();
            if stream.read(&mut [0; 16]).is_ok_and(|read| read > 0) {
                seen.fetch_add(1, Ordering::SeqCst);
            }
        }
    });
    (address, asked)
}

/// A sheet for each vector and each place in a sheet that takes HTML.
fn sheets(vectors: &[String]) -> Vec<(String, String)> {
    let mut sheets = Vec::new();
    for (at, vector) in vectors.iter().enumerate() {
        let places = [
            ("head_inject", "", ""),
            ("introduction", "", ""),
            (
                "html_notes",
                "  category do\n    id 'A'\n    entry do\n      name 'a'\n",
                "    end\n  end\n",
            ),
            (
                "notes",
                "  category do\n    id 'A'\n    entry do\n      name 'a'\n",
                "    end\n  end\n",
            ),
        ];
        for (word, before, after) in places {
            let name = format!("{word}_{at}");
            let rest = if before.is_empty() {
                "  category do\n    id 'A'\n    entry do\n      name 'a'\n    end\n  end\n"
            } else {
                ""
            };
            let sheet = format!(
                "cheatsheet do\n  title '{name}'\n  docset_file_name '{name}'\n  keyword '{name}'\n{before}      {word} <<~'END'\n        {vector}\n      END\n{after}{rest}end\n"
            );
            sheets.push((name, sheet));
        }
    }
    sheets
}

fn vectors(program: &str, web: &str) -> Vec<String> {
    let runs = RUNS.iter().map(|vector| vector.replace("GO", program));
    runs.chain(ASKS.iter().map(|vector| vector.replace("WEB", web))).collect()
}

fn write(sheets: &[(String, String)]) -> Project {
    sheets.iter().fold(Project::new(), |project, (name, sheet)| {
        project.file(&format!("data/{name}.rb"), sheet)
    })
}

/// The kinds of findings that tell that something acts, asks, or is shown as text instead.
const TELLING: &[&str] = &["active-content", "script", "remote-resource", "unknown-element"];

#[test]
fn whatever_acts_or_asks_is_told_in_its_place() {
    for (name, sheet) in sheets(&vectors("a()", "https://example.org/x")) {
        let source = docsheet::source::Source::new("Sheet.rb", sheet.as_bytes());
        let (_, findings) = docsheet::compile(&source);
        let word = name.rsplit_once('_').unwrap().0;
        let line = sheet.lines().position(|line| line.trim().starts_with(word)).unwrap();
        let tells = findings.iter().any(|finding| {
            let place = finding.place.as_ref().map(|place| source.line(place.span.start));
            TELLING.contains(&finding.code.rule().name) && place == Some(line + 1)
        });
        // Amid Markdown the address is a link, and the style that is left loads nothing.
        let is_link =
            sheet.contains("<svg><style>@import") && matches!(word, "introduction" | "notes");
        assert!(tells || is_link, "{sheet}\n{findings:#?}");
    }
}

#[test]
fn what_a_style_and_a_resource_do_is_told_too() {
    let style = r"style '@\69mport \'//a.org/a.css\'; p{x:U\52L(https:a.org/b.png)}'";
    let rest =
        "resources 'own'\n  category do\n    id 'A'\n    entry do\n      name 'a'\n    end\n  end";
    let head = "title 'T'\n  docset_file_name 'T'";
    let project = Project::new()
        .file("T.rb", format!("cheatsheet do\n  {head}\n  {style}\n  {rest}\nend\n"))
        .file("own/a.html", "<!doctype html><body onload=a()><form action=b><img src=//a.org/c>")
        .file("own/b.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>a()</script></svg>")
        .file("own/c.css", "@import url(//a.org/d.css);")
        .file("own/d.html", "<!doctype html><p>plain <a href=https://a.org>link</a>");
    let run = project.run(&["check", "T.rb"]).exits(0);
    for told in [
        "`//a.org/a.css`",
        "`https:a.org/b.png`",
        "`<body onload=",
        "`<form action=",
        "`//a.org/c`",
        "in `own/b.svg`, `<script>`",
        "`//a.org/d.css`",
    ] {
        assert!(run.stderr.contains(told), "{told}\n{}", run.stderr);
    }
    assert!(!run.stderr.contains("d.html"), "{}", run.stderr);
    project.run(&["build", "T.rb", "--quiet"]).exits(0);
    let documents = "output/T.docset/Contents/Resources/Documents/own";
    for page in ["a.html", "d.html"] {
        let page = fs::read_to_string(project.path(&format!("{documents}/{page}"))).unwrap();
        let policy = "<!doctype html><meta http-equiv=\"Content-Security-Policy\"";
        assert!(page.starts_with(policy), "{page}");
    }
}

#[test]
fn what_is_asked_for_is_let_and_no_more() {
    let field = "head_inject '<script src=\"own/a.js\"></script><img src=\"https://a.org/a.png\"><form action=\"/a\"></form>'";
    let sheet = format!(
        "cheatsheet do\n  title 'T'\n  docset_file_name 'T'\n  {field}\n  resources 'own'\n  category do\n    id 'A'\n    entry do\n      name 'a'\n    end\n  end\nend\n"
    );
    let project = Project::new().file("T.rb", sheet).file("own/a.js", "");
    let policy = |options: &[&str]| {
        let run = project.run(&[&["build", "T.rb"], options].concat()).exits(0);
        let page = project.path("output/T.docset/Contents/Resources/Documents/index.html");
        let page = fs::read_to_string(page).unwrap();
        let policy = page.split_once("Content-Security-Policy").unwrap().1.split_once('>').unwrap();
        (run, policy.0.to_owned())
    };
    let told = |run: &Run| {
        ["[script]", "[remote-resource]", "[active-content]"].map(|code| run.stderr.contains(code))
    };
    let (run, plain) = policy(&[]);
    assert_eq!(told(&run), [true, true, true], "{}", run.stderr);
    assert!(!plain.contains("script-src") && !plain.contains("http:"), "{plain}");
    let (run, scripts) = policy(&["--allow-scripts"]);
    assert_eq!(told(&run), [false, true, true], "{}", run.stderr);
    assert!(run.stdout.contains("its scripts run"), "{}", run.stdout);
    assert!(
        scripts.contains("script-src &#39;unsafe-inline&#39; &#39;self&#39; file:;"),
        "{scripts}"
    );
    assert!(!scripts.contains("http:"), "{scripts}");
    let (run, remote) = policy(&["--allow-remote"]);
    assert_eq!(told(&run), [true, false, true], "{}", run.stderr);
    assert!(remote.contains("img-src &#39;self&#39; data: file: https: http:;"), "{remote}");
    assert!(!remote.contains("script-src"), "{remote}");
}

#[test]
fn nothing_runs_and_nobody_is_asked() {
    let (web, asked) = counting();
    let sheets = sheets(&vectors("document.title=`ran`", &web));
    assert!(sheets.len() >= 300, "{}", sheets.len());
    let project = write(&sheets);
    project.run(&["build", "--no-archive", "--quiet"]).exits(0);
    project.run(&["verify", "output"]).exits(0);
    let Some(Chromium { mut page, _browser, _profile }) = Chromium::open() else { return };
    for (name, _) in &sheets {
        let path = format!("output/{name}.docset/Contents/Resources/Documents/index.html");
        page.go(&format!("file://{}", project.path(&path).display()));
        page.comes_to("document.readyState === 'complete' && document.querySelector('.entry, [data-any]') !== null");
        assert_eq!(page.value("document.title"), name.as_str(), "{name} ran");
        assert_eq!(asked.load(Ordering::SeqCst), 0, "{name} asked");
    }
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(asked.load(Ordering::SeqCst), 0, "somebody asked late");
}

/// How many vectors are tried in Zeal, whose browser is another one; half of them run, half ask.
const IN_ZEAL: usize = 30;

#[test]
fn nothing_runs_and_nobody_is_asked_in_zeal() {
    let (web, asked) = counting();
    let vectors = vectors("document.title=`ran`", &web);
    let chosen: Vec<_> =
        vectors.chunks(RUNS.len()).flat_map(|part| &part[..IN_ZEAL / 2]).cloned().collect();
    assert_eq!(chosen.len(), IN_ZEAL);
    let home = Home::new();
    let sheets = sheets(&chosen).into_iter().filter(|(name, _)| {
        // In turn in the head and in an entry.
        let number: usize = name.rsplit_once('_').unwrap().1.parse().unwrap();
        name.starts_with(["head_inject", "html_notes"][number % 2])
    });
    // Zeal looks a keyword up without its marks.
    let sheets: Vec<_> = sheets
        .map(|(name, sheet)| {
            let plain = name.replace('_', "");
            let sheet = sheet.replace(&format!("keyword '{name}'"), &format!("keyword '{plain}'"));
            home.file(&format!("data/{name}.rb"), &sheet);
            (name, plain)
        })
        .collect();
    assert_eq!(sheets.len(), IN_ZEAL);
    let mut install = home.command(docsheet());
    run(install.arg("install").arg(home.path("data")).args(["--for", "zeal"]));
    let Some(zeal) = Zeal::open(&home, &format!("{}:a", sheets[0].1)) else { return };
    for (number, (name, keyword)) in sheets.iter().enumerate() {
        // The first page is that which it opens with: before, it does not hear a second start.
        if number > 0 {
            zeal.look_up(&format!("{keyword}:a"));
        }
        let is_there = |landing: &Landing| {
            landing.address.contains(&format!("{name}.docset"))
                || landing.address.contains(keyword)
                || landing.address.contains(name)
        };
        zeal.lands(name, is_there);
        // Its title comes while it is loaded.
        wait_for("the page", || {
            zeal.value("document.readyState === 'complete'").as_bool().filter(|is| *is)
        });
        assert_eq!(zeal.value("document.title"), name.as_str(), "{name} ran");
        assert_eq!(asked.load(Ordering::SeqCst), 0, "{name} asked");
    }
}
