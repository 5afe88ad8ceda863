/* Shows or hides the marks of what changed, by the banner's button or its key; the choice holds while the tab is open. */
(() => {
  "use strict";
  const button = document.querySelector(".preview-banner button");
  if (!button) return;
  const name = "preview-unmarked";
  const page = document.documentElement.classList;
  const kept = (...value) => {
    try { return value.length ? sessionStorage.setItem(name, value[0]) : sessionStorage.getItem(name); } catch { return null; }
  };
  const show = (marked) => {
    page.toggle(name, !marked);
    button.setAttribute("aria-pressed", String(marked));
  };
  const turn = () => {
    show(page.contains(name));
    kept(page.contains(name) ? "yes" : "no");
  };
  button.hidden = false;
  show(kept() !== "yes");
  button.addEventListener("click", turn);
  // With a modifier, so that nobody who dictates or types a letter sets it off (WCAG 2.1.4); `code`, for Alt makes other letters.
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.code !== "KeyM") return;
    event.preventDefault();
    turn();
  });
})();
