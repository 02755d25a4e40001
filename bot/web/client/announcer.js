// What a screen reader reads out: each message once, in order, while the focus stays where it is.

import { make } from "./dom.js";

/** The one live region. It holds the latest turn, so that somebody who reads the page by lines meets no second copy. */
export class Announcer {
  #held = null;
  element = make("div", { class: "live hidden-text", "aria-live": "polite", "aria-relevant": "additions" });

  /** The messages of a turn, in place of those of the turn before. */
  turn(texts) {
    if (this.#held) this.#held.push(...texts);
    else this.element.replaceChildren(...texts.map(line));
  }

  /** One more sentence beside the latest turn. */
  add(text) {
    if (this.#held) this.#held.push(text);
    else this.element.append(line(text));
  }

  /** Nothing is read out while the screen is hidden; it follows when it is shown again. */
  hold(held) {
    const waiting = this.#held;
    this.#held = held ? [] : null;
    if (!held && waiting?.length) this.turn(waiting);
  }
}

function line(text) {
  return make("p", { dir: "auto" }, text);
}
