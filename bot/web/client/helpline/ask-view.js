// What to ask next: three questions to be said aloud, and those that must not be missed until they are settled.

import { button, make, newId, unfolding } from "../dom.js";
import { answering } from "./answering.js";
import { KeyedList } from "./keyed-list.js";

/** Draws the questions. `questions`: by id; `settle(question, value)`; `take(question)` takes one in hand; `flags` marks wordings; `find` finds others. */
export class AskView {
  #text;
  #questions;
  #settle;
  #take;
  #flags;
  #list = new KeyedList("ol", { class: "asks" });
  #critical = new KeyedList("ul", { class: "critical" });
  #settled;
  #hand = null;
  #strip;
  element;

  constructor({ text, questions, settle, take, flags, find }) {
    this.#text = text;
    this.#questions = questions;
    this.#settle = settle;
    this.#take = take;
    this.#flags = flags;
    const [heading, must] = [newId("ask"), newId("critical")];
    this.#settled = make("p", { class: "empty" }, text.say("critical_settled"));
    this.#strip = make(
      "div", { class: "must" }, make("h3", { id: must }, text.say("critical_title")), this.#critical.element, this.#settled,
    );
    this.#list.element.setAttribute("aria-labelledby", heading);
    this.#critical.element.setAttribute("aria-labelledby", must);
    this.element = make(
      "section", { class: "pane ask", "aria-labelledby": heading },
      make("div", { class: "title" }, make("h2", { id: heading }, text.say("ask")), make("kbd", {}, text.say("key_ask")), find.field),
      find.element, this.#strip, make("div", { class: "scroll" }, this.#list.element),
    );
  }

  /** `asks`, `critical`: ids; `listed`: whether the question in hand stands elsewhere with its answers. */
  draw(call, { asks, critical }, hand, listed) {
    const shown = hand && !listed && !asks.includes(hand) ? [hand, ...asks] : asks;
    const data = (id) => [id, call.standing(id).state, call.standing(id).value, hand === id];
    this.#list.update(shown, (id) => id, data, (id) => this.#question(call, id, hand === id));
    for (const id of shown) {
      const row = this.#list.get(id);
      row.toggleAttribute("data-hand", hand === id);
      row.dataset.question = id;
    }
    this.#must(call, critical, hand);
    if (hand !== this.#hand) this.#list.get(hand)?.scrollIntoView({ block: "nearest" });
    this.#hand = hand;
  }

  clear() {
    this.#list.update([]);
    this.#critical.update([]);
  }

  #must(call, critical, hand) {
    const name = (id) => this.#text.say(`critical_${id}`);
    const state = (id) => this.#text.say({ possible: "critical_heard", denial: "grid_denial", contradicted: "state_contradicted" }[call.standing(id).state]
      ?? (call.standing(id).value === "not_sure" ? "critical_not_known" : "critical_open"));
    const told = (id) => call.standing(id).state !== "none";
    this.#critical.update(critical, (id) => id, (id) => [id, state(id), hand === id], (id) => [
      button([make("span", { class: "name" }, name(id)), " ", make("span", { class: told(id) ? "state" : "hidden-text" }, state(id))], () => this.#take(id), {
        "aria-pressed": String(hand === id),
      }),
    ]);
    for (const id of critical) this.#critical.get(id).dataset.question = id;
    this.#settled.hidden = critical.length > 0;
    this.#strip.toggleAttribute("data-settled", critical.length === 0);
  }

  #question(call, id, hand) {
    const question = this.#questions.get(id);
    return [
      make("button", { type: "button", class: "take", "aria-pressed": String(hand), on: { click: () => this.#take(id) } }, question.aloud.say),
      // What not to say, and the answers, are for the question that is being asked.
      ...(hand ? this.#asking(call, id, question) : []),
    ];
  }

  #asking(call, id, question) {
    return [
      make("p", { class: "avoid" }, question.aloud.avoid),
      answering(this.#text, { question, standing: call.standing(id), hand: true, settle: (value) => this.#settle(id, value) }),
      unfolding(this.#text.say("ask_why"), () => [
        make("p", {}, make("strong", {}, question.ask)), make("p", {}, question.why), this.#flags.button(`questions/${id}`, "unclear"),
      ], { class: "why" }),
    ];
  }
}
