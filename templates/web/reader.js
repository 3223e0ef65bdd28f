// The reader: what the address says is shown, and what is done changes the address.
"use strict";

const $ = (id) => document.getElementById(id);
const [query, results, contents, side, statusLine, list, page] = ["query", "results", "contents", "side", "status", "sheets", "page"].map($);
const MOST_SHOWN = 60;
const isOnDisk = location.protocol === "file:";
let hits = [], chosen = -1, frame = null, shown = null;

// ---- The address: `?q=QUERY#SHEET/FRAGMENT`. Browsers let no page from the disk change what stands
// before the `#`, so there it all stands behind it.

function state() {
  const address = isOnDisk && location.hash.startsWith("#?") ? location.hash.slice(1) : location.search + location.hash;
  const [search, ...rest] = address.split("#");
  const hash = rest.join("#");
  const slash = hash.indexOf("/");
  const decoded = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
  return {
    q: new URLSearchParams(search).get("q") ?? "",
    name: decoded(slash < 0 ? hash : hash.slice(0, slash)),
    fragment: slash < 0 ? "" : hash.slice(slash + 1),
  };
}

function address({ q, name, fragment }) {
  const search = q ? "?q=" + encodeURIComponent(q).replaceAll("%3A", ":").replaceAll("%20", "+") : "";
  const hash = name ? "#" + encodeURIComponent(name) + (fragment ? "/" + fragment : "") : "";
  return isOnDisk ? "#" + (search || "?") + hash : location.pathname + search + hash;
}

// Goes to a state; `replace` leaves no step to go back to.
function go(next, replace = false) {
  if (address(next) !== address(state())) {
    history[replace ? "replaceState" : "pushState"](null, "", address(next));
  }
  show(next);
}

// ---- What is shown

function show({ q, name, fragment }) {
  if (query.value !== q) query.value = q;
  search(q);
  let place = null;
  if (!name && hits.length && q) ({ place } = hits[Math.max(chosen, 0)]);
  turnTo(place?.sheet ?? sheetOf(name), place ? place.fragment : fragment, q);
}

const sheetOf = (name) => docsheet.sheets.find((sheet) => sheet.name === name);

function turnTo(sheet, at, q) {
  document.body.classList.toggle("sheet", Boolean(sheet));
  page.hidden = !sheet;
  list.hidden = Boolean(sheet);
  if (sheet) open(sheet, at);
  else shown = null;
  filter(q);
  tell(sheet);
  title(sheet, at, q);
}

function title(sheet, fragment, q) {
  const row = sheet?.rows.find((row) => row.place.fragment === fragment);
  const parts = [row && fragment ? row.place.own : "", sheet?.title ?? "Cheat sheets"];
  document.title = parts.filter((part, at) => part && parts.indexOf(part) === at).join(" – ");
  page.firstChild.textContent = document.title;
  if (frame) frame.title = document.title;
}

// Shows a sheet's page at a fragment, in a frame where no script of it runs.
function open(sheet, fragment) {
  const wanted = new URL(`${sheet.page}#${fragment}`, document.baseURI).href;
  if (!frame) {
    frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-same-origin allow-popups allow-popups-to-escape-sandbox");
    frame.addEventListener("load", loaded);
    frame.src = wanted;
    page.append(frame);
  } else if (shown?.wanted !== wanted) frame.contentWindow.location.replace(wanted);
  shown = { name: sheet.name, fragment, wanted };
}

// What the frame lets through: keys and links. On the disk each page is a stranger to the other.
function loaded() {
  const inner = inside();
  if (!inner) return;
  inner.addEventListener("keydown", keys);
  inner.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const to = new URL(link.href, inner.baseURI);
    const here = state();
    const sheet = docsheet.sheets.find((sheet) => new URL(sheet.page, document.baseURI).pathname === to.pathname && to.origin === location.origin);
    event.preventDefault();
    if (sheet) go({ q: "", name: sheet.name, fragment: target(inner, to.hash.slice(1)) });
    else if (/^(https?|mailto|ftp|tel):$/.test(to.protocol)) window.open(to.href, "_blank", "noopener,noreferrer");
  });
  docsheet.loaded?.(inner);
}

// The row's fragment for an element with a short name inside its row.
function target(inner, fragment) {
  const element = inner.getElementById(fragment) ?? inner.getElementById(decodeURI(fragment));
  return element?.closest('[id^="//"]')?.id ?? fragment;
}

const inside = () => { try { return frame?.contentDocument; } catch { return null; } };

// ---- Search

function search(q) {
  const before = hits[chosen]?.place;
  hits = q.trim() ? docsheet.search(q) : [];
  let asked = false;
  if (q.trim() && !hits.length) {
    for (const sheet of docsheet.meant(q)) asked = texts(sheet) || asked;
    hits = docsheet.searchTexts(q);
  }
  chosen = hits.findIndex((hit) => hit.place === before);
  if (chosen < 0 && hits.length) chosen = 0;
  const isSearch = Boolean(q.trim());
  results.replaceChildren(...hits.slice(0, MOST_SHOWN).map(option));
  results.hidden = !isSearch;
  query.setAttribute("aria-expanded", String(isSearch && hits.length > 0));
  select(chosen);
  statusLine.textContent = !isSearch ? "" : asked ? "searching the texts …" : hits.length > MOST_SHOWN ? `${MOST_SHOWN} of ${hits.length} results` : `${hits.length} ${hits.length === 1 ? "result" : "results"}${hits[0]?.line ? " in the text" : ""}`;
}

// Asks for a sheet's texts; whether they are still to come.
function texts(sheet) {
  if (docsheet.texts.has(sheet.name)) return false;
  docsheet.texts.set(sheet.name, null);
  const script = document.createElement("script");
  script.src = `reader/text/${encodeURIComponent(sheet.name)}.js?${docsheet.version ?? ""}`.replace(/\?$/, "");
  script.addEventListener("error", () => docsheet.arrived());
  document.head.append(script);
  return true;
}

let waiting = 0;
docsheet.arrived = () => { clearTimeout(waiting); waiting = setTimeout(() => docsheet.changed()); };

function option(hit, at) {
  const item = document.createElement("li");
  item.id = `hit-${at}`;
  item.setAttribute("role", "option");
  item.append(...marked(hit.name, hit.tier === 9 ? [] : letters(hit)));
  const several = docsheet.sheets.length > 1;
  const about = [hit.place.own !== hit.name && hit.place.own, several && hit.place.sheet.title].filter(Boolean);
  if (about.length) item.append(small(about.join(" · ")));
  if (hit.line) item.append(small(hit.line.start, ...marked(hit.line.text, hit.line.marks)));
  item.addEventListener("click", () => { chosen = at; enter(); });
  return item;
}

function letters(hit) {
  const { at } = docsheet.fold(hit.name);
  return hit.marks.map(([start, end]) => [at[start], at[end]]).sort((one, other) => one[0] - other[0]);
}

function small(...parts) {
  const element = document.createElement("small");
  element.append(...parts);
  return element;
}

// Text with its marks as nodes; never as HTML.
function marked(text, marks) {
  const nodes = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (start < at) continue;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    nodes.push(text.slice(at, start), mark);
    at = end;
  }
  return [...nodes, text.slice(at)];
}

function select(at) {
  results.querySelector('[aria-selected="true"]')?.setAttribute("aria-selected", "false");
  const item = results.children[at];
  item?.setAttribute("aria-selected", "true");
  item?.scrollIntoView({ block: "nearest" });
  if (item) query.setAttribute("aria-activedescendant", item.id);
  else query.removeAttribute("aria-activedescendant");
}

// Opens the chosen hit as a place of its own.
function enter() {
  const hit = hits[chosen];
  if (!hit) return;
  document.body.classList.remove("searching");
  go({ q: query.value.trim(), name: hit.place.sheet.name, fragment: hit.place.fragment });
}

function move(step) {
  if (!hits.length) return;
  chosen = Math.min(Math.max(chosen + step, 0), Math.min(hits.length, MOST_SHOWN) - 1);
  select(chosen);
  const { place } = hits[chosen];
  open(place.sheet, place.fragment);
}

// ---- Contents, and the list of sheets

function tell(sheet) {
  contents.hidden = !sheet || !results.hidden;
  side.hidden = results.hidden && contents.hidden;
  if (sheet && contents.dataset.of !== sheet.name + (docsheet.version ?? "")) {
    contents.dataset.of = sheet.name + (docsheet.version ?? "");
    const top = document.createElement("ul");
    let inner = top;
    for (const place of new Set(sheet.rows.map((row) => row.place))) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = address({ q: "", name: sheet.name, fragment: place.fragment });
      link.textContent = place.own;
      link.addEventListener("click", (event) => { event.preventDefault(); go({ q: "", name: sheet.name, fragment: place.fragment }); });
      item.append(link);
      if (!place.fragment || place.fragment.includes("/Category/")) {
        top.append(item);
        inner = document.createElement("ul");
        item.append(inner);
      } else inner.append(item);
    }
    contents.replaceChildren(top);
  }
}

function filter(q) {
  const own = docsheet.fold(q.trim()).letters.join("").split(/[\s:,]+/).filter(Boolean);
  for (const article of list.querySelectorAll("article")) {
    const text = docsheet.fold(article.textContent).letters.join("");
    article.hidden = own.length > 0 && !own.every((word) => text.includes(word)) && !hits.some((hit) => hit.place.sheet.name === article.dataset.name);
  }
}

list.addEventListener("click", (event) => {
  const link = event.target.closest("h2 a");
  const copy = event.target.closest("[data-copy]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    go({ q: "", name: link.closest("article").dataset.name, fragment: "" });
  }
  if (copy) navigator.clipboard?.writeText(copy.dataset.copy).then(() => { copy.textContent = "Copied"; });
});

// ---- Keyboard and field

function keys(event) {
  const isTyping = event.target === query;
  if ((event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
    event.preventDefault();
    query.focus();
    query.select();
  } else if (event.key === "Escape") {
    if (query.value) go({ ...state(), q: "", ...(state().name ? {} : { name: here()?.name ?? "", fragment: here()?.fragment ?? "" }) });
    else { query.blur(); list.focus(); }
    document.body.classList.remove("searching");
  } else if (isTyping && event.key === "ArrowDown") { event.preventDefault(); move(1); }
  else if (isTyping && event.key === "ArrowUp") { event.preventDefault(); move(-1); }
  else if (isTyping && event.key === "Enter") { event.preventDefault(); enter(); }
}

// The entry that is shown now.
function here() {
  const hit = hits[chosen];
  return hit && { name: hit.place.sheet.name, fragment: hit.place.fragment };
}

query.addEventListener("input", () => {
  chosen = -1;
  hits = [];
  document.body.classList.toggle("searching", Boolean(query.value.trim()));
  go({ q: query.value, name: query.value.trim() ? "" : state().name, fragment: query.value.trim() ? "" : state().fragment }, true);
});
query.addEventListener("focus", () => document.body.classList.toggle("searching", Boolean(query.value.trim())));
document.addEventListener("keydown", keys);
document.querySelector(".home").addEventListener("click", (event) => { event.preventDefault(); go({ q: "", name: "", fragment: "" }); });
function arrive() {
  [hits, chosen] = [[], -1];
  show(state());
}

addEventListener("popstate", arrive);
addEventListener("hashchange", arrive);

// Where the sheet that is shown is still there, it goes on being shown.
docsheet.changed = () => {
  const sheet = shown && sheetOf(shown.name);
  if (!sheet) return show(state());
  search(state().q);
  turnTo(sheet, shown.fragment, state().q);
};
docsheet.go = go;
docsheet.state = state;
docsheet.inside = inside;
document.querySelector(".field").hidden = false;
for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
