// Where a person writes: their own words, an answer, or a question of their own.

import { make, newId } from "./dom.js";

/** A box to write in. `more()`: fetches the guard; `send(text)` gets what the person decided to send. */
export class Composer {
  #text;
  #more;
  #send;
  #names = new Map();
  #form;
  #label = make("label");
  #hint = make("p", { class: "hint", id: newId("hint") });
  #checking = null;
  #linesOfItsOwn = false;

  constructor(text, more, send) {
    this.#text = text;
    this.#more = more;
    this.#send = send;
    const id = newId("words");
    this.#label.htmlFor = id;
    this.box = make("textarea", {
      id, rows: 2, dir: "auto", autocomplete: "off", "aria-describedby": this.#hint.id,
      on: { keydown: (event) => this.#key(event), focus: () => more() },
    });
    this.#form = make(
      "form", { class: "composer", on: { submit: (event) => { event.preventDefault(); this.#submit(); } } },
      this.#label, this.#hint, this.box,
      make("div", { class: "buttons" }, make("button", { type: "submit" }, text.say("send"))),
    );
    this.element = make("div", {}, this.#form);
    this.for(null);
  }

  /** Words the box for the question that stands. */
  for(question) {
    this.#linesOfItsOwn = question?.free_text === true;
    const options = Boolean(question?.options.length);
    this.#form.toggleAttribute("data-main", this.#linesOfItsOwn);
    this.box.rows = this.#linesOfItsOwn ? 5 : 2;
    this.#label.textContent = this.#text.say(this.#linesOfItsOwn ? "write_story" : options ? "write_or" : "write");
    this.#hint.textContent = this.#text.say(this.#linesOfItsOwn ? "write_story_hint" : "write_hint");
  }

  /** Puts words back that could not be sent. */
  putBack(words) {
    this.box.value = this.box.value ? `${words}\n${this.box.value}` : words;
  }

  clear() {
    this.#names.clear();
    this.box.value = "";
    this.#close();
  }

  /** Enter sends a short answer; a story has lines, and is sent by the button or with Control. */
  #key(event) {
    const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing && (!this.#linesOfItsOwn || event.ctrlKey || event.metaKey);
    if (!sends) return;
    event.preventDefault();
    this.#submit();
  }

  async #submit() {
    const { guard, GuardView } = await this.#more();
    const words = this.box.value.trim();
    const marks = guard.find(words);
    if (!words || this.#checking) this.box.focus();
    else if (marks.length) this.#check(GuardView, words, marks);
    else this.#sent(words);
  }

  #check(GuardView, words, marks) {
    this.#checking = new GuardView(this.#text, words, marks, this.#names, (decided) => {
      this.#close();
      this.box.focus();
      if (decided !== null) this.#sent(decided);
    });
    this.#form.hidden = true;
    this.element.append(this.#checking.element);
    this.#checking.element.focus({ preventScroll: true });
    this.#checking.element.scrollIntoView();
  }

  #close() {
    this.#checking?.element.remove();
    this.#checking = null;
    this.#form.hidden = false;
  }

  #sent(words) {
    this.box.value = "";
    this.#send(words);
  }
}
