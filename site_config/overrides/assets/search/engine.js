/* Pagefind over the shards of the site, as one index: what the header's box and the search page ask. */

// A reader may want every value of these: briefs that name both. Of the others a brief has but one.
const ALL_OF = new Set(["actor", "topic", "term"]);
export const FACETS = ["actor", "topic", "outlet", "month", "term"];
// What fits the box, and what a browser fetches at once.
const BOX_RESULTS = 6;
const BOX_NAMES = 2;
// A shorter start of a word could be that of very many.
const PRELOAD_LETTERS = 3;
// With more shards than this a search takes long enough to be worth a thread, and the 41 KB of its script.
const SHARDS_WITHOUT_THREAD = 2;
// More than the pages of a shard: SHARD_PAGES in `generator/io/pagefind.py`.
const PLACES = 2048;

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text) => text.replace(/[&<>"]/g, (c) => ESCAPES[c]);

/* Pagefind marks words with <mark> in a text whose own "<" and ">" it has escaped: pairs of text and whether marked. */
export const pieces = (excerpt) => excerpt.split(/(<mark>.*?<\/mark>)/s).filter(Boolean).map((piece) => {
  const marked = piece.startsWith("<mark>");
  const text = marked ? piece.slice(6, -7) : piece;
  return [text.replaceAll("&lt;", "<").replaceAll("&gt;", ">"), marked];
});

const html = (excerpt) => pieces(excerpt)
  .map(([text, marked]) => (marked ? `<mark data-md-highlight>${escape(text)}</mark>` : escape(text))).join("");

// Characters of facet values that Pagefind would not find again: VEILED in `generator/site/pages/facets.py`.
const veil = (value) => value.replace(/["\\&]/g, (c) => String.fromCharCode(0xf000 + c.charCodeAt(0)));
const unveil = (value) => value.replace(/[\uf022\uf05c\uf026]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xf000));
const unveiled = (counts) => Object.fromEntries(Object.entries(counts || {}).map(([value, n]) => [unveil(value), n]));

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

const conditions = (chosen, without) => Object.fromEntries(
  Object.entries(chosen).filter(([facet, values]) => facet !== without && values.length)
    .map(([facet, values]) => [facet, values.map(veil)])
    .map(([facet, values]) => [facet, ALL_OF.has(facet) ? values : { any: values }]),
);

class Engine {
  constructor(base, pagefind, { briefs, names }) {
    this.base = base;
    this.pagefind = pagefind;
    this.shards = briefs;
    this.names = names;
    this.instances = {};
  }

  /* An instance of Pagefind over all shards, for the page ("" and "date") or the box ("box"). Sorted by date, the score of a result is its place in its own shard, and
     Pagefind joins shards by score: each shard is weighted so that its lowest place is above the highest of an older
     one. (No brief has the place 0, which no weight would raise: see `generator/io/pagefind.py`.) */
  instance(use) {
    this.instances[use] ??= (async () => {
      const baseUrl = new URL(this.base).pathname;
      const [first, ...rest] = this.shards.map(({ path }, n) => ({
        basePath: `${this.base}pagefind/${path}`,
        options: { baseUrl, indexWeight: use === "date" ? PLACES ** (this.shards.length - 1 - n) : 1 },
      }));
      const made = this.pagefind.createInstance(
        { ...first.options, basePath: first.basePath, noWorker: rest.length < SHARDS_WITHOUT_THREAD },
      );
      await made.init();
      // The box finds actors and terms as well; a filter of their own tells them from briefs.
      if (use === "box" && this.names) {
        rest.push({ basePath: `${this.base}pagefind/${this.names}`, options: { baseUrl, mergeFilter: { is: "name" } } });
      }
      await Promise.all(rest.map(({ basePath, options }) => made.mergeIndex(basePath, options)));
      return made;
    })();
    return this.instances[use];
  }

  /* Fetch what a search for these words will need, while the reader may still be typing. */
  preload(words, use) {
    if (!this.shards.length || words.split(/\s+/).pop().length < PRELOAD_LETTERS) return;
    this.instance(use).then((made) => made.preload(words)).catch(() => {});
  }

  async _search(words, chosen, sort, without) {
    const made = await this.instance(sort);
    return made.search(words, { filters: conditions(chosen, without), ...(sort === "date" && { sort: { date: "desc" } }) });
  }

  /* The results for some words within chosen facet values, and for each facet how many results each value leaves. */
  async find(words, chosen = {}, sort = "") {
    if (!this.shards.length) return { results: [], counts: {} };
    const made = await this.instance(sort);
    this.known ??= {};
    // Pagefind counts by the facets it has loaded.
    await (this.known[sort] ??= made.filters());
    const found = await this._search(words, chosen, sort);
    const counts = { ...found.filters };
    for (const facet of FACETS.filter((f) => !ALL_OF.has(f) && chosen[f]?.length)) {
      counts[facet] = (await this._search(words, chosen, sort, facet)).filters[facet];
    }
    return {
      results: found.results,
      counts: Object.fromEntries(Object.entries(counts).map(([facet, values]) => [facet, unveiled(values)])),
    };
  }

  /* The first results as Material's search worker gives them. */
  async box(words) {
    if (!this.shards.length) return { items: [], total: 0 };
    const made = await this.instance("box");
    const [briefs, names] = await Promise.all([{ not: { is: "name" } }, { is: "name" }].map(
      (filters) => made.search(words, { filters }),
    ));
    const fetched = (results, most) => Promise.all(
      results.slice(0, most).map(async (r) => ({ score: r.score, data: await r.data() })),
    );
    const [first, near] = await Promise.all([fetched(briefs.results, BOX_RESULTS), fetched(names.results, 2 * BOX_NAMES)]);
    // Pagefind looks into what is said about a name as well.
    const typed = plain(words).split(/[\s"]+/);
    const named = near.filter(({ data }) => typed.every((word) => plain(data.content).includes(word))).slice(0, BOX_NAMES);
    // One key: Material joins the keys into the address of the result, and an object puts keys that are numbers first.
    const terms = { [words.trim()]: true };
    const item = ({ data }, text, score) => [{
      location: new URL(data.url, this.base).href, title: escape(data.meta.title), text: `<p>${text}</p>`, score, terms,
    }];
    const items = first.map((result) => item(result, html(result.data.excerpt), result.score));
    // Behind the best brief, and with no score: Enter opens what has the highest.
    items.splice(1, 0, ...named.map((result) => item(result, escape(result.data.meta.about || ""), 0)));
    return { items, total: briefs.results.length + named.length, suggest: suggestion(words, first) };
  }
}

/* The rest of the last typed word, as a title of the first results has it. */
const suggestion = (words, first) => {
  const last = words.split(/[\s-]+/).pop();
  if (!last) return [];
  for (const { data } of first) {
    const whole = data.meta.title.split(/[\s\p{P}]+/u).find((word) => word.length > last.length && word.startsWith(last));
    if (whole) return [whole];
  }
  return [];
};

const opened = {};

/* The engine of the site at an address; loads Pagefind, the list of shards, and the shards for one use. */
export const open = async (base, use) => {
  opened[base] ??= (async () => {
    const [pagefind, shards] = await Promise.all([
      import(`${base}pagefind/pagefind.js`),
      fetch(`${base}pagefind/shards.json`).then((answer) => answer.json()),
    ]);
    return new Engine(base, pagefind, shards);
  })();
  opened[base].catch(() => { delete opened[base]; });
  const engine = await opened[base];
  if (engine.shards.length) await engine.instance(use);
  return engine;
};
