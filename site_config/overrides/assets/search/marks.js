/* Marks the words of a search on the page it led to ("?h=gas pipeline"). */
export const show = () => {
  const words = (new URLSearchParams(location.search).get("h") || "").split(/[\s"]+/).filter((w) => w.length > 2 || /\d/.test(w));
  const article = document.querySelector("article");
  if (!words.length || !article) return;
  const alternatives = words.map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, "giu");
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, (node) => (
    node.parentElement.closest("mark, script, style, .headerlink, [hidden]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
  ));
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const found = [...node.data.matchAll(pattern)];
    for (const match of found.reverse()) {
      const mark = document.createElement("mark");
      mark.dataset.mdHighlight = "";
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      range.surroundContents(mark);
    }
  }
};
