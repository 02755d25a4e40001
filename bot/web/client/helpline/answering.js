// The answers to one question as buttons, with the keys that give them while the question is in hand.

import { button, make } from "../dom.js";

const PLAIN = ["yes", "no", "not_sure"];

/** Buttons for a question that stands so. `hand`: whether it is in hand; `settle(value)` gets the answer, null to clear. */
export function answering(text, { question, standing, hand, settle }) {
  const plain = question.options.every(({ value }) => PLAIN.includes(value));
  const choices = question.options.map(({ value, title }, at) => choice(
    plain ? text.say(`answer_${value}`) : title,
    plain ? text.say(`key_${value}`) : text.say("key_option", { number: at + 1 }),
    hand, () => settle(value), { class: "option", "data-value": value, "aria-pressed": String(standing.value === value) },
  ));
  const something = standing.value !== null || (standing.mentions.length > 0 && standing.state !== "none");
  const clear = something ? choice(text.say("answer_clear"), text.say("key_clear"), hand, () => settle(null), { class: "plain" }) : null;
  return make("div", { class: "answers-row", role: "group", "aria-label": question.ask }, choices, clear);
}

function choice(label, key, hand, press, attributes) {
  return button([label, ...(hand ? [" ", make("kbd", {}, key)] : [])], press, attributes);
}

/** The sentence that an answer to a question amounts to. */
export function stated(question, value) {
  return question.options.find((option) => option.value === value)?.statement || question.ask;
}
