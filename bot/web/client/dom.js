// Elements without HTML: text that people typed is only ever text.

/** An element. Attributes that are null or false are left out; `on` holds listeners by event name. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A button with a sentence on it. */
export function button(label, press, attributes = {}) {
  return make("button", { type: "button", ...attributes, on: { click: press } }, label);
}

/** A line that unfolds: `head` is always in view, `body()` is made when it is first opened. */
export function unfolding(head, body, attributes = {}) {
  const details = make("details", attributes, make("summary", {}, head));
  details.addEventListener("toggle", () => details.append(...[body()].flat()), { once: true });
  return details;
}

let made = 0;
/** An id for one element, to name it in another's attribute. */
export function newId(name) {
  made += 1;
  return `${name}-${made}`;
}
