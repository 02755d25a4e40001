// The connection to the server, and whether it stands.

import { Server } from "../server.js";

const NOT_SIGNED_IN = 401;

/** Asks with the cookie of whoever is signed in. `tell(state)` gets "reached", "lost" or "signed_out" when it changes. */
export class Line {
  #server;
  #tell;
  state = "reached";

  constructor(address, tell) {
    this.#tell = tell;
    this.#server = new Server(address, (reached) => this.#now(reached ? "reached" : "lost"), "same-origin");
    // The browser may know at once what a request finds out after half a minute.
    addEventListener("offline", () => this.#now("lost"));
  }

  async ask(path, options) {
    const response = await this.#server.ask(path, options);
    if (response?.status === NOT_SIGNED_IN) this.#now("signed_out");
    return response;
  }

  #now(state) {
    // What needs no cookie goes on working after the sign-in has run out.
    if (state === this.state || (state === "reached" && this.state === "signed_out")) return;
    this.state = state;
    this.#tell(state);
  }

  /** Somebody may have signed in anew elsewhere. */
  again() {
    if (this.state === "signed_out") this.state = "reached";
  }
}
