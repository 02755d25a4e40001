// What the notes say, asked of the server one fragment at a time.

import { readable } from "./fragments.js";

const AT_ONCE = 4;

/** Has the fragments of a call understood, each as it was last written. `heard(call)` is called with each answer. */
export class Hearing {
  #server;
  #heard;
  #going = new Map();

  constructor(server, heard) {
    this.#server = server;
    this.#heard = heard;
  }

  /** What was written last comes first, since it is what the worker is waiting for. */
  listen(call) {
    const waiting = call.fragments.waiting.reverse();
    for (const [id, one] of this.#going) {
      if (!waiting.some((fragment) => fragment.id === id && fragment.text === one.text)) this.#stop(id);
    }
    for (const { id, text } of waiting) {
      if (this.#going.size >= AT_ONCE) return;
      if (!this.#going.has(id)) this.#ask(call, id, text);
    }
  }

  /** Nothing of an earlier call is asked or told any more. */
  drop() {
    for (const id of [...this.#going.keys()]) this.#stop(id);
  }

  async #ask(call, id, text) {
    const stop = new AbortController();
    const mine = { text, stop };
    this.#going.set(id, mine);
    const overtaken = () => this.#going.get(id) !== mine;
    const body = { text: readable(text) };
    const response = await this.#server.ask("/api/understand", { method: "POST", body, unless: overtaken, signal: stop.signal });
    const understood = await response?.json().catch(() => null);
    if (overtaken()) return;
    this.#going.delete(id);
    // What cannot be read at all is left as it is: asking again would not change that.
    call.hear(id, text, response?.ok && understood ? understood : { findings: [] });
    this.#heard(call);
    this.listen(call);
  }

  #stop(id) {
    const { stop } = this.#going.get(id);
    this.#going.delete(id);
    stop.abort();
  }
}
