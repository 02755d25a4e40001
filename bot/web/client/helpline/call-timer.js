// How long the call has been going on. A screen reader is not told every second.

import { make } from "../dom.js";

const SECOND = 1_000;

/** Shows the time since a call began, also in the title of the tab: of several tabs each is another call. */
export class CallTimer {
  #text;
  #title = document.title;
  #time = make("span", { class: "time" });
  #began = null;
  element;

  constructor(text) {
    this.#text = text;
    this.element = make("div", { class: "timer", role: "timer" }, make("span", { class: "hidden-text" }, text.say("timer")), " ", this.#time);
    setInterval(() => this.#tick(), SECOND);
    this.#tick();
  }

  show(call) {
    this.#began = call.began;
    this.#tick();
  }

  #tick() {
    const seconds = this.#began === null ? 0 : Math.floor((Date.now() - this.#began) / SECOND);
    const shown = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (this.#time.textContent !== shown) this.#time.textContent = shown;
    const since = this.#began === null ? "" : new Date(this.#began).toLocaleTimeString(this.#text.lang, { hour: "2-digit", minute: "2-digit" });
    const title = since ? this.#text.say("tab_title", { since, title: this.#title }) : this.#title;
    if (document.title !== title) document.title = title;
  }
}
