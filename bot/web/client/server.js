// The server: one request at a time, until it has answered.

const LONGEST_WAIT = 30_000;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;
const TRY_AGAIN = new Set([408, 425, 429]);

/** Asks the server. Tells `onreach(boolean)` when it cannot be reached and when it can again. */
export class Server {
  #address;
  #onreach;
  #closed = new AbortController();
  key = "";

  constructor(address, onreach) {
    this.#address = address;
    this.#onreach = onreach;
  }

  /** The response, once there is one that another attempt would not change; null after `close()` or `unless()`. */
  async ask(path, { method = "GET", body, unless = () => false } = {}) {
    for (let pause = FIRST_PAUSE; !this.#closed.signal.aborted && !unless(); pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      const response = await this.#once(path, method, body);
      if (response && response.status < 500 && !TRY_AGAIN.has(response.status)) {
        this.#onreach(true);
        return response;
      }
      if (this.#closed.signal.aborted) break;
      this.#onreach(false);
      await this.#pause(pause);
    }
    return null;
  }

  /** No request goes on, and none is repeated. */
  close() {
    this.#closed.abort();
  }

  async #once(path, method, body) {
    const late = new AbortController();
    const stop = () => late.abort();
    const timer = setTimeout(stop, LONGEST_WAIT);
    this.#closed.signal.addEventListener("abort", stop);
    try {
      return await fetch(this.#address + path, {
        method,
        body: body && JSON.stringify(body),
        headers: {
          ...(body && { "Content-Type": "application/json" }),
          ...(this.key && { Authorization: `Bearer ${this.key}` }),
        },
        cache: "no-store",
        credentials: "omit",
        signal: late.signal,
      });
    } catch {
      return null; // no connection, or no answer in time: both are tried again
    } finally {
      clearTimeout(timer);
      this.#closed.signal.removeEventListener("abort", stop);
    }
  }

  /** Waits, or until the browser says that there is a connection again. */
  #pause(milliseconds) {
    return new Promise((go) => {
      const done = () => {
        clearTimeout(timer);
        removeEventListener("online", done);
        this.#closed.signal.removeEventListener("abort", done);
        go();
      };
      const timer = setTimeout(done, milliseconds);
      addEventListener("online", done);
      this.#closed.signal.addEventListener("abort", done);
    });
  }
}
