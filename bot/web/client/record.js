// Taking the record along: fetched with the key, handed over as a file. Nothing of it stands in an address.

import { button, make, newId } from "./dom.js";

const FORMATS = ["html", "docx", "pdf", "txt", "json"];
const NAME = /filename="?([^";]+)"?/;

/** The part of the result by which the record is saved. `fetch(path)` gives the response, or null; `tell` reads out. */
export class RecordView {
  #text;
  #fetch;
  #tell;
  #heading;
  #state = make("p", { class: "notice", hidden: true });

  constructor(text, fetch, tell) {
    this.#text = text;
    this.#fetch = fetch;
    this.#tell = tell;
    const heading = newId("record");
    this.#heading = make("h3", { id: heading, tabindex: "-1" }, text.say("record_title"));
    this.element = make(
      "section", { class: "record", "aria-labelledby": heading },
      this.#heading,
      make("p", {}, text.say("record_about")),
      make("div", { class: "options" }, FORMATS.map(
        (format) => button(text.say(`record_${format}`), () => this.#save(format), { class: "option" }),
      )),
      this.#state,
    );
  }

  /** Brings it into view, for somebody who asked for it. */
  show() {
    this.element.scrollIntoView();
    this.#heading.focus({ preventScroll: true });
  }

  async #save(format) {
    const response = await this.#fetch(`record.${format}`);
    this.#state.textContent = this.#text.say(response ? "record_saved" : "record_failed");
    this.#state.hidden = false;
    this.#tell(this.#state.textContent);
    if (!response) return;
    const name = NAME.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? `record.${format}`;
    const address = URL.createObjectURL(await response.blob());
    make("a", { href: address, download: name }).click();
    URL.revokeObjectURL(address);
  }
}
