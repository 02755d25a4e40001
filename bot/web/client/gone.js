// What stands in place of a conversation that is being forgotten, and says when that is done.

import { button, make, newId } from "./dom.js";

/** `begin()` is called to start a new conversation. */
export class Gone {
  #text;
  #heading = make("h2", { id: newId("gone"), tabindex: "-1" });
  #about = make("p");
  #begin;

  constructor(text, begin) {
    this.#text = text;
    this.#begin = button(text.say("begin_again"), begin, { class: "primary", hidden: true });
    this.element = make(
      "section", { class: "gone", "aria-labelledby": this.#heading.id }, this.#heading, this.#about, this.#begin,
    );
    this.#say("forgetting_title", "forgetting_about");
  }

  focus() {
    this.#heading.focus();
  }

  /** While the server cannot be reached it still holds the conversation, and that is said. */
  unreachable() {
    if (this.#begin.hidden) this.#say("forgetting_title", "forgetting_unreachable");
  }

  /** Says that it is done, and returns the words. */
  done() {
    this.#say("forgotten_title", "forgotten_about");
    this.#begin.hidden = false;
    return this.#heading.textContent;
  }

  #say(title, about) {
    this.#heading.textContent = this.#text.say(title);
    this.#about.textContent = this.#text.say(about);
  }
}
