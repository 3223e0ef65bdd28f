//! A browser through its debugging port: an address → the element that it landed on.

use serde::Deserialize;
use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};

use crate::running::{wait_for, within_limit};
use crate::web::{self, Connection};

/// What the page says of itself; lengths are in CSS pixels, from the top of the window.
const LANDING: &str = "(() => {
    const target = document.querySelector(':target');
    return {
        address: location.href,
        ready: document.readyState === 'complete',
        target: target && target.id,
        text: target && target.innerText,
        top: target ? target.getBoundingClientRect().top : -scrollY,
        window: innerHeight,
    };
})()";

/// Where an address led.
#[derive(Debug, Deserialize)]
pub(crate) struct Landing {
    pub(crate) address: String,
    ready: bool,
    target: Option<String>,
    text: Option<String>,
    top: f64,
    window: f64,
}

impl Landing {
    /// What `fragment` names is where the reader looks. No fragment means the top of the page.
    pub(crate) fn is_at(&self, fragment: Option<&str>) -> bool {
        self.target.as_deref() == fragment && self.is_in_view()
    }

    /// The reader looks at an element of its own that says this.
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.text.as_ref().is_some_and(|shown| shown.contains(text)) && self.is_in_view()
    }

    /// The page stands still, and the first line of its target, or else its top, is in the window.
    fn is_in_view(&self) -> bool {
        self.ready && self.top > -1.0 && self.top < self.window - 1.0
    }
}

/// The first page that is open behind a debugging port.
pub(crate) struct Page {
    port: u16,
    socket: WebSocket<Connection>,
    asked: u64,
    /// What it told by itself.
    heard: Vec<Value>,
}

impl Page {
    /// Nothing while no page is open yet.
    pub(crate) fn behind(port: u16) -> Option<Self> {
        Self::of(port, |page| page["type"] == "page")
    }

    /// Another tab of the same browser.
    pub(crate) fn another(&mut self, address: &str) -> Self {
        let answer = self.ask("Target.createTarget", &json!({ "url": address })).unwrap();
        wait_for("the new tab", || Self::of(self.port, |page| page["id"] == answer["targetId"]))
    }

    /// How many tabs are open.
    pub(crate) fn tabs(&mut self) -> usize {
        let answer = self.ask("Target.getTargets", &json!({})).unwrap();
        let targets = answer["targetInfos"].as_array().unwrap();
        targets.iter().filter(|target| target["type"] == "page").count()
    }

    fn of(port: u16, is_wanted: impl Fn(&Value) -> bool) -> Option<Self> {
        let list = web::get(&format!("http://127.0.0.1:{port}/json/list"))?;
        let pages: Vec<Value> = serde_json::from_slice(&list).ok()?;
        let page = pages.into_iter().find(is_wanted)?;
        let address = page["webSocketDebuggerUrl"].as_str()?;
        let stream = Connection::to(&format!("127.0.0.1:{port}")).ok()?;
        let (socket, _) = tungstenite::client(address, stream).ok()?;
        Some(Self { port, socket, asked: 0, heard: Vec::new() })
    }

    /// Goes to an address, once the page is not between two documents.
    pub(crate) fn go(&mut self, address: &str) {
        let question = json!({ "url": address });
        let answer = wait_for(address, || self.ask("Page.navigate", &question));
        assert!(answer["errorText"].is_null(), "{address}: {answer}");
    }

    /// Nothing while the page is between two documents.
    pub(crate) fn landing(&mut self) -> Option<Landing> {
        let question = json!({ "expression": LANDING, "returnByValue": true });
        let mut answer = self.ask("Runtime.evaluate", &question)?;
        serde_json::from_value(answer["result"]["value"].take()).ok()
    }

    /// Starts a script; nothing while the page is between two documents.
    pub(crate) fn start(&mut self, script: &str) -> Option<()> {
        let later = format!("setTimeout(() => {{ {script} }})");
        self.ask("Runtime.evaluate", &json!({ "expression": later })).map(drop)
    }

    /// The value of an expression; nothing while the page is between two documents.
    pub(crate) fn ask_for(&mut self, expression: &str) -> Option<Value> {
        let question = json!({ "expression": expression, "returnByValue": true });
        self.ask("Runtime.evaluate", &question).map(|mut answer| answer["result"]["value"].take())
    }

    /// The value of an expression in the page.
    pub(crate) fn value(&mut self, expression: &str) -> Value {
        let question = json!({ "expression": expression, "returnByValue": true });
        let mut answer = wait_for(expression, || self.ask("Runtime.evaluate", &question));
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {answer}");
        answer["result"]["value"].take()
    }

    /// Waits until an expression is true in the page.
    pub(crate) fn comes_to(&mut self, expression: &str) {
        let question = json!({ "expression": expression, "returnByValue": true });
        let mut last = Value::Null;
        let right = crate::running::within_limit(|| {
            last = self.ask("Runtime.evaluate", &question)?;
            (last["result"]["value"] == true).then_some(())
        });
        assert!(right.is_some(), "never true: {expression}: {last}");
    }

    /// Presses and releases a key where the focus is.
    pub(crate) fn key(&mut self, key: &str) {
        for kind in ["rawKeyDown", "keyUp"] {
            self.ask("Input.dispatchKeyEvent", &json!({ "type": kind, "key": key })).unwrap();
        }
    }

    /// Types text where the focus is.
    pub(crate) fn types(&mut self, text: &str) {
        self.ask("Input.insertText", &json!({ "text": text })).unwrap();
    }

    /// Has it tell of requests, and of what goes wrong.
    pub(crate) fn listen(&mut self) {
        for domain in ["Network.enable", "Log.enable", "Runtime.enable"] {
            self.ask(domain, &json!({})).unwrap();
        }
    }

    /// What it told so far.
    pub(crate) fn heard(&self) -> &[Value] {
        &self.heard
    }

    /// Whether scripts run in what is opened from now on.
    pub(crate) fn run_scripts(&mut self, run: bool) {
        self.ask("Emulation.setScriptExecutionDisabled", &json!({ "value": !run })).unwrap();
    }

    /// Lays the page out for a window of this size, in CSS pixels, and for `light` or `dark`.
    pub(crate) fn show(&mut self, width: u32, height: u32, scheme: &str) {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.ask("Emulation.setDeviceMetricsOverride", &size).unwrap();
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.ask("Emulation.setEmulatedMedia", &json!({ "features": features })).unwrap();
    }

    /// How many pages it prints on, on A4.
    pub(crate) fn printed_pages(&mut self) -> usize {
        let paper = json!({ "paperWidth": 8.27, "paperHeight": 11.69 });
        let answer = self.ask("Page.printToPDF", &paper).unwrap();
        let data = answer["data"].as_str().unwrap();
        let text = String::from_utf8_lossy(&decoded(data)).into_owned();
        text.matches("/Type /Page\n").count()
    }

    /// Runs a script that gives a promise; → what it promises.
    pub(crate) fn promised(&mut self, expression: &str) -> Value {
        let question =
            json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let mut answer = self.ask("Runtime.evaluate", &question).unwrap();
        assert!(answer["exceptionDetails"].is_null(), "{answer}");
        answer["result"]["value"].take()
    }

    fn ask(&mut self, method: &str, params: &Value) -> Option<Value> {
        self.asked += 1;
        let question = json!({ "id": self.asked, "method": method, "params": params });
        self.socket.send(Message::text(question.to_string())).ok()?;
        loop {
            let message = self.socket.read().ok()?;
            let mut answer: Value = serde_json::from_str(message.to_text().ok()?).ok()?;
            if answer["id"] == self.asked {
                return Some(answer["result"].take());
            }
            self.heard.push(answer);
        }
    }
}

/// Asks where the page stands until it stands where it should, or fails with where it is instead.
pub(crate) fn landed(
    wanted: &str,
    mut landing: impl FnMut() -> Option<Landing>,
    right: impl Fn(&Landing) -> bool,
) -> Landing {
    let mut last = None;
    let found = within_limit(|| {
        let seen = landing()?;
        if right(&seen) {
            return Some(seen);
        }
        last = Some(seen);
        None
    });
    found.unwrap_or_else(|| panic!("{wanted} does not land, the page stands at {last:#?}"))
}

/// What a text in base 64 stands for.
fn decoded(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for letter in text.bytes() {
        let Some(digit) = DIGITS.iter().position(|digit| *digit == letter) else { continue };
        bits = bits << 6 | u32::try_from(digit).unwrap();
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).unwrap());
        }
    }
    bytes
}
