// Any question at all, found by a few of its words: callers do not keep to what would be asked next.

import { make, newId } from "../dom.js";
import { KeyedList } from "./keyed-list.js";

const MOST = 6;

/** A box, and beneath it the questions that hold every word typed. `take(question)` takes one in hand; `leave()` goes back. */
export class FindView {
  #text;
  #questions;
  #take;
  #leave;
  #label;
  #box;
  #list = new KeyedList("ul", { class: "found" });
  /** The box, which stands beside the heading. */
  field = make("div", { class: "find", role: "search" });
  /** What was found, beneath it. */
  element;

  constructor({ text, questions, take, leave }) {
    this.#text = text;
    this.#questions = [...questions.values()].filter(({ aloud }) => aloud).map((question) => [searched(question), question]);
    this.#take = take;
    this.#leave = leave;
    this.#label = make("label", { class: "hidden-text" }, text.say("find"));
    this.#list.element.setAttribute("aria-label", text.say("found"));
    this.element = this.#list.element;
    this.clear();
  }

  focus() {
    this.#box.focus();
  }

  /** An empty box in place of the one before, as with the notes. */
  clear() {
    const id = newId("find");
    this.#label.htmlFor = id;
    this.#box = make("input", {
      id, type: "search", autocomplete: "off", spellcheck: "false", placeholder: this.#text.say("find_begin"),
      on: { input: () => this.#draw(), keydown: (event) => this.#key(event) },
    });
    this.field.replaceChildren(this.#label, this.#box);
    this.#draw();
  }

  #key(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const [first] = this.#found();
    if (first) this.#chosen(first.id);
  }

  #chosen(id) {
    this.clear();
    this.#take(id);
    this.#leave();
  }

  #draw() {
    this.#list.update(this.#found(), ({ id }) => id, ({ id }) => id, ({ id, ask }) => [
      make("button", { type: "button", class: "take", on: { click: () => this.#chosen(id) } }, ask),
    ]);
    this.#list.element.hidden = this.#list.size === 0;
  }

  #found() {
    const words = wordsOf(this.#box.value);
    if (!words.length) return [];
    return this.#questions.filter(([text]) => words.every((word) => text.includes(word))).map(([, question]) => question).slice(0, MOST);
  }
}

function searched({ ask, why, aloud, options }) {
  return wordsOf([ask, aloud.say, why, ...options.map(({ title }) => title)].join(" ")).join(" ");
}

function wordsOf(text) {
  return text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
