// One call: everything that is known of it. It is kept in this object and nowhere else; a new caller gets a new one.

import { Fragments } from "./fragments.js";
import { forAdvice, forQuestions, mark, mentions, stand, words } from "./standing.js";

/** The notes, what was heard in them, and what the worker settled. */
export class Call {
  #questions;
  #settled = new Map();
  #standings = null;
  fragments = new Fragments();
  notes = "";
  nation = "";
  role = "";
  /** When the first word was written or the first answer given, in milliseconds; null before. */
  began = null;

  /** `questions`: the ids that can be settled, in the order of the content. */
  constructor(questions) {
    this.#questions = questions;
  }

  write(notes) {
    this.notes = notes;
    this.fragments.read(notes);
    this.#changed();
  }

  /** What the server understood of a fragment; returns whether that is still of use. */
  hear(id, text, { findings, details = [] }) {
    const fragment = this.fragments.find(id);
    if (fragment?.text !== text) return false;
    fragment.heard = { text, findings, details };
    this.#changed();
    return true;
  }

  /** The worker decided; null clears what was heard and what was decided. */
  settle(question, value) {
    const { mentions: known } = this.standing(question);
    if (value === null && !known.length) this.#settled.delete(question);
    else this.#settled.set(question, { value, known: new Set(known.map(mark)) });
    this.#changed();
  }

  standing(question) {
    return this.standings.get(question) ?? stand(question);
  }

  /** How every question stands about which something was heard or decided, by id. */
  get standings() {
    this.#standings ??= this.#stand();
    return this.#standings;
  }

  /** What advice is asked for, and what questions are asked for. */
  get consulted() {
    const standings = [...this.standings.values()];
    return [forAdvice, forQuestions].map((answers) => ({ answers: answers(standings), ...this.#caller }));
  }

  get #caller() {
    return {
      ...(this.nation && { nation: this.nation }),
      ...(this.role && { role: this.role }),
    };
  }

  /** What goes into the record: what is settled, the notes, and everything heard that still stands; what was overruled does not. */
  get recorded() {
    const settled = [...this.standings.values()].filter(({ value }) => value !== null);
    return {
      ...this.#caller,
      answers: Object.fromEntries(settled.map(({ question, value }) => [question, value])),
      notes: this.fragments.written,
      heard: [...this.standings.values()].filter((one) => one.mentions.length && stillStands(one)).map(heardForRecord),
    };
  }

  /** Whether anything would be lost with it. */
  get begun() {
    return this.notes.trim() !== "" || this.#settled.size > 0;
  }

  #changed() {
    this.#standings = null;
    if (this.begun) this.began ??= Date.now();
  }

  #stand() {
    const heard = mentions(this.fragments.all);
    const found = this.#questions.filter((id) => heard.has(id) || this.#settled.has(id));
    return new Map(found.map((id) => [id, stand(id, heard.get(id), this.#settled.get(id))]));
  }
}

function stillStands({ state, value, heard }) {
  return state === "settled" ? heard === value : state !== "none";
}

function heardForRecord({ question, heard, mentions: all }) {
  const latest = all.findLast((one) => one.value === heard);
  return { question, value: heard, said: words(latest) };
}
