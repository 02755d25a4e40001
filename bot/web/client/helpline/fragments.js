// The notes as fragments, one a line. A fragment stays the same one while somebody goes on writing it.

const MOST = 8_000;

/** Each fragment is `{id, text, heard}`; `heard` is what the server understood of `heard.text`, null before the first answer. */
export class Fragments {
  #made = 0;
  all = [];

  /** Takes the notes in as they stand now. What stands before and after the change keeps its place. */
  read(notes) {
    const lines = notes.split("\n");
    const before = this.all;
    const head = alike(before, lines, (at) => at);
    const most = Math.min(before.length, lines.length) - head;
    const tail = Math.min(most, alike(before, lines, (at, length) => length - 1 - at));
    const changed = before.slice(head, before.length - tail);
    this.all = lines.map((text, at) => {
      if (at < head) return before[at];
      if (at >= lines.length - tail) return before[before.length - (lines.length - at)];
      const known = changed[at - head];
      return known ? Object.assign(known, { text }) : { id: this.#new(), text, heard: null };
    });
  }

  find(id) {
    return this.all.find((one) => one.id === id);
  }

  /** Those that nobody has understood yet as they stand now. */
  get waiting() {
    return this.all.filter((one) => one.text.trim() && one.heard?.text !== one.text);
  }

  /** The notes as they go into a record. */
  get written() {
    return this.all.map(({ text }) => text.trim()).filter(Boolean);
  }

  #new() {
    this.#made += 1;
    return this.#made;
  }
}

/** As much of a fragment as the server reads. */
export function readable(text) {
  return text.length > MOST ? text.slice(0, MOST) : text;
}

/** Where a place counted in code points stands in a text that JavaScript counts in halves of them. */
export function place(text, points) {
  let at = 0;
  for (let count = 0; count < points && at < text.length; count += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

function alike(fragments, lines, from) {
  const most = Math.min(fragments.length, lines.length);
  let count = 0;
  while (count < most && fragments[from(count, fragments.length)].text === lines[from(count, lines.length)]) count += 1;
  return count;
}
