/* Pagefind over the shards of the site, as one index: what the header's box and the search page ask. */
import { fits, passage } from "./passage.js";
import { asks, core, nearest, plain, telling, words as split } from "./spelling.js";

export { passage };

// A brief has one of these; of the others it may have several, and a reader may want briefs that have all of some.
const ANY_OF = new Set(["outlet", "month"]);
// What fits the box, and what a browser fetches at once.
const BOX_RESULTS = 6;
const BOX_NAMES = 2;
// A name typed whole is among the first names found.
const NEAR_NAMES = 6;
// A shorter start of a word could be that of very many.
const PRELOAD_LETTERS = 3;
// With more shards than this a search takes long enough to be worth a thread, and the 41 KB of its script.
const SHARDS_WITHOUT_THREAD = 2;
// More than the pages of a shard: SHARD_PAGES in `generator/io/pagefind.py`.
const PLACES = 2048;
const BRIEFS = { not: { is: "name" } };
const NAMES = { is: "name" };

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text) => text.replace(/[&<>"]/g, (c) => ESCAPES[c]);

const html = (pieces) => pieces
  .map(([text, marked]) => (marked ? `<mark data-md-highlight>${escape(text)}</mark>` : escape(text))).join(" ");

// Characters of facet values that Pagefind would not find again: VEILED in `generator/site/pages/facets.py`.
const veil = (value) => value.replace(/["\\&]/g, (c) => String.fromCharCode(0xf000 + c.charCodeAt(0)));
const unveil = (value) => value.replace(/[\uf022\uf05c\uf026]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xf000));
const unveiled = (counts) => Object.fromEntries(Object.entries(counts || {}).map(([value, n]) => [unveil(value), n]));

const conditions = (chosen, without) => Object.fromEntries(
  Object.entries(chosen).filter(([facet, values]) => facet !== without && values.length)
    .map(([facet, values]) => [facet, values.map(veil)])
    .map(([facet, values]) => [facet, ANY_OF.has(facet) ? { any: values } : values]),
);

/* The months that a range, [first, last], touches; months without a range are [], and one that touches none is null.
   A brief may be known to be of a year alone. */
const inRange = (months, [first, last]) => {
  if (!first && !last) return [];
  const ends = (month) => (month.length === 4 ? `${month}-12` : month);
  const begins = (month) => (month.length === 4 ? `${month}-01` : month);
  const found = months.filter((month) => /^\d/.test(month) && (!first || ends(month) >= begins(first)) && (!last || begins(month) <= ends(last)));
  return found.length ? found : null;
};

/* Whether words were taken for others, beyond the marks and capitals of their letters. */
const respelled = (typed, meant) => split(typed).join(" ") !== split(meant).join(" ");

/* Words of a search as typed between quotation marks, "" where they are not: then only the phrase is meant. */
const quoted = (words) => words.match(/^\s*["“”](.+)["“”]\s*$/)?.[1].trim() || "";

class Engine {
  constructor(base, pagefind, { briefs, names }) {
    this.base = base;
    this.pagefind = pagefind;
    this.shards = briefs;
    this.names = names;
    this.instances = {};
  }

  /* An instance of Pagefind over all shards and the names, by worth ("") or by date ("date"). Sorted by date, the score
     of a result is its place in its own shard, and Pagefind joins shards by score: each shard is weighted so that its
     lowest place is above the highest of an older one. (No brief has the place 0, which no weight would raise: see
     `generator/io/pagefind.py`.) A filter of their own tells the names of actors and terms from briefs. */
  instance(sort) {
    this.instances[sort] ??= (async () => {
      const baseUrl = new URL(this.base).pathname;
      const [first, ...rest] = this.shards.map(({ path }, n) => ({
        basePath: `${this.base}pagefind/${path}`,
        options: { baseUrl, indexWeight: sort === "date" ? PLACES ** (this.shards.length - 1 - n) : 1 },
      }));
      const made = this.pagefind.createInstance(
        { ...first.options, basePath: first.basePath, noWorker: rest.length < SHARDS_WITHOUT_THREAD },
      );
      await made.init();
      if (this.names) rest.push({ basePath: `${this.base}pagefind/${this.names}`, options: { baseUrl, mergeFilter: NAMES } });
      await Promise.all(rest.map(({ basePath, options }) => made.mergeIndex(basePath, options)));
      return made;
    })();
    return this.instances[sort];
  }

  /* Fetch what a search for these words will need, while the reader may still be typing. */
  preload(words, sort) {
    if (!this.shards.length || words.split(/\s+/).pop().length < PRELOAD_LETTERS) return;
    this.instance(sort).then((made) => made.preload(words)).catch(() => {});
  }

  /* What Pagefind finds; asked the same again, as for the spelling and then for the briefs, it is not asked twice. */
  _search(words, filters, sort) {
    const key = JSON.stringify([words, filters, sort]);
    if (this.asked?.key !== key) {
      const options = { filters: { ...BRIEFS, ...filters }, ...(sort === "date" && { sort: { date: "desc" } }) };
      this.asked = { key, answer: this.instance(sort).then((made) => made.search(words, options)) };
      this.asked.answer.catch(() => { this.asked = null; });
    }
    return this.asked.answer;
  }

  /* The briefs with all the words, those first that have them as a phrase; between quotation marks the phrase alone.
     Without words all briefs that the filters let through. */
  async _briefs(words, filters, sort) {
    const phrase = quoted(words);
    const typed = phrase || words;
    const whole = split(typed).length > 1 || phrase;
    const [found, exact] = await Promise.all([
      this._search(typed || null, filters, sort), whole ? this._search(`"${typed}"`, filters, sort) : null,
    ]);
    if (!exact) return found;
    const has = new Set(exact.results.map(({ id }) => id));
    const first = found.results.filter(({ id }) => has.has(id));
    if (phrase) return { filters: exact.filters, results: first };
    return sort ? found : { ...found, results: [...first, ...found.results.filter(({ id }) => !has.has(id))] };
  }

  /* The words that are searched for: of a question, and of words that no brief has, those that tell something, or else
     those of names, terms and titles; spelled as the briefs do. */
  async meant(words) {
    const has = async (some) => some && (await this._search(some, {}, "")).results.length;
    const told = telling(words);
    const asked = asks(words) && told.length;
    if (quoted(words) || (!asked && await has(words))) return this.spelled(words);
    if (told.length === split(words).length) return this.spelled(words);
    const listed = new Set((await this._listed()).map(plain));
    const named = told.filter((word) => listed.has(core(word))).join(" ");
    for (const some of [told.join(" "), named]) if (await has(some)) return some;
    return this.spelled(told.join(" ") || words);
  }

  _listed() {
    this.listed ??= fetch(`${this.base}search/words.json`).then((answer) => answer.json()).catch(() => []);
    return this.listed;
  }

  /* The words as the briefs spell them: each that the best brief does not have gives way to the nearest listed one. */
  async spelled(words) {
    const [best] = (await this._search(quoted(words) || words, {}, "")).results;
    const data = best && await best.data();
    const text = data ? data.content.split(/\s+/) : [];
    const found = data ? data.locations.map((at) => core(text[at] || "")) : [];
    const has = (word) => !core(word) || found.some((one) => fits(core(word), one));
    const typed = words.split(/\s+/);
    if (typed.every(has)) return words;
    const listed = await this._listed();
    return typed.map((word) => (has(word) ? word : nearest(word, listed) || word)).join(" ");
  }

  /* The actors and terms found by some words, best first, and which of them has just this name,
     or alone has it as a surname. */
  async named(words) {
    if (!this.names) return { near: [], exact: null };
    const made = await this.instance("");
    const { results } = await made.search(quoted(words) || words, { filters: NAMES });
    const near = await Promise.all(results.slice(0, NEAR_NAMES).map((result) => result.data()));
    const wanted = split(words).join(" ");
    const names = ({ meta }) => [meta.title, ...(meta.also || "").split("; ")].map((name) => split(name).join(" "));
    const ending = near.filter((data) => data.meta.kind === "person" && names(data).some((name) => name.endsWith(` ${wanted}`)));
    const exact = near.find((data) => names(data).includes(wanted)) || (ending.length === 1 ? ending[0] : null);
    return { near, exact };
  }

  /* The briefs for some words within chosen facet values, for each facet how many results each value leaves, the words
     as they were spelled, and the actor or term of that name. `chosen.month` holds [first, last], either may be "". */
  async find(words, chosen = {}, sort = "") {
    if (!this.shards.length) return { results: [], counts: {}, words, card: null };
    const made = await this.instance(sort);
    this.known ??= {};
    // Pagefind counts by the facets it has loaded.
    const known = await (this.known[sort] ??= made.filters());
    const months = inRange(Object.keys(known.month || {}), chosen.month || []);
    const meant = words ? await this.meant(words) : "";
    if (!months) return { results: [], counts: {}, words: meant, card: null };
    const all = { ...chosen, month: months };
    const [found, { exact }] = await Promise.all([
      this._briefs(meant, conditions(all), sort), meant ? this.named(meant) : { exact: null },
    ]);
    const counts = { ...found.filters };
    if (chosen.outlet?.length) counts.outlet = (await this._briefs(meant, conditions(all, "outlet"), sort)).filters.outlet;
    return {
      results: found.results,
      counts: Object.fromEntries(Object.entries(counts).map(([facet, values]) => [facet, unveiled(values)])),
      words: meant,
      respelled: respelled(words, meant),
      card: exact,
    };
  }

  /* The first results as Material's search worker gives them. */
  async box(words) {
    if (!this.shards.length) return { items: [], total: 0, words };
    const meant = await this.meant(words);
    const [{ results }, { near, exact }] = await Promise.all([this._briefs(meant, {}, ""), this.named(meant)]);
    const first = await Promise.all(results.slice(0, BOX_RESULTS).map((result) => result.data()));
    // Pagefind looks into what is said about a name as well.
    const named = near.filter(({ content }) => split(meant).every((word) => plain(content).includes(word)));
    // One key: Material joins the keys into the address of the result, and an object puts keys that are numbers first.
    const terms = { [quoted(meant) || meant.trim()]: true };
    const item = (data, text, score) => [{
      location: new URL(data.url, this.base).href, title: escape(data.meta.title), text: `<p>${text}</p>`, score, terms,
    }];
    // Enter opens what has the highest score: who or what has just this name, else the best brief.
    const items = first.map((data, n) => item(data, html(passage(data, meant).pieces), BOX_RESULTS - n));
    if (exact) items.unshift(item(exact, escape(exact.meta.about), BOX_RESULTS + 1));
    const others = named.filter((data) => data !== exact).slice(0, BOX_NAMES);
    items.splice(exact ? 2 : 1, 0, ...others.map((data) => item(data, escape(data.meta.about), 0)));
    return { items, total: results.length + items.length - first.length, suggest: suggestion(meant, first), words: meant, respelled: respelled(words, meant) };
  }
}

/* The rest of the last typed word, as a title of the first results has it. */
const suggestion = (words, first) => {
  const last = words.split(/[\s-]+/).pop();
  if (!last) return [];
  for (const { meta } of first) {
    const whole = meta.title.split(/[\s\p{P}]+/u).find((word) => word.length > last.length && word.startsWith(last));
    if (whole) return [whole];
  }
  return [];
};

const opened = {};

/* The engine of the site at an address; loads Pagefind, the list of shards, and the shards for one order. */
export const open = async (base, sort) => {
  opened[base] ??= (async () => {
    const [pagefind, shards] = await Promise.all([
      import(`${base}pagefind/pagefind.js`),
      fetch(`${base}pagefind/shards.json`).then((answer) => answer.json()),
    ]);
    return new Engine(base, pagefind, shards);
  })();
  opened[base].catch(() => { delete opened[base]; });
  const engine = await opened[base];
  if (engine.shards.length) await engine.instance(sort);
  return engine;
};
