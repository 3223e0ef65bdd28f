// Which rows a query means, in the order of `docsheet search`: names in tiers, then texts.
self.docsheet = { sheets: [], rules: {}, texts: new Map(), index(sheets, rules) { Object.assign(this.rules, rules); this.sheets = sheets.map(prepared); this.texts.clear(); this.changed?.(); }, text(name, texts) { this.texts.set(name, texts); this.arrived?.(name); } };

const MARK = /\p{M}/u,
  IDEOGRAPH = /[\u2e80-\u2fdf\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;

// Text as people type it: capitals, accents and kinds of blanks make no difference.
function fold(text) {
  const folded = { letters: [], at: [], capital: [], class: [] };
  let at = 0;
  for (const letter of text) {
    const push = own => {
      folded.letters.push(own);
      folded.at.push(at);
      folded.capital.push(/\p{Upper}/u.test(letter));
      folded.class.push(own === " " ? "blank" : IDEOGRAPH.test(own) ? "word" : /\p{N}/u.test(own) ? "digit" : /\p{Alpha}/u.test(own) ? "letter" : "sign");
    };
    // Invisible letters are left out.
    if (/[\u00ad\u200b-\u200f\ufeff]/.test(letter));
    else if (/\s/.test(letter)) push(" ");
    else {
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
  return name.class[at] !== name.class[at - 1] || name.class[at] === "word";
}

const isStart = (name, at) => name.letters[at] !== " " && (isBorder(name, at) || (name.capital[at] && !name.capital[at - 1]));

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

const wordsOf = text => words(fold(text)).map(word => word.text),
  folded = text => fold(text).letters.join("");

// A query without the quotes of its phrases, and the phrases.
function unquoted(query) {
  const phrases = [],
    plain = query.replace(/(^|\s)"([^"]*)"(?=\s|$)/g, (_, before, phrase) => (phrases.push(phrase), before + phrase));
  return { plain, phrases };
}

function wanted(query) {
  const { plain, phrases } = unquoted(query),
    parts = plain.split(/\s+/).map(folded).filter(Boolean),
    own = wordsOf(plain);
  // A number or letter stands beside its word.
  const beside = (word, number) => RegExp(`(^| )(${word}\\S* ${number}(?!\\d)|${number}(?!\\d)\\S* ${word})`),
    numbered = own.flatMap((word, at) => (/^\p{Alpha}{2,}$/u.test(word) && /^([a-z]|\d+)$/.test(own[at + 1]) ? [beside(word, own[at + 1])] : []));
  return { query, letters: parts.join(" "), words: own, numbered, joined: own.join(""), phrases: phrases.map(wordsOf) };
}

const isAt = (part, all, at) => part.every((own, next) => all[at + next] === own);

// How a name fits, and which letters are meant; nothing where it does not. Of the tiers that are
// never named, 1 is the name itself, 2 its first word, 3 how it begins, 4 a word in it, 5 how one
// begins, 6 all words in any order, 7 words written as one, 8 letters anywhere.
const TEXT = 9;

function fit(want, row) {
  if (!want.letters) return { tier: 0, marks: [] };
  const name = (row.folded ??= fold(row.name));
  row.words ??= words(name);
  row.texts ??= row.words.map(word => word.text);
  row.squeezed ??= row.texts.join("");
  if (!want.words.every(word => row.squeezed.includes(word))) return null;
  if (!want.phrases.every(phrase => row.texts.some((_, at) => isAt(phrase, row.texts, at)))) return null;
  return [whole(want, name), inWords(want, name, row)].filter(Boolean).sort((one, other) => one.tier - other.tier)[0];
}

function whole(want, name) {
  let best = null;
  const query = [...want.letters],
    { letters } = name;
  // The number of a code is not what it is called: `486 Busy Here` begins with `busy`, too.
  const digits = name.class.findIndex(kind => kind !== "digit"),
    called = digits > 0 && letters[digits] === " " ? digits + 1 : 0;
  for (let at = 0; at + query.length <= letters.length; at++) {
    if (!isAt(query, letters, at)) continue;
    const end = at + query.length,
      stop = isBorder(name, end),
      begins = at === 0 || at === called,
      tier = at === 0 && end === letters.length ? 1 : begins ? (stop ? 2 : 3) : isStart(name, at) ? (stop ? 4 : 5) : 8;
    if (!best || tier < best.tier) best = { tier, marks: [[at, end]] };
  }
  return best;
}

function inWords(want, name, row) {
  if (!want.words[0]) return null;
  const places = want.words.map(word => wordStart(name, [...word]));
  if (places.every(Boolean) && want.numbered.every(pair => pair.test(row.texts.join(" ")))) return { tier: 6, marks: places };
  for (let first = 0; first < row.words.length; first++) {
    let left = want.joined;
    for (let last = first; last < row.words.length && left.startsWith(row.words[last].text); last++) {
      left = left.slice(row.words[last].text.length);
      if (!left) return { tier: 7, marks: [[row.words[first].start, row.words[last].end]] };
    }
  }
  return null;
}

// Where a word starts with `word`, a whole one if there is one. A number is not the beginning of
// another.
function wordStart(name, word) {
  let begun = null;
  for (let at = 0; at + word.length <= name.letters.length; at++) {
    if (!isStart(name, at) || !isAt(word, name.letters, at)) continue;
    const end = at + word.length;
    if (isBorder(name, end)) return [at, end];
    if (name.class[end - 1] !== "digit" || name.class[end] !== "digit") begun ??= [at, end];
  }
  return begun;
}

const compare = (one, other) => (one < other ? -1 : +(one > other));

// Compares texts, but numbers in them by their value.
function natural(one, other) {
  const [left, right] = [one, other].map(name => name.match(/\d+|./gsu) ?? []);
  for (let at = 0; at < left.length && at < right.length; at++) {
    const both = [left[at], right[at]],
      [own, others] = both.every(part => /^\d/.test(part)) ? both.map(part => part.replace(/^0+/, "")) : both.map(part => part.codePointAt()),
      difference = (own.length ?? 0) - (others.length ?? 0) || compare(own, others);
    if (difference) return difference;
  }
  return left.length - right.length || compare(one, other);
}

// Names that begin with a number come first and in their order, then the shorter ones.
function order(query, one, other) {
  const key = row => (row.key ??= /^[^\p{L}\p{N}]*([\p{L}\p{N}]+[^\p{L}\p{N}]+)?\p{N}/u.test(row.name) ? 0 : [...row.name].length),
    lacks = row => !row.name.includes(query);
  return key(one) - key(other) || (key(one) && (lacks(one) - lacks(other) || natural(one.name, other.name)));
}

// A sheet as it was sent, with its rows taken apart. The anchor of an entry says its category and its
// own name.
function prepared(sheet, number) {
  const rows = [];
  for (const [anchor, ...names] of sheet.places) {
    const [category, named] = /^\/\/dash_ref_(.*?)(?:~\d*)?\/Entry\/(.*)\/0$/.exec(anchor)?.slice(1).map(decodeURIComponent) ?? [],
      place = { sheet, anchor, category, named, own: named ?? names[1] };
    for (let next = 0; next < names.length; next += 2) rows.push({ place, kind: names[next], name: names[next + 1], number: rows.length });
  }
  return Object.assign(sheet, { rows, number });
}

// `KEYWORD:REST` and `KEYWORD,KEYWORD:REST`, where a sheet has that keyword.
function taken(query) {
  const colon = query.indexOf(":"),
    rest = query.slice(colon + 1),
    everywhere = { sheets: docsheet.sheets, rest: query.trim() };
  if (colon < 1 || (rest.startsWith(":") && !rest.startsWith("::"))) return everywhere;
  const named = query.slice(0, colon).split(",").map(keyword => keyword.trim().toLowerCase()),
    sheets = docsheet.sheets.filter(sheet => sheet.keywords.some(own => named.includes(own.toLowerCase())));
  return sheets.length ? { sheets, rest: rest.trim() } : everywhere;
}

// The hits of a query by name, best first, each entry once.
docsheet.search = query => {
  const { sheets, rest } = taken(query),
    want = wanted(rest),
    hits = [];
  for (const sheet of sheets) {
    for (const row of sheet.rows) {
      const found = fit(want, row);
      if (found) hits.push({ row, place: row.place, name: row.name, ...found });
    }
  }
  hits.sort((one, other) => one.tier - other.tier || (one.tier && order(want.query, one.row, other.row)) || one.place.sheet.number - other.place.sheet.number || one.row.number - other.row.number);
  const seen = new Set();
  return hits.filter(hit => {
    const { named } = hit.place;
    if (seen.has(hit.place)) return false;
    if (named !== undefined) seen.add(hit.place);
    const own = hit.row.kind === "E" && named && named !== hit.name && fit(want, { name: named });
    if (own) Object.assign(hit, { name: named, marks: own.marks });
    return true;
  });
};

