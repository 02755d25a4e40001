// What was heard and what is settled, in one list: what waits for the worker stands first.

import { make, newId } from "../dom.js";
import { answering, shownFor } from "./answering.js";
import { heardFirst } from "./hand.js";
import { KeyedList } from "./keyed-list.js";
import { alarming, open, words } from "./standing.js";

/** Draws the list. `questions`: by id; `settle(question, value)`; `take(question)` takes one in hand. */
export class HeardView {
  #text;
  #questions;
  #settle;
  #take;
  #list = new KeyedList("ul", { class: "findings" });
  #empty;
  #hand = null;
  element;

  constructor(text, questions, settle, take) {
    this.#text = text;
    this.#questions = questions;
    this.#settle = settle;
    this.#take = take;
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
    if (hand !== this.#hand) this.#list.get(hand)?.scrollIntoView({ block: "nearest" });
    this.#hand = hand;
  }

  clear() {
    this.#list.update([]);
    this.#empty.hidden = false;
  }

  #shown(id, standing, hand) {
    const { state, value, heard, mentions } = standing;
    const said = mentions.filter((one) => one.value === heard).map(words).at(-1) ?? null;
    const back = mentions.filter((one) => one.value !== heard).map(words).at(-1) ?? null;
    return { id, state, value, heard, said, back, hand };
  }

  #row({ id, state, value, heard, said, back, hand }, standing) {
    const question = this.#questions.get(id);
    const quoted = (key, quote) => make("p", { class: "said", dir: "auto" }, this.#text.parts(key, { said: make("q", {}, quote) }));
    return [
      make(
        "button", { type: "button", class: "take", "aria-pressed": String(hand), on: { click: () => this.#take(id) } },
        make("span", { class: "state", "data-icon": iconOf(state, value ?? heard) }, this.#text.say(stateOf(state, value ?? heard))), " ",
        make("span", { dir: "auto" }, shownFor(question, standing)),
      ),
      said !== null ? quoted(state === "contradicted" ? "contradicted_since" : "heard_in", said) : null,
      back !== null && open(standing) ? quoted("taken_back", back) : null,
      hand && !alarming(standing) ? answering(this.#text, { question, standing, hand, settle: (given) => this.#settle(id, given) }) : null,
    ];
  }
}

/** The key of the word for a state. */
export function stateOf(state, value) {
  if (state === "settled") return value === "not_sure" ? "state_not_sure" : "state_confirmed";
  return `state_${state}`;
}

export function iconOf(state, value) {
  if (state === "contradicted") return "against";
  if (state === "possible") return "possible";
  if (state === "denial") return "denial";
  return { no: "denied", not_sure: "possible" }[value] ?? "indicated";
}
