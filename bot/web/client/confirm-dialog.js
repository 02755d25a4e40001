// A question before something that cannot be undone.

import { button, make, newId } from "./dom.js";

/** A dialog with a question and two answers, worded by the keys `<name>_title`, `_about`, `_agree` and `_refuse`. */
export class ConfirmDialog {
  #settle = () => {};

  constructor(text, name) {
    const [heading, words] = [newId("confirm"), newId("confirm")];
    this.element = make(
      "dialog",
      { "aria-labelledby": heading, "aria-describedby": words, on: { close: () => this.#settle(false) } },
      make("h2", { id: heading }, text.say(`${name}_title`)),
      make("p", { id: words }, text.say(`${name}_about`)),
      make(
        "div", { class: "buttons" },
        button(text.say(`${name}_refuse`), () => this.#answer(false)),
        button(text.say(`${name}_agree`), () => this.#answer(true), { class: "primary" }),
      ),
    );
  }

  /** Resolves to whether the person agreed. */
  ask() {
    this.element.showModal();
    return new Promise((settle) => { this.#settle = settle; });
  }

  #answer(agreed) {
    this.#settle(agreed);
    this.element.close();
  }
}
