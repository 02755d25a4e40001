// The one question that the answer keys settle. It stays in hand until it is settled, so that no key meets another one.

import { alarming, open } from "./standing.js";

// Danger comes into hand by itself; a key that was meant for what was in hand before does nothing for so long.
const SETTLING = 700;

/**
 * What is in hand, and what comes next. Of what was heard something is in hand by itself; a question only when the worker
 * takes it, so that no key meant for a finding answers a question that nobody has asked.
 */
export class Hand {
  #chosen = false;
  #alarms = new Set();
  #since = -Infinity;
  question = null;

  /** Whether keys may answer already. */
  get ready() {
    return performance.now() - this.#since > SETTLING;
  }

  /** `call` as it stands. */
  update(call) {
    const waiting = heardFirst(call);
    const alarms = waiting.filter((id) => alarming(call.standing(id)));
    const alarm = alarms.find((id) => !this.#alarms.has(id));
    this.#alarms = new Set(alarms);
    if (alarm && alarm !== this.question) {
      this.#since = performance.now();
      this.#take(alarm, true);
      return;
    }
    if (!this.#chosen && !waiting.includes(this.question)) this.#take(waiting[0] ?? null, false);
  }

  /** Takes a question in hand because the worker wants it. */
  take(question) {
    this.#take(question, true);
  }

  /** The next or the one before of all that waits. */
  move(step, call, asks) {
    const all = [...new Set([...heardFirst(call), ...asks])];
    if (!all.length) return;
    const at = all.indexOf(this.question);
    this.#take(all[at < 0 ? 0 : (at + step + all.length) % all.length], true);
  }

  /** What was in hand is settled, or the call is over. */
  release() {
    this.#take(null, false);
  }

  clear() {
    this.release();
    this.#alarms.clear();
    this.#since = -Infinity;
  }

  #take(question, chosen) {
    this.question = question;
    this.#chosen = chosen;
  }
}

/** What was heard and waits to be settled: danger first, then in the order of the notes, so that new things move nothing. */
export function heardFirst(call) {
  const place = (one) => call.fragments.all.indexOf(one.mentions.at(-1)?.fragment);
  return [...call.standings.values()].filter(open)
    .sort((one, other) => alarming(other) - alarming(one) || place(one) - place(other))
    .map(({ question }) => question);
}
