/* The table of all figures, sorted by its headings and filtered by words, kind and year. The table is whole without
   this script; what it adds are the controls, whose words the table's box brings along. Rows are moved and hidden, never
   made. */
(() => {
  "use strict";

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const key = (row, column) => {
    const marked = row.cells[column].querySelector("[data-sort]");
    return marked ? marked.dataset.sort : row.cells[column].textContent.trim().toLowerCase();
  };

  const sorter = (table) => {
    const body = table.tBodies[0];
    const first = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = make("button", { type: "button", className: "ledger__sort" }, head.textContent.trim());
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const turn = { ascending: "descending", descending: null }[head.getAttribute("aria-sort")];
        const order = turn === undefined ? "ascending" : turn;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        if (!order) {
          body.append(...first);
          return;
        }
        head.setAttribute("aria-sort", order);
        const keys = new Map(first.map((row) => [row, key(row, column)]));
        const numbers = first.every((row) => keys.get(row) === "" || !Number.isNaN(Number(keys.get(row))));
        const sign = order === "ascending" ? 1 : -1;
        const compare = (a, b) => {
          const [x, y] = [keys.get(a), keys.get(b)];
          if (x === "" || y === "") return (x === "") - (y === "");
          return sign * (numbers ? Number(x) - Number(y) : x.localeCompare(y, document.documentElement.lang));
        };
        body.append(...[...first].sort(compare));
      });
    });
  };

  const choice = (said, name, values) => {
    const select = make("select", { name }, make("option", { value: "" }, said.all));
    values.forEach(([value, text]) => select.append(make("option", { value }, text)));
    return [select, make("label", {}, make("span", {}, said.label), select)];
  };

  const filter = (box, table) => {
    const rows = [...table.tBodies[0].rows];
    const of = (row, name) => row.querySelector(`[data-${name}]`)?.dataset[name] ?? "";
    const kinds = [...new Set(rows.map((row) => of(row, "kind")))].filter(Boolean)
      .sort((a, b) => a.localeCompare(b, document.documentElement.lang));
    const years = [...new Set(rows.flatMap((row) => of(row, "years").split(" ")))].filter(Boolean).sort().reverse();
    const words = make("input", { type: "search", name: "words", autocomplete: "off" });
    const said = box.dataset;
    const [kind, kindLabel] = choice({ label: said.kind, all: said.all }, "kind", kinds.map((k) => [k, k]));
    const [year, yearLabel] = choice({ label: said.year, all: said.all }, "year", years.map((y) => [y, y]));
    const status = make("p", { className: "ledger__status" });
    status.setAttribute("role", "status");
    const form = make("form", { className: "ledger__filter" },
      make("label", {}, make("span", {}, said.words), words), kindLabel, yearLabel);
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", said.filter);
    const apply = () => {
      const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row) => {
        const text = row.textContent.toLowerCase();
        const fits = wanted.every((word) => text.includes(word)) && (!kind.value || of(row, "kind") === kind.value)
          && (!year.value || of(row, "years").split(" ").includes(year.value));
        row.hidden = !fits;
        shown += fits;
      });
      status.textContent = shown === rows.length ? "" : said.left.replace("{shown}", shown).replace("{all}", rows.length);
    };
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    box.prepend(form, status);
  };

  const start = () => document.querySelectorAll(".ledger--all").forEach((box) => {
    const table = box.querySelector("table");
    if (!table || !table.tHead || table.tBodies[0].rows.length < 2) return;
    sorter(table);
    filter(box, table);
  });

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
