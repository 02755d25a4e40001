// How to reach a service: call, write, whether it is open, what it takes and refuses.

import { make } from "./dom.js";
import { away } from "./text.js";

// The organisation's own lead, whom no general content can name.
const LEAD = "dsl";
const DIALLED = /^[+\d][\d ]*$/;

/** Name, ways to reach it and whether it is open now. `lead`: how the page around names the safeguarding lead; `more`: beside. */
export function contact(text, route, lead, more = []) {
  return make(
    "div", { class: "contact" },
    make("p", { class: "name", dir: "auto" }, route.name),
    route.id === LEAD && lead ? make("p", { dir: "auto" }, text.parts("lead_here", { lead: make("bdi", {}, lead) })) : null,
    make("p", { class: "ways" }, ways(text, route), more),
    make("p", { class: "hours" }, open(text, route)),
  );
}

/** What the service takes and what it refuses. */
export function scope(text, route) {
  const rows = [["route_takes", route.takes], ["route_does_not_take", route.does_not_take]];
  return make("dl", {}, rows.filter(([, words]) => words).map(([key, words]) => make(
    "div", {}, make("dt", {}, text.say(key)), make("dd", {}, words),
  )));
}

/** The ways to reach a service as plain lines, to be pasted elsewhere. */
export function contactLines({ name, phone, email, web }) {
  return [name, phone, email, web].filter(Boolean);
}

function ways(text, { phone, email, web }) {
  return [
    phone && dialled(text, phone),
    email && make("a", { href: `mailto:${email}` }, email),
    web && away(web, text.say("website", { name: new URL(web).hostname.replace(/^www\./, "") })),
  ].filter(Boolean).flatMap((way) => [way, " "]);
}

/** What a telephone can dial; "text SHOUT to 85258" is no such number. */
function dialled(text, phone) {
  if (!DIALLED.test(phone)) return make("span", {}, phone);
  return make("a", { class: "call", href: `tel:${phone.replaceAll(" ", "")}` }, text.say("call", { phone }));
}

function open(text, route) {
  const hours = route.hours;
  if (route.open_now === true) return text.say("open_now", { hours });
  if (route.open_now === false) return text.say("opens_next", { opens: route.opens_next, hours });
  return text.say("hours_not_known", { hours });
}
