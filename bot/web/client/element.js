// The assistant as an element of a page: <online-abuse-assistant>.

import { make } from "./dom.js";
import { Frame } from "./frame.js";
import { insist, later, sheet } from "./later.js";
import { Text } from "./text.js";

const HERE = new URL("..", import.meta.url).href.replace(/\/$/, "");
const style = sheet("assistant.css");

/**
 * Attributes: `layout` (page, inline or panel), `server`, and `data-role`, `data-nation`, `data-lead`, `data-accent`.
 * Events: `assistant-ready`, `assistant-result`, `assistant-forgotten`. They carry nothing of the conversation.
 */
export class AssistantElement extends HTMLElement {
  #root = this.attachShadow({ mode: "open" });
  #frame = null;
  #connections = 0;

  async connectedCallback() {
    this.#connections += 1;
    const connection = this.#connections;
    // What stands inside the element is shown until the assistant can take its place.
    this.#root.replaceChildren(make("slot"));
    const frame = await this.#made();
    if (!this.isConnected || connection !== this.#connections) {
      frame.close();
      return;
    }
    this.#frame = frame;
    this.#root.adoptedStyleSheets = [await style];
    this.#root.replaceChildren(...frame.elements);
    frame.start();
  }

  disconnectedCallback() {
    this.#frame?.close();
    this.#frame = null;
  }

  async #made() {
    const layout = this.#given("layout") ?? "inline";
    const accent = this.#given("accent");
    const address = (this.#given("server") ?? HERE).replace(/\/$/, "");
    const frame = new Frame({
      text: await words(address),
      sheet: await style,
      address,
      layout,
      lead: this.#given("lead"),
      who: { role: this.dataset.role, nation: this.dataset.nation },
      more: () => this.#more(),
      happened: (name) => this.dispatchEvent(new CustomEvent(`assistant-${name}`, { bubbles: true, composed: true })),
      ...(layout === "panel" && (await later("./panel.js"))),
    });
    if (accent) (await later("./colour.js")).paint(frame.elements, accent);
    return frame;
  }

  /** What the first screen does without, with its style. */
  async #more() {
    const [more, css] = await Promise.all([later("./more.js"), sheet("more.css")]);
    this.#root.adoptedStyleSheets.push(css);
    return more;
  }

  /** `data-role` is not `role`, which says to a screen reader what an element is. */
  #given(name) {
    return this.getAttribute(`data-${name}`) ?? this.getAttribute(name);
  }
}

/** The words of the interface: the assistant's own page brings them along. */
async function words(address) {
  const here = document.getElementById("interface");
  const fetched = async () => (await fetch(`${address}/api/interface`, { credentials: "omit" })).json();
  return new Text(here ? JSON.parse(here.textContent) : await insist(fetched));
}
