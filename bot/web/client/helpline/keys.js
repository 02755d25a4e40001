// The keys of the page. They all go with Alt, so that they work while somebody types and no screen reader misses its own.

const DIGIT = /^Digit(\d)$/;
const LETTER = /^[a-z]$/i;

/** Calls `actions[name](number)` for a key; an action that returns false leaves the key to the browser. */
export class Keys {
  #actions;
  /** Whether `?` alone opens the list of keys outside text; somebody who speaks to their computer can switch it off. */
  single = true;

  constructor(actions) {
    this.#actions = actions;
    addEventListener("keydown", (event) => this.#pressed(event), { capture: true });
  }

  #pressed(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const [name, number] = this.#named(event) ?? [];
    // A dialog has keys of its own; only the end of a call is not to wait for it.
    if (name !== "newCaller" && document.querySelector("dialog[open]")) return;
    if (name === undefined || this.#actions[name](number) === false) return;
    event.preventDefault();
  }

  #named({ altKey, shiftKey, key, code, target, repeat }) {
    if (!altKey) {
      if (key === "Escape" && !repeat) return ["notes"];
      return key === "?" && this.single && !target.closest("textarea, input, select") ? ["keys"] : null;
    }
    const digit = DIGIT.exec(code)?.[1];
    if (digit) return [shiftKey ? "answer" : "grid", Number(digit)];
    if (key === "ArrowDown" || key === "ArrowUp") return ["move", key === "ArrowDown" ? 1 : -1];
    if (repeat) return null;
    // By the letter that stands on the key; where Alt makes another character of it, by its place.
    const letter = (LETTER.test(key) ? key : code.replace("Key", "")).toLowerCase();
    if (shiftKey) return letter === "w" ? ["newCaller"] : null;
    return {
      y: ["answer", "yes"], n: ["answer", "no"], u: ["answer", "not_sure"], x: ["answer", null],
      q: ["ask"], g: ["find"], r: ["advice"], c: ["caller"], m: ["mark"], w: ["wrap"], z: ["undo"], k: ["keys"],
    }[letter] ?? null;
  }
}
