// What a line rests on: the words of the person, marked, and the paragraph of the briefing or the fact behind it.

import { make } from "./dom.js";
import { away } from "./text.js";

const AROUND = 90;
const SHORTENED = /…$/u;

/** `said`: what the person wrote, `asked`: questions by id; both grow. `sources()` fetches what lines cite, by id. */
export class Grounds {
  #text;
  #said;
  #asked;
  #sources;
  #fetched = null;

  constructor(text, said, asked, sources) {
    this.#text = text;
    this.#said = said;
    this.#asked = asked;
    this.#sources = sources;
  }

  /** Elements for one line, `{because, cites}`. What it cites is filled in when it has been fetched. */
  of({ because = [], cites }) {
    const behind = make("ul", { class: "sources" });
    this.#fetched ??= this.#sources();
    this.#fetched.then((all) => {
      if (all) behind.append(...cites.filter((id) => all[id]).map((id) => make("li", { dir: "auto" }, this.#source(all[id]))));
      else this.#fetched = null;
    });
    return [...this.#because(because), make("p", { class: "rests" }, this.#text.say("rests_on")), behind];
  }

  /** The same words are shown once, however many questions they answered. */
  #because(because) {
    const reasons = new Map(because.map((one) => [one.from === "message" ? one.said : `${one.question} ${one.said}`, one]));
    return [...reasons.values()].map((one) => make("p", { class: "because", dir: "auto" }, this.#reason(one)));
  }

  #reason({ from, question, said }) {
    const asked = this.#asked.get(question);
    if (from === "message" || !asked) return this.#text.parts("because_said", { said: make("q", {}, this.#marked(said)) });
    return this.#text.parts("because_answered", { asked: make("q", {}, asked), said: make("q", {}, make("mark", {}, said)) });
  }

  /** The words within what was said around them. */
  #marked(words) {
    const mark = make("mark", {}, words);
    const bare = words.replace(SHORTENED, "");
    const whole = this.#said.find((said) => said.includes(bare));
    if (!whole) return [mark];
    const start = whole.indexOf(bare);
    const end = start + bare.length;
    const before = whole.slice(Math.max(0, start - AROUND), start);
    const after = whole.slice(end, end + AROUND);
    return [start > AROUND ? `…${before}` : before, mark, end + AROUND < whole.length ? `${after}…` : after];
  }

  #source({ says, section, added, source }) {
    if (section) return this.#text.parts("source_briefing", { section, says });
    const name = source.address ? away(source.address, source.name) : source.name;
    return this.#text.parts(added ? "source_added" : "source_fact", { says, name, checked: source.checked });
  }
}
