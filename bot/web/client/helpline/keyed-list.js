// A list that is drawn anew only where it has changed, so that the focus and what was unfolded stay.

import { make } from "../dom.js";

/** Keeps `<li>` elements by key. An item that is drawn from the same data keeps its element. */
export class KeyedList {
  #rows = new Map();
  element;

  /** `tag`: ul or ol. */
  constructor(tag, attributes = {}) {
    this.element = make(tag, { tabindex: "-1", ...attributes });
  }

  /** `draw(item)` gives the children of an element; `shown(item)` everything that it is drawn from. */
  update(items, key, shown, draw) {
    const rows = new Map();
    for (const item of items) {
      const data = JSON.stringify(shown(item));
      const known = this.#rows.get(key(item));
      rows.set(key(item), known?.data === data ? known : this.#row(known, data, draw(item)));
    }
    const focused = this.#focused(rows);
    for (const [id, { element }] of this.#rows) if (!rows.has(id)) element.remove();
    this.#rows = rows;
    this.#order();
    if (focused) (this.element.querySelector("button") ?? this.element).focus({ preventScroll: true });
  }

  get(key) {
    return this.#rows.get(key)?.element ?? null;
  }

  get size() {
    return this.#rows.size;
  }

  /** An item that changes keeps its element, what was unfolded in it, and the focus on the button in the same place. */
  #row(known, data, children) {
    if (!known) return { element: make("li", {}, children), data };
    const { element } = known;
    const before = [...element.querySelectorAll("button, summary")].indexOf(document.activeElement);
    const unfolded = [...element.querySelectorAll("details")].map(({ open }) => open);
    element.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined));
    for (const [at, details] of [...element.querySelectorAll("details")].entries()) details.open = unfolded[at] ?? false;
    if (before >= 0) [...element.querySelectorAll("button, summary")].at(before)?.focus({ preventScroll: true });
    return { element, data };
  }

  /** Whether the focus is in something that leaves. */
  #focused(rows) {
    return [...this.#rows].some(([id, { element }]) => !rows.has(id) && element.contains(document.activeElement));
  }

  /** Moving an element that stays would take the focus from it, so only what is out of place is moved. */
  #order() {
    let place = this.element.firstElementChild;
    for (const { element } of this.#rows.values()) {
      if (element === place) place = place.nextElementSibling;
      else this.element.insertBefore(element, place);
    }
  }
}
