// Asks Pagefind for each word by itself and merges the answers by rarity; cuts what is shown out of a page.
// Knows the index and no element. Every request goes to the site's own host, and none holds a query.

import { Vocabulary, byName, order, rarity, split, stem, understand } from "./query.js";

const NAMED = 12; // pages that are looked at because of their names
const SECTIONS = 3; // of a page, as results of their own
const FAINT = 0.35; // a word of many that say one thing is looked for in names alone: in texts, each costs a file
const SENTENCE = 36; // words of a sentence that are shown

const NOWHERE = { results: [], unfilteredResultCount: 0 };

let asked;

// Load the index, once. Gives a function that finds; raises where the index cannot be had.
export function ready(root) {
  asked ??= load(root).catch((error) => {
    asked = undefined; // the next letter tries again
    throw error;
  });
  return asked;
}

async function load(root) {
  const [pagefind, told] = await Promise.all([
    import(new URL("pagefind/pagefind.js", root)),
    fetch(new URL("pagefind/words.json", root), { cache: "no-cache" }).then((answer) => {
      if (!answer.ok) throw new Error(`words.json: ${answer.status}`);
      return answer.json();
    }),
  ]);
  await pagefind.options({ noWorker: true, basePath: new URL("pagefind/", root).pathname });
  await pagefind.init();
  return new Finder(pagefind, new Vocabulary(told), root);
}

class Finder {
  constructor(pagefind, vocabulary, root) {
    Object.assign(this, { pagefind, vocabulary, root, kinds: undefined });
  }

  // Find pages. `narrow` holds chosen filters by name, and `withdrawn` where old pages are asked for.
  async find(query, { narrow = {}, typing = false } = {}) {
    const meant = understand(query, this.vocabulary, typing);
    if (!meant.tokens.length) return { meant, results: [] };
    const { withdrawn, ...filters } = narrow;
    if (!withdrawn) filters.state = "current";
    const [kinds, answers] = await Promise.all([
      this.kindOf(),
      Promise.all(meant.tokens.map(({ word, weight }) => (weight < FAINT ? NOWHERE : this.pagefind.search(word, { filters })))),
    ]);
    const having = new Map();
    const found = new Map();
    meant.tokens.forEach((token, index) => {
      const { results, unfilteredResultCount } = answers[index];
      having.set(token.stem, unfilteredResultCount);
      const most = Math.max(...results.map((result) => result.score), 1e-9);
      for (const result of results) {
        if (!found.has(result.id)) found.set(result.id, { result, bodies: new Map() });
        found.get(result.id).bodies.set(token.stem, result.score / most);
      }
    });
    const idf = (s) => {
      const holders = this.vocabulary.holders.get(s);
      return rarity(this.vocabulary.pages.length, Math.max(having.get(s) || 0, holders ? holders.size : 0));
    };
    for (const { number, names } of this.named(meant, idf)) {
      const [result] = (await this.everyPage({ ...filters, page: String(number) })).results;
      if (!result) continue; // filtered out
      if (!found.has(result.id)) found.set(result.id, { result, bodies: new Map() });
      found.get(result.id).names = names;
    }
    const candidates = [...found.entries()].map(([id, one]) => ({ ...one, kind: kinds.get(id) }));
    return { meant, idf, typing, results: order(candidates, meant, idf) };
  }

  // The pages whose names answer best.
  named(meant, idf) {
    const numbers = new Set();
    for (const token of meant.tokens) {
      for (const [s, holders] of this.vocabulary.holders) {
        if (s === token.stem || (token.word.length > 3 && s.startsWith(token.word))) holders.forEach((n) => numbers.add(n));
      }
    }
    const worth = ({ best, whole }) => [...best].reduce((sum, [s, value]) => sum + value * idf(s), whole);
    return [...numbers]
      .map((number) => ({ number, names: byName(this.vocabulary.pages[number], meant, idf) }))
      .sort((a, b) => worth(b.names) - worth(a.names))
      .slice(0, NAMED);
  }

  // The pages that filters let through, whatever they say: by a word that all of them end with.
  everyPage(filters) {
    return this.pagefind.search(this.vocabulary.told.every, { filters });
  }

  // The kind of every page, by its key in the index.
  kindOf() {
    this.kinds ??= (async () => {
      const kinds = [...new Set(this.vocabulary.pages.map((page) => page.kind))];
      const answers = await Promise.all(kinds.map((kind) => this.everyPage({ kind })));
      return new Map(answers.flatMap(({ results }, index) => results.map(({ id }) => [id, kinds[index]])));
    })();
    return this.kinds;
  }

  // What is shown of a result: its page, and the parts of it that answer, best first.
  async describe({ result }, { meant, idf, typing }) {
    const data = await result.data();
    const page = this.vocabulary.pages[Number(data.meta.page)];
    const address = new URL(page.url || ".", this.root);
    const matches = (word) => {
      const parts = split(word);
      return meant.tokens.find((token) =>
        parts.some((part) => stem(part) === token.stem || (typing && token.word.length > 2 && part.startsWith(token.word))));
    };
    const parts = sections(data, this.vocabulary.told.every).map((section) => {
      const inTitle = worthOf(split(section.title), matches, idf);
      const best = bestSentence(section.words, matches, idf);
      const href = section.anchor ? `${address}#${section.anchor}` : String(address);
      return { title: section.title, href, score: best.score + 1.5 * inTitle, inTitle, sentence: best.sentence };
    });
    parts.sort((a, b) => b.score - a.score);
    const worth = parts.filter((part, index) => part.score > 0 && (index === 0 || part.score > parts[0].score * 0.5));
    return { page, href: String(address), parts: worth.slice(0, SECTIONS), example: this.vocabulary.told.example };
  }
}

// A page's text, cut at its headings.
function sections({ raw_content: text, content, anchors }, every) {
  const words = (content || text).split(/\s+/).filter((word) => !word.startsWith(every)); // it is the last word
  const starts = anchors.filter(({ id }) => id).sort((a, b) => a.location - b.location);
  const cuts = [{ location: 0, text: "", id: "" }, ...starts];
  return cuts.map(({ location, text: title, id }, index) => {
    const heading = title ? title.trim().split(/\s+/).length : 0;
    const end = index + 1 < cuts.length ? cuts[index + 1].location : words.length;
    return { title: title.trim(), anchor: id, words: words.slice(location + heading, end) };
  });
}

function worthOf(words, matches, idf) {
  const worth = new Map(); // what was typed once counts once, in however many words it was found
  for (const token of new Set(words.map(matches).filter(Boolean))) {
    worth.set(token.from, Math.max(worth.get(token.from) || 0, idf(token.stem) * token.weight));
  }
  return [...worth.values()].reduce((sum, value) => sum + value, 0);
}

// The sentence that has most of what was asked: pieces of text, each with whether it is a matched word.
function bestSentence(words, matches, idf) {
  const sentences = [[]];
  for (const word of words) {
    sentences[sentences.length - 1].push(word);
    if (/[.?!:;]["')]?$/.test(word)) sentences.push([]);
  }
  let best = { score: 0, at: -1 };
  sentences.forEach((sentence, at) => {
    const score = worthOf(sentence, matches, idf);
    if (score > best.score) best = { score, at };
  });
  if (best.at < 0) best.at = 0; // only the heading matched: say how its section begins
  let shown = sentences[best.at];
  for (let at = best.at + 1; shown.length < 9 && at < sentences.length; at++) shown = shown.concat(sentences[at]);
  const first = Math.max(0, shown.findIndex(matches));
  const from = shown.length <= SENTENCE ? 0 : Math.max(0, Math.min(first - 8, shown.length - SENTENCE));
  const cut = shown.slice(from, from + SENTENCE);
  const sentence = cut.map((word) => [word, Boolean(matches(word))]);
  if (from > 0) sentence.unshift(["…", false]);
  if (from + SENTENCE < shown.length) sentence.push(["…", false]);
  return { score: best.score, sentence };
}
