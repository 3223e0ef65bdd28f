// The author's preview: what was saved is shown in place, and what is wrong stands over it.
"use strict";

{
  let version = null;
  const events = new EventSource("events");
  events.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    const isNew = version !== null && version !== news.version;
    version = docsheet.version = news.version;
    wrong(news.problems);
    if (isNew) renew();
  });

  // Findings come as HTML that the preview made of escaped text.
  function wrong(problems) {
    document.getElementById("wrong")?.remove();
    if (!problems.length) return;
    const panel = document.createElement("section");
    panel.id = "wrong";
    panel.setAttribute("role", "alert");
    panel.tabIndex = 0;
    panel.setAttribute("aria-label", "What is wrong");
    for (const { file, html } of problems) {
      const heading = document.createElement("h2");
      heading.textContent = file;
      const text = document.createElement("pre");
      text.append(new DOMParser().parseFromString(`<pre>${html}</pre>`, "text/html").body.firstChild);
      panel.append(heading, text);
    }
    document.body.append(panel);
  }

  async function renew() {
    const [home] = await Promise.all([fetch("index.html").then((answer) => answer.text()), page()]);
    const fresh = new DOMParser().parseFromString(home, "text/html");
    document.getElementById("sheets").replaceChildren(...fresh.getElementById("sheets").childNodes);
    const script = document.createElement("script");
    script.src = `reader/index.js?${version}`;
    script.addEventListener("load", () => script.remove());
    document.head.append(script);
  }

  // Takes the new page into the old one's place, and marks what changed first.
  async function page() {
    const old = docsheet.inside();
    if (!old || old.URL === "about:blank") return;
    const answer = await fetch(old.URL.split("#")[0]);
    if (!answer.ok) return docsheet.go({ q: "", name: "", fragment: "" }, true);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const before = new Map([...old.querySelectorAll(".entry[id]")].map((entry) => [entry.id, entry.outerHTML]));
    const changed = before.size ? [...fresh.querySelectorAll(".entry[id]")].find((entry) => before.get(entry.id) !== entry.outerHTML) : null;
    const root = old.scrollingElement;
    const top = root.scrollTop;
    old.head.innerHTML = fresh.head.innerHTML;
    old.body.replaceWith(old.adoptNode(fresh.body));
    root.scrollTop = top;
    if (!changed) return;
    changed.setAttribute("data-changed", "");
    changed.style.outline = "2px solid #d97706";
    changed.style.outlineOffset = "-2px";
    const { top: above, bottom } = changed.getBoundingClientRect();
    if (bottom < 0 || above > old.defaultView.innerHeight) changed.scrollIntoView({ block: "center" });
  }
}
