// The advice so far: the first move, the steps in order to read out, how to reach whom, and what would change it.

import { make, newId, unfolding } from "../dom.js";
import { contact, scope } from "../route.js";
import { KeyedList } from "./keyed-list.js";

const WHENS = ["now", "today", "this_week", "later"];
const CHANGES = 3;
const PAUSE = ", ";

/** Draws an assessment. `spoken`: groups of digits to read out, by route; `flags` marks steps and contacts. */
export class AdviceView {
  #text;
  #spoken;
  #flags;
  #first = make("p", { class: "first" });
  #about = make("p", { class: "hint" });
  #steps;
  #changes = make("ul");
  #more;
  #known = null;
  #new = new Set();
  element;

  constructor({ text, spoken, flags }) {
    this.#text = text;
    this.#spoken = spoken;
    this.#flags = flags;
    const [heading, change] = [newId("advice"), newId("change")];
    this.#steps = new Map(WHENS.map((when) => [when, part(text.say(`when_${when}`), new KeyedList("ol", { class: "steps" }))]));
    this.#more = make("section", { "aria-labelledby": change }, make("h3", { id: change }, text.say("section_change")), this.#changes);
    this.element = make(
      "section", { class: "pane advice", "aria-labelledby": heading },
      make("h2", { id: heading, tabindex: "-1" }, text.say("advice")),
      make("div", { class: "scroll" }, this.#first, this.#about, [...this.#steps.values()].map(({ element }) => element), this.#more),
    );
  }

  focus() {
    this.element.querySelector("h2").focus();
  }

  draw(assessment) {
    const { first_move: first, steps, would_change: changes, complete } = assessment;
    this.#first.textContent = this.#text.say(`first_${first}`);
    this.#first.dataset.first = first;
    this.#about.textContent = this.#text.say(complete ? "advice_complete" : "advice_so_far");
    this.#markNew(steps);
    let number = 0;
    for (const [when, { element, list }] of this.#steps) {
      const due = steps.filter((step) => step.when === when);
      list.element.setAttribute("start", number + 1);
      number += due.length;
      list.update(due, ({ id }) => id, (step) => [step, this.#new.has(step.id)], (step) => this.#step(step));
      for (const { id } of due) list.get(id).dataset.step = id;
      element.hidden = due.length === 0;
    }
    this.#change(changes);
  }

  clear() {
    this.#known = null;
    this.#new.clear();
    this.#first.textContent = "";
    this.#about.textContent = "";
    for (const { element, list } of this.#steps.values()) {
      list.update([]);
      element.hidden = true;
    }
    this.#change([]);
  }

  /** What came with the latest answer is marked until the next. */
  #markNew(steps) {
    const ids = steps.map(({ id }) => id);
    const came = this.#known ? ids.filter((id) => !this.#known.has(id)) : [];
    if (came.length) this.#new = new Set(came);
    this.#known = new Set(ids);
  }

  #step(step) {
    return [
      make("p", { class: "do", dir: "auto" }, step.do, this.#new.has(step.id) ? [" ", make("span", { class: "tag" }, this.#text.say("new"))] : []),
      step.say ? make("p", { class: "say", dir: "auto" }, make("q", {}, step.say)) : null,
      step.route ? this.#route(step.route) : null,
      unfolding(this.#text.say("step_who_why"), () => [
        make("p", { class: "who", dir: "auto" }, this.#text.say("step_by", { who: step.who })),
        make("p", {}, step.why),
        make("p", { class: "origin" }, this.#text.say(`origin_${step.origin}`, { checked: step.checked ?? "" })),
        this.#flags.button(`steps/${step.id}`, "unclear"),
      ], { class: "why" }),
    ];
  }

  #route(route) {
    const digits = this.#spoken.get(route.id)?.join(PAUSE);
    const read = digits ? [make("span", { class: "spoken" }, this.#text.parts("read_out", { digits: make("strong", {}, digits) }))] : [];
    return make(
      "div", { class: "route" }, contact(this.#text, route, null, read),
      unfolding(this.#text.say("route_more"), () => [
        scope(this.#text, route), ...(route.note ? [make("p", {}, route.note)] : []), this.#flags.button(`routes/${route.id}`, "out_of_date"),
      ], { class: "why" }),
    );
  }

  #change(items) {
    const line = ({ text }) => make("li", { dir: "auto" }, text);
    const rest = items.slice(CHANGES);
    this.#changes.replaceChildren(...items.slice(0, CHANGES).map(line));
    this.#more.querySelector("details")?.remove();
    if (rest.length) this.#more.append(unfolding(this.#text.say("change_more", { number: rest.length }), () => make("ul", {}, rest.map(line)), { class: "why" }));
    this.#more.hidden = items.length === 0;
  }
}

function part(title, list) {
  return { element: make("section", { hidden: true }, make("h3", {}, title), list.element), list };
}
