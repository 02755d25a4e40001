// Which conversation belongs to this tab. Only its id and key are kept, and only as long as the tab.

const KEPT = "online-abuse-assistant";
const PATIENCE = 400;

/** Keeps the conversation of one tab over a reload, and notices when another tab already holds it. */
export class Tab {
  #held = null;
  #release = () => {};
  #channel = null;

  /** What this tab kept; null for a new tab and for a copy of a tab that is still open. */
  async resume() {
    const kept = read();
    if (kept && (await this.#claim(kept.id))) {
      this.#held = kept;
      return kept;
    }
    return null;
  }

  /** Makes a conversation, `{id, key}`, this tab's own. */
  async keep(conversation) {
    const another = conversation.id !== this.#held?.id;
    this.#held = conversation;
    write(conversation);
    if (another) await this.#claim(conversation.id);
  }

  /** Writes it again: forgetting in another tab clears what all tabs of this site have stored. */
  renew() {
    if (this.#held) write(this.#held);
  }

  /** Nothing of the conversation stays in this tab. */
  clear() {
    this.#held = null;
    write(null);
    this.close();
  }

  close() {
    this.#release();
    this.#channel?.close();
    this.#channel = null;
  }

  /** Whether no other tab holds this conversation. A copied tab brings a copy of what was kept. */
  #claim(id) {
    this.close();
    return navigator.locks ? this.#lock(`${KEPT}/${id}`) : this.#ask(id);
  }

  #lock(name) {
    return new Promise((settle) => {
      const hold = () => {
        settle(true);
        return new Promise((release) => { this.#release = release; });
      };
      // After a reload the page before may take a moment to let go.
      navigator.locks.request(name, { signal: AbortSignal.timeout(PATIENCE) }, hold).catch(() => settle(false));
    });
  }

  /** Where the browser has no locks (a site without encryption), the other tab is asked. */
  #ask(id) {
    const channel = new BroadcastChannel(KEPT);
    this.#channel = channel;
    return new Promise((settle) => {
      const nobody = setTimeout(() => settle(true), PATIENCE);
      channel.onmessage = ({ data }) => {
        if (data.asks === id && this.#held?.id === id) channel.postMessage({ holds: id });
        if (data.holds === id && this.#held?.id !== id) {
          clearTimeout(nobody);
          settle(false);
        }
      };
      channel.postMessage({ asks: id });
    });
  }
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    return null; // a browser that stores nothing: the conversation then lasts until the page is left
  }
}

function write(conversation) {
  try {
    if (conversation) sessionStorage.setItem(KEPT, JSON.stringify(conversation));
    else sessionStorage.removeItem(KEPT);
  } catch {
    // As above.
  }
}
