/* Material opens everything for paper and closes it again; what a brief folds is printed only when its reader opened it. */
(() => {
  "use strict";
  const fold = document.querySelector("details.fold");
  if (!fold) return;
  const note = () => matchMedia("print").matches || fold.classList.toggle("unasked", !fold.open);
  fold.addEventListener("toggle", note);
  note();
})();

/* A statement to take along: below its proof, its words with their source and an address of its own. */
(() => {
  "use strict";
  const said = document.querySelector(".byline[data-source]")?.dataset;
  if (!said) return;

  const copy = async (text) => {
    // Only a secure page has a clipboard.
    if (navigator.clipboard) { await navigator.clipboard.writeText(text); return; }
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  };

  const wordsOf = (paragraph) => {
    const plain = paragraph.cloneNode(true);
    plain.querySelectorAll(".chip, .headerlink, .picture, a.meta").forEach((part) => part.remove());
    return plain.textContent.replace(/\s+/g, " ").trim();
  };

  const add = (proof) => {
    const paragraphs = [];
    for (let at = proof.previousElementSibling; at?.localName === "p"; at = at.previousElementSibling) paragraphs.unshift(at);
    const id = paragraphs.at(-1)?.id;
    if (!id) return;
    const address = new URL(`#${id}`, location.href.split(/[?#]/)[0]).href;
    const [row, button, link, told] = ["p", "button", "a", "span"].map((name) => document.createElement(name));
    row.className = "keep";
    Object.assign(button, { type: "button", textContent: said.copy });
    Object.assign(link, { href: `#${id}`, textContent: said.link });
    told.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      const words = paragraphs.map(wordsOf).filter(Boolean).join(": ");
      await copy(`${words}\n— ${said.source}\n${address}`);
      told.textContent = said.copied;
      button.focus();
    });
    row.append(button, " ", link, " ", told);
    proof.append(row);
  };

  document.addEventListener("toggle", ({ target }) => {
    if (target.open && target.matches?.("details.proof") && !target.querySelector(".keep")) add(target);
  }, true);
})();

/* The meaning of a term, the role of an actor, the takeaway of a brief beside the words: on hover, on focus, and on touch
   with the first tap (the second follows the link; a brief opens at the first).
   Escape closes it, the pointer may move onto it. Text is set as text, so no definition is markup. Without this
   script the link still leads to the page and carries the same words as its title. */
(() => {
  "use strict";
  const meanings = new Map();
  const tip = document.createElement("div");
  tip.className = "desk-tip";
  tip.id = "desk-tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  let shownFor = null;
  let timer = 0;

  const hide = () => {
    clearTimeout(timer);
    if (shownFor) shownFor.removeAttribute("aria-describedby");
    shownFor = null;
    tip.hidden = true;
  };

  const show = (link) => {
    clearTimeout(timer);
    if (shownFor === link) return;
    hide();
    shownFor = link;
    tip.textContent = meanings.get(link);
    tip.hidden = false;
    link.setAttribute("aria-describedby", tip.id);
    const rects = link.getClientRects();
    const at = rects[0] || link.getBoundingClientRect();
    const last = rects[rects.length - 1] || at;
    const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
    const below = last.bottom + 6;
    const fits = below + tip.offsetHeight < window.innerHeight || at.top < tip.offsetHeight + 6;
    const top = fits ? below : at.top - tip.offsetHeight - 6;
    tip.style.left = `${window.scrollX + Math.max(8, Math.min(at.left, room))}px`;
    tip.style.top = `${window.scrollY + top}px`;
  };

  const later = (action, wait) => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };

  const attach = (link) => {
    let touched = false;
    meanings.set(link, link.title);
    link.removeAttribute("title");
    link.addEventListener("pointerenter", (e) => e.pointerType === "mouse" && later(() => show(link), 120));
    link.addEventListener("pointerleave", (e) => e.pointerType === "mouse" && later(hide, 200));
    link.addEventListener("pointerdown", (e) => { touched = e.pointerType !== "mouse" && shownFor !== link && !link.matches(".brief"); });
    link.addEventListener("focus", () => show(link));
    link.addEventListener("blur", hide);
    link.addEventListener("click", (e) => {
      if (!touched) return;
      touched = false;
      e.preventDefault();
      show(link);
    });
  };

  const start = () => {
    const links = document.querySelectorAll("a:is(.term, .actor, .brief)[title]");
    if (!links.length) return;
    document.body.append(tip);
    links.forEach(attach);
    tip.addEventListener("pointerenter", () => clearTimeout(timer));
    tip.addEventListener("pointerleave", (e) => e.pointerType === "mouse" && later(hide, 200));
    document.addEventListener("keydown", (e) => e.key === "Escape" && hide());
    document.addEventListener("pointerdown", (e) => {
      if (shownFor && !tip.contains(e.target) && !shownFor.contains(e.target)) hide();
    });
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
