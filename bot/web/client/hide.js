// Office privacy: a key hides the screen at once and brings it back.

import { button, make } from "./dom.js";

const KEY = "Escape";
const TWICE_WITHIN = 600;

/** Calls `toggle()` when the key is pressed twice, wherever the focus is and while somebody types. */
export class HideKey {
  #toggle;
  #last = -Infinity;
  #stop = new AbortController();

  constructor(toggle) {
    this.#toggle = toggle;
    addEventListener("keydown", (event) => this.#pressed(event), { capture: true, signal: this.#stop.signal });
  }

  close() {
    this.#stop.abort();
  }

  #pressed({ key, repeat, timeStamp }) {
    if (repeat) return;
    const twice = key === KEY && timeStamp - this.#last < TWICE_WITHIN;
    this.#last = key === KEY && !twice ? timeStamp : -Infinity;
    if (twice) this.#toggle();
  }
}

/** A plain cover in place of the assistant within a page of somebody else's. */
export class Cover {
  #app;
  #back;
  #focused = null;
  element;

  constructor(app, text, _, toggle) {
    this.#app = app;
    this.#back = button(text.say("hidden_back"), toggle);
    this.element = make("div", { class: "cover" }, make("p", {}, text.say("hidden_text")), this.#back);
  }

  hide() {
    this.#focused = this.#app.getRootNode().activeElement;
    this.#app.toggleAttribute("data-hidden", true);
    this.#app.append(this.element);
    this.#back.focus();
  }

  show() {
    this.#app.toggleAttribute("data-hidden", false);
    this.element.remove();
    this.#focused?.focus();
  }
}

/** A plain cover in place of the whole page, with a title that says nothing. */
export class PageCover {
  #app;
  #host;
  #back;
  #title;
  #before = null;

  constructor(app, text, sheet, toggle) {
    this.#app = app;
    this.#title = text.say("hidden_title");
    this.#back = button(text.say("hidden_back"), toggle);
    this.#host = make("div", { lang: text.lang });
    const root = this.#host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.append(make("main", { class: "app cover" }, make("h1", {}, text.say("hidden_text")), this.#back));
  }

  hide() {
    const focused = this.#app.getRootNode().activeElement;
    const others = [...document.body.children].filter((one) => !one.hidden);
    this.#before = { focused, others, title: document.title, scroll: scrollY };
    for (const one of others) one.hidden = true;
    document.body.append(this.#host);
    document.title = this.#title;
    this.#back.focus();
  }

  show() {
    const { focused, others, title, scroll } = this.#before;
    this.#host.remove();
    for (const one of others) one.hidden = false;
    document.title = title;
    focused?.focus({ preventScroll: true });
    scrollTo(0, scroll);
  }
}
