/* The passage of a result: the sentence of the brief that answers best, its words marked. Pagefind's own excerpt marks
   every "of" of a searched name, and may begin amid a list of actors. */
import { core, words } from "./spelling.js";

// What a template gives to lists of names and figures (`data-pagefind-weight`); prose weighs more.
const LIST = 0.25;
const LONGEST = 42;
// A shorter word counts in the company of others alone: "of" in "Power of Siberia 2".
const SHORT = 4;
const SHARED = 4;

/* Whether a word of a text, or a part of it ("pro-Russian"), is one that was typed: begins so, or is of one stem
   ("tariffs" for "tariffing"). */
export const fits = (typed, word) => word === typed || word.split(/[^\p{L}\p{N}']+/u).some((part) => isForm(typed, part));

const isForm = (typed, word) => {
  if (word === typed || /\d/.test(typed)) return word === typed;
  if (word.startsWith(typed)) return typed.length >= SHORT - 1;
  let shared = 0;
  while (shared < word.length && word[shared] === typed[shared]) shared += 1;
  return shared >= SHARED && shared >= typed.length - 3;
};

/* The places in a text where its words are those of the phrase, one after the other: their first words. */
const runs = (text, phrase) => {
  const found = [];
  for (let at = text.indexOf(phrase[0]); at >= 0; at = text.indexOf(phrase[0], at + 1)) {
    if (phrase.every((word, n) => text[at + n] === word)) found.push(at);
  }
  return found;
};

/* The places to mark, with the typed word of each: the phrase where the text has it, else the words that Pagefind found,
   short ones beside another only. */
const places = (text, query, found) => {
  const starts = query.length > 1 ? runs(text, query) : [];
  if (starts.length) return new Map(starts.flatMap((at) => query.map((word, n) => [at + n, word])));
  const all = new Map();
  for (const at of found) {
    const typed = query.find((q) => q === text[at]) ?? query.find((q) => fits(q, text[at]));
    if (typed) all.set(at, typed);
  }
  const long = query.some((word) => word.length >= SHORT);
  const kept = [...all].filter(([at, typed]) => !long || typed.length >= SHORT || all.has(at - 1) || all.has(at + 1));
  return new Map(kept);
};

// "U.S.", "Feb.", "Gen.": the end of a short capitalized word is not taken for that of a sentence.
const ends = (word) => /[.!?…]["'”’)\]]*$/u.test(word) && !/^["'“‘(]?(?:(?:\p{Lu}\.)+|\p{Lu}\p{L}{0,3}\.)$/u.test(word);

/* The sentence around a word of a text, no longer than the eye takes in at once: first place, and the one behind it.
   No sentence runs over the place of a heading. */
const sentence = (text, at, headings) => {
  let [first, end] = [at, at + 1];
  while (first > 0 && !headings.has(first) && !ends(text[first - 1])) first -= 1;
  while (end < text.length && !headings.has(end) && !ends(text[end - 1])) end += 1;
  if (end - first > LONGEST) {
    first = Math.max(first, Math.min(at - LONGEST / 3, end - LONGEST) | 0);
    end = Math.min(end, first + LONGEST);
  }
  return [first, end];
};

/* The sentence with the most of the words: pieces of text and whether each is marked, to be set with a space between, and
   the id of the statement they begin. Only prose is a passage: what stands in lists or in the title alone is told with the beginning of the brief. */
export const passage = ({ content, weighted_locations, anchors }, query) => {
  const text = content.split(/\s+/);
  const headings = new Set(anchors.map(({ location }) => location));
  // The title stands before the first section.
  const start = anchors.find(({ element }) => element === "h2")?.location ?? 0;
  const prose = new Set(weighted_locations.filter((l) => l.weight > LIST && l.location >= start).map((l) => l.location));
  const marks = places(text.map(core), words(query), weighted_locations.map(({ location }) => location));
  let [first, end] = sentence(text, start, headings);
  let most = 0;
  for (const at of marks.keys()) {
    const [from, to] = sentence(text, at, headings);
    const found = !prose.has(at) ? 0 : new Set([...marks].filter(([n]) => from <= n && n < to).map(([, word]) => word)).size;
    if (found > most) [first, end, most] = [from, to, found];
  }
  const pieces = [];
  for (let n = first; n < end; n += 1) {
    const marked = marks.has(n);
    if (pieces.length && pieces.at(-1)[1] === marked) pieces.at(-1)[0] += ` ${text[n]}`;
    else pieces.push([text[n], marked]);
  }
  if (first && !headings.has(first) && !ends(text[first - 1])) pieces.unshift(["…", false]);
  if (end < text.length && !headings.has(end) && !ends(text[end - 1])) pieces.push(["…", false]);
  return { pieces, id: anchors.find(({ element, location }) => element === "p" && location === first)?.id };
};
