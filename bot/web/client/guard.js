// Finds what may point to a person, before it is sent. The same forms as the server replaces, and names.

const FORMS = [
  ["link", /\b(?:https?:\/\/|www\.)\S+/giu],
  ["email", /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu],
  ["handle", /(?<![\w@])@[A-Za-z0-9_.]{3,}|\b(?=\w*[A-Za-z])\w+_\w+\b/gu],
  ["number", /\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b/giu],
  ["phone", /(?<![\d\w])(?:\+44\s?(?:\(0\))?\s?|0)(?:\d[\s()-]?){8,10}\d(?!\d)/gu],
  ["date", /\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}\b/gu],
  ["postcode", /\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}\b/giu],
  ["number", /(?<![\d\w])\d(?:[ -]?\d){4,}(?!\d)|\b[A-Z]\d{11,12}[A-Z]?\b/gu],
];
const LETTERS_AND_DIGITS = /\b(\p{L}{3,})\d{2,}\b/gu;
const WORD = /\p{L}[\p{L}\p{M}]*(?:[’'-]\p{L}[\p{L}\p{M}]*)*/gu;
const CAPITAL = /^\p{Lu}[\p{Ll}\p{M}]/u;
const SENTENCE_START = /(?:^|[.!?:;"“(\n])\s*$/u;
const POSSESSIVE = /[’']s$/u;
const ALL_CAPITALS = /^\P{Ll}*$/u;

/** Knows the words of one language: first names, and words with a capital that are no names. */
export class Guard {
  #names;
  #notNames;

  /** Words apart by spaces. A name that is also an everyday word carries a capital. */
  constructor(names, notNames) {
    this.#names = new Set(names.split(/\s+/));
    this.#notNames = new Set(notNames.toLowerCase().split(/\s+/));
  }

  /** What may point to a person in the text: `{start, end, kind, text}`, in order and never overlapping. */
  find(text) {
    const found = [];
    const add = (kind, start, words) => {
      const end = start + words.length;
      if (found.every((other) => end <= other.start || start >= other.end)) found.push({ start, end, kind, text: words });
    };
    for (const [kind, form] of FORMS) {
      for (const match of text.matchAll(form)) add(kind, match.index, match[0].replace(/[.,;:!?)]+$/, ""));
    }
    for (const match of text.matchAll(LETTERS_AND_DIGITS)) {
      if (!this.#notNames.has(match[1].toLowerCase())) add("handle", match.index, match[0]);
    }
    for (const { start, words } of this.#namesIn(text)) add("name", start, words);
    return found.sort((one, other) => one.start - other.start);
  }

  /** Names, those of several words as one. */
  #namesIn(text) {
    const shouting = ALL_CAPITALS.test(text);
    const names = [];
    for (const match of text.matchAll(WORD)) {
      const words = match[0].replace(POSSESSIVE, "");
      if (!this.#isName(words, SENTENCE_START.test(text.slice(0, match.index)), shouting)) continue;
      const last = names.at(-1);
      if (last && text.slice(last.start + last.words.length, match.index) === " ") {
        last.words = text.slice(last.start, match.index + words.length);
      } else {
        names.push({ start: match.index, words });
      }
    }
    return names;
  }

  #isName(word, startsSentence, shouting) {
    const small = word.toLowerCase();
    if (word.length < 2 || this.#notNames.has(small)) return false;
    if (this.#names.has(small)) return true;
    if (shouting || !CAPITAL.test(word)) return false;
    return !startsSentence || this.#names.has(word);
  }
}

/** The text with each of these marks replaced by the word chosen for it, `chosen(mark)`; null leaves it. */
export function replaced(text, marks, chosen) {
  return [...marks].reverse().reduce((sofar, mark) => {
    const word = chosen(mark);
    return word === null ? sofar : sofar.slice(0, mark.start) + word + sofar.slice(mark.end);
  }, text);
}
