// The server: one request at a time, until it has answered.

const LONGEST_WAIT = 30_000;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;
const TRY_AGAIN = new Set([408, 425, 429]);

/** Asks the server. Tells `onreach(boolean)` when it cannot be reached and when it can again. */
export class Server {
  #address;
  #onreach;
  #credentials;
  #closed = new AbortController();
  key = "";

  /** `credentials`: whether a cookie goes along; where there is a key none does. */
  constructor(address, onreach, credentials = "omit") {
    this.#address = address;
    this.#onreach = onreach;
    this.#credentials = credentials;
  }

  /** The response, once there is one that another attempt would not change; null after `close()`, `unless()` or `signal`. */
  async ask(path, { method = "GET", body, unless = () => false, signal = this.#closed.signal } = {}) {
    const over = () => this.#closed.signal.aborted || signal.aborted || unless();
    for (let pause = FIRST_PAUSE; !over(); pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      const response = await this.#once(path, method, body, signal);
      if (response && response.status < 500 && !TRY_AGAIN.has(response.status)) {
        this.#onreach(true);
        return response;
      }
      if (over()) break;
      this.#onreach(false);
      await this.#pause(pause, signal);
    }
    return null;
  }

  /** No request goes on, and none is repeated. */
  close() {
    this.#closed.abort();
  }

  async #once(path, method, body, signal) {
    const late = new AbortController();
    const stop = () => late.abort();
    const timer = setTimeout(stop, LONGEST_WAIT);
    const stops = [this.#closed.signal, signal];
    for (const one of stops) one.addEventListener("abort", stop);
    try {
      return await fetch(this.#address + path, {
        method,
        body: body && JSON.stringify(body),
        headers: {
          ...(body && { "Content-Type": "application/json" }),
          ...(this.key && { Authorization: `Bearer ${this.key}` }),
        },
        cache: "no-store",
        credentials: this.#credentials,
        signal: late.signal,
      });
    } catch {
      return null; // no connection, or no answer in time: both are tried again
    } finally {
      clearTimeout(timer);
      for (const one of stops) one.removeEventListener("abort", stop);
    }
  }

  /** Waits, or until the browser says that there is a connection again. */
  #pause(milliseconds, signal) {
    const stops = [this.#closed.signal, signal];
    return new Promise((go) => {
      const done = () => {
        clearTimeout(timer);
        removeEventListener("online", done);
        for (const one of stops) one.removeEventListener("abort", done);
        go();
      };
      const timer = setTimeout(done, milliseconds);
      addEventListener("online", done);
      for (const one of stops) one.addEventListener("abort", done);
    });
  }
}
