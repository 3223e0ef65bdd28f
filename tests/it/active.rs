//! Pages that cannot act: whatever a sheet holds, nothing of it runs and nothing is asked of others.

use std::io::Read;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::chromium::Chromium;
use crate::project::Project;

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

#[test]
fn nothing_runs_and_nobody_is_asked() {
    let (web, asked) = counting();
    let runs = RUNS.iter().map(|vector| vector.replace("GO", "document.title=`ran`"));
    let asks = ASKS.iter().map(|vector| vector.replace("WEB", &web));
    let vectors: Vec<_> = runs.chain(asks).collect();
    let sheets = sheets(&vectors);
    assert!(sheets.len() >= 300, "{}", sheets.len());
    let project = sheets.iter().fold(Project::new(), |project, (name, sheet)| {
        project.file(&format!("data/{name}.rb"), sheet)
    });
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
