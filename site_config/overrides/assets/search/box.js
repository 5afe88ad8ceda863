/* Material's search box asked Pagefind. Material's bundle talks to a worker that it starts when a page opens; this
   script, which runs before it, hands it a stand-in with the same messages, so that box, keys and look are Material's.
   Nothing is loaded until the box is used. */
(() => {
  "use strict";
  // The messages of Material's search worker (src/templates/assets/javascripts/integrations/search/worker/message).
  const READY = 1, QUERY = 2, RESULT = 3;
  // Long enough to pass over the inner keys of a typed word, short against the 200 ms a reader notices.
  const PAUSE = 50;
  const input = document.querySelector("[data-md-component=search-query]");
  const config = JSON.parse(document.getElementById("__config").textContent);
  const base = new URL(config.base, location).href.replace(/\/?$/, "/");
  const folder = location.protocol === "file:";
  document.documentElement.classList.toggle("desk-folder", folder);
  const load = (name) => import(`${base}assets/search/${name}.js`);

  // A result of the box carries its words to the page it leads to.
  if (new URLSearchParams(location.search).get("h")) load("marks").then((marks) => marks.show());
  if (!input) return;
  const meta = document.querySelector(".md-search-result__meta");
  const all = document.querySelector(".desk-search-all");

  let stand = null, engine = null, used = false, turn = 0;

  const fail = () => { meta.textContent = folder ? all.dataset.file : all.dataset.failed; };

  const use = () => {
    used = true;
    // A plain folder has no origin, so a browser refuses to load modules and the index from it.
    if (folder) { fail(); return; }
    engine ??= load("engine").then((module) => module.open(base, ""));
    engine.catch(() => { engine = null; fail(); });
    // Material subscribes to its worker after it has made it, and may set the focus in between.
    if (stand) setTimeout(() => stand.send(READY));
  };

  const ask = async (words) => {
    const mine = ++turn;
    all.href = `${base}search/${words.trim() ? `?query=${encodeURIComponent(words.trim())}` : ""}`;
    if (!words.trim()) { stand.send(RESULT, { items: [] }); return; }
    engine?.then((ready) => ready.preload(words, ""), () => {});
    await new Promise((done) => { setTimeout(done, PAUSE); });
    if (mine !== turn || !engine) return;
    try {
      const found = await (await engine).box(words);
      if (mine !== turn) return;
      stand.send(RESULT, found);
      // Material counts the items it was given; these are only the first ones.
      if (found.total > found.items.length) {
        meta.textContent = config.translations["search.result.other"].replace("#", found.total);
      }
      if (found.respelled) meta.textContent = `${all.dataset.meant.replace("#", () => found.words)} ${meta.textContent}`;
    } catch {
      if (mine === turn) fail();
    }
  };

  class Stand extends EventTarget {
    send(type, data) { this.dispatchEvent(new MessageEvent("message", { data: { type, data } })); }
    postMessage({ type, data }) { if (type === QUERY) ask(data); }
    terminate() {}
  }

  const Native = window.Worker;
  const wanted = new URL(config.search, location).href;
  window.Worker = new Proxy(Native, {
    construct(target, args) {
      if (new URL(args[0], location).href !== wanted) return new target(...args);
      window.Worker = Native;
      stand = new Stand();
      if (used || document.activeElement === input) use();
      return stand;
    },
  });
  input.addEventListener("focus", use, { once: true });

  // Material closes the box at Tab. Once something is typed, Tab leads on to the link below the results, which arrows
  // reach, and the box closes when the focus leaves it.
  const dialog = input.closest(".md-search");
  const toggle = document.querySelector("[data-md-toggle=search]");
  dialog.addEventListener("keydown", (event) => { if (event.key === "Tab" && input.value) event.stopPropagation(); });
  // Whoever types before Material has started finds the box open, too: it starts with a closed one.
  input.addEventListener("input", () => { if (input.value && !toggle.checked) toggle.click(); });
  dialog.addEventListener("focusout", ({ relatedTarget: next }) => {
    if (next && toggle.checked && !dialog.contains(next)) toggle.click();
  });
})();
