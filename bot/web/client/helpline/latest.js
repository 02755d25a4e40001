// Questions to the server of which only the latest answer counts.

/** Asks again and again; an answer that another question has overtaken is never told. */
export class Latest {
  #server;
  #path;
  #tell;
  #number = 0;
  #going = null;

  /** `tell(answer, about)` gets the answer to the latest question and what was handed to `ask` with it. */
  constructor(server, path, tell) {
    this.#server = server;
    this.#path = path;
    this.#tell = tell;
  }

  async ask(body, about) {
    this.drop();
    const number = this.#number;
    const going = new AbortController();
    this.#going = going;
    const overtaken = () => number !== this.#number;
    const response = await this.#server.ask(this.#path, { method: "POST", body, unless: overtaken, signal: going.signal });
    const answer = await response?.json().catch(() => null);
    if (response?.ok && answer && !overtaken()) this.#tell(answer, about);
  }

  /** Nothing that is still on its way will be told. */
  drop() {
    this.#number += 1;
    this.#going?.abort();
    this.#going = null;
  }
}
