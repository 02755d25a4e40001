// For ten seconds after "new caller" the call before can be had back; then it is gone from memory as well.

import { button, make } from "../dom.js";

const LONG = 10_000;
const SECOND = 1_000;

/** Holds a call for so long, and is the only one to hold it. `back(call)` brings it back. */
export class UndoView {
  #text;
  #back;
  #held = null;
  #until = 0;
  #timer = 0;
  #words = make("span");
  element;

  constructor(text, back) {
    this.#text = text;
    this.#back = back;
    this.element = make(
      "div", { class: "undo", hidden: true }, this.#words, " ",
      button([text.say("undo"), " ", make("kbd", {}, text.say("key_undo"))], () => this.undo()),
    );
  }

  hold(call) {
    this.drop();
    this.#held = call;
    this.#until = Date.now() + LONG;
    this.#timer = setInterval(() => this.#count(), SECOND);
    this.#count();
  }

  /** Brings the call back, if there is one still. */
  undo() {
    const call = this.#held;
    this.drop();
    if (call) this.#back(call);
  }

  /** Lets go of the call for good. */
  drop() {
    clearInterval(this.#timer);
    this.#held = null;
    this.element.hidden = true;
  }

  #count() {
    const left = Math.ceil((this.#until - Date.now()) / SECOND);
    this.element.hidden = left <= 0;
    if (left <= 0) this.drop();
    else this.#words.textContent = this.#text.say("undo_about", { seconds: left });
  }
}
