// The assistant as a whole: the conversation beside the case so far, and what forgets it.

import { Announcer } from "./announcer.js";
import { ConversationView } from "./conversation-view.js";
import { button, make, newId } from "./dom.js";
import { Session } from "./session.js";
import { Tabs } from "./tabs.js";

/**
 * Holds one conversation and draws it into `element`. `who`: role and nation if known; `lead`: how the safeguarding lead is
 * named here; `more()`: fetches what the first screen can do without; `happened(name)` is called with `ready`, `result` and
 * `forgotten`.
 */
export class Assistant {
  #text;
  #lead;
  #fetchMore;
  #happened;
  #session;
  #announcer = new Announcer();
  #conversation;
  #case;
  #tabs;
  #bar;
  #forget;
  #side;
  #columns;
  #said = [];
  #asked = new Map();
  #more = null;
  #views = null;
  #gone = null;
  #drawing = Promise.resolve();
  #leaving = new AbortController();

  constructor({ text, address, who, lead, title, tools, more, happened }) {
    this.#text = text;
    this.#lead = lead;
    this.#fetchMore = more;
    this.#happened = happened;
    this.#session = new Session(address, who);
    this.#conversation = new ConversationView({
      text,
      announcer: this.#announcer,
      more: () => this.#ready(),
      views: () => this.#views,
      say: (message, shown) => this.#say(message, shown),
      instead: (option) => this.#instead(option),
    });
    const heading = newId("case");
    this.#case = make(
      "section", { class: "case", "aria-labelledby": heading },
      make("h2", { id: heading }, text.say("case_title")), make("p", {}, text.say("case_about")),
    );
    this.#tabs = new Tabs([this.#conversation.element, this.#case], [text.say("tab_conversation"), text.say("tab_case", { number: 0 })]);
    this.#side = make("div", { class: "side" }, this.#case);
    this.#columns = make("div", { class: "columns" }, this.#conversation.element, this.#side);
    this.#forget = button(text.say("forget"), () => this.#askToForget(), { class: "plain forget" });
    this.#bar = make("div", { class: "bar" }, this.#tabs.element, tools);
    this.element = make("div", { class: "whole" }, title, this.#columns, this.#announcer.element);
    this.narrow(false);
    this.#listen();
  }

  start() {
    this.#conversation.working(true);
    this.#session.start();
  }

  close() {
    this.#leaving.abort();
    this.#session.close();
  }

  /** Whether there is no room for the conversation and the case side by side. */
  narrow(narrow) {
    this.#tabs.narrow(narrow);
    // What stays in view: beside the conversation above the case, on a phone above both and small.
    if (narrow) this.#columns.before(this.#bar);
    else this.#side.prepend(this.#bar);
    (narrow ? this.#columns : this.#bar).append(this.#forget);
  }

  /** Nothing is read out while the screen is hidden. */
  hold(held) {
    this.#announcer.hold(held);
  }

  #listen() {
    const handlers = {
      told: (told) => this.#inOrder(() => this.#told(told)),
      turn: (turn) => this.#inOrder(() => this.#turn(turn)),
      refused: (item) => this.#conversation.refused(item),
      working: (working) => this.#conversation.working(working),
      reach: (reached) => this.#reach(reached),
      new: () => this.#conversation.tell(this.#text.say("conversation_lost")),
      closed: () => {
        this.#conversation.working(false);
        this.#conversation.tell(this.#text.say("not_allowed"));
      },
      forgetting: () => {
        // At once, whatever is still on its way.
        this.#columns.hidden = true;
        this.#inOrder(() => this.#forgetting());
      },
      forgotten: () => this.#inOrder(() => this.#forgotten()),
    };
    for (const [event, handler] of Object.entries(handlers)) {
      this.#session.addEventListener(event, ({ detail }) => handler(detail));
    }
    const { signal } = this.#leaving;
    addEventListener("pagehide", () => this.#session.renew(), { signal });
    // What was typed and not sent would be lost with the page.
    addEventListener("beforeunload", (event) => { if (this.#session.waiting) event.preventDefault(); }, { signal });
  }

  /** One turn is drawn after the other, also while what draws it is being fetched. */
  #inOrder(draw) {
    this.#drawing = this.#drawing.then(draw);
  }

  async #told({ messages, assessment }) {
    for (const message of messages) this.#heard(message);
    await this.#assessed(assessment, false);
    this.#conversation.working(false);
    this.#conversation.told(messages);
    this.#happened("ready");
  }

  async #turn(turn) {
    for (const message of turn.messages) this.#heard(message);
    const opening = turn.message_id === "opening";
    if (!opening) await this.#assessed(turn.assessment, true);
    this.#conversation.turn(turn);
    if (opening) this.#happened("ready");
    if (turn.messages.some((message) => message.part === "result")) this.#happened("result");
  }

  #heard({ from, text, question }) {
    if (from === "person") this.#said.push(text);
    else if (question) this.#asked.set(question.id, question.ask);
  }

  async #assessed(assessment, fresh) {
    const { caseView, result } = await this.#ready();
    caseView.update(assessment, fresh);
    result.update(assessment);
    this.#tabs.label(1, this.#text.say("tab_case", { number: caseView.count }));
  }

  #say(message, shown) {
    if (message === shown) this.#said.push(message);
    this.#ready();
    return this.#session.say(message, shown);
  }

  /** Everything that the first screen did without; fetched once. */
  #ready() {
    this.#more ??= this.#fetchMore().then((more) => { this.#views = this.#made(more); return this.#views; });
    return this.#more;
  }

  #made({ CaseView, ConfirmDialog, Gone, Grounds, Guard, GuardView, RecordView, ResultView, ...lists }) {
    const text = this.#text;
    const grounds = new Grounds(text, this.#said, this.#asked, () => this.#session.sources());
    const record = new RecordView(text, (what) => this.#session.fetch(what), (words) => this.#announcer.add(words));
    const dialogs = Object.fromEntries(["forget", "restart"].map((name) => [name, new ConfirmDialog(text, name)]));
    this.element.append(...Object.values(dialogs).map((dialog) => dialog.element));
    return {
      caseView: new CaseView(text, this.#case, grounds, this.#lead),
      result: new ResultView({ text, grounds, lead: this.#lead, record: record.element }),
      guard: new Guard(text.say("guard_names"), text.say("guard_not_names")),
      Gone,
      GuardView,
      record,
      dialogs,
      lists,
    };
  }

  /** What the page does better than a message would. */
  #instead({ payload }) {
    const does = {
      "answer:after=record": () => this.#views.record.show(),
      "answer:after=forget": () => this.#askToForget(),
      "answer:after=restart": () => this.#askToRestart(payload),
    }[payload];
    does?.();
    return does !== undefined;
  }

  async #askToForget() {
    const { dialogs } = await this.#ready();
    if (await dialogs.forget.ask()) this.#session.forget();
  }

  async #askToRestart(payload) {
    if (await this.#views.dialogs.restart.ask()) this.#conversation.send(payload, this.#text.say("restart_agree"));
  }

  #reach(reached) {
    this.#conversation.reach(reached);
    if (!reached) this.#gone?.unreachable();
  }

  /** Nothing of the conversation stays on the screen, whatever the server does. */
  async #forgetting() {
    const { caseView, result, Gone } = await this.#ready();
    this.#said.length = 0;
    this.#asked.clear();
    this.#conversation.clear();
    caseView.clear();
    result.clear();
    this.#announcer.turn([]);
    this.#gone = new Gone(this.#text, () => this.#again());
    this.#columns.replaceWith(this.#gone.element);
    this.#gone.focus();
  }

  #forgotten() {
    this.#announcer.add(this.#gone.done());
    this.#happened("forgotten");
  }

  #again() {
    this.#gone.element.replaceWith(this.#columns);
    this.#columns.hidden = false;
    this.#gone = null;
    this.#tabs.label(1, this.#text.say("tab_case", { number: 0 }));
    this.#conversation.answering.focus();
    this.#conversation.working(true);
    this.#session.again();
  }
}
