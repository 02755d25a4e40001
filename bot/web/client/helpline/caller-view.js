// Where the child lives and who is calling: what decides which services and steps fit.

import { make, newId } from "../dom.js";

/** Two choices. `changed(name, value)` is called with "nation" or "role". */
export class CallerView {
  #selects;
  element;

  constructor(text, { nations, roles }, changed) {
    this.#selects = { nation: nations, role: roles };
    const choices = Object.entries(this.#selects).map(([name, options]) => {
      const id = newId(name);
      const select = make(
        "select", { id, autocomplete: "off", on: { change: () => changed(name, select.value) } },
        make("option", { value: "" }, text.say(`${name}_not_known`)),
        options.map(({ value, title }) => make("option", { value }, title)),
      );
      this.#selects[name] = select;
      return [make("label", { for: id, class: "hidden-text" }, text.say(`${name}_label`)), select];
    });
    this.element = make("div", { class: "caller" }, choices.flat());
  }

  show({ nation, role }) {
    this.#selects.nation.value = nation;
    this.#selects.role.value = role;
  }

  focus() {
    this.#selects.nation.focus();
  }
}
