// What was heard and what is settled, in one list: what waits for the worker stands first.

import { make, newId } from "../dom.js";
import { answering, stated } from "./answering.js";
import { heardFirst } from "./hand.js";
import { KeyedList } from "./keyed-list.js";
import { open } from "./standing.js";

const BETWEEN = " … ";

/** Draws the list. `questions`: by id; `settle(question, value)`. */
export class HeardView {
  #text;
  #questions;
  #settle;
  #list = new KeyedList("ul", { class: "findings" });
  #empty;
  element;

  constructor(text, questions, settle) {
    this.#text = text;
    this.#questions = questions;
    this.#settle = settle;
    const heading = newId("heard");
    this.#list.element.setAttribute("aria-labelledby", heading);
    this.#empty = make("p", { class: "empty" }, text.say("heard_empty"));
    this.element = make(
      "section", { class: "heard-part", "aria-labelledby": heading },
      make("h3", { id: heading }, text.say("heard_title")), this.#empty, this.#list.element,
    );
  }

  draw(call, hand) {
    const waiting = heardFirst(call);
    const rest = [...call.standings.values()].filter((one) => one.state === "settled").map(({ question }) => question);
    const shown = (id) => this.#shown(id, call.standing(id), hand === id);
    this.#list.update([...waiting, ...rest], (id) => id, shown, (id) => this.#row(shown(id), call.standing(id)));
    this.#empty.hidden = this.#list.size > 0;
    for (const id of [...waiting, ...rest]) {
      const row = this.#list.get(id);
      row.toggleAttribute("data-hand", hand === id);
      row.dataset.state = call.standing(id).state;
      row.dataset.question = id;
    }
  }

  clear() {
    this.#list.update([]);
    this.#empty.hidden = false;
  }

  #shown(id, standing, hand) {
    const { state, value, heard, mentions } = standing;
    const words = mentions.filter((one) => one.value === heard).map(({ evidence }) => evidence.map(({ text }) => text).join(BETWEEN));
    const back = mentions.filter((one) => one.value !== heard).map(({ evidence }) => evidence.map(({ text }) => text).join(BETWEEN));
    return { id, state, value, heard, words, back, hand };
  }

  #row({ id, state, value, heard, words, back, hand }, standing) {
    const question = this.#questions.get(id);
    const settled = value !== null;
    return [
      make(
        "p", { class: "finding" },
        make("span", { class: "state", "data-icon": iconOf(state, value ?? heard) }, this.#text.say(stateOf(state, value ?? heard))), " ",
        make("span", { dir: "auto" }, value === "not_sure" ? question.ask : stated(question, settled ? value : heard)),
      ),
      state === "contradicted"
        ? make("p", { class: "against", dir: "auto" }, this.#text.parts("contradicted_since", { said: make("q", {}, words.at(-1) ?? "") }))
        : words.length ? make("p", { class: "said", dir: "auto" }, make("q", {}, words.at(-1))) : null,
      back.length && open(standing) ? make("p", { class: "said", dir: "auto" }, this.#text.parts("taken_back", { said: make("q", {}, back.at(-1)) })) : null,
      answering(this.#text, { question, standing, hand, settle: (given) => this.#settle(id, given) }),
    ];
  }
}

/** The key of the word for a state. */
export function stateOf(state, value) {
  if (state === "settled") return { yes: "state_yes", no: "state_no", not_sure: "state_not_sure" }[value] ?? "state_answered";
  return `state_${state}`;
}

export function iconOf(state, value) {
  if (state === "contradicted") return "against";
  if (state === "possible") return "possible";
  if (state === "denial") return "denial";
  return { no: "denied", not_sure: "possible" }[value] ?? "indicated";
}
