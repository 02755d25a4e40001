// One conversation with the server: begun or gone on with, sent to in order, forgotten.

import { Server } from "./server.js";
import { Tab } from "./tab.js";

const OPENING = { message: "hello", message_id: "opening" };

/**
 * Tells by events what happens: `told` (the conversation so far), `turn` (the assistant answered), `refused` (a message was
 * not taken in), `working` (true while an answer is waited for), `reach` (whether the server answers), `new` (the earlier
 * conversation is gone), `forgetting` and `forgotten`, `closed` (this site may not use the server).
 */
export class Session extends EventTarget {
  #server;
  #tab = new Tab();
  #who;
  #id = null;
  #queue = [];
  #sending = Promise.resolve();
  #forgetting = false;

  /** `address`: the server's, without a slash at the end; `who`: role and nation as the page around knows them. */
  constructor(address, who) {
    super();
    this.#server = new Server(address, (reached) => this.#tell("reach", reached));
    this.#who = who;
  }

  /** How many messages wait to be sent. */
  get waiting() {
    return this.#queue.length;
  }

  /** Goes on with this tab's conversation, or begins one. */
  async start() {
    const kept = await this.#tab.resume();
    if (kept?.forgetting) {
      this.#open(kept);
      return this.forget();
    }
    if (kept && (await this.#resumed(kept))) return undefined;
    return this.#begin();
  }

  /** Sends a message, after those that still wait. `shown`: what stands in the conversation for it. */
  say(message, shown = message) {
    const item = { message, message_id: newMessageId(), shown };
    this.#post(item);
    return item;
  }

  /** Something of the server's that belongs to this conversation, such as its record; null when it is not to be had. */
  async fetch(what) {
    const response = await this.#server.ask(`/api/conversations/${this.#id}/${what}`);
    return response?.ok ? response : null;
  }

  /** What lines may rest on, by id; null when it is not to be had. */
  async sources() {
    const response = await this.#server.ask("/api/sources");
    return response?.ok ? response.json() : null;
  }

  /** Deletes the conversation on the server, however long it takes to reach it, and then in this tab. */
  async forget() {
    this.#forgetting = true;
    this.#queue.length = 0;
    this.#tell("forgetting");
    if (this.#id) {
      await this.#tab.keep({ id: this.#id, key: this.#server.key, forgetting: true });
      // A message that is still on its way would bring the conversation back.
      await this.#sending;
      if ((await this.#server.ask(`/api/conversations/${this.#id}`, { method: "DELETE" })) === null) return;
    }
    this.#tab.clear();
    this.#id = null;
    this.#tell("forgotten");
  }

  /** Begins anew after forgetting. */
  async again() {
    this.#forgetting = false;
    this.#server.key = "";
    await this.#begin();
  }

  /** Keeps in this tab what a reload needs. */
  renew() {
    this.#tab.renew();
  }

  close() {
    this.#server.close();
    this.#tab.close();
  }

  #open({ id, key }) {
    this.#id = id;
    this.#server.key = key;
  }

  async #resumed(kept) {
    this.#open(kept);
    const response = await this.#server.ask(`/api/conversations/${kept.id}/messages`);
    if (response === null) return true;
    if (response.ok) {
      const told = await response.json();
      if (told.messages.length) this.#tell("told", told);
      else this.#post({ ...OPENING });
      return true;
    }
    this.#server.key = "";
    this.#tell("new");
    return false;
  }

  async #begin() {
    const response = await this.#server.ask("/api/conversations", { method: "POST", body: this.#who });
    if (response === null || this.#forgetting) return;
    if (response.status === 422 && Object.keys(this.#who).length) {
      // The page around gave a role or nation that there is not; then it is asked.
      console.warn((await response.json()).error.message);
      this.#who = {};
      await this.#begin();
      return;
    }
    if (!response.ok) {
      this.#tell("closed");
      return;
    }
    const conversation = await response.json();
    this.#open(conversation);
    await this.#tab.keep(conversation);
    this.#post({ ...OPENING });
  }

  #post(item) {
    this.#queue.push(item);
    this.#sending = this.#sending.then(() => this.#send(item));
  }

  async #send(item) {
    const dropped = () => !this.#queue.includes(item);
    if (dropped()) return;
    this.#tell("working", true);
    const { message, message_id } = item;
    const path = `/api/conversations/${this.#id}/messages`;
    const response = await this.#server.ask(path, { method: "POST", body: { message, message_id }, unless: dropped });
    const answer = await response?.json().catch(() => ({}));
    if (dropped()) return;
    this.#queue.shift();
    this.#tell("working", this.waiting > 0);
    if (response === null) return;
    if (!response.ok) this.#tell("refused", { ...item, status: response.status });
    // Asked to forget in words, the server has; asking by `DELETE` as well clears what the browser stored.
    else if (answer.forgotten) this.forget();
    else this.#tell("turn", { ...item, ...answer, messages: answer.messages.map(plain) });
  }

  #tell(event, detail) {
    this.dispatchEvent(new CustomEvent(event, { detail }));
  }
}

function newMessageId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A message of the assistant with its question beside its text. */
function plain({ custom, ...message }) {
  return { ...message, ...custom };
}
