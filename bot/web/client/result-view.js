// The result: what to do in order, by which route, and what else helps to do it.

import { copy } from "./clipboard.js";
import { button, make, newId, unfolding } from "./dom.js";
import { contact, contactLines, scope } from "./route.js";

const SOON = new Set(["now", "today"]);
const WHENS = ["now", "today", "this_week", "later"];
const COPIED_FOR = 2_000;

/** Draws the result. `lead`: how the safeguarding lead is named here; `record`: what takes the record along. */
export class ResultView {
  #text;
  #grounds;
  #lead;
  #record;
  #drawn = "";
  element = make("section", { class: "result" });

  constructor({ text, grounds, lead, record }) {
    this.#text = text;
    this.#grounds = grounds;
    this.#lead = lead;
    this.#record = record;
  }

  update(assessment) {
    const drawn = JSON.stringify(assessment);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const heading = newId("result");
    this.element.setAttribute("aria-labelledby", heading);
    this.element.replaceChildren(
      make("h2", { id: heading }, this.#text.say("result_title")),
      ...this.#intro(assessment),
      ...this.#steps(assessment.steps),
      this.#factors(assessment),
      ...this.#part("section_change", this.#lines(assessment.would_change)),
      ...this.#part("section_barriers", this.#folded(assessment.barriers)),
      ...this.#part("section_practice", this.#learning(assessment, "practice")),
      ...this.#part("section_policy", this.#learning(assessment, "policy")),
      ...this.#part("section_ways", this.#folded(assessment.ways_of_harm)),
      this.#record,
      make("p", { class: "edition" }, this.#text.say("edition", assessment.edition)),
    );
  }

  clear() {
    this.#drawn = "";
    this.element.replaceChildren();
    this.element.remove();
  }

  #intro({ first_move: first, harm, risk, complete }) {
    const found = harm.length + risk.length > 0;
    return [
      make("p", { class: "first" }, this.#text.say(`first_${first}`)),
      make("p", {}, this.#text.say(found ? "result_about" : "result_nothing")),
      ...(complete ? [] : [make("p", {}, this.#text.say("result_so_far"))]),
    ];
  }

  /** What is due now and today stands open; the rest unfolds. */
  #steps(steps) {
    let number = 0;
    return WHENS.flatMap((when) => {
      const due = steps.filter((step) => step.when === when);
      if (!due.length) return [];
      const start = number + 1;
      number += due.length;
      const list = () => make("ol", { class: "steps", start }, due.map((step) => this.#step(step)));
      const title = make("h3", {}, this.#text.say(`when_${when}`));
      return SOON.has(when) ? [title, list()] : [unfolding(title, list, { class: "part" })];
    });
  }

  #step(step) {
    return make(
      "li", {},
      make("p", { class: "do", dir: "auto" }, step.do),
      make("p", { class: "who", dir: "auto" }, this.#text.say("step_by", { who: step.who })),
      step.route ? this.#route(step) : null,
      unfolding(this.#text.say("step_more"), () => [
        step.say ? make("p", { dir: "auto" }, this.#text.say("step_say", { words: step.say })) : "",
        make("p", { dir: "auto" }, step.why),
        make("p", { class: "origin" }, this.#text.say(`origin_${step.origin}`, { checked: step.checked ?? "" })),
        ...this.#grounds.of(step),
        ...(step.route ? [] : [this.#copying(step)]),
      ]),
    );
  }

  #route(step) {
    const { route } = step;
    return make(
      "div", { class: "route" },
      contact(this.#text, route, this.#lead, [this.#copying(step)]),
      scope(this.#text, route),
      route.note ? make("p", {}, route.note) : null,
    );
  }

  #copying({ do: what, who, route }) {
    const words = [what, who, ...(route ? contactLines(route) : [])].join("\n");
    const press = button(this.#text.say("copy"), async () => {
      const copied = await copy(words);
      press.textContent = this.#text.say(copied ? "copied" : "not_copied");
      setTimeout(() => { press.textContent = this.#text.say("copy"); }, COPIED_FOR);
    }, { class: "plain", "aria-label": this.#text.say("copy_step", { what }) });
    return press;
  }

  #factors({ factors, concerns }) {
    const rows = [...factors, ...concerns].map(({ title, status }) => make(
      "div", {}, make("dt", {}, title), make("dd", {}, this.#text.say(`status_${status}`)),
    ));
    return unfolding(make("h3", {}, this.#text.say("section_factors")), () => make("dl", { class: "factors" }, rows), { class: "part" });
  }

  #part(key, content) {
    return content.length ? [unfolding(make("h3", {}, this.#text.say(key)), () => content, { class: "part" })] : [];
  }

  #lines(items) {
    return items.length ? [make("ul", {}, items.map((item) => make("li", { dir: "auto" }, item.text)))] : [];
  }

  #folded(items) {
    return items.map((item) => unfolding(item.label, () => [make("p", {}, item.text), ...this.#grounds.of(item)]));
  }

  #learning({ learning }, audience) {
    const points = learning.filter((point) => point.audience === audience);
    return [...new Set(points.map((point) => point.section))].flatMap((section) => [
      make("h4", {}, section),
      make("ul", {}, points.filter((point) => point.section === section).map((point) => make("li", {}, point.text))),
    ]);
  }
}
