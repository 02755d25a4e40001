// Marking a wording as unclear or a contact as out of date, for those who keep the content. Nothing of the call goes along.

import { button } from "../dom.js";

/** Buttons that mark an item. `server`: as elsewhere; `tell(words)` reads out. */
export class Flags {
  #text;
  #server;
  #tell;
  #marked = new Set();

  constructor(text, server, tell) {
    this.#text = text;
    this.#server = server;
    this.#tell = tell;
  }

  /** A button for an item such as "questions/coercion"; `kind`: unclear or out_of_date. */
  button(item, kind) {
    const done = this.#marked.has(`${item} ${kind}`);
    const press = button(this.#text.say(done ? "flagged" : `flag_${kind}`), async () => {
      if (await this.mark(item, kind)) press.replaceChildren(this.#text.say("flagged"));
    }, { class: "plain flag" });
    return press;
  }

  /** Returns whether it is marked. */
  async mark(item, kind) {
    const name = `${item} ${kind}`;
    if (this.#marked.has(name)) return true;
    this.#marked.add(name);
    const response = await this.#server.ask("/api/helpline/flags", { method: "POST", body: { item, kind } });
    if (!response?.ok) this.#marked.delete(name);
    this.#tell(this.#text.say(response?.ok ? `flagged_${kind}` : "not_flagged"));
    return Boolean(response?.ok);
  }
}
