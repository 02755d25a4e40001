// What was said so far, in order. Nothing here is read out by itself; the announcer does that.

import { make } from "./dom.js";
import { blocks } from "./text.js";

/** The conversation on the page. `views()`: what draws lists and the result, once it is there; `change(number)`: asks anew. */
export class Log {
  #text;
  #change;
  #views;
  #unsent = new Map();
  element = make("div", { class: "log" });

  constructor(text, views, change) {
    this.#text = text;
    this.#views = views;
    this.#change = change;
  }

  /** What a person said. `item`: the message while it has not arrived. */
  person(words, item = null) {
    const entry = this.#entry("person", words.split("\n").map((line) => make("p", { dir: "auto" }, line)));
    if (item) this.#unsent.set(item.message_id, entry);
  }

  /** The message arrived; or it was not taken in, and leaves. */
  arrived(messageId, taken = true) {
    const entry = this.#unsent.get(messageId);
    this.#unsent.delete(messageId);
    if (taken) entry?.querySelector(".unsent")?.remove();
    else entry?.remove();
  }

  /** Marks what has not arrived yet, while the server cannot be reached; returns whether there is any. */
  unreachable() {
    for (const entry of this.#unsent.values()) {
      if (!entry.querySelector(".unsent")) entry.lastElementChild.append(make("p", { class: "unsent" }, this.#text.say("not_sent_yet")));
    }
    return this.#unsent.size > 0;
  }

  /** The messages of one turn. Returns the first element to be seen of it, null when there is only a question. */
  assistant(messages) {
    this.#nothingToChange();
    const heard = messages.find((message) => message.question?.heard)?.question.heard;
    const drawn = messages.flatMap((message) => this.#drawn(message, heard));
    if (drawn.length) this.#entry("assistant", drawn);
    if (!messages.some((message) => message.part === "result")) return drawn[0] ?? null;
    // There is one result, and it stands where it was last given.
    const { element } = this.#views().result;
    this.element.append(element);
    return drawn[0] ?? element.firstElementChild;
  }

  /** A question that is being answered; returns its element. */
  asked(question) {
    return this.#entry("assistant", [make("p", { dir: "auto" }, question)]);
  }

  clear() {
    this.#unsent.clear();
    this.element.replaceChildren();
  }

  #entry(who, children) {
    const speaker = make("span", { class: "hidden-text" }, this.#text.say(`said_by_${who}`));
    const entry = make("div", { class: `entry ${who}` }, speaker, make("div", { class: "words" }, children));
    this.element.append(entry);
    return entry;
  }

  #drawn(message, heard) {
    if (message.part === "result") return [];
    const { heardList, answersList } = this.#views()?.lists ?? {};
    if (message.part === "heard" && heard) return heardList(this.#text, message.text, heard);
    if (message.part === "answers") return answersList(this.#text, message.text, this.#change);
    // The question that stands is drawn with its answers, below.
    return message.question ? [] : blocks(message.text);
  }

  /** The numbers of an earlier list may name other answers by now. */
  #nothingToChange() {
    for (const change of this.element.querySelectorAll(".change")) change.remove();
  }
}
