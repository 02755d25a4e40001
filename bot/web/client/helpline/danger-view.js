// Danger that was heard interrupts: it is seen and read out at once, and the focus stays where somebody types.

import { make } from "../dom.js";
import { answering, stated } from "./answering.js";
import { alarming, words } from "./standing.js";

/** Draws what alarms. `questions`: by id; `settle(question, value)`. */
export class DangerView {
  #text;
  #questions;
  #settle;
  // It stands there from the start: a region that comes with its words is not read out everywhere. What is seen stands beside
  // it, since it changes with every word that is added, and nobody wants to hear it again for that.
  #alert = make("div", { role: "alert", class: "hidden-text" });
  #seen = make("div", { class: "alert", "aria-hidden": "true" });
  #spoken = "";
  #answers = make("div");
  #drawn = "";
  #box = make("div", { class: "danger", hidden: true }, this.#answers);
  element = make("div", { class: "interrupts" }, this.#alert, this.#seen, this.#box);

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
    this.#spoken = "";
    for (const element of [this.#alert, this.#seen, this.#answers]) element.replaceChildren();
    this.#box.hidden = true;
  }

  /** Read out again only when another fragment alarms, or the same one of something else. */
  #say(alarms) {
    const sentences = () => alarms.map((one) => make("p", { dir: "auto" }, this.#text.parts("danger_heard", {
      said: make("q", {}, words(one.mentions.at(-1))),
      ask: this.#questions.get(one.question).aloud.say,
    })));
    this.#seen.replaceChildren(...sentences());
    const spoken = alarms.map(({ question, mentions }) => `${question} ${mentions.at(-1).fragment.id}`).join();
    if (spoken === this.#spoken) return;
    this.#spoken = spoken;
    this.#alert.replaceChildren(...sentences());
  }
}
