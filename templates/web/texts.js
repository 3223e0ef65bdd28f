// Which entries answer a query by their texts, in the order of `docsheet search`: `search/text.rs`
// and the files below it say why. The rule's numbers and lists of words come with the index.
{
  const { max } = Math,
    rule = docsheet.rules,
    isPlain = word => rule.grammar.includes(word),
    sum = list => list.reduce((all, own) => all + own, 0),
    split = text => (/^[\0-\x7f]*$/.test(text) ? text.toLowerCase().match(/[a-z]+|\d+/g) ?? [] : wordsOf(text));

  const runsOf = token => token.match(/[\p{Alpha}\p{N}]+/gu) ?? [];
  // Where words stand in others, one after the other.
  const find = (own, words) => words.findIndex((_, at) => isAt(own, words, at));

  // The words of a line, which of them tell something, and which are parts of one in `camelCase`.
  function typed(line) {
    const all = [],
      labels = labelOf(line)?.split(" ").length;
    for (const token of line.split(/\s+/)) {
      const runs = runsOf(token),
        isAddress = runs.filter(run => /^(\d+|[0-9A-F]{2})$/.test(run)).length >= rule.numbers || isVersion(token);
      for (const run of runs) {
        const isNoise = away.test(token) || token.includes(`${run}":`) || run.match(/\p{N}(?=\P{N})|\P{N}(?=\p{N})/gu)?.length >= rule.changes || (isAddress && /^(\d|[A-F]{2}$|[A-F]\d$)/.test(run));
        for (const word of split(run)) all.push({ word, tells: !isNoise && (all.length < labels || !isPlain(word)) && !all.some(one => one.tells && one.word === word) });
        const humps = run.split(/(?<=\p{Lower})(?=\p{Upper})/u);
        if (humps[1] && !isNoise) all.push(...humps.flatMap(split).map(word => ({ word, tells: !isPlain(word), part: true })));
      }
    }
    return all.some(one => one.tells) ? all : all.map(one => ({ ...one, tells: true }));
  }

  const away = /^[^:]*\.[a-z]{1,4}:[\d:]*$|^[^@]*[^\W_]@[^\W_]|\[.*\]:$|^[\W_]*[a-z]+:[^.]*[^\W_]\.[^\W_]/,
    isVersion = token => /^\p{Alpha}*\/[\d.]*(\/\p{Alpha}*)*$/u.test(token),
    labelOf = line => { const label = /^(?=[^:]*-|\P{Lower})([\p{Alpha}\p{N}_-]+):(?=\s|$)/u.exec(line.trim())?.[1]; return label && split(label).join(" "); },
    isNumber = word => /^\p{N}/u.test(word),
    isCode = word => /^(\d+|[a-z])$/.test(word) && !isPlain(word);

  // The number that a status line holds, or that stands before its phrase.
  function codeOf(line) {
    const tokens = line.split(/\s+/),
      at = tokens.findIndex(isVersion);
    return (at < 0 ? /^\d{3,}(?= \p{Lu})/u.exec(line) : /^\d+$/.exec(tokens[at + 1]))?.[0];
  }

  // The numbers that stand as codes do, and count nothing.
  const standing = line => line.split(/\s+/).flatMap((token, at, all) => {
    const [code, more] = runsOf(token).filter(run => /^\d/.test(run)),
      [next = ""] = token.endsWith(code) ? runsOf(all[at + 1] ?? "") : [];
    return more || !/^\d{3}$/.test(code) || /[\x22\x27]\d/.test(token) || away.test(token) || (/^..?$|s$/.test(next) && !isPlain(next.toLowerCase())) ? [] : [code];
  });

  // What is numbered in a line, as `cause=17` and `timer B`.
  function codesIn(line) {
    const { at } = fold(line),
      all = words(fold(line)),
      gap = own => line.slice(at[all[own - 1]?.end] ?? 0, at[all[own].start]),
      isName = word => /^\p{Alpha}+$/u.test(word) && !isPlain(word);
    // Where the words begin that say of what kind the number behind them is.
    const firstOf = last => {
      const before = gap(last);
      if (isName(all[last].text)) return last - (last > 0 && ((/[^\s_-]/.test(before) && !/\s/.test(before)) || before.includes(";")));
      let first = last;
      while (first && !/\s/.test(gap(first))) first--;
      return /^\d/.test(all[last].text) && first < last && isName(all[first].text) ? first : -1;
    };
    return all.flatMap(({ text: number }, own) => {
      const first = own && isCode(number) && /^\s*=?\s*$/.test(gap(own)) ? firstOf(own - 1) : -1;
      return first < 0 ? [] : [{ series: all.slice(first, own).map(word => word.text), number, goesOn: own + 1 < all.length && !gap(own + 1).trim() }];
    });
  }

  // Leaves out numbers that a series does not have; the one that the query ends with is asked for.
  function leave(all, own, stores, found) {
    let asked;
    for (const { series, number, goesOn } of all) {
      const codes = new Set();
      for (const name of stores.flatMap(store => store.entries.flatMap(entry => entry.place.texts))) {
        const all = split(name);
        all.forEach((code, at) => at >= series.length && isCode(code) && isAt(series, all, at - series.length) && codes.add(code));
      }
      if ((series[0] && codes.size < rule.series) || codes.has(number)) continue;
      own.forEach(({ word }, at) => word === number && found.forEach(words => (words[at] = [])));
      if (!goesOn) asked ??= number;
    }
    return asked;
  }

  // An English word without its ending.
  function stem(word) {
    if (!/^[a-z]*([a-z]{4}|y)$/.test(word)) return word;
    const plural = /(ss|sh|ch|x|z)es$/.test(word) ? 2 : /ie[sd]$/.test(word) ? (word.length > 4 ? 2 : 1) : /[^sui]s$/.test(word) ? 1 : 0,
      own = word.slice(0, word.length - plural),
      [start] = /^.{3,}(?=ing$|ed$)|^.{4,}(?=ly$|ion$)/.exec(own) ?? [""];
    return (/[aeiouy]/.test(start) ? start.replace(/([^lsz])\1$/, "$1") : own).replace(/(?<=...)e$/, "").replace(/(?<=..)y$/, "i");
  }

  // The words of a sheet that stand for one that was typed: word, form (0 the same, 1 another ending,
  // 2 another word for it, 3 it begins so), and how many entries have it.
  function known({ vocabulary }, { word, tells }, prose) {
    const [root, isCode, isLong] = [stem(word), /\p{N}/u.test(word), word.length >= rule.begun],
      start = word.slice(0, root.replace(/i+$/, "").length),
      more = prose && tells ? rule.related.map(all => all.split(" ").map(stem)).filter(all => all.includes(root)).flat() : [],
      form = own => (own === word ? 0 : isCode ? -1 : own.startsWith(start) && stem(own) === root ? 1 : isLong && own.startsWith(word) ? 3 : more[0] && more.includes(stem(own)) ? 2 : -1),
      all = [...vocabulary].map(([own, entries]) => [own, form(own), entries]).filter(one => one[1] >= 0);
    return all.sort((one, other) => one[1] - other[1] || (one[0] < other[0] ? -1 : 1)).slice(0, rule.forms);
  }

  // How many entries have these words; another word for one counts where it is alone.
  function withOf(all) {
    const own = all.filter(one => one[1] !== 2);
    return sum((own[0] ? own : all).map(one => one[2]));
  }

  // The words of a query, what stands for each in each sheet, and how rare each is.
  function asked(query, stores) {
    let own = typed(query);
    const series = codesIn(query),
      tokens = query.split(/\s+/),
      odd = tokens.filter(token => /[^\p{Alpha},.;?!\x22\x27\x60()/]/u.test(token)),
      prose = odd[0] ? odd.length * (rule.odd + 1) <= tokens.length && !/\p{Upper}|[^\p{Alpha}\p{N}_\-./\x60()]/u.test(odd.join("")) : !series[0];
    let found = stores.map(store => own.map(one => known(store, one, prose)));
    own.forEach((_, at) => {
      if (found.some(words => words[at].some(one => one[1] < 2))) for (const words of found) words[at] = words[at].filter(one => one[1] < 3);
    });
    let code = codeOf(query) ?? series.find(({ series: [docset, second, third], goesOn }) => (second ? !third : !goesOn) && stores.some(store => store.keywords.includes(docset)))?.number;
    // The number of a status line is one that some name has.
    const foreign = leave([...series, { series: [], number: code }], own, stores, found);
    code ??= foreign;
    let lost, alien;
    // Of words in humps the whole where that stands somewhere, else the parts.
    const stands = at => found.some(words => words[at][0]),
      whole = at => (own[at].part ? whole(at - 1) : at),
      keep = own.map(({ part }, at) => (part ? !stands(whole(at)) : !own[at + 1]?.part || stands(at) || own.some(({ part }, one) => part && whole(one) === at && !stands(one))));
    [own, ...found] = [own, ...found].map(words => words.filter((_, at) => keep[at]));
    const forms = new Map(),
      count = sum(stores.map(store => store.entries.length)),
      rare = own.map(({ word, tells }, at) => {
      const held = sum(found.map((words, store) => Math.min(withOf(words[at]), stores[store].entries.length))),
        novel = !held && word === code,
        isAlien = tells && !held && /^[a-z]{4,}$/.test(word) && query.includes(word.toUpperCase());
      lost ||= novel;
      alien ||= isAlien;
      for (const [word, form] of found.flatMap(words => words[at])) {
        const stands = forms.get(word) ?? new Map();
        forms.set(word, stands.has(at) ? stands : stands.set(at, form));
      }
      return Math.log(1 + (max(count, held) - held + 0.5) / (held + 0.5)) * (novel ? rule.label : tells ? (isAlien ? rule.foreign : 1) : own.findIndex(one => one.word === word) < at ? 0 : rule.little);
    });
    // A word of the query stands for no other one.
    for (const stands of forms.values()) if ([...stands.values()].some(form => form < 2)) for (const [at, form] of stands) if (form === 2) stands.delete(at);
    const joined = (query.match(/[\p{Alpha}\p{N}_]+/gu) ?? []).filter(run => /^_*[^_]+_+[^_]/.test(run)).map(split).concat(series.map(one => [...one.series, one.number]));
    return { found, words: own.map(one => one.word), tells: own.map(one => one.tells), parts: own.map(one => one.part), prose, rare, forms, code, lost, alien, joined, label: labelOf(query), codes: standing(query) };
  }

  // The entries of a sheet that are looked at.
  function looked({ entries }, found, phrases, { label, words, tells, code, joined }) {
    const labels = label?.split(" ").length,
      wants = at => at < labels || words[at] === code,
      isRare = all => withOf(all) * rule.common <= max(entries.length, rule.small),
      tell = found.map((all, at) => (tells[at] || wants(at) ? all : [])),
      any = tell.some(all => all[0] && isRare(all)),
      terms = tell.filter((all, at) => !any || isRare(all) || wants(at)).flat().map(([word]) => [word]).concat(joined),
      holds = ({ columns, all }, own) => all.has(own[0]) && columns.some(words => find(own, words) >= 0);
    return entries.filter(one => terms.some(own => holds(one, own)) && phrases.every(own => holds(one, own)));
  }

  function score({ words, tells, parts, prose, rare, forms, label, code, lost, joined, alien, codes }, { store, place, columns: [, title, text] }) {
    const weight = form => (form === 2 ? rule.other : form ? rule.form : 1),
      stands = own => own.map(word => forms.get(word) ?? new Map());
    // Points of the words that stand there, each in its best form, which `has` keeps.
    const gain = (spots, each, has = []) => {
      const best = words.map((_, word) => Math.min(...spots.map(all => all.get(word) ?? 4)));
      return sum(best.map((form, word) => (form < 4 ? ((has[word] = max(has[word], weight(form))), rare[word] * weight(form) * each(word)) : 0)));
    };
    const beside = (spots, word) => spots.some((all, at) => all.has(word) && spots[at + 1]?.has(word + 1)),
      pairs = spots => sum(rare.map((own, word) => (beside(spots, word) ? rule.pair * Math.min(own, rare[word + 1]) : 0))),
      [named, told, often] = [0, 0, 0].map(() => tells.map(() => 0)),
      coded = code && !lost,
      called = own => label && !coded && (label === own.join(" ") || (own[1] && isNumber(own.at(-1)) && isAt(own, words, 0))),
      ofName = (own, place, { length }) => {
      const spots = stands(own),
        tell = spots.map(all => [...all.keys()].filter(at => tells[at] && !parts[at])),
        tight = 0.5 + (0.5 * spots.filter(all => all.size).length) / (own.length || 1),
        field = called(own) || (own[1] && joined.some(one => one[0][1] && own.join(" ").endsWith(one.join(" ")))),
        at = own[1] ? find(own, words) : field - 1,
        whole = at >= 0 && tells.slice(at, at + own.length).includes(true),
        said = gain(spots, word => rule.name * (isNumber(words[word]) ? rule.code : 1) * tight, named) + pairs(spots) * rule.name;
      return { whole, points: said + whole * sum(rare.slice(at, at + own.length)) * (field ? rule.label : rule.named), field: whole && field, first: whole && !at, heads: tell[0]?.length, near: tell.some((all, at) => all.some(one => tell[at + 1]?.some(other => (one - other) ** 2 === 1))), shared: (place || length < 2) && new Set(tell.flat()).size };
    };
    const names = place.names.map(parts => [...parts.filter((part, at) => !at || part[1] || part[0] === label), ...[parts[0].slice(0, parts[0].findIndex(isNumber) + 1 || undefined)].filter(called)].map(ofName)),
      ofNames = names.map(parts => max(...parts.map(part => part.points))),
      [head] = place.names[0][0],
      stood = codes.includes(head),
      most = max(...ofNames) + gain(stands(place.names[0][0].slice(0, 1)), () => (head === code || stood ? rule.label : isNumber(head) ? rule.headCode : rule.head)),
      titled = sum([title, store.about].map(own => gain(stands(own), () => rule.title, named))),
      spots = stands(text),
      letter = word => words[1] && !words[word][1];
    for (const all of spots) for (const [word, form] of all) ((often[word] += weight(form)), (told[word] = max(told[word], weight(form))));
    told.forEach((own, word) => own && letter(word) && !beside(spots, word) && !beside(spots, word - 1) && (told[word] = rule.little));
    const usual = rule.repeated * (1 - rule.length + (rule.length * text.length) / store.usual),
      said = sum(often.map((often, word) => (rare[word] * often) / (often + usual))) + pairs(spots),
      has = named.map((own, word) => own + told[word] > 0),
      part = has => sum(rare.map((own, word) => own * has[word])) / (sum(rare) || 1),
      tell = words.filter((_, word) => has[word] && tells[word]),
      headed = (coded && head === code) || (stood && tell[1]) || (isNumber(head) && joined.some(([kind, own, more]) => own === head && !more && store.about.includes(kind))),
      among = tell.length / (sum(tells) || 1),
      [whole, field, first, near, heads] = ["whole", "field", "first", "near", "heads"].map(how => names.flat().some(one => one[how])),
      shared = max(...names.flat().map(one => one.shared)),
      deep = place.named && text.length <= rule.broad * store.usual ? rule.inText : rule.inText ** 2,
      sure = part(named.map((own, word) => max(own, told[word] * deep)));
    if ((tell.every(own => letter(words.indexOf(own))) || words.every(isPlain)) && !near && words[1]) return;
    const fits = !code || words.some((own, at) => own === code && has[at]);
    if (!(headed || (whole && !lost && (field || first || sure >= rule.whole)) || (fits && sure >= ((tell[rule.inLine - 1] && (near || (prose && heads)) && (shared >= rule.inLine || among >= rule.covered)) || (prose && !alien && shared >= rule.inName) ? rule.ofLine : prose && among < 1 && !tell[1] && !heads ? rule.alone : rule.covered)))) return;
    const share = part(has) * (prose || among),
      all = (most + titled + said) * (headed || (field && !coded) ? (share + 1) / 2 : share);
    return { points: all * (store.called.some(own => own[0] && words[own.length] && find(own, words) >= 0) ? rule.docset : 1) * (place.named ? 1 : rule.category), has, name: place.texts[ofNames.indexOf(max(...ofNames))] ?? place.texts[0] };
  }

  // The hits of a query by text, best first, each entry once, and the words that the best one lacks.
  docsheet.searchTexts = query => {
    const { sheets, rest } = taken(query),
      stores = sheets.map(stored).filter(Boolean),
      { plain, phrases } = unquoted(rest),
      quoted = phrases.map(split).filter(phrase => phrase[0]);
    // Numbers as names have them, and words without what an apostrophe joins to them.
    const own = asked(plain.replace(/\bi = 0x8.([89a-fA-F].)\w*/g, (_, own) => "0x" + own & 127).replace(/\b0x[0-9a-fA-F]{1,8}\b/g, Number).replace(/(?<=\p{Alpha})['’]+(d|ll|m|re|s|t|ve)\b/gu, ""), stores),
      answers = phrases => stores.flatMap((store, at) => looked(store, own.found[at], phrases, own)).map(entry => ({ entry, place: entry.place, ...score(own, entry) })).filter(hit => hit.has);
    let all = answers(own.label ? [] : quoted);
    if (!all[0] && quoted[0] && split(plain).length > quoted.flat().length) all = answers([]);
    all.sort((one, other) => other.points - one.points || one.place.sheet.number - other.place.sheet.number || one.entry.row - other.entry.row);
    const seen = new Set(),
      hits = all.filter(({ place, has, points }) => (!has.includes(false) || points >= all[0].points * rule.worth) && !seen.has(place) && seen.add(place));
    for (const hit of hits) Object.assign(hit, { tier: TEXT, marks: fit(wanted(rest), { name: hit.name })?.marks ?? [], line: line(own, hit.entry.text) });
    return { hits, missing: all[0] ? own.words.filter((_, at) => !all[0].has[at] && own.tells[at]) : [] };
  };

  // A sheet's entries with their words; nothing while its texts are still to come.
  function stored(sheet) {
    const texts = docsheet.texts.get(sheet.name);
    if (!texts || sheet.store) return sheet.store;
    const called = [sheet.title, ...sheet.keywords].map(split),
      store = (sheet.store = { keywords: sheet.keywords.map(own => own.toLowerCase()), called, about: called.flat(), vocabulary: new Map() }),
      spots = new Map(sheet.rows.map(({ place }) => [place.anchor, place]));
    store.entries = texts.map(([anchor, text, command], row) => {
      const place = spots.get(anchor);
      place.texts ??= [...new Set([place.named, ...sheet.rows.filter(row => row.place === place).map(row => row.name)])].filter(name => name?.trim()).slice(0, rule.names);
      place.names ??= place.texts.concat(command || []).map(name => [split(name), ...(/[,()]/.test(name) ? name.split(/[,()]/).map(split) : [])]);
      const columns = [place.texts.flatMap(split), split(place.category ?? ""), split(text)],
        all = new Set(columns.flat());
      for (const word of all) store.vocabulary.set(word, (store.vocabulary.get(word) ?? 0) + 1);
      return { store, row, place, text, columns, all, length: columns.flat().length };
    });
    store.usual = max(sum(store.entries.map(entry => entry.length)) / (store.entries.length || 1), 1);
    return store;
  }

  // The line with the rarest words of the query, and where they are in it.
  function line({ forms, rare }, text) {
    let best = { points: 0, text: "", own: [] };
    for (const line of text.split("\n").map(line => line.trim())) {
      const { at } = fold(line),
        own = words(fold(line)).filter(word => forms.has(word.text)),
        points = sum([...new Set(own.flatMap(word => [...forms.get(word.text).keys()]))].map(word => rare[word]));
      if (points > best.points) best = { points, text: line, own: own.map(({ start, end }) => [at[start], at[end]]) };
    }
    const first = best.own[0]?.[0] ?? 0,
      from = first < 40 ? 0 : best.text.lastIndexOf(" ", first - 30) + 1;
    return { text: best.text.slice(from), start: from ? "…" : "", marks: best.own.map(place => place.map(at => at - from)) };
  }
}
