// Which rows a query means, in the order of `docsheet search`: names in tiers, then texts.
"use strict";

self.docsheet = { sheets: [], texts: new Map(), index(sheets) { this.sheets = sheets.map(prepared); this.texts.clear(); this.changed?.(); }, text(name, texts) { this.texts.set(name, texts); this.arrived?.(name); } };

const MARK = /\p{M}/u, INVISIBLE = /[\u00ad\u200b-\u200f\ufeff]/;
const IDEOGRAPH = /[\u2e80-\u2fdf\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;

// Text as people type it: capitals, accents and kinds of blanks make no difference.
function fold(text) {
  const folded = { letters: [], at: [], capital: [], class: [] };
  let at = 0;
  for (const letter of text) {
    const push = (own) => {
      folded.letters.push(own);
      folded.at.push(at);
      folded.capital.push(/\p{Lu}/u.test(letter));
      folded.class.push(own === " " ? "blank" : IDEOGRAPH.test(own) ? "ideograph" : /\p{N}/u.test(own) ? "digit" : /[\p{L}\p{N}]/u.test(own) ? "letter" : "sign");
    };
    if (/\s/.test(letter)) push(" ");
    else if (!INVISIBLE.test(letter)) {
      for (const base of letter.normalize("NFD")) {
        if (!MARK.test(base)) for (const own of base.toUpperCase().toLowerCase()) if (!MARK.test(own)) push(own);
      }
    }
    at += letter.length;
  }
  folded.at.push(at);
  return folded;
}

function isBorder(name, at) {
  if (at <= 0 || at >= name.letters.length) return true;
  return name.class[at] !== name.class[at - 1] || name.class[at] === "ideograph";
}

const isStart = (name, at) => name.letters[at] !== " " && (isBorder(name, at) || (name.capital[at] && !name.capital[at - 1]));
const isInNumber = (name, at) => at > 0 && name.class[at - 1] === "digit" && name.class[at] === "digit";

// The words of a folded text, each with its place.
function words(name) {
  const all = [];
  for (let at = 0; at < name.letters.length; at++) {
    if (name.class[at] === "blank" || name.class[at] === "sign") continue;
    const start = at;
    while (at + 1 < name.letters.length && !isBorder(name, at + 1)) at++;
    all.push({ start, end: at + 1, text: name.letters.slice(start, at + 1).join("") });
  }
  return all;
}

// A query without the quotes of its phrases, and the phrases.
function unquoted(query) {
  const phrases = [];
  const plain = query.replace(/(^|\s)"([^"]*)"(?=\s|$)/g, (_, before, phrase) => (phrases.push(phrase), before + phrase));
  return { plain, phrases };
}

function wanted(query) {
  const { plain, phrases } = unquoted(query);
  const parts = plain.split(/\s+/).map((part) => fold(part).letters.join("")).filter(Boolean);
  const own = words(fold(plain)).map((word) => word.text);
  return { query: plain, letters: parts.join(" "), words: own, joined: own.join(""), phrases: phrases.map((phrase) => words(fold(phrase)).map((word) => word.text)) };
}

const hasPhrase = (own, phrase) => own.some((_, at) => phrase.every((word, next) => own[at + next]?.text === word));

// How a name fits: the lower the better, and which letters are meant. Nothing where it does not.
const [EXACT, FIRST_WORD, PREFIX, WHOLE_WORD, WORD_START, WORDS, JOINED, SUBSTRING, TEXT] = [1, 2, 3, 4, 5, 6, 7, 8, 9];

function fit(want, row) {
  if (!want.letters) return { tier: 0, marks: [] };
  const name = (row.folded ??= fold(row.name));
  row.text ??= name.letters.join("");
  row.squeezed ??= name.letters.filter((_, at) => name.class[at] !== "blank" && name.class[at] !== "sign").join("");
  if (!want.words.every((word) => row.squeezed.includes(word))) return null;
  row.words ??= words(name);
  if (!want.phrases.every((phrase) => hasPhrase(row.words, phrase))) return null;
  const fits = [whole(want, name, row.text), inWords(want, name, row)].filter(Boolean);
  return fits.sort((one, other) => one.tier - other.tier)[0] ?? null;
}

function whole(want, name, text) {
  let best = null;
  const query = [...want.letters];
  const letters = name.letters;
  // The number of a code is not what it is called: `486 Busy Here` begins with `busy`, too.
  const digits = name.class.findIndex((kind) => kind !== "digit");
  const called = digits > 0 && letters[digits] === " " ? digits + 1 : 0;
  for (let at = 0; at + query.length <= letters.length; at++) {
    if (letters[at] !== query[0] || !query.every((letter, next) => letters[at + next] === letter)) continue;
    const end = at + query.length;
    const [start, stop] = [isStart(name, at), isBorder(name, end)];
    const begins = at === 0 || at === called;
    const tier = at === 0 && end === letters.length ? EXACT : begins ? (stop ? FIRST_WORD : PREFIX) : start ? (stop ? WHOLE_WORD : WORD_START) : SUBSTRING;
    if (!best || tier < best.tier) best = { tier, marks: [[at, end]] };
  }
  return best;
}

function inWords(want, name, row) {
  if (!want.words.length) return null;
  const places = want.words.map((word) => wordStart(name, [...word]));
  if (places.every(Boolean)) return { tier: WORDS, marks: places };
  for (let first = 0; first < row.words.length; first++) {
    let left = want.joined;
    for (let last = first; last < row.words.length && left.startsWith(row.words[last].text); last++) {
      left = left.slice(row.words[last].text.length);
      if (!left) return { tier: JOINED, marks: [[row.words[first].start, row.words[last].end]] };
    }
  }
  return null;
}

// Where a word starts with `word`, a whole one if there is one. A number is not the beginning of
// another.
function wordStart(name, word) {
  let begun = null;
  for (let at = 0; at + word.length <= name.letters.length; at++) {
    if (!isStart(name, at) || !word.every((letter, next) => name.letters[at + next] === letter)) continue;
    const end = at + word.length;
    if (isBorder(name, end)) return [at, end];
    if (!isInNumber(name, end)) begun ??= [at, end];
  }
  return begun;
}

const isNumbered = (name) => (name.split(/[^\p{L}\p{N}]+/u).filter(Boolean).slice(0, 2).some((word) => /^\p{N}/u.test(word)));
const natural = (one, other) => one.localeCompare(other, "en", { numeric: true });

// Names that begin with a number come first and in their order, then the shorter ones.
function order(query, one, other) {
  const key = (row) => {
    row.numbered ??= isNumbered(row.name);
    return [row.numbered ? 0 : 1, row.numbered ? 0 : [...row.name].length, row.numbered || row.name.includes(query) ? 0 : 1];
  };
  const [own, others] = [key(one), key(other)];
  for (let at = 0; at < 3; at++) if (own[at] !== others[at]) return own[at] - others[at];
  return one.numbered ? 0 : natural(one.name, other.name);
}

// A sheet as it was sent, with its rows taken apart.
function prepared(sheet, at) {
  const rows = [];
  for (const [fragment, ...names] of sheet.places) {
    const place = { sheet, fragment, own: names[1] };
    for (let next = 0; next < names.length; next += 2) {
      if (names[next] === "E" && place.entry === undefined) place.entry = place.own = names[next + 1];
      rows.push({ place, kind: names[next], name: names[next + 1], number: rows.length, sheet: at });
    }
  }
  return Object.assign(sheet, { rows });
}

// `KEYWORD:REST` and `KEYWORD,KEYWORD:REST`, where a sheet has that keyword.
function taken(query) {
  const colon = query.indexOf(":");
  const rest = query.slice(colon + 1);
  const everywhere = { sheets: docsheet.sheets, rest: query.trim() };
  if (colon < 1 || (rest.startsWith(":") && !rest.startsWith("::"))) return everywhere;
  const named = query.slice(0, colon).split(",").map((keyword) => keyword.trim().toLowerCase());
  const sheets = docsheet.sheets.filter((sheet) => named.includes(sheet.keyword.toLowerCase()));
  return sheets.length ? { sheets, rest: rest.trim() } : everywhere;
}

// The hits of a query by name, best first, each entry once.
docsheet.search = (query) => {
  const { sheets, rest } = taken(query);
  const want = wanted(rest);
  const hits = [];
  for (const sheet of sheets) {
    for (const row of sheet.rows) {
      const found = fit(want, row);
      if (found) hits.push({ row, place: row.place, name: row.name, ...found });
    }
  }
  hits.sort((one, other) => one.tier - other.tier || (one.tier && order(want.query, one.row, other.row)) || one.row.sheet - other.row.sheet || one.row.number - other.row.number);
  const seen = new Set();
  return hits.filter((hit) => {
    if (seen.has(hit.place)) return false;
    seen.add(hit.place);
    const own = hit.row.kind === "E" && hit.place.entry !== hit.name && fit(want, { name: hit.place.entry });
    if (own) Object.assign(hit, { name: hit.place.entry, marks: own.marks });
    return true;
  });
};

// The entries in whose texts all words of a query stand, best first: rare words count for more, and
// short texts.
docsheet.searchTexts = (query) => {
  const { sheets, rest } = taken(query);
  const want = wanted(rest);
  if (!want.words.length) return [];
  const entries = sheets.flatMap((sheet) => entriesOf(sheet));
  const matches = entries.map((entry) => want.words.map((word) => entry.words.filter((own) => own.text.startsWith(word))));
  const holding = want.words.map((_, at) => 1 + matches.filter((match) => match[at].length).length);
  const hits = [];
  entries.forEach((entry, at) => {
    if (!matches[at].every((found) => found.length) || !want.phrases.every((phrase) => hasPhrase(entry.words, phrase))) return;
    const parts = matches[at].map((found, word) => {
      const often = found.reduce((sum, own) => sum + (own.text === want.words[word] ? 1 : 0.6), 0);
      return Math.log(1 + entries.length / holding[word]) * (often / (often + 1 + entry.words.length / 60));
    });
    hits.push({ place: entry.place, name: entry.place.own, tier: TEXT, marks: [], score: parts.reduce((sum, part) => sum + part, 0), line: line(entry, matches[at].flat()) });
  });
  return hits.sort((one, other) => other.score - one.score);
};

function entriesOf(sheet) {
  if (sheet.entries) return sheet.entries;
  const texts = docsheet.texts.get(sheet.name);
  if (!texts) return [];
  const places = new Map(sheet.rows.map((row) => [row.place.fragment, row.place]));
  sheet.entries = Object.entries(texts).filter(([fragment]) => places.has(fragment)).map(([fragment, text]) => {
    const folded = fold(text);
    return { place: places.get(fragment), text, folded, words: words(folded) };
  });
  return sheet.entries;
}

// The part of a text in which the words stand, and where they are in it.
function line(entry, found) {
  const [room, before] = [110, 30];
  const at = (letter) => entry.folded.at[letter];
  const first = Math.min(...found.map((own) => own.start));
  const from = at(first) <= before ? 0 : entry.text.lastIndexOf(" ", at(first) - before) + 1;
  const text = entry.text.slice(from, from + room);
  const marks = found.map((own) => [at(own.start) - from, at(own.end) - from]).filter(([start, end]) => start >= 0 && end <= text.length);
  return { text: text + (from + room < entry.text.length ? "…" : ""), start: from ? "…" : "", marks: marks.sort((one, other) => one[0] - other[0]) };
}

docsheet.meant = (query) => taken(query).sheets;
docsheet.fold = fold;
