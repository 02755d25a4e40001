// The case so far: three ledgers that grow, what protects, and the step that already stands.

import { make, newId, unfolding } from "./dom.js";
import { contact } from "./route.js";

const UNKNOWN = "unknown";
const LEDGERS = ["harm", "risk", UNKNOWN, "protective"];

/** Draws an assessment into `element` as it grows; lines that stay keep their place and stay open. */
export class CaseView {
  #text;
  #lead;
  #next = make("div", { class: "next" });
  #ledgers;
  /** How many lines there are, without what is not known. */
  count = 0;

  constructor(text, element, grounds, lead) {
    this.#text = text;
    this.#lead = lead;
    this.#ledgers = LEDGERS.map((name) => new Ledger(text, grounds, name));
    element.replaceChildren(element.firstElementChild, this.#next, ...this.#ledgers.map((ledger) => ledger.element));
  }

  /** `fresh`: lines that are new came with this turn, and are marked so. */
  update(assessment, fresh) {
    for (const ledger of this.#ledgers) ledger.update(assessment[ledger.name], fresh);
    this.count = assessment.harm.length + assessment.risk.length + assessment.protective.length;
    // What leads to somebody; a "do not" alone would leave the person waiting.
    const step = assessment.steps.find(({ route }) => route) ?? assessment.steps[0];
    this.#next.replaceChildren(
      make("h3", {}, this.#text.say("case_next")),
      make("p", { class: "do", dir: "auto" }, step.do),
      ...(step.route ? [contact(this.#text, step.route, this.#lead)] : []),
    );
  }

  clear() {
    this.#next.replaceChildren();
    for (const ledger of this.#ledgers) ledger.update([], false);
  }
}

class Ledger {
  #text;
  #grounds;
  #rows = new Map();
  #list = make("ul");
  #empty;

  constructor(text, grounds, name) {
    this.name = name;
    this.#text = text;
    this.#grounds = grounds;
    const heading = newId("ledger");
    this.#empty = make("p", { class: "empty" }, text.say(`ledger_${name}_empty`));
    this.element = make(
      "section", { class: "ledger", "aria-labelledby": heading },
      make("h3", { id: heading }, text.say(`ledger_${name}`)), this.#empty, this.#list,
    );
  }

  update(items, fresh) {
    this.#empty.hidden = items.length > 0;
    const rows = new Map();
    for (const item of items) {
      const words = JSON.stringify(item);
      const known = this.#rows.get(item.id);
      known?.tag.remove();
      rows.set(item.id, known?.words === words ? known : this.#row(item, words, known, fresh && !known && this.name !== UNKNOWN));
    }
    this.#rows = rows;
    // Moving an element that stays would take the focus from it, so only what is out of place is moved.
    let place = this.#list.firstElementChild;
    for (const { element } of rows.values()) {
      if (element === place) place = place.nextElementSibling;
      else this.#list.insertBefore(element, place);
    }
    while (place) {
      const next = place.nextElementSibling;
      place.remove();
      place = next;
    }
  }

  #row(item, words, known, isNew) {
    const tag = make("span", { class: "tag" }, this.#text.say("new"));
    const head = make("span", {}, item.label);
    const body = () => [make("p", { dir: "auto" }, item.text), ...this.#grounds.of(item)];
    const details = unfolding([head, ...(isNew ? [" ", tag] : [])], body, { open: known?.element.firstElementChild.open });
    return { element: make("li", {}, details), words, tag };
  }
}
