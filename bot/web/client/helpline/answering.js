// The answers to one question as buttons, with the keys that give them while the question is in hand.

import { button, make } from "../dom.js";
import { NO, NOT_SURE, YES } from "./standing.js";

const PLAIN = [YES, NO, NOT_SURE];

/**
 * What can be decided about a question that stands so: `{key, value, label}`, `key` being yes, no, not_sure or a number.
 * Where a sentence is shown the keys confirm and deny that sentence, whether it says that something is so or that it is not.
 */
export function choices({ options }, standing) {
  const claim = claimOf(standing);
  if (options.some(({ value }) => !PLAIN.includes(value))) {
    const numbered = options.map(({ value, title }, at) => ({ key: at + 1, value, title }));
    return claim === null ? numbered : [{ key: YES, value: claim, label: "confirm" }, ...numbered];
  }
  const unsure = { key: NOT_SURE, value: NOT_SURE, label: NOT_SURE };
  if (claim === null) return [{ key: YES, value: YES, label: YES }, { key: NO, value: NO, label: NO }, unsure];
  return [{ key: YES, value: claim, label: "confirm" }, { key: NO, value: claim === YES ? NO : YES, label: "deny" }, unsure];
}

/** What the sentence claims that is shown for a question; null where the question itself is shown. */
export function claimOf({ state, value, heard }) {
  if (state === "none") return null;
  const claim = state === "possible" || state === "denial" ? heard : value;
  return claim === NOT_SURE ? null : claim;
}

/** The sentence, or the question. */
export function shownFor(question, standing) {
  return stated(question, claimOf(standing));
}

/** The sentence that an answer to a question amounts to. */
export function stated(question, value) {
  return question.options.find((option) => option.value === value)?.statement || question.ask;
}

/** Buttons for a question. `hand`: whether it is in hand; `settle(value)` gets the answer, null to clear. */
export function answering(text, { question, standing, hand, settle }) {
  const made = choices(question, standing).map(({ key, value, label, title }) => choice(
    title ?? text.say(`answer_${label}`),
    typeof key === "number" ? text.say("key_option", { number: key }) : text.say(`key_${key}`),
    hand, () => settle(value),
    { class: "option", "data-value": value, "aria-pressed": String(standing.state === "settled" && standing.value === value) },
  ));
  const something = standing.state !== "none";
  const clear = something ? choice(text.say("answer_clear"), text.say("key_clear"), hand, () => settle(null), { class: "plain" }) : null;
  return make("div", { class: "answers-row", role: "group", "aria-label": shownFor(question, standing) }, made, clear);
}

function choice(label, key, hand, press, attributes) {
  return button([label, ...(hand ? [" ", make("kbd", {}, key)] : [])], press, attributes);
}
