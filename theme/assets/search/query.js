// The query layer over Pagefind: what somebody meant, and in which order the pages answer it.
// Knows words and numbers only: no page, no element, no request of its own.

// Words that say nothing about what is looked for.
const COMMON = new Set((
  "a about am an and any are as at be been being between by can cant could did didnt do does doesnt doing dont for from get gets getting go going " +
  "got had has hasnt have having he her herself him himself his how i if im in into is isnt it its just me my myself of off on or our please put " +
  "she should so some someone somebody than that the their them themselves then there these they this to up us was we were " +
  "what when where which who whom whose why will with wont would you your"
).split(" "));

const MOST_WORDS = 10; // of a query: more are a pasted text, and the rarest say enough
const LONGEST = 200; // letters of a query that are read

// What a match is worth by where the word stands, before rarity.
const WORTH = { title: 6, name: 6, found: 5, body: 2.2 };
// A page of the manual answers better than what was written about it.
const KINDS = { "7-minute briefing": 0.62, "one-minute guide": 0.62, "learning record": 0.55, page: 0.6, glossary: 0.6 };

// What people say at home, and what a manual says.
const PLAINLY = new Map(Object.entries({
  mum: "mother", mums: "mother", mom: "mother", dad: "father", dads: "father", stepdad: "father partner", stepmum: "mother partner",
  kid: "child", kids: "children", pupil: "child", pupils: "children", toddler: "child", newborn: "baby", teen: "teenager", teens: "teenagers",
  boyfriend: "partner", girlfriend: "partner", husband: "partner", wife: "partner", uncle: "relative", aunt: "relative", auntie: "relative",
  gran: "relative", nan: "relative", grandad: "relative", grandparent: "relative", cousin: "relative", hit: "harm", hits: "harm",
  hitting: "harm", slapped: "hit harm", smacked: "hit harm", punched: "hit harm", kicked: "hit harm", beaten: "hit harm",
}));

const NONE = new Map();

export function normalise(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’‘`]/g, "'");
}

// Words as they stand: letters and digits, "teacher's" as "teacher", "s47" as "section 47".
export function split(text) {
  const plain = normalise(text).replace(/'s\b/g, "").replace(/'/g, "");
  const words = plain.replace(/\b(?:s|sec|sect)\.? ?(\d+)\b/g, "section $1").match(/[\p{L}\p{N}]+/gu);
  return words || [];
}

// One form for "bruise", "bruises", "bruised" and "bruising". Rough, and the same on both sides.
export function stem(word) {
  let w = word;
  if (w.length < 4) return w;
  if (w.endsWith("ies") && w.length > 4) w = w.slice(0, -3) + "y";
  else if (/[^suix]s$/.test(w)) w = w.slice(0, -1);
  else if (/(ss|x|ch|sh)es$/.test(w)) w = w.slice(0, -2);
  for (const end of ["ement", "ment", "ing", "ed", "ally", "al", "ly"]) {
    const rest = w.slice(0, -end.length);
    if (!w.endsWith(end) || rest.length < 3 || !/[aeiouy]/.test(rest)) continue;
    if (end.endsWith("ment") && rest.length < 5) continue;
    if (end.endsWith("al") && rest.length < 4) continue;
    w = rest.replace(/([bdgklmnprt])\1$/, "$1");
    break;
  }
  return w.length > 3 ? w.replace(/e$/, "").replace(/y$/, "i") : w;
}

// How many slips of a finger lie between two words: a letter wrong, missing, too many, or two swapped.
export function slips(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [], row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const wrong = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + wrong);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = row;
    row = next;
  }
  return row[b.length];
}

function content(words) {
  return words.filter((word) => !COMMON.has(word));
}

function* together(words) {
  for (let size = Math.min(6, words.length); size > 0; size--) {
    for (let at = 0; at + size <= words.length; at++) yield words.slice(at, at + size).join(" ");
  }
}

// What the manual knows, ready to be asked. `told` is words.json.
export class Vocabulary {
  constructor(told) {
    this.told = told;
    this.spelling = told.spelling.split(" ");
    this.known = new Set(this.spelling);
    this.stems = new Map(); // a stem → the shortest word that has it, which counts as known too
    for (const word of this.spelling) {
      const s = stem(word);
      if (!this.stems.has(s) || this.stems.get(s).length > word.length) this.stems.set(s, word);
    }
    this.pages = told.pages.map((page) => ({
      ...page,
      fields: [
        this.#field("title", page.title),
        ...(page.names || []).map((name) => this.#field("name", name)),
        ...(page.found || []).map((name) => this.#field("found", name)),
      ],
    }));
    this.typed = new Set(); // what only people type: slips that an editor foresaw are among them
    this.holders = new Map(); // a stem → the pages that have it in a name
    this.pages.forEach((page, number) => {
      for (const field of page.fields) {
        for (const word of field.words) if (!this.known.has(word)) this.typed.add(word);
        for (const s of field.stems) {
          if (!this.holders.has(s)) this.holders.set(s, new Set());
          this.holders.get(s).add(number);
        }
      }
    });
    this.meanings = new Map(); // a term, or what it stands for → the other ways to say it
    for (const term of told.terms) {
      const ways = term.map((way) => split(way).join(" "));
      for (const way of ways) {
        const others = ways.filter((other) => other !== way);
        this.meanings.set(way, [...(this.meanings.get(way) || []), ...others]);
      }
    }
    this.mended = new Map();
  }

  #field(kind, text) {
    const all = split(text);
    const words = content(all).length ? content(all) : all;
    return { kind, text, words, stems: [...new Set(words.map(stem))], whole: all.join(" ") };
  }

  knows(word) {
    return this.known.has(word) || this.typed.has(word) || this.stems.has(stem(word)) || this.holders.has(stem(word));
  }

  begins(word) {
    return word.length > 2 && (this.spelling.some((w) => w.startsWith(word)) || [...this.typed].some((w) => w.startsWith(word)));
  }

  // The words that were meant by one that the manual does not know; none where nothing is near.
  mend(word) {
    if (!this.mended.has(word)) this.mended.set(word, this.#mend(word));
    return this.mended.get(word);
  }

  #mend(word) {
    if (word.length < 5 || /\d/.test(word)) return []; // of short words too many are near
    for (let at = 2; at <= word.length - 3; at++) {
      const [left, right] = [word.slice(0, at), word.slice(at)]; // "prebirth", "cosleeping"
      const isPrefix = ["co", "pre", "non", "post", "self", "multi", "inter", "intra", "un", "step", "over"].includes(left);
      if ((isPrefix || left.length > 3) && right.length > 3 && this.known.has(right) && this.known.has(left)) return [left, right];
    }
    const most = word.length < 8 ? 1 : 2;
    let best = [], least = most + 1;
    for (const other of [...this.spelling, ...this.typed]) {
      if (other === word) continue;
      const swapped = other[0] === word[1] && other[1] === word[0];
      if (other.length < 4 || (other[0] !== word[0] && !swapped)) continue; // people get the first letter right
      const far = slips(word, other, Math.min(most, least));
      if (far > most || far > least) continue;
      if (far < least) [best, least] = [[], far];
      best.push(other);
    }
    // of equally near words: one that names a page, then one that begins alike, then the more usual ending
    const rank = (other) => (this.holders.get(stem(other)) || { size: 0 }).size * 2 + alike(word, other);
    return best.sort((a, b) => rank(b) - rank(a)).slice(0, 1);
  }
}

function alike(a, b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

// What somebody meant: words with a weight, each with the word they typed.
// `typing` says that the last word may not be finished yet.
export function understand(query, vocabulary, typing = false) {
  const all = split(query.slice(0, LONGEST));
  const kept = content(all).length ? content(all) : all;
  const asked = [...new Set(kept)].slice(0, MOST_WORDS);
  const tokens = [], mended = [], unknown = [];
  const add = (word, weight, from) => {
    const there = tokens.find((token) => stem(token.word) === stem(word));
    if (there) there.weight = Math.max(there.weight, weight);
    else tokens.push({ word, stem: stem(word), weight, from });
  };
  asked.forEach((word, index) => {
    const isLast = index === asked.length - 1;
    const plainly = PLAINLY.get(word);
    if (plainly) split(plainly).filter((other) => vocabulary.knows(other)).forEach((other) => add(other, 0.5, word));
    if (plainly && !vocabulary.knows(word)) return;
    if (vocabulary.knows(word)) {
      add(word, 1, word);
      // a slip that an editor foresaw leads to one page: look for the right word on the others too
      if (word.length > 4 && vocabulary.typed.has(word) && !vocabulary.stems.has(stem(word))) {
        const near = vocabulary.mend(word).filter((other) => other !== word && slips(word, other, 1) < 2);
        near.forEach((other) => add(other, 0.9, word));
      }
      return;
    }
    // not finished yet, or cut short: "strat meeting"
    if (((typing && isLast) || word.length > 4) && vocabulary.begins(word)) return add(word, 1, word);
    const meant = vocabulary.mend(word);
    meant.forEach((other) => add(other, 0.9, word));
    if (meant.length) mended.push([word, meant.join(" ")]);
    else unknown.push(word);
  });
  const said = all.map((word) => (mended.find(([wrong]) => wrong === word) || ["", word])[1]).join(" ").split(" ");
  for (const phrase of together(said)) {
    for (const way of vocabulary.meanings.get(phrase) || []) {
      const words = content(way.split(" "));
      for (const word of words) add(word, 0.6 / Math.sqrt(words.length), phrase); // all of them say one thing
    }
  }
  return { tokens, mended, unknown, whole: said.join(" ") };
}

export function rarity(pages, having) {
  return Math.log(1 + pages / (having + 0.5));
}

// How well the names of a page answer. Gives the worth of each word, by stem, and of whole names.
export function byName(page, meant, idf) {
  const best = new Map();
  let whole = 0;
  for (const field of page.fields) {
    let there = 0, total = 0;
    const hits = [];
    for (const s of field.stems) {
      const worth = idf(s);
      total += worth;
      const token = meant.tokens.find((t) => t.stem === s || (t.word.length > 3 && s.startsWith(t.word)));
      if (!token) continue;
      hits.push(token);
      there += worth * token.weight;
    }
    if (!hits.length) continue;
    const share = total ? Math.min(1, there / total) : 0;
    for (const token of hits) {
      const worth = WORTH[field.kind] * (0.4 + 0.6 * share * share);
      best.set(token.stem, Math.max(best.get(token.stem) || 0, worth));
    }
    if (field.whole === meant.whole) whole = Math.max(whole, WORTH[field.kind] * 3);
    else if (share > 0.95) whole = Math.max(whole, (WORTH[field.kind] * there) / 2.5);
  }
  return { best, whole };
}

// Put pages in order. `names` is what byName gave for those that have any; `bodies` says for each
// word how strongly each page's text has it (0 to 1), by the page's key.
export function order(candidates, meant, idf) {
  const all = meant.tokens.reduce((sum, t) => sum + idf(t.stem) * t.weight, 0) || 1;
  const scored = candidates.map((candidate) => {
    const { best, whole } = candidate.names || { best: NONE, whole: 0 };
    let score = whole, met = 0;
    for (const token of meant.tokens) {
      const name = best.get(token.stem) || 0;
      const body = (candidate.bodies.get(token.stem) || 0) * WORTH.body;
      if (!name && !body) continue;
      const worth = idf(token.stem) * token.weight;
      met += worth;
      score += worth * (Math.max(name, body) + 0.4 * Math.min(name, body));
    }
    const covered = Math.min(1, met / all);
    return { ...candidate, score: score * (0.4 + 0.6 * covered * covered) * (KINDS[candidate.kind] || 1) };
  });
  return scored.filter((one) => one.score > 0).sort((a, b) => b.score - a.score);
}
