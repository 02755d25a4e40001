// Where the worker writes. What was heard is marked beneath the text, which stays an ordinary box to write in.

import { make, newId } from "../dom.js";
import { place } from "./fragments.js";
import { alarming } from "./standing.js";

// What is to be seen where several things were heard in the same words, the weightiest last.
const WEIGHTS = ["back", "no", "denial", "yes", "possible", "contradicted", "alarm"];

/** The notes. `written(text, paused)` is called with every change; `paused` when a line has ended. */
export class NotesView {
  #text;
  #written;
  #marks = make("div", { class: "marks", "aria-hidden": "true" });
  #paper = make("div", { class: "paper" });
  #hint = make("p", { class: "hint", id: newId("hint") });
  #label = make("label");
  #box;
  element;

  constructor(text, written) {
    this.#text = text;
    this.#written = written;
    const heading = newId("notes");
    this.#label.append(text.say("notes_label"));
    this.#label.classList.add("hidden-text");
    this.#hint.textContent = text.say("notes_hint");
    this.element = make(
      "section", { class: "pane notes", "aria-labelledby": heading },
      make("h2", { id: heading }, text.say("notes")), this.#label, this.#paper, this.#hint,
    );
    this.renew();
  }

  /** An empty box in place of the one before, whose history of changes would bring back what was written in it. */
  renew(notes = "") {
    const id = newId("notes");
    this.#box = make("textarea", {
      id, dir: "auto", autocomplete: "off", autocapitalize: "off", spellcheck: "false", rows: 1,
      "aria-describedby": this.#hint.id, placeholder: this.#text.say("notes_begin"),
      on: { input: () => this.#changed(), scroll: () => this.#follow() },
    });
    this.#box.value = notes;
    this.#label.htmlFor = id;
    this.#marks.replaceChildren();
    this.#paper.replaceChildren(this.#marks, this.#box);
  }

  focus() {
    this.#box.focus();
  }

  get focused() {
    return document.activeElement === this.#box;
  }

  /** Marks what was heard. */
  draw(call) {
    const found = spans(call);
    const lines = call.fragments.all.flatMap((fragment, at) => [at ? "\n" : "", ...pieces(fragment.text, found.get(fragment) ?? [])]);
    // A last empty line has no height of its own.
    this.#marks.replaceChildren(...lines, "\n ");
    this.#follow();
  }

  #changed() {
    const { value, selectionStart } = this.#box;
    this.#written(value, value[selectionStart - 1] === "\n");
  }

  #follow() {
    this.#marks.scrollTop = this.#box.scrollTop;
  }
}

/** Start, end and kind of everything heard, by fragment. */
function spans(call) {
  const found = new Map();
  for (const standing of call.standings.values()) {
    for (const mention of standing.mentions) {
      const kind = kindOf(standing, mention);
      const { fragment } = mention;
      if (!found.has(fragment)) found.set(fragment, []);
      for (const { start, end, text } of mention.evidence) {
        const [from, to] = [place(fragment.text, start), place(fragment.text, end)];
        // Words that have been written over since are no longer what was heard.
        if (fragment.text.slice(from, to) === text) found.get(fragment).push({ from, to, weight: WEIGHTS.indexOf(kind) });
      }
    }
  }
  return found;
}

function kindOf(standing, { value }) {
  if (standing.state === "none" || (value !== standing.heard && standing.value === null)) return "back";
  if (alarming(standing)) return "alarm";
  if (standing.state === "settled") return standing.value === value ? (value === "no" ? "no" : "yes") : "back";
  return standing.state;
}

/** The text of a fragment, cut where a mark begins or ends. */
function pieces(text, marked) {
  const cuts = [...new Set([0, text.length, ...marked.flatMap(({ from, to }) => [from, to])])].sort((one, other) => one - other);
  return cuts.slice(0, -1).map((from, at) => {
    const over = marked.filter((one) => one.from <= from && one.to > from);
    const words = text.slice(from, cuts[at + 1]);
    return over.length ? make("mark", { "data-kind": WEIGHTS[Math.max(...over.map(({ weight }) => weight))] }, words) : words;
  });
}
