// What stands around the assistant in each layout, and what hides it.

import { Assistant } from "./assistant-view.js";
import { button, make } from "./dom.js";
import { Cover, HideKey, PageCover } from "./hide.js";

const SIDE_BY_SIDE = 820;

/** The assistant in its layout: `page`, `inline` or `panel`. A panel needs the module `Panel`. */
export class Frame {
  #assistant;
  #app;
  #emergency;
  #panel = null;
  #cover;
  #key;
  #hidden = false;
  #sizes = [];

  constructor({ text, sheet, layout, Panel, ...assistant }) {
    const page = layout === "page";
    const toggle = () => this.#toggle();
    this.#app = make("div", { class: "app", lang: text.lang, "data-layout": layout });
    this.#assistant = new Assistant({
      ...assistant,
      text,
      title: title(text, page),
      tools: button(text.say("hide"), toggle, { class: "plain hide", "aria-label": text.say("hide_screen") }),
    });
    if (Panel) this.#panel = new Panel(text, this.#app, () => this.#assistant.start());
    this.#emergency = page ? document.querySelector(".emergency") : emergency(text, this.#panel?.closing);
    this.#app.append(...[page ? null : this.#emergency, this.#assistant.element].filter(Boolean));
    this.#cover = this.#panel ?? new (page ? PageCover : Cover)(this.#app, text, sheet, toggle);
    this.#key = new HideKey(toggle);
  }

  get elements() {
    return [this.#app, this.#panel?.launcher].filter(Boolean);
  }

  start() {
    this.#observe(this.#app, () => {
      const narrow = this.#app.offsetWidth < SIDE_BY_SIDE;
      if (narrow === this.#app.hasAttribute("data-narrow") || !this.#app.offsetWidth) return;
      this.#app.toggleAttribute("data-narrow", narrow);
      this.#assistant.narrow(narrow);
    });
    // The emergency line stays in view, and what else sticks to the top sticks below it.
    const line = this.#emergency;
    if (line) this.#observe(line, () => this.#app.style.setProperty("--top", `${line.offsetHeight}px`));
    if (!this.#panel) this.#assistant.start();
  }

  close() {
    if (this.#hidden) this.#toggle();
    this.#key.close();
    this.#assistant.close();
    for (const size of this.#sizes) size.disconnect();
  }

  #toggle() {
    if (this.#panel?.closed && !this.#hidden) return;
    this.#hidden = !this.#hidden;
    this.#assistant.hold(this.#hidden);
    if (this.#hidden) this.#cover.hide();
    else this.#cover.show();
  }

  #observe(element, changed) {
    const size = new ResizeObserver(changed);
    size.observe(element);
    this.#sizes.push(size);
  }
}

function title(text, page) {
  return make(
    "header", { class: "head" },
    make(page ? "h1" : "h2", {}, text.say("page_title")),
    make("p", { class: "keys" }, text.parts("hide_about", { key: make("kbd", {}, text.say("key_escape")) })),
  );
}

function emergency(text, closing = null) {
  return make(
    "div", { class: "emergency" },
    make("span", {}, text.say("emergency_line")), make("a", { href: "tel:999" }, text.say("emergency_call")), closing,
  );
}
