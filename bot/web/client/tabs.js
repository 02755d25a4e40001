// Two views in one place where there is no room for them side by side.

import { make, newId } from "./dom.js";

/** Tabs over panels, the conversation first, that stand side by side while `narrow` is false. */
export class Tabs {
  #panels;
  #tabs;
  #chosen = 0;
  #narrow = false;
  element;

  /** `panels`: elements in order; `labels`: what their tabs say. */
  constructor(panels, labels) {
    this.#panels = panels;
    this.#tabs = panels.map((panel, at) => {
      panel.id = newId("panel");
      return make("button", {
        type: "button", role: "tab", id: newId("tab"), "aria-controls": panel.id,
        on: { click: () => this.choose(at), keydown: (event) => this.#key(event) },
      }, labels[at]);
    });
    this.element = make("div", { class: "tabs", role: "tablist" }, this.#tabs);
    this.narrow(false);
  }

  label(at, words) {
    this.#tabs[at].textContent = words;
  }

  choose(at) {
    this.#chosen = at;
    this.#draw();
    // A conversation is met at its end, where the question stands.
    this.#panels[at].scrollIntoView({ block: at === 0 ? "end" : "start" });
  }

  narrow(narrow) {
    this.#narrow = narrow;
    this.#draw();
  }

  #draw() {
    this.element.hidden = !this.#narrow;
    for (const [at, panel] of this.#panels.entries()) {
      const chosen = at === this.#chosen;
      const tab = this.#tabs[at];
      tab.setAttribute("aria-selected", chosen);
      tab.tabIndex = chosen ? 0 : -1;
      panel.hidden = this.#narrow && !chosen;
      for (const [name, value] of [["role", "tabpanel"], ["aria-labelledby", tab.id]]) {
        if (this.#narrow) panel.setAttribute(name, value);
        else panel.removeAttribute(name);
      }
    }
  }

  #key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.choose((this.#chosen + step + this.#tabs.length) % this.#tabs.length);
    this.#tabs[this.#chosen].focus();
  }
}
