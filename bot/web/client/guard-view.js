// Before something is sent that may point to a person: what it is, a neutral word for each, and the person's decision.

import { button, make, newId } from "./dom.js";
import { replaced } from "./guard.js";

const PERSONS = ["guard_person_a", "guard_person_b"];
const FOR_NAMES = [
  ...PERSONS, "guard_child_a", "guard_child_b", "guard_adult_a", "guard_adult_b", "guard_place", "guard_name",
];

/** Shows the marks of one text. `decided(text)` gets what is to be sent, or null to go on writing. */
export class GuardView {
  #text;
  #written;
  #marks;
  #chosen;
  #preview = make("p", { class: "preview", dir: "auto" });

  constructor(text, written, marks, names, decided) {
    this.#text = text;
    this.#written = written;
    this.#marks = marks;
    this.#chosen = new Map();
    for (const mark of marks.filter(({ text: words }) => !this.#chosen.has(words))) {
      const word = this.#firstWord(mark, names);
      if (mark.kind === "name") names.set(mark.text, word);
      this.#chosen.set(mark.text, { mark, word, use: true });
    }
    const heading = newId("guard");
    this.element = make(
      "div",
      { class: "guard", role: "group", tabindex: "-1", "aria-labelledby": heading },
      make("h2", { id: heading }, text.say("guard_title")),
      make("p", {}, text.say("guard_about")),
      this.#preview,
      make("ul", {}, [...this.#chosen.values()].map((choice) => this.#choice(choice, names))),
      make(
        "div", { class: "buttons" },
        button(text.say("guard_send"), () => decided(this.#result()), { class: "primary" }),
        button(text.say("guard_send_as_written"), () => decided(written)),
        button(text.say("guard_write_on"), () => decided(null), { class: "plain" }),
      ),
    );
    this.#draw();
  }

  /** The same name gets the same word each time, and another name another one. */
  #firstWord(mark, names) {
    if (mark.kind !== "name") return this.#text.say(`guard_${mark.kind}`);
    // A first name alone, where the whole name was met before, is the same person.
    const known = names.get(mark.text) ?? [...names].find(([name]) => name.split(" ")[0] === mark.text.split(" ")[0])?.[1];
    if (known) return known;
    const taken = new Set(names.values());
    return PERSONS.map((key) => this.#text.say(key)).find((word) => !taken.has(word)) ?? this.#text.say("guard_name");
  }

  #choice(choice, names) {
    const box = make("input", {
      type: "checkbox", checked: true,
      on: { change: () => { choice.use = box.checked; this.#draw(); } },
    });
    if (choice.mark.kind !== "name") {
      const words = { word: make("b", {}, choice.word), said: make("bdi", {}, choice.mark.text) };
      return make("li", {}, make("label", {}, box, make("span", {}, this.#text.parts("guard_replace", words))));
    }
    const said = make("span", {}, this.#text.parts("guard_replace_name", { said: make("bdi", {}, choice.mark.text) }));
    return make("li", {}, make("label", {}, box, said), this.#words(choice, names));
  }

  #words(choice, names) {
    const label = this.#text.say("guard_word_for", { said: choice.mark.text });
    const words = FOR_NAMES.map((key) => this.#text.say(key));
    const select = make(
      "select",
      { "aria-label": label, on: { change: () => {
        choice.word = select.value;
        names.set(choice.mark.text, select.value);
        this.#draw();
      } } },
      words.map((word) => make("option", { selected: word === choice.word }, word)),
    );
    return select;
  }

  #word(mark) {
    const { use, word } = this.#chosen.get(mark.text);
    return use ? word : null;
  }

  #result() {
    return replaced(this.#written, this.#marks, (mark) => this.#word(mark));
  }

  #draw() {
    const pieces = [];
    let at = 0;
    for (const mark of this.#marks) {
      pieces.push(this.#written.slice(at, mark.start), make("mark", {}, this.#word(mark) ?? mark.text));
      at = mark.end;
    }
    this.#preview.replaceChildren(...pieces, this.#written.slice(at));
  }
}
