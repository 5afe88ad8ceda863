/* The search page: words, facets, months and order, all in the address. Pagefind is loaded when the field is reached or
   the address asks for something; what is chosen without a word lists its briefs, newest first. */
import { open, passage } from "./engine.js";

const PAUSE = 50;
const PAGE = 10;
const SHOWN = 8;
const config = JSON.parse(document.getElementById("__config").textContent);
const base = new URL(config.base, location).href.replace(/\/?$/, "/");
const root = document.querySelector(".desk-search");
const say = root.dataset;
const [form, status, card, list, more, picked, filters] = ["form", ".desk-search__status", ".desk-search__card",
  ".desk-search__results", ".desk-search__more", ".desk-search__chosen", ".desk-search__filters"]
  .map((css) => root.querySelector(css));
const [words, order, from, to] = ["query", "sort", "from", "to"].map((name) => form.elements[name]);
const [browse, plain] = [".desk-search-browse", ".desk-search-plain"].map((css) => document.querySelector(css));
const groups = new Map([...root.querySelectorAll("[data-facet]")].map((group) => [group.dataset.facet, group]));
const FACETS = [...groups.keys()];

const chosen = new Map(FACETS.map((facet) => [facet, []]));
const whole = new Set();
const { compare } = new Intl.Collator(document.documentElement.lang);
let turn = 0, results = [], shown = 0, typing = false, meant = "";

const element = (name, attributes = {}, ...children) => {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
};

/* ---- The address ---- */

const read = () => {
  const asked = new URLSearchParams(location.search);
  words.value = asked.get("query") || "";
  order.value = asked.get("sort") === "date" ? "date" : "";
  for (const field of [from, to]) field.value = asked.get(field.name) || "";
  for (const field of [from, to]) if (field.selectedIndex < 0) field.value = "";
  for (const facet of FACETS) chosen.set(facet, [...new Set(asked.getAll(facet))]);
};

const address = () => {
  const params = new URLSearchParams();
  if (words.value.trim()) params.set("query", words.value.trim());
  for (const [facet, values] of chosen) for (const value of values) params.append(facet, value);
  for (const field of [from, to, order]) if (field.value) params.set(field.name, field.value);
  return `${location.pathname}${params.size ? `?${params}` : ""}`;
};

/* A choice is a step that "back" undoes; the letters of one word are one step. */
const write = (step) => {
  const now = address();
  if (now === location.pathname + location.search) return;
  history[step ? "pushState" : "replaceState"](null, "", now);
};

/* ---- What is shown ---- */

const ordered = (facet, counts) => {
  const rows = Object.entries(counts).filter(([value, count]) => count || chosen.get(facet).includes(value));
  for (const value of chosen.get(facet)) if (!(value in counts)) rows.push([value, 0]);
  return rows.sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
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
    group.append(element("label", {}, box, element("span", { textContent: value }), " ",
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
  for (const field of [from, to]) if (field.value) all.push([field.name, field.value, `${field.labels[0].textContent} ${field.selectedOptions[0].textContent}`]);
  picked.replaceChildren(...all.map(([facet, value, shown = value]) => {
    const button = element("button", { type: "button", name: facet, value, textContent: shown });
    button.setAttribute("aria-label", `${say.remove} ${shown}`);
    return button;
  }));
  if (all.length > 1) picked.append(element("button", { type: "button", className: "desk-search__clear", textContent: say.clear }));
  filters.hidden = [...groups.values()].every((group) => group.hidden);
};

const count = (briefs) => (+briefs === 1 ? say.one : say.many.replace("#", briefs));

/* A passage with its marks; one space between two pieces. */
const marked = (pieces) => pieces.flatMap(([text, mark]) => [mark ? element("mark", { textContent: text }) : text, " "]);

const link = (data, id = "") => {
  const url = new URL(data.url, base);
  url.hash = id;
  if (meant) url.searchParams.set("h", meant);
  return element("a", { href: url.href, textContent: data.meta.title });
};

const item = (data) => {
  const about = [data.meta.date, data.meta.outlet].filter(Boolean).join(" · ");
  const { pieces, id } = passage(data, meant);
  return element("li", {}, link(data, id), element("p", { className: "meta", textContent: about }),
    element("p", {}, ...marked(pieces)));
};

/* Who or what has just the name that was typed. */
const drawCard = (data) => {
  card.hidden = !data;
  card.replaceChildren(...(data ? [link(data), element("p", { textContent: data.meta.about }),
    element("p", { className: "meta", textContent: count(data.meta.briefs) })] : []));
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
  const asked = query || from.value || to.value || [...chosen.values()].some((values) => values.length);
  browse.hidden = !!asked;
  if (!asked) {
    drawFilters({}, false);
    drawCard(null);
    empty(say.type);
    return;
  }
  const slow = setTimeout(() => { if (mine === turn) status.textContent = say.busy; }, 400);
  try {
    // Without words there is no best match.
    const sort = query ? order.value : "date";
    const engine = await open(base, sort);
    const found = await engine.find(query, { ...Object.fromEntries(chosen), month: [from.value, to.value] }, sort);
    if (mine !== turn) return;
    meant = found.words;
    const told = found.respelled ? `${say.meant.replace("#", () => meant)} ` : "";
    drawCard(found.card);
    drawFilters(found.counts, true);
    if (!found.results.length) { empty(told + say.none); return; }
    [results, shown] = [found.results, 0];
    await drawMore(mine);
    if (mine === turn) status.textContent = told + count(results.length);
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
for (const field of [order, from, to]) field.addEventListener("change", () => { settle(); write(true); search(); });
filters.addEventListener("change", ({ target }) => {
  if (target.type !== "checkbox") return;
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
  for (const field of [from, to]) if (!target.name || target.name === field.name) field.value = "";
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
