// The question that stands: what is asked, why, and its answers as a group.

import { button, make, newId, unfolding } from "./dom.js";

const SHORT = 12;
const SKIP = "skip";
const WRONG = "wrong:";

/** Draws one question. `answer(option)` gets the option that the person decided on. */
export class QuestionView {
  #text;
  #question;
  #options;
  #answer;
  #fieldset;
  #error = make("p", { class: "error", id: newId("error"), hidden: true });

  constructor(text, question, answer) {
    this.#text = text;
    this.#question = question;
    this.#options = question.options.filter((option) => option.value !== SKIP);
    this.#answer = answer;
    this.#fieldset = make(
      "fieldset", {},
      make("legend", {}, make("span", { dir: "auto" }, question.ask)),
      unfolding(text.say("why"), () => [
        make("p", { dir: "auto" }, question.why),
        make("p", { dir: "auto" }, question.section ? text.say("why_rests", question) : text.say("why_added")),
      ], { class: "why" }),
      this.#answers(),
    );
    this.element = make("form", { class: "question", on: { submit: (event) => this.#submit(event) } }, this.#fieldset);
  }

  /** Whether this is how the question would be drawn again; how far along it is does not matter. */
  shows(question) {
    return essence(question) === essence(this.#question);
  }

  /** While an answer is on its way no second one can be given. */
  wait(waiting) {
    this.#fieldset.disabled = waiting;
  }

  /** Where a slip would matter an answer is chosen first, and sent by a button of its own. */
  #answers() {
    const { kind } = this.#question;
    if (kind === "danger") return this.#chosenFirst(this.#radios(this.#options));
    if (kind === "confirm") return this.#chosenFirst(this.#confirming());
    const style = kind === "review" ? "primary" : "option";
    const short = this.#options.every(({ title }) => title.length <= SHORT);
    return make(
      "div", { class: "options", "data-short": short },
      this.#options.map((option) => button(option.title, () => this.#answer(option), { class: style, dir: "auto" })),
    );
  }

  #chosenFirst(choices) {
    return [
      this.#error,
      make("div", { class: "choices" }, choices),
      make("button", { type: "submit", class: "primary" }, this.#text.say("continue")),
    ];
  }

  #radios(options, name = "answer", title = (option) => option.title) {
    return options.map((option) => make(
      "label", {},
      make("input", { type: "radio", name, value: option.value, "aria-describedby": this.#error.id }),
      make("span", { dir: "auto" }, title(option)),
    ));
  }

  /** All of it is right, or one part is wrong: which one is asked only then. */
  #confirming() {
    const wrong = this.#options.filter((option) => option.value.startsWith(WRONG));
    const right = this.#options.filter((option) => !wrong.includes(option));
    if (wrong.length < 2) return this.#radios(this.#options);
    const statements = new Map(this.#question.heard.map((one) => [WRONG + one.id, one.statement]));
    const which = make(
      "fieldset", { class: "which", hidden: true },
      make("legend", {}, this.#text.say("confirm_which")),
      this.#radios(wrong, "wrong", (option) => statements.get(option.value) ?? option.title),
    );
    const choices = make("div", {}, this.#radios([...right, { value: WRONG, title: this.#text.say("confirm_wrong") }]), which);
    choices.addEventListener("change", () => { which.hidden = this.#chosen("answer") !== WRONG; });
    return choices;
  }

  #chosen(name) {
    return this.element.querySelector(`input[name="${name}"]:checked`)?.value;
  }

  #submit(event) {
    event.preventDefault();
    const first = this.#chosen("answer");
    const value = first === WRONG ? this.#chosen("wrong") : first;
    const option = this.#options.find((one) => one.value === value);
    if (option) {
      this.#answer(option);
      return;
    }
    this.#error.textContent = this.#text.say("choose_first");
    this.#error.hidden = false;
    this.element.querySelector(first === WRONG ? 'input[name="wrong"]' : "input").focus();
  }
}

function essence({ number, of, ...rest }) {
  return JSON.stringify(rest);
}
