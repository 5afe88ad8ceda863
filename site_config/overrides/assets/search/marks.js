/* Marks the words of a search on the page it led to ("?h=gas pipeline"): as a phrase where the page has it, else each. */
export const show = () => {
  const asked = (new URLSearchParams(location.search).get("h") || "").replaceAll('"', " ").trim();
  const article = document.querySelector("article");
  if (!asked || !article) return;
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
  const pattern = (alternatives) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, "giu");
  const words = asked.split(/\s+/).filter((word) => word.length > 2 || /\d/.test(word)).map(escaped).join("|");
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, (node) => (
    node.parentElement.closest("mark, script, style, .headerlink, [hidden]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
  ));
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const phrase = pattern(escaped(asked));
  const wanted = nodes.some((node) => node.data.search(phrase) >= 0) ? phrase : words && pattern(words);
  for (const node of wanted ? nodes : []) {
    const found = [...node.data.matchAll(wanted)];
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
