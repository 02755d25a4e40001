// The assistant as a panel at the side of another page, opened by a button.

import { button } from "./dom.js";

/** Opens and closes the panel. `first()` is called when it is opened for the first time. */
export class Panel {
  #app;
  #first;
  #focused = null;
  launcher;
  closing;

  constructor(text, app, first) {
    this.#app = app;
    this.#first = first;
    this.launcher = button(text.say("panel_open"), () => this.#open(), { class: "launcher", "aria-expanded": "false" });
    this.closing = button(text.say("panel_close"), () => this.#close(), { class: "plain" });
    for (const [name, value] of Object.entries({ role: "dialog", "aria-label": text.say("page_title"), tabindex: "-1" })) {
      app.setAttribute(name, value);
    }
    app.hidden = true;
  }

  get closed() {
    return this.#app.hidden;
  }

  /** Without a trace on the screen but the button that was there before. */
  hide() {
    this.#focused = this.#app.getRootNode().activeElement;
    this.#close();
  }

  show() {
    this.#open();
    this.#focused?.focus();
  }

  #open() {
    this.#app.hidden = false;
    this.launcher.hidden = true;
    this.#app.focus();
    this.#first?.();
    this.#first = null;
  }

  #close() {
    this.#app.hidden = true;
    this.launcher.hidden = false;
    this.launcher.focus();
  }
}
