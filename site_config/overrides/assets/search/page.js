/* The search page: words, facets and order, all in the address. Pagefind is loaded when a word is typed or the box is
   reached; a facet without a word is browsed on the pages listed below the form, never by loading the whole index. */
import { FACETS, open, pieces } from "./engine.js";

const PAUSE = 50;
const PAGE = 10;
const SHOWN = 8;
const config = JSON.parse(document.getElementById("__config").textContent);
const base = new URL(config.base, location).href.replace(/\/?$/, "/");
const root = document.querySelector(".desk-search");
const say = root.dataset;
const [form, status, list, more, picked, filters] = ["form", ".desk-search__status", ".desk-search__results",
  ".desk-search__more", ".desk-search__chosen", ".desk-search__filters"].map((css) => root.querySelector(css));
const [words, order] = [form.elements.query, form.elements.sort];
const [browse, plain] = [".desk-search-browse", ".desk-search-plain"].map((css) => document.querySelector(css));
const groups = new Map(FACETS.map((facet) => [facet, root.querySelector(`[data-facet=${facet}]`)]));

const chosen = new Map(FACETS.map((facet) => [facet, []]));
const whole = new Set();
const { compare } = new Intl.Collator(document.documentElement.lang);
let turn = 0, results = [], shown = 0, typing = false;

const element = (name, attributes = {}, ...children) => {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
};

/* ---- The address ---- */

const read = () => {
  const from = new URLSearchParams(location.search);
  words.value = from.get("query") || "";
  order.value = from.get("sort") === "date" ? "date" : "";
  for (const facet of FACETS) chosen.set(facet, [...new Set(from.getAll(facet))]);
};

const address = () => {
  const to = new URLSearchParams();
  if (words.value.trim()) to.set("query", words.value.trim());
  for (const [facet, values] of chosen) for (const value of values) to.append(facet, value);
  if (order.value) to.set("sort", order.value);
  return `${location.pathname}${to.size ? `?${to}` : ""}`;
};

/* A choice is a step that "back" undoes; the letters of one word are one step. */
const write = (step) => {
  const to = address();
  if (to === location.pathname + location.search) return;
  history[step ? "pushState" : "replaceState"](null, "", to);
};

/* ---- What is shown ---- */

const named = (facet, value) => {
  if (facet !== "month") return value;
  const [year, month] = value.split("-").map(Number);
  if (!year) return say.undated;
  if (!month) return String(year);
  return new Intl.DateTimeFormat(document.documentElement.lang, { year: "numeric", month: "long", timeZone: "UTC" })
    .format(new Date(Date.UTC(year, month - 1)));
};

const ordered = (facet, counts) => {
  const rows = Object.entries(counts).filter(([value, count]) => count || chosen.get(facet).includes(value));
  for (const value of chosen.get(facet)) if (!(value in counts)) rows.push([value, 0]);
  const newest = facet === "month" ? (a, b) => (a[0] < b[0] ? 1 : -1) : (a, b) => b[1] - a[1] || compare(a[0], b[0]);
  return rows.sort(newest);
};

const draw = (facet, counts, usable) => {
  const group = groups.get(facet);
  const held = group.contains(document.activeElement) ? document.activeElement : null;
  const rows = ordered(facet, counts);
  const some = rows.filter(([value], n) => n < SHOWN || whole.has(facet) || chosen.get(facet).includes(value));
  group.querySelectorAll(":scope > :not(legend)").forEach((old) => old.remove());
  group.hidden = !rows.length;
  for (const [value, count] of some) {
    const box = element("input", { type: "checkbox", name: facet, value, checked: chosen.get(facet).includes(value) });
    box.disabled = !usable && !box.checked;
    group.append(element("label", {}, box, element("span", { textContent: named(facet, value) }), " ",
      element("span", { className: "count", textContent: usable ? count : "" })));
  }
  if (rows.length > SHOWN) {
    group.append(element("button", { type: "button", className: "desk-search__all", value: facet,
      textContent: whole.has(facet) ? say.fewer : say.all.replace("#", rows.length) }));
  }
  // What had the focus is drawn anew.
  if (held) [...group.querySelectorAll("input, button")].find((e) => e.type === held.type && e.value === held.value)?.focus();
};

const drawFilters = (counts, usable) => {
  for (const facet of FACETS) draw(facet, counts[facet] || {}, usable);
  const all = [...chosen].flatMap(([facet, values]) => values.map((value) => [facet, value]));
  picked.replaceChildren(...all.map(([facet, value]) => {
    const button = element("button", { type: "button", name: facet, value, textContent: named(facet, value) });
    button.setAttribute("aria-label", `${say.remove} ${named(facet, value)}`);
    return button;
  }));
  if (all.length > 1) picked.append(element("button", { type: "button", className: "desk-search__clear", textContent: say.clear }));
  filters.hidden = [...groups.values()].every((group) => group.hidden);
};

const marked = (excerpt) => pieces(excerpt).map(([text, mark]) => (mark ? element("mark", { textContent: text }) : text));

const item = (data) => {
  const url = new URL(data.url, base);
  url.searchParams.set("h", words.value.trim());
  const about = [data.meta.date, data.meta.outlet].filter(Boolean).join(" · ");
  return element("li", {}, element("a", { href: url.href, textContent: data.meta.title }),
    element("p", { className: "meta", textContent: about }), element("p", {}, ...marked(data.excerpt)));
};

const drawMore = async (mine) => {
  const next = results.slice(shown, shown + PAGE);
  const items = (await Promise.all(next.map((result) => result.data()))).map(item);
  if (mine !== turn) return;
  if (!shown) list.replaceChildren();
  list.append(...items);
  shown += items.length;
  more.hidden = shown >= results.length;
  if (shown > PAGE) items[0]?.querySelector("a").focus();
};

const empty = (text) => {
  results = [];
  shown = 0;
  list.replaceChildren();
  more.hidden = true;
  status.textContent = text;
};

const search = async () => {
  const mine = ++turn;
  const query = words.value.trim();
  browse.hidden = !!query;
  if (!query) {
    drawFilters({}, false);
    empty(picked.childElementCount ? say.within : say.type);
    return;
  }
  const slow = setTimeout(() => { if (mine === turn) status.textContent = say.busy; }, 400);
  try {
    const engine = await open(base, order.value);
    const found = await engine.find(query, Object.fromEntries(chosen), order.value);
    if (mine !== turn) return;
    if (!found.results.length) { drawFilters(found.counts, true); empty(say.none); return; }
    [results, shown] = [found.results, 0];
    const drawn = drawMore(mine);
    // While the results are on their way.
    drawFilters(found.counts, true);
    await drawn;
    if (mine === turn) status.textContent = results.length === 1 ? say.one : say.many.replace("#", results.length);
  } catch (error) {
    if (mine !== turn) return;
    empty(say.failed);
    console.warn(error);
  } finally {
    clearTimeout(slow);
  }
};

/* ---- What the reader does ---- */

let wait = 0;
const settle = () => { clearTimeout(wait); typing = false; };

words.addEventListener("focus", () => open(base, order.value).catch(() => {}), { once: true });
words.addEventListener("input", () => {
  write(!typing);
  typing = true;
  clearTimeout(wait);
  wait = setTimeout(search, PAUSE);
  open(base, order.value).then((engine) => engine.preload(words.value.trim(), order.value), () => {});
});
words.addEventListener("change", settle);
form.addEventListener("submit", (event) => { event.preventDefault(); settle(); search(); });
order.addEventListener("change", () => { settle(); write(true); search(); });
filters.addEventListener("change", ({ target }) => {
  settle();
  const { name, value, checked } = target;
  chosen.set(name, checked ? [...chosen.get(name), value] : chosen.get(name).filter((v) => v !== value));
  write(true);
  search();
});
filters.addEventListener("click", ({ target }) => {
  if (target.className !== "desk-search__all") return;
  if (!whole.delete(target.value)) whole.add(target.value);
  search();
});
picked.addEventListener("click", ({ target }) => {
  if (target.localName !== "button") return;
  settle();
  for (const facet of FACETS) {
    chosen.set(facet, target.name ? chosen.get(facet).filter((v) => facet !== target.name || v !== target.value) : []);
  }
  write(true);
  // The button that had the focus is gone.
  words.focus();
  search();
});
more.addEventListener("click", () => drawMore(turn));
addEventListener("popstate", () => { settle(); read(); search(); });

root.hidden = false;
plain.hidden = true;
filters.open = matchMedia("(min-width: 60em)").matches;
read();
search();
