// The words of the interface, which come from the content, and the shape of what the assistant says.

import { make } from "./dom.js";

const PLACE = /\{(\w+)\}/;
const LINK = /(https:\/\/[^\s<>"“”]+[^\s<>"“”.,;:!?)])/;
const BULLET = /^- /;
const NUMBER = /^(\d+)\. /;

/** The sentences of the interface by key, for one language. */
export class Text {
  #sentences;

  constructor({ lang, text }) {
    this.lang = lang;
    this.#sentences = text;
  }

  /** A sentence with its places filled in by words. */
  say(key, places = {}) {
    return this.#pieces(key, places).join("");
  }

  /** A sentence with its places filled in by elements. */
  parts(key, places) {
    return this.#pieces(key, places);
  }

  #pieces(key, places) {
    const sentence = this.#sentences[key];
    if (sentence === undefined) throw new Error(`The interface has no sentence "${key}".`);
    return sentence.split(PLACE).map((piece, at) => (at % 2 ? places[piece] : piece));
  }
}

/** Paragraphs and lists for a message of the assistant. */
export function blocks(text) {
  const made = [];
  for (const line of text.split("\n").filter((one) => one.trim())) {
    const number = NUMBER.exec(line);
    const list = number ? "ol" : BULLET.test(line) ? "ul" : null;
    if (list === null) {
      made.push(make("p", { dir: "auto" }, linked(line)));
      continue;
    }
    if (made.at(-1)?.localName !== list) made.push(make(list));
    const words = line.replace(number ? NUMBER : BULLET, "");
    made.at(-1).append(make("li", { dir: "auto", value: number?.[1] }, linked(words)));
  }
  return made;
}

/** The text with its web addresses as links. */
export function linked(text) {
  return text.split(LINK).map((piece, at) => (at % 2 ? away(piece, piece) : piece));
}

/** A link that leaves the conversation standing and tells the other site nothing of it. */
export function away(address, label) {
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, label);
}
