// The conversation: what was said, the question that stands, and where to answer.

import { Composer } from "./composer.js";
import { button, make } from "./dom.js";
import { Log } from "./log.js";
import { QuestionView } from "./question-view.js";

const WAIT_BEFORE_SAYING_SO = 300;
const NOTHING_TO_SKIP = new Set(["review", "after"]);

/**
 * Draws what a session tells and sends what a person says. `more()`: fetches what draws the rest, which `views()` gives;
 * `say(message, shown)` returns the message on its way; `instead(option)` may take an answer itself, and then returns true.
 */
export class ConversationView {
  #text;
  #announcer;
  #say;
  #instead;
  #log;
  #composer;
  #question = null;
  #drawn = null;
  #pending = null;
  #waiting = false;
  #reached = true;
  #saying = null;
  #progress = make("p", { class: "progress" });
  #place = make("div");
  #notice = make("p", { class: "notice", hidden: true });
  #busy = make("p", { class: "busy", hidden: true });
  #moves = {};

  constructor({ text, announcer, more, views, say, instead }) {
    this.#text = text;
    this.#announcer = announcer;
    this.#say = say;
    this.#instead = instead;
    this.#log = new Log(text, views, (number) => this.#words("say_change", { number }));
    this.#composer = new Composer(text, more, (words) => this.#sent(words, words, this.#composer.box));
    for (const move of ["back", "change_any", "skip", "carry_on"]) {
      this.#moves[move] = button(text.say(`move_${move}`), () => this.#move(move), { class: "plain" });
    }
    this.answering = make(
      "section", { class: "answering", tabindex: "-1", "aria-label": text.say("your_answer") },
      this.#busy, this.#notice, this.#progress, this.#place, this.#composer.element,
      make("div", { class: "moves" }, Object.values(this.#moves)),
    );
    this.element = make("div", { class: "conversation" }, this.#log.element, this.answering);
    this.#draw(null);
  }

  /** The whole conversation again, after a reload. */
  told(messages) {
    let turn = [];
    for (const message of messages) {
      if (message.from === "assistant") {
        turn.push(message);
      } else {
        this.#log.assistant(turn);
        this.#question = standing(turn) ?? this.#question;
        turn = [];
        this.#asked();
        this.#log.person(message.text);
      }
    }
    this.#answered(turn);
    this.answering.scrollIntoView({ block: "nearest" });
  }

  /** The assistant's answer to one message. */
  turn({ message_id: messageId, messages, shown }) {
    this.#log.arrived(messageId);
    const first = this.#answered(messages);
    this.#announcer.turn(this.#spoken(messages));
    if (shown) this.#bringIntoView(first);
  }

  /** A message that the server did not take in goes back to where it was written. */
  refused({ message_id: messageId, shown, status }) {
    this.#log.arrived(messageId, false);
    if (this.#pending) {
      this.#pending.entry.remove();
      this.#draw(this.#pending.question);
    }
    this.#composer.putBack(shown);
    this.tell(this.#text.say(status === 413 ? "too_long" : "not_taken"));
  }

  /** Whether an answer is waited for. It is said only when it takes long enough to be noticed. */
  working(working) {
    this.#waiting = working;
    this.#drawn?.wait(working);
    clearTimeout(this.#saying);
    if (!working) this.#busy.hidden = true;
    else this.#saying = setTimeout(() => this.#sayBusy(), WAIT_BEFORE_SAYING_SO);
  }

  /** Whether the server can be reached. */
  reach(reached) {
    if (reached === this.#reached) return;
    this.#reached = reached;
    this.#busy.hidden = true;
    this.#notice.hidden = true;
    if (!reached) this.tell(this.#text.say(this.#log.unreachable() ? "unreachable_kept" : "unreachable"));
  }

  /** A sentence above the question, read out once. */
  tell(sentence) {
    this.#notice.textContent = sentence;
    this.#notice.hidden = false;
    this.#announcer.add(sentence);
  }

  /** Sends something for the person, as if they had chosen it. */
  send(message, shown) {
    this.#sent(message, shown, this.answering);
  }

  clear() {
    this.#log.clear();
    this.#composer.clear();
    this.#notice.hidden = true;
    this.#draw(null);
  }

  #answered(messages) {
    const focused = this.element.getRootNode().activeElement;
    const first = this.#log.assistant(messages);
    this.#draw(standing(messages));
    // The focus moves only when what had it is gone.
    if (focused && !focused.getClientRects().length) this.answering.focus({ preventScroll: true });
    return first;
  }

  #draw(question) {
    this.#question = question;
    this.#pending = null;
    const same = question && this.#drawn?.shows(question);
    if (!same) {
      this.#drawn = question && new QuestionView(this.#text, question, (option) => this.#option(option));
      this.#place.replaceChildren(...(this.#drawn ? [this.#drawn.element] : []));
    }
    this.#drawn?.wait(this.#waiting);
    this.#place.hidden = false;
    this.#place.classList.remove("answered");
    const counted = question && question.of && !NOTHING_TO_SKIP.has(question.kind);
    this.#progress.hidden = !counted;
    if (counted) this.#progress.textContent = this.#text.say("progress", { number: question.number, of: question.of });
    this.#composer.for(question);
    const begun = this.#log.element.childElementCount > 0 || question !== null;
    this.#composer.element.hidden = !begun;
    this.#moves.back.hidden = this.#moves.change_any.hidden = !question || question.kind === "after";
    this.#moves.skip.hidden = !question || NOTHING_TO_SKIP.has(question.kind);
    this.#moves.carry_on.hidden = question !== null || !begun;
  }

  #option(option) {
    if (this.#instead(option)) return;
    this.#sent(option.payload, option.title, this.answering);
  }

  #move(move) {
    if (this.#waiting) return;
    const skips = move === "skip" && this.#question;
    if (skips) this.#sent(`answer:${this.#question.id}=skip`, this.#text.say("move_skip"), this.#moves.skip);
    else this.#words(`say_${move}`, {}, this.#moves[move]);
  }

  #words(key, places = {}, focused = this.answering) {
    const words = this.#text.say(key, places);
    this.#sent(words, words, focused);
  }

  /** Sends, and puts the focus where it can stay: what was pressed may be gone when the answer arrives. */
  #sent(message, shown, focused) {
    focused.focus({ preventScroll: true });
    if (this.#reached) this.#notice.hidden = true;
    this.#asked();
    this.#log.person(shown, this.#say(message, shown));
    if (!this.#reached) this.#log.unreachable();
  }

  /** What was asked becomes part of what was said. */
  #asked() {
    if (!this.#question) return;
    this.#pending = { question: this.#question, entry: this.#log.asked(this.#question.ask) };
    this.#question = null;
    this.#place.classList.add("answered");
  }

  /** The result is a section to read; that it is there is enough to hear. */
  #spoken(messages) {
    const first = messages.find((message) => message.part === "result");
    return messages
      .filter((message) => message.part !== "result" || message === first)
      .map((message) => (message === first ? this.#text.say("result_ready") : message.text));
  }

  #sayBusy() {
    this.#place.hidden = this.#question === null;
    if (!this.#reached) return;
    this.#busy.textContent = this.#text.say("working");
    this.#busy.hidden = false;
    this.#announcer.add(this.#busy.textContent);
  }

  /** The new messages and the question come into view; what is too long begins at its beginning. */
  #bringIntoView(first) {
    this.answering.scrollIntoView({ block: "nearest" });
    first?.scrollIntoView({ block: "nearest" });
  }
}

function standing(messages) {
  return messages.findLast((message) => message.question)?.question ?? null;
}
