// Modules and styles that are fetched when they are needed, however often the connection fails.

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;

/** A module beside this one. A browser may remember that an address failed, so that another one is asked for. */
export function later(module) {
  return insist((attempt) => import(attempt ? `${module}?${attempt}` : module));
}

/** A stylesheet beside this module. It is fetched as text, because a page around may allow no style but its own. */
export function sheet(name) {
  return insist(async () => {
    const response = await fetch(new URL(name, import.meta.url), { credentials: "omit" });
    if (!response.ok) throw new Error(`${name} answered ${response.status}.`);
    return new CSSStyleSheet().replace(await response.text());
  });
}

/** What `attempt(number)` resolves to, tried until it does. */
export async function insist(attempt) {
  for (let number = 0; ; number += 1) {
    try {
      return await attempt(number);
    } catch {
      await new Promise((go) => { setTimeout(go, Math.min(FIRST_PAUSE * 2 ** number, LONGEST_PAUSE)); });
    }
  }
}
