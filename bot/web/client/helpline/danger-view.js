// Danger that was heard interrupts: it is seen and read out at once, and the focus stays where somebody types.

import { make } from "../dom.js";
import { answering, stated } from "./answering.js";
import { alarming, words } from "./standing.js";

/** Draws what alarms. `questions`: by id; `settle(question, value)`. */
export class DangerView {
  #text;
  #questions;
  #settle;
  // It stands there from the start: a region that comes with its words is not read out everywhere.
  #alert = make("div", { role: "alert", class: "alert" });
  #answers = make("div");
  #drawn = "";
  #box = make("div", { class: "danger", hidden: true }, this.#answers);
  element = make("div", { class: "interrupts" }, this.#alert, this.#box);

  constructor(text, questions, settle) {
    this.#text = text;
    this.#questions = questions;
    this.#settle = settle;
  }

  draw(call, hand) {
    const alarms = [...call.standings.values()].filter(alarming);
    const drawn = JSON.stringify([alarms.map(({ question, mentions }) => [question, words(mentions.at(-1))]), hand]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#box.hidden = alarms.length === 0;
    this.#say(alarms);
    const within = this.#answers.contains(document.activeElement);
    this.#answers.replaceChildren(...alarms.map((one) => make(
      "div", { class: "row", "data-question": one.question },
      alarms.length > 1 ? make("strong", {}, stated(this.#questions.get(one.question), "yes")) : null,
      answering(this.#text, {
        question: this.#questions.get(one.question), standing: one, hand: hand === one.question, settle: (value) => this.#settle(one.question, value),
      }),
    )));
    if (within) this.#answers.querySelector("button")?.focus();
  }

  clear() {
    this.#drawn = "";
    this.#alert.replaceChildren();
    this.#answers.replaceChildren();
    this.#box.hidden = true;
  }

  /** Read out again only when something else alarms. */
  #say(alarms) {
    const sentences = alarms.map((one) => this.#text.parts("danger_heard", {
      said: make("q", {}, words(one.mentions.at(-1))),
      ask: this.#questions.get(one.question).aloud.say,
    }));
    const made = sentences.map((parts) => make("p", {}, parts));
    if (made.map((one) => one.textContent).join() !== this.#alert.textContent) this.#alert.replaceChildren(...made);
  }
}
