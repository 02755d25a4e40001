// Lists within the conversation that a person can act on.

import { button, make } from "./dom.js";
import { blocks } from "./text.js";

const NUMBERED = /^(\d+)\. (.+)$/;

/** What was heard: each statement with the words that it came from. */
export function heardList(text, message, heard) {
  const statements = heard.map(({ statement, said }) => make(
    "li", {},
    make("p", { dir: "auto" }, statement),
    make("p", { class: "said", dir: "auto" }, text.parts("you_said", { said: make("q", {}, said) })),
  ));
  return [...blocks(message.split("\n")[0]), make("ul", { class: "heard" }, statements)];
}

/** The answers so far, each with a button of class "change" that calls `change(number)`. */
export function answersList(text, message, change) {
  const [about, ...lines] = message.split("\n");
  const rows = lines.map((line) => NUMBERED.exec(line)).filter(Boolean).map(([, number, statement]) => make(
    "li", { value: number },
    make("span", { dir: "auto" }, statement), " ",
    button(text.say("change"), () => change(number), {
      class: "plain change", "aria-label": text.say("change_answer", { statement }),
    }),
  ));
  return rows.length ? [...blocks(about), make("ol", { class: "answers" }, rows)] : blocks(message);
}
