/* What forgives a reader's spelling: marks of letters fold away, and a word that no brief has gives way to the nearest
   word of a name, term or title. Those words are a file of their own, fetched when a word is in doubt. */

// Letters that Unicode does not take apart into a plain letter and a mark.
const LETTERS = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", ħ: "h", "’": "'" };

export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
  .replace(/[øłđðþßæœıħ’]/g, (letter) => LETTERS[letter]);

/* A word as it is compared: folded, without what stands around it and without "'s". */
export const core = (word) => plain(word).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").replace(/'s$/, "");

export const words = (text) => text.split(/\s+/).map(core).filter(Boolean);

// The small words of a question, and those it is asked with, by the interface's language: in another one a word of these
// tells something ("war").
const SMALL = {
  en: "a,about,an,and,are,at,be,been,by,can,could,did,do,does,for,from,had,has,have,in,is,it,many,much,of,on,or,that,the,their,"
    + "there,this,to,was,were,will,with,would",
  fr: "au,avec,ce,dans,de,des,du,elle,en,est,et,il,la,le,les,par,pour,que,sont,sur,un,une",
  de: "auf,aus,das,dem,den,der,die,ein,eine,für,hat,im,ist,mit,sind,und,von,war,zu",
};
const ASKING = {
  en: "how,what,when,where,which,who,whom,whose,why",
  fr: "combien,comment,où,pourquoi,quand,quel,quelle,qui,quoi",
  de: "wann,warum,was,welche,welcher,wem,wen,wer,weshalb,wie,wieso,wieviel,wo,woher,wohin",
};
const own = (lists) => {
  const language = globalThis.document?.documentElement.lang.slice(0, 2);
  return new Set((lists[language] || lists.en).split(",").map(plain));
};

/* Whether a search is a question: its small words are asked with, not for. */
export const asks = (typed) => /\?\s*$/.test(typed) || own(ASKING).has(words(typed)[0]);

/* The words of a search that tell something, without the marks around them. */
export const telling = (typed) => {
  const small = new Set([...own(SMALL), ...own(ASKING)]);
  return typed.split(/\s+/).map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
    .filter((word) => word && !small.has(core(word)));
};

/* How many slips of the pen lie between two words, an exchange of neighbours one of them (optimal string alignment,
   Boytsov 2011); any number above `most` is as good as another. */
export const slips = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [], last = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[other.length];
};

// As Lucene's fuzziness "AUTO": none in words of one or two letters, one up to five, two beyond.
const allowed = (word) => (word.length < 3 || /\d/.test(word) ? 0 : word.length < 6 ? 1 : 2);

/* The listed word nearest to one that no brief has, or none. Of equally near ones the list's first: the one of most briefs. */
export const nearest = (word, listed) => {
  const typed = core(word);
  let [best, least] = [null, allowed(typed) + 1];
  for (const candidate of listed) {
    const far = slips(typed, core(candidate), least - 1);
    if (far < least) [best, least] = [candidate, far];
    if (!least) break;
  }
  return best;
};
