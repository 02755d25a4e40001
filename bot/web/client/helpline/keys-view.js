// The list of keys.

import { button, make, newId } from "../dom.js";

const ROWS = [
  ["key_yes", "keys_yes"], ["key_no", "keys_no"], ["key_not_sure", "keys_not_sure"], ["key_clear", "keys_clear"],
  ["key_options", "keys_options"], ["key_move", "keys_move"], ["key_grid", "keys_grid"], ["key_ask", "keys_ask"], ["key_find", "keys_find"],
  ["key_notes", "keys_notes"], ["key_advice", "keys_advice"], ["key_caller", "keys_caller"], ["key_mark", "keys_mark"],
  ["key_wrap", "keys_wrap"], ["key_new_caller", "keys_new_caller"], ["key_undo", "keys_undo"], ["key_keys", "keys_keys"],
];

/** A dialog with the keys. `keys`: what listens for them. */
export class KeysView {
  element;

  constructor(text, keys) {
    const heading = newId("keys");
    const single = make("input", { type: "checkbox", checked: true, on: { change: () => { keys.single = single.checked; } } });
    this.element = make(
      "dialog", { class: "keys-list", "aria-labelledby": heading },
      make("h2", { id: heading, tabindex: "-1", autofocus: true }, text.say("keys_title")),
      make("p", {}, text.say("keys_about")),
      make("dl", {}, ROWS.map(([key, does]) => make("div", {}, make("dt", {}, make("kbd", {}, text.say(key))), make("dd", {}, text.say(does))))),
      make("label", { class: "single" }, single, make("span", {}, text.say("keys_single"))),
      make("div", { class: "buttons" }, button(text.say("keys_close"), () => this.element.close())),
    );
  }

  show() {
    if (!this.element.open) this.element.showModal();
  }
}
