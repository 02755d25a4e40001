// The desk of a helpline worker: the call that is going on, what is shown of it, and what is asked of the server.

import { Announcer } from "../announcer.js";
import { choices } from "./answering.js";
import { Call } from "./call.js";
import { Hand } from "./hand.js";
import { Hearing } from "./hearing.js";
import { Keys } from "./keys.js";
import { Latest } from "./latest.js";
import { Line } from "./line.js";
import { Panes } from "./panes.js";
import { alarming, open } from "./standing.js";
import { UndoView } from "./undo-view.js";

// Who goes on with a word does so within this time; a line that has ended is sent at once.
const PAUSE = 120;
const NOTHING = { asks: [], critical: [] };

/** Everything of one tab. A call is kept in it and nowhere else. */
export class Desk {
  #text;
  #questions;
  #announcer = new Announcer();
  #line;
  #hearing;
  #assess;
  #next;
  #panes;
  #undo;
  #hand = new Hand();
  #call;
  #assessment = null;
  #following = NOTHING;
  #consulted = "";
  #pause = 0;

  constructor(text, content) {
    this.#text = text;
    this.#questions = new Map(content.questions.map((question) => [question.id, question]));
    this.#call = this.#newCall();
    this.#line = new Line("", (state) => this.#connection(state));
    this.#hearing = new Hearing(this.#line, (call) => this.#heard(call));
    this.#assess = new Latest(this.#line, "/api/assess", (assessment, call) => this.#assessed(assessment, call));
    this.#next = new Latest(this.#line, "/api/helpline/next", (next, call) => this.#followed(next, call));
    this.#undo = new UndoView(text, (call) => this.#back(call));
    const keys = new Keys(this.#actions());
    this.#panes = new Panes({
      text, content, keys, questions: this.#questions, line: this.#line, tell: (words) => this.#announcer.turn([words]),
      undo: this.#undo.element, live: this.#announcer.element,
      written: (notes, ended) => this.#written(notes, ended),
      settle: (question, value) => this.#settle(question, value),
      take: (question) => this.#take(question),
      caller: (name, value) => { this.#call[name] = value; this.#changed(); },
      record: (what) => this.#record(what),
      newCaller: () => this.#newCaller(),
      critical: () => this.#critical(),
    });
  }

  open(place) {
    this.#panes.open(place);
    this.#changed();
    this.#panes.notes.focus();
    addEventListener("beforeunload", (event) => { if (this.#call.begun) event.preventDefault(); });
    // A browser may keep a page that was left, to show it again.
    addEventListener("pagehide", () => { this.#undo.drop(); this.#replace(this.#newCall()); });
    addEventListener("focus", () => this.#signedInAgain());
  }

  #newCall() {
    const settling = [...this.#questions.values()].filter(({ kind }) => ["danger", "ask", "circle"].includes(kind));
    return new Call(settling.map(({ id }) => id));
  }

  #actions() {
    return {
      answer: (key) => this.#answer(key),
      grid: (number) => this.#take(this.#panes.grid.choose(number, this.#hand.question)),
      move: (step) => { this.#hand.move(step, this.#call, this.#asks()); this.#took(); },
      ask: () => this.#nextAsk(),
      find: () => this.#panes.find.focus(),
      notes: () => this.#panes.notes.focus(),
      advice: () => this.#panes.advice.focus(),
      caller: () => this.#panes.caller.focus(),
      mark: () => this.#mark(),
      wrap: () => this.#panes.wrap.show(this.#critical()),
      newCaller: () => this.#newCaller(),
      undo: () => this.#undo.undo(),
      keys: () => this.#panes.keys.show(),
    };
  }

  // What the worker does.

  #written(notes, ended) {
    this.#call.write(notes);
    clearTimeout(this.#pause);
    const listen = () => this.#hearing.listen(this.#call);
    if (ended) listen();
    else this.#pause = setTimeout(listen, PAUSE);
    this.#changed();
  }

  #settle(question, value) {
    const before = this.#call.standing(question);
    if (value === null && before.value === null && before.mentions.length === 0) return;
    this.#call.settle(question, value);
    if (this.#hand.question === question) this.#hand.release();
    this.#changed();
    this.#announcer.turn([this.#panes.settled(question, value), ...this.#inHand()]);
  }

  /** `key`: yes, no, not_sure or a number; null clears. */
  #answer(key) {
    const id = this.#hand.question;
    if (id === null || !this.#hand.ready) return;
    const choice = key === null ? { value: null } : choices(this.#questions.get(id), this.#call.standing(id)).find((one) => one.key === key);
    if (choice) this.#settle(id, choice.value);
  }

  #take(question) {
    this.#hand.take(question);
    this.#took();
  }

  #nextAsk() {
    const all = [...new Set([...this.#asks(), ...this.#critical()])];
    if (all.length) this.#take(all[(all.indexOf(this.#hand.question) + 1) % all.length]);
  }

  #mark() {
    if (this.#hand.question) this.#panes.flags.mark(`questions/${this.#hand.question}`, "unclear");
  }

  #took() {
    this.#draw();
    this.#announcer.turn(this.#inHand());
  }

  #record(what) {
    return this.#line.ask(`/api/helpline/${what}`, { method: "POST", body: this.#call.recorded }).then((response) => (response?.ok ? response : null));
  }

  #newCaller() {
    this.#panes.wrap.close();
    if (this.#call.begun) this.#undo.hold(this.#call);
    this.#replace(this.#newCall());
    this.#line.ask("/api/helpline/clear", { method: "POST" });
    this.#announcer.turn([this.#text.say("new_caller_done")]);
    this.#panes.notes.focus();
  }

  #back(call) {
    this.#replace(call);
    this.#announcer.turn([this.#text.say("undone")]);
    this.#panes.notes.focus();
  }

  /** Another call in place of this one, of which nothing stays in the page. */
  #replace(call) {
    clearTimeout(this.#pause);
    for (const asking of [this.#hearing, this.#assess, this.#next]) asking.drop();
    this.#hand.clear();
    this.#announcer.turn([]);
    this.#assessment = null;
    this.#following = NOTHING;
    this.#consulted = "";
    this.#call = call;
    this.#panes.clear(call);
    this.#hearing.listen(call);
    this.#changed();
  }

  // What the server tells.

  #heard(call) {
    if (call !== this.#call) return;
    const before = this.#panes.waiting;
    this.#changed();
    const news = this.#panes.waiting.filter(({ key }) => !before.some((one) => one.key === key));
    if (news.length) this.#announcer.turn(news.map((one) => one.words));
  }

  #assessed(assessment, call) {
    if (call !== this.#call) return;
    const moved = this.#assessment && this.#assessment.first_move !== assessment.first_move;
    this.#assessment = assessment;
    this.#draw();
    if (moved) this.#announcer.add(this.#text.say(`first_${assessment.first_move}`));
  }

  #followed({ ask, critical }, call) {
    if (call !== this.#call) return;
    this.#following = { asks: ask, critical };
    this.#draw();
  }

  #connection(state) {
    this.#panes.connection(state);
    if (state === "reached") this.#changed();
  }

  #signedInAgain() {
    if (this.#line.state !== "signed_out") return;
    this.#line.again();
    this.#panes.connection("reached");
    this.#consulted = "";
    this.#changed();
  }

  // What follows from it.

  /** Asks for advice and questions when what they depend on has changed, and draws what is known already. */
  #changed() {
    const [advice, questions] = this.#call.consulted;
    const consulted = JSON.stringify([advice, questions]);
    if (consulted !== this.#consulted) {
      this.#consulted = consulted;
      this.#assess.ask(advice, this.#call);
      this.#next.ask(questions, this.#call);
    }
    this.#draw();
  }

  #draw() {
    const [asks, critical] = [this.#asks(), this.#critical()];
    this.#hand.update(this.#call);
    this.#panes.draw({ call: this.#call, assessment: this.#assessment, asks, critical, hand: this.#hand.question });
  }

  /** What is still to be asked; an answer counts before the server has been told of it. */
  #asks() {
    return this.#following.asks.filter((id) => this.#call.standing(id).value === null && !open(this.#call.standing(id)));
  }

  #critical() {
    return this.#following.critical.filter((id) => {
      const standing = this.#call.standing(id);
      return standing.value === null || standing.value === "not_sure" || alarming(standing);
    });
  }

  #inHand() {
    const id = this.#hand.question;
    return id ? [this.#panes.inHand(this.#call.standing(id))] : [];
  }
}
