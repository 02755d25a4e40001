// The seven factors and the three concerns: how each stands, and on what.

import { make, newId } from "../dom.js";
import { answering, shownFor } from "./answering.js";
import { DANGERS, YES, alarming, words } from "./standing.js";

// What stands as indicated in an assessment that counts danger before it is confirmed.
const RECKONED = ["immediate_danger", "self_harm"];
const WORDS = { indicated: "grid_indicated", possible: "grid_possible", not_indicated: "grid_denied", not_asked: "grid_not_asked" };

/** Draws the grid. `take(question)` takes a question in hand, `settle(question, value)`, `grounds` as in the conversation. */
export class GridView {
  #text;
  #rows;
  element;

  constructor({ text, labels, questions, grounds, take, settle }) {
    this.#text = text;
    const heading = newId("grid");
    this.#rows = labels.map((label, at) => new Row({ text, label, question: questions.get(label.id), grounds, take, settle, number: (at + 1) % 10 }));
    const list = (kind) => make("ul", { "aria-label": text.say(`grid_${kind}`) }, this.#rows.filter((row) => row.kind === kind).map((row) => row.element));
    this.element = make(
      "section", { class: "pane grid", "aria-labelledby": heading },
      make("h2", { id: heading }, text.say("grid")), list("factors"), list("concerns"),
    );
  }

  /** `statuses`: by id as the assessment has them, empty before the first. */
  draw(call, statuses, hand) {
    for (const row of this.#rows) row.draw(call, statuses.get(row.id), hand === row.id);
  }

  /** Takes the row of this number in hand, and unfolds it when it is in hand already; returns its question. */
  choose(number, hand) {
    const row = this.#rows.find((one) => one.number === number);
    if (hand === row.id) row.toggle();
    return row.id;
  }

  clear() {
    for (const row of this.#rows) row.fold();
  }
}

class Row {
  #text;
  #label;
  #question;
  #grounds;
  #settle;
  #status = make("span", { class: "state" });
  #press;
  #more;
  #drawn = "";
  #call = null;
  #hand = false;
  element;

  constructor({ text, label, question, grounds, take, settle, number }) {
    this.#text = text;
    this.#label = label;
    this.#question = question;
    this.#grounds = grounds;
    this.#settle = settle;
    this.number = number;
    this.#more = make("div", { class: "more", id: newId("more"), hidden: true });
    this.#press = make("button", {
      type: "button", "aria-expanded": "false", "aria-controls": this.#more.id,
      on: { click: () => { this.toggle(); take(this.id); } },
    }, make("kbd", {}, String(number)), make("span", { class: "name" }, label.name), this.#status);
    this.element = make("li", { "data-label": label.id }, this.#press, this.#more);
  }

  get id() {
    return this.#label.id;
  }

  get kind() {
    return `${this.#label.kind}s`;
  }

  draw(call, assessed, hand) {
    this.#call = call;
    this.#hand = hand;
    const status = statusOf(call, this.id, assessed);
    this.element.dataset.status = status;
    this.element.toggleAttribute("data-hand", hand);
    this.#status.dataset.icon = { not_indicated: "denied", not_asked: "open" }[status] ?? status;
    this.#status.textContent = this.#text.say(this.#word(status));
    if (!this.#more.hidden) this.#unfold();
  }

  toggle() {
    if (this.#more.hidden) {
      this.#more.hidden = false;
      this.#unfold();
      this.element.scrollIntoView({ block: "nearest" });
    } else this.fold();
    this.#press.setAttribute("aria-expanded", String(!this.#more.hidden));
  }

  fold() {
    this.#more.hidden = true;
    this.#more.replaceChildren();
    this.#drawn = "";
    this.#press.setAttribute("aria-expanded", "false");
  }

  #word(status) {
    const { state } = this.#call.standing(this.id);
    if (state === "contradicted") return "state_contradicted";
    return state === "denial" && status === "not_asked" ? "grid_denial" : WORDS[status];
  }

  /** The words of the caller, the answers, and the source; drawn anew only when they have changed. */
  #unfold() {
    const standing = this.#call.standing(this.id);
    const said = standing.mentions.map((one) => ({ from: "message", question: this.id, said: words(one) }));
    const drawn = JSON.stringify([said, standing.value, standing.state, this.#hand]);
    if (drawn === this.#drawn) return;
    const within = this.#more.contains(document.activeElement);
    this.#drawn = drawn;
    this.#more.replaceChildren(
      make("p", { class: "summary" }, this.#label.summary),
      make("p", {}, shownFor(this.#question, standing)),
      answering(this.#text, { question: this.#question, standing, hand: this.#hand, settle: (value) => this.#settle(this.id, value) }),
      ...this.#grounds.of({ because: said, cites: this.#label.cites }),
    );
    if (within) this.#press.focus();
  }
}

/** What was only heard is possible, although the advice already reckons with danger that was only heard. */
function statusOf(call, id, assessed) {
  const { state, value } = call.standing(id);
  if (value === YES) return "indicated";
  if (assessed === "indicated" && RECKONED.includes(id) && DANGERS.some((one) => alarming(call.standing(one)))) return "possible";
  if (state === "possible" && assessed !== "indicated") return "possible";
  return assessed ?? { no: "not_indicated", not_sure: "possible" }[value] ?? "not_asked";
}
