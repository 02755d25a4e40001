// Wrapping up: what is still open, the record to take along, and a new caller.

import { button, make, newId } from "../dom.js";
import { RecordView } from "../record.js";

/** A dialog. `fetch(what)` gives a record as a response, `newCaller()` ends the call, `tell(words)` reads out. */
export class WrapView {
  #text;
  #open = make("ul");
  #none;
  element;

  constructor({ text, fetch, newCaller, tell }) {
    this.#text = text;
    const heading = newId("wrap");
    this.#none = make("p", {}, text.say("critical_settled"));
    const record = new RecordView(text, fetch, tell);
    this.element = make(
      "dialog", { class: "wrap", "aria-labelledby": heading },
      make("h2", { id: heading, tabindex: "-1", autofocus: true }, text.say("wrap_title")),
      make("section", {}, make("h3", {}, text.say("wrap_open")), this.#open, this.#none),
      record.element,
      make(
        "section", {}, make("h3", {}, text.say("new_caller")), make("p", {}, text.say("new_caller_about")),
        make(
          "div", { class: "buttons" },
          button([text.say("new_caller"), " ", make("kbd", {}, text.say("key_new_caller"))], () => { this.element.close(); newCaller(); }, { class: "primary" }),
          button(text.say("wrap_back"), () => this.element.close()),
        ),
      ),
    );
  }

  /** `critical`: ids of what is not settled. */
  show(critical) {
    this.#open.replaceChildren(...critical.map((id) => make("li", {}, this.#text.say(`critical_${id}`))));
    this.#none.hidden = critical.length > 0;
    if (!this.element.open) this.element.showModal();
  }

  close() {
    if (this.element.open) this.element.close();
  }
}
