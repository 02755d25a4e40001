// All that is shown, in its place: the bar, what interrupts, and the four panes.

import { Grounds } from "../grounds.js";
import { button, make } from "../dom.js";
import { AdviceView } from "./advice-view.js";
import { stated } from "./answering.js";
import { AskView } from "./ask-view.js";
import { CallTimer } from "./call-timer.js";
import { CallerView } from "./caller-view.js";
import { DangerView } from "./danger-view.js";
import { FindView } from "./find-view.js";
import { Flags } from "./flags.js";
import { GridView } from "./grid-view.js";
import { heardFirst } from "./hand.js";
import { HeardView, stateOf } from "./heard-view.js";
import { KeysView } from "./keys-view.js";
import { NotesView } from "./notes-view.js";
import { WrapView } from "./wrap-view.js";

/** Draws a call. What the worker does is handed to the functions that it is made with. */
export class Panes {
  #text;
  #questions;
  #said = [];
  #timer;
  #heard;
  #ask;
  #danger;
  #line = make("p", { class: "line", hidden: true });
  #status = make("div", { role: "status" }, this.#line);
  #elements;
  #drawn = null;
  /** What waits for the worker, `{key, words}`, as it was last drawn. */
  waiting = [];

  constructor({ text, content, keys, questions, line, tell, undo, live, written, settle, take, caller, record, newCaller, critical }) {
    this.#text = text;
    this.#questions = questions;
    const sources = async () => (await line.ask("/api/sources"))?.json() ?? null;
    const grounds = new Grounds(text, this.#said, new Map(), sources);
    this.flags = new Flags(text, line, tell);
    this.notes = new NotesView(text, written);
    this.#heard = new HeardView(text, questions, settle, take);
    this.grid = new GridView({ text, labels: content.labels, questions, grounds, take, settle });
    this.find = new FindView({ text, questions, take, leave: () => this.notes.focus() });
    this.#ask = new AskView({ text, questions, settle, take, flags: this.flags, find: this.find });
    this.advice = new AdviceView({ text, spoken: new Map(content.routes.map((route) => [route.id, route.spoken])), flags: this.flags });
    this.#danger = new DangerView(text, questions, settle);
    this.caller = new CallerView(text, content, caller);
    this.#timer = new CallTimer(text);
    this.wrap = new WrapView({ text, fetch: record, newCaller, tell });
    this.keys = new KeysView(text, keys);
    this.notes.element.append(this.#heard.element);
    const bar = make(
      "div", { class: "desk-bar" }, make("h1", {}, text.say("page_title")), this.#timer.element, this.caller.element,
      make(
        "div", { class: "buttons" },
        button([text.say("keys_open"), " ", make("kbd", {}, text.say("key_keys"))], () => this.keys.show()),
        button([text.say("wrap_open_button"), " ", make("kbd", {}, text.say("key_wrap"))], () => this.wrap.show(critical()), { class: "primary" }),
      ),
    );
    this.#elements = [
      bar, this.#status, undo,
      make("div", { class: "desk" }, this.#danger.element, this.notes.element, make("div", { class: "middle" }, this.grid.element, this.#ask.element), this.advice.element),
      live, this.wrap.element, this.keys.element,
    ];
  }

  open(place) {
    place.replaceChildren(...this.#elements);
  }

  draw({ call, assessment, asks, critical, hand }) {
    this.#said.splice(0, Infinity, ...call.fragments.written);
    const statuses = new Map([...(assessment?.factors ?? []), ...(assessment?.concerns ?? [])].map(({ id, status }) => [id, status]));
    this.waiting = heardFirst(call).map((id) => this.#words(call.standing(id)));
    this.#timer.show(call);
    this.notes.draw(call);
    this.#heard.draw(call, hand);
    this.grid.draw(call, statuses, hand);
    this.#ask.draw(call, { asks, critical }, hand, hand !== null && call.standing(hand).state !== "none");
    this.#danger.draw(call, hand);
    if (assessment && assessment !== this.#drawn) this.advice.draw(assessment);
    this.#drawn = assessment;
  }

  /** Nothing of the call before stays; the box to write in is another one. */
  clear(call) {
    this.#said.length = 0;
    this.#drawn = null;
    this.waiting = [];
    this.notes.renew(call.notes);
    this.caller.show(call);
    for (const view of [this.#heard, this.grid, this.#ask, this.find, this.advice, this.#danger]) view.clear();
  }

  connection(state) {
    this.#line.hidden = state === "reached";
    this.#line.textContent = state === "reached" ? "" : this.#text.say(`line_${state}`);
  }

  /** What is read out when an answer was given. */
  settled(question, value) {
    if (value === null) return this.#text.say("cleared_said", { what: this.#name(question) });
    const what = value === "not_sure" ? this.#name(question) : stated(this.#questions.get(question), value);
    return this.#text.say("settled_said", { state: this.#text.say(stateOf("settled", value)), what });
  }

  /** What is read out when a question comes into hand. */
  inHand(standing) {
    const { question, state } = standing;
    if (state === "possible" || state === "denial") return this.#words(standing).words;
    return this.#text.say("in_hand_said", { what: this.#questions.get(question).aloud?.say ?? this.#name(question) });
  }

  #words(standing) {
    const { question, state, heard } = standing;
    const what = stated(this.#questions.get(question), heard);
    return { key: `${question} ${state} ${heard}`, words: this.#text.say("heard_said", { state: this.#text.say(stateOf(state, heard)), what }) };
  }

  #name(question) {
    return this.#questions.get(question).ask;
  }
}
