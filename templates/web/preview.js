// The author's preview: what was saved is shown in place, and what is wrong stands over it.
{
  docsheet.version = document.documentElement.dataset.version;
  let last = null, leads = false;

  // Browsers open six connections to one address and no more, so one tab listens and tells the
  // others. When it is closed another one does.
  const tabs = new BroadcastChannel("docsheet");
  on(tabs, "message", ({ data }) => {
    if (data) hear(data);
    else if (leads && last) tabs.postMessage(last);
  });
  navigator.locks.request("docsheet", () => {
    leads = true;
    on(new EventSource("events"), "message", ({ data }) => {
      tabs.postMessage(data);
      hear(data);
    });
    return new Promise(() => {});
  });
  tabs.postMessage("");

  function hear(data) {
    if (data === last) return;
    const { version, problems } = JSON.parse((last = data));
    wrong(problems);
    if (version === docsheet.version) return;
    docsheet.version = version;
    renew();
  }

  // Findings come as HTML that the preview made of escaped text.
  function wrong(problems) {
    $("wrong")?.remove();
    if (!problems.length) return;
    const panel = make("section", { id: "wrong", role: "alert", tabIndex: 0, ariaLabel: "What is wrong" });
    for (const { file, html } of problems) {
      const drawn = new DOMParser().parseFromString(`<pre>${html}</pre>`, "text/html").body.firstChild;
      panel.append(make("h2", {}, file), drawn);
    }
    body.append(panel);
  }

  async function renew() {
    const [home] = await Promise.all([fetch("index.html").then(answer => answer.text()), page()]);
    const fresh = new DOMParser().parseFromString(home, "text/html");
    $("sheets").replaceChildren(...fresh.getElementById("sheets").childNodes);
    document.head.append(make("script", { src: `reader/index.js?${docsheet.version}`, onload() { this.remove(); } }));
  }

  // Brings the page to what was saved. What did not change stays the same element, and what the author
  // looks at stays where it is.
  async function page() {
    const inner = inside();
    if (!inner || inner.URL === "about:blank") return;
    const answer = await fetch(inner.URL.split("#")[0]);
    if (!answer.ok) return visit();
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const entry of marked.splice(0)) entry.removeAttribute("data-changed");
    const places = inView(inner);
    patch(inner.documentElement, fresh.documentElement);
    const [place, top] = places.find(([entry]) => entry.isConnected) ?? [];
    if (place) inner.scrollingElement.scrollTop += place.getBoundingClientRect().top - top;
    for (const entry of marked) entry.setAttribute("data-changed", "");
    if (!inner.adoptedStyleSheets.length) {
      const style = new inner.defaultView.CSSStyleSheet();
      style.replaceSync("[data-changed] { outline: 2px solid #d97706; outline-offset: -2px; }");
      inner.adoptedStyleSheets.push(style);
    }
    pointOut(inner);
  }

  const marked = [];

  // The entries in the window, each with where it begins: the one that was gone to first, then those
  // that begin in it.
  function inView(inner) {
    const height = inner.defaultView.innerHeight;
    const places = [...inner.querySelectorAll(".entry")].map(entry => [entry, entry.getBoundingClientRect()]);
    const rank = ([entry, { top }]) => (entry.matches(":target") ? 0 : top >= 0 ? 1 : 2);
    const seen = places.filter(([, { top, bottom }]) => bottom > 0 && top < height);
    return seen.sort((one, other) => rank(one) - rank(other)).map(([entry, { top }]) => [entry, top]);
  }

  // Makes of `old` what `fresh` is, and keeps every element that did not change.
  function patch(old, fresh) {
    if (old.isEqualNode(fresh)) return;
    if (old.nodeType !== Node.ELEMENT_NODE) return void (old.nodeValue = fresh.nodeValue);
    if (old.matches(".entry")) marked.push(old);
    for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
    for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    children(old, [...old.childNodes], [...fresh.childNodes]);
  }

  // Pairs children by `id`, or else by what they are, and puts each where it belongs, the last first.
  function children(parent, before, after) {
    while (after.length && before[0]?.isEqualNode(after[0])) before.shift(), after.shift();
    let next = null;
    while (after.length && before.at(-1)?.isEqualNode(after.at(-1))) (next = before.pop()), after.pop();
    const comes = new Set(after.map(({ id }) => id));
    const pairs = after.map(fresh => {
      const like = test => before.findIndex(old => old.nodeName === fresh.nodeName && test(old));
      const same = fresh.id ? like(({ id }) => id === fresh.id) : -1;
      const at = same < 0 ? like(({ id }) => !id || !comes.has(id)) : same;
      return [at < 0 ? null : before.splice(at, 1)[0], fresh];
    });
    for (const old of before) old.remove();
    for (const [old, fresh] of pairs.reverse()) {
      if (old) patch(old, fresh);
      else if (fresh.querySelectorAll) marked.push(...(fresh.matches(".entry") ? [fresh] : fresh.querySelectorAll(".entry")));
      const node = old ?? fresh;
      if (!old || node.nextSibling !== next) parent.insertBefore(node, next);
      next = node;
    }
  }

  // Leads to what changed where the author does not look.
  function pointOut(inner) {
    $("changed")?.remove();
    const isSeen = entry => inView(inner).some(([seen]) => seen === entry);
    if (!marked.length || marked.some(isSeen)) return;
    const [entry] = marked.slice(-1);
    const onclick = ({ target }) => { entry.scrollIntoView({ block: "center" }); target.remove(); };
    body.append(make("button", { id: "changed", onclick }, `Go to what changed: ${entry.querySelector(".name, code")?.textContent ?? "an entry"}`));
  }
}
