// The reader: what the address says is shown, and what is done changes the address.
const $ = id => document.getElementById(id),
  on = (target, kind, act) => target.addEventListener(kind, act),
  [query, results, toc, side, note, list, page] = ["query", "results", "contents", "side", "status", "sheets", "page"].map($),
  { body } = document,
  stop = event => event.preventDefault(),
  isHeld = event => event.ctrlKey || event.metaKey,
  MOST = 60,
  isOnDisk = location.protocol === "file:";
let hits = [], chosen = -1, frame = null, shown = null;

function make(tag, own, ...inside) {
  const element = Object.assign(document.createElement(tag), own);
  element.append(...inside);
  return element;
}

// ---- The address: `?q=QUERY#SHEET/FRAGMENT`. Browsers let no page from the disk change what stands
// before the `#`, so there it all stands behind it.

function state() {
  const address = isOnDisk && location.hash.startsWith("#?") ? location.hash.slice(1) : location.search + location.hash,
    [, search, name, anchor = ""] = /^([^#]*)#?([^/]*)\/?(.*)$/s.exec(address);
  return { q: new URLSearchParams(search).get("q") ?? "", name: decoded(name), anchor };
}

const decoded = text => { try { return decodeURIComponent(text); } catch { return text; } };

function address({ q, name, anchor }) {
  const search = q ? "?q=" + encodeURIComponent(q).replaceAll("%3A", ":").replaceAll("%20", "+") : "",
    hash = name ? "#" + encodeURIComponent(name) + (anchor ? "/" + anchor : "") : "";
  return isOnDisk ? "#" + (search || "?") + hash : location.pathname + search + hash;
}

// Goes to a state; `replace` leaves no step to go back to.
function go(next, replace = false) {
  if (address(next) !== address(state())) history[replace ? "replaceState" : "pushState"](null, "", address(next));
  show(next);
}

const visit = (name = "", anchor = "", q = "") => go({ q, name, anchor });

// ---- What is shown

function show({ q, name, anchor }) {
  if (query.value !== q) query.value = q;
  search(q);
  const place = !name && q && hits[chosen]?.place;
  turnTo(place ? place.sheet : sheetOf(name), place ? place.anchor : anchor, q);
}

const sheetOf = name => docsheet.sheets.find(sheet => sheet.name === name);

function turnTo(sheet, at, q) {
  body.classList.toggle("sheet", !!sheet);
  page.hidden = !sheet;
  list.hidden = !!sheet;
  if (sheet) open(sheet, at);
  else shown = null;
  filter(q);
  tell(sheet);
  title(sheet, at);
}

function title(sheet, anchor) {
  const row = sheet?.rows.find(row => row.place.anchor === anchor),
    parts = [row && anchor ? row.place.own : "", sheet?.title ?? "Cheat sheets"];
  document.title = parts.filter((part, at) => part && parts.indexOf(part) === at).join(" – ");
  page.firstChild.textContent = document.title;
  if (frame) frame.title = document.title;
}

// Shows a sheet's page at an anchor, in a frame without scripts.
function open(sheet, anchor) {
  const wanted = new URL(`${sheet.page}#${anchor}`, document.baseURI).href;
  if (!frame) {
    frame = make("iframe", { sandbox: `allow-same-origin${isOnDisk ? " allow-popups allow-popups-to-escape-sandbox" : ""}`, onload: loaded, src: wanted });
    page.append(frame);
  } else if (shown?.wanted !== wanted) frame.contentWindow.location.replace(wanted);
  shown = { name: sheet.name, anchor, wanted };
}

// What the frame lets through: keys and links. On the disk each page is a stranger to the other, and
// the frame opens what leads elsewhere by itself.
function loaded() {
  const inner = inside();
  if (!inner) return;
  on(inner, "keydown", keys);
  for (const kind of ["click", "auxclick"]) on(inner, kind, event => event.button < 2 && follow(event, inner));
}

// Other files of a docset are shown where nothing of them can run; the rest of the web is not.
function follow(event, inner) {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented) return;
  const to = new URL(link.href, inner.baseURI),
    sheet = to.origin === location.origin && docsheet.sheets.find(sheet => new URL(sheet.page, document.baseURI).pathname === to.pathname),
    place = sheet && { q: "", name: sheet.name, anchor: target(inner, to.hash.slice(1)) },
    isApart = event.button || isHeld(event) || event.shiftKey;
  if (to.origin === location.origin && !sheet) {
    [link.target, shown.wanted] = ["_self", ""];
    return;
  }
  stop(event);
  if (place && !isApart) go(place);
  else if (/^(https?|mailto|ftp|tel):$/.test(to.protocol)) window.open(place ? address(place) : to.href, "_blank", "noopener,noreferrer");
}

// The row's anchor for an element with a short name inside its row.
function target(inner, anchor) {
  const element = inner.getElementById(anchor) ?? inner.getElementById(decoded(anchor));
  return element?.closest('[id^="//"]')?.id ?? anchor;
}

const inside = () => { try { return frame?.contentDocument; } catch { return null; } };

// ---- Search

function search(q) {
  const before = hits[chosen]?.place;
  hits = q.trim() ? docsheet.search(q) : [];
  let asked = false, missing = [];
  if (q.trim() && !hits[0]) {
    for (const sheet of taken(q).sheets) asked = texts(sheet) || asked;
    if (!asked) ({ hits, missing } = docsheet.searchTexts(q));
  }
  chosen = hits.findIndex(hit => hit.place === before);
  if (chosen < 0 && hits[0]) chosen = 0;
  const isSearch = q.trim();
  results.replaceChildren(...hits.slice(0, MOST).map(option));
  results.hidden = !isSearch;
  query.ariaExpanded = !!hits[0];
  select(chosen);
  note.textContent = !isSearch ? "" : asked ? "searching the texts …" : hits.length > MOST ? `${MOST} of ${hits.length} results` : `${hits.length} result${hits.length === 1 ? "" : "s"}${hits[0]?.line ? " in the text" : ""}${missing[0] ? `, without ${missing.join(", ")}` : ""}`;
}

// Asks for a sheet's texts; whether they are still to come.
function texts({ name }) {
  if (!docsheet.texts.has(name)) {
    docsheet.texts.set(name, null);
    const src = `reader/text/${encodeURIComponent(name)}.js?${docsheet.version ?? ""}`.replace(/\?$/, "");
    document.head.append(make("script", { src, onerror: () => docsheet.text(name, []) }));
  }
  return !docsheet.texts.get(name);
}

let waiting = 0;
docsheet.arrived = () => { clearTimeout(waiting); waiting = setTimeout(() => docsheet.changed()); };

function option(hit, at) {
  const { sheet, own } = hit.place,
    about = [own !== hit.name && own, docsheet.sheets[1] && sheet.title].filter(Boolean).join(" · ");
  return make(
    "li",
    { id: `hit-${at}`, role: "option", onclick: () => { chosen = at; enter(); } },
    ...marked(hit.name, letters(hit)),
    ...(about ? [make("small", {}, about)] : []),
    ...(hit.line ? [make("small", {}, hit.line.start, ...marked(hit.line.text, hit.line.marks))] : []),
  );
}

function letters(hit) {
  const { at } = fold(hit.name);
  return hit.marks.map(([start, end]) => [at[start], at[end]]).sort((one, other) => one[0] - other[0]);
}

// Text with its marks as nodes; never as HTML.
function marked(text, marks) {
  const nodes = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (start < at) continue;
    nodes.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
    at = end;
  }
  return [...nodes, text.slice(at)];
}

function select(at) {
  const own = results.children[at];
  for (const item of results.children) item.ariaSelected = item === own;
  own?.scrollIntoView({ block: "nearest" });
  query.setAttribute("aria-activedescendant", own?.id ?? "");
}

// Opens the chosen hit as a place of its own.
function enter() {
  const hit = hits[chosen];
  if (!hit) return;
  body.classList.remove("searching");
  visit(hit.place.sheet.name, hit.place.anchor, query.value.trim());
}

function move(step) {
  if (!hits[0]) return;
  chosen = Math.min(Math.max(chosen + step, 0), Math.min(hits.length, MOST) - 1);
  select(chosen);
  const { place } = hits[chosen];
  open(place.sheet, place.anchor);
}

// ---- Contents, and the list of sheets

function tell(sheet) {
  toc.hidden = !sheet || !results.hidden;
  side.hidden = results.hidden && toc.hidden;
  const of = sheet && sheet.name + (docsheet.version ?? "");
  if (!sheet || toc.dataset.of === of) return;
  toc.dataset.of = of;
  const top = make("ul");
  let inner = top;
  for (const place of new Set(sheet.rows.map(row => row.place))) {
    const own = { q: "", name: sheet.name, anchor: place.anchor },
      onclick = event => { stop(event); go(own); },
      item = make("li", {}, make("a", { href: address(own), onclick }, place.own));
    (place.named ? inner : top).append(item);
    if (!place.named) item.append((inner = make("ul")));
  }
  toc.replaceChildren(top);
}

function filter(q) {
  const own = folded(q.trim()).split(/[\s:,]+/).filter(Boolean);
  for (const article of list.querySelectorAll("article")) {
    const text = folded(article.textContent);
    article.hidden = own.length > 0 && !own.every(word => text.includes(word)) && !hits.some(hit => hit.place.sheet.name === article.dataset.name);
  }
}

on(list, "click", event => {
  const link = event.target.closest("h2 a"),
    copy = event.target.closest("[data-copy]");
  if (link && !isHeld(event) && !event.shiftKey) {
    stop(event);
    visit(link.closest("article").dataset.name);
  }
  if (copy) navigator.clipboard?.writeText(copy.dataset.copy).then(() => { copy.textContent = "Copied"; });
});

// ---- Keyboard and field

function keys(event) {
  const typing = event.target === query;
  if ((event.key === "/" && !typing && !isHeld(event) && !event.altKey) || (event.key.toLowerCase() === "k" && isHeld(event))) {
    stop(event);
    query.focus();
    query.select();
  } else if (event.key === "Escape") {
    const { place } = hits[chosen] ?? {};
    if (!query.value) query.blur(), list.focus();
    else if (state().name || !place) go({ ...state(), q: "" });
    else visit(place.sheet.name, place.anchor);
    body.classList.remove("searching");
  } else if (typing && ["ArrowDown", "ArrowUp", "Enter"].includes(event.key)) {
    stop(event);
    if (event.key === "Enter") enter();
    else move(event.key === "ArrowUp" ? -1 : 1);
  }
}

const mark = () => body.classList.toggle("searching", !!query.value.trim());
on(query, "input", () => {
  [hits, chosen] = [[], -1];
  mark();
  go({ ...state(), ...(query.value.trim() ? { name: "", anchor: "" } : {}), q: query.value }, true);
});
on(query, "focus", mark);
on(document, "keydown", keys);
on(document.querySelector(".home"), "click", event => { stop(event); visit(); });
function arrive() {
  [hits, chosen] = [[], -1];
  show(state());
}

on(self, "popstate", arrive);
on(self, "hashchange", arrive);

// Where the sheet that is shown is still there, it goes on being shown.
docsheet.changed = () => {
  const sheet = shown && sheetOf(shown.name);
  if (!sheet) return show(state());
  search(state().q);
  turnTo(sheet, shown.anchor, state().q);
};
document.querySelector(".field").hidden = false;
for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
