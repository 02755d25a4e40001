// How each question stands: what the notes say about it, and what the worker settled. Worked out anew, never accumulated.

export const [YES, NO, NOT_SURE] = ["yes", "no", "not_sure"];
/** Heard in the notes, these count before anybody confirms them, as they do in the conversation. */
export const DANGERS = ["immediate_danger", "suicidal"];
// A question that is passed over and stays unsettled.
const SKIP = "skip";

/** What the fragments say, by question, in the order of the notes: `{fragment, value, evidence}`. */
export function mentions(fragments) {
  const found = new Map();
  for (const fragment of fragments) {
    if (!fragment.text.trim() || !fragment.heard) continue;
    for (const one of said(fragment.heard)) {
      if (!found.has(one.question)) found.set(one.question, []);
      found.get(one.question).push({ ...one, fragment });
    }
  }
  return found;
}

/**
 * The state of one question. `heard`: its mentions; `settled`: what the worker decided, `{value, known}`, `known` being the
 * marks of the mentions they had before them, a null value what they cleared.
 *
 * - `possible`, `denial`: heard, and nobody has settled it; the later mention takes back the earlier
 * - `settled`: as the worker decided
 * - `contradicted`: settled, and the notes have said otherwise since
 */
export function stand(question, heard = [], settled = null) {
  const latest = heard.at(-1) ?? null;
  const news = latest !== null && !settled?.known.has(mark(latest));
  const value = settled?.value ?? null;
  const otherwise = news && latest.value !== value;
  // What was not known then is simply heard now.
  const waits = value === null || (value === NOT_SURE && otherwise);
  const state = waits ? unsettled(latest, news || !settled) : otherwise ? "contradicted" : "settled";
  return { question, state, value, heard: latest?.value ?? null, news, mentions: heard };
}

/** What tells one mention from another: a fragment that goes on being written still says the same. */
export function mark({ fragment, value }) {
  return `${fragment.id} ${value}`;
}

/** The words of a mention, from the first to the last that bear it out. */
export function words({ fragment, evidence }) {
  const start = Math.min(...evidence.map((one) => one.start));
  const end = Math.max(...evidence.map((one) => one.end));
  return [...fragment.heard.text].slice(start, end).join("");
}

/** Whether it waits for the worker. */
export function open({ state }) {
  return state === "possible" || state === "denial" || state === "contradicted";
}

/** Whether words mean danger now and nobody has ruled it out since. */
export function alarming({ question, state, heard }) {
  return DANGERS.includes(question) && heard === YES && (state === "possible" || state === "contradicted");
}

/** What the advice is asked for: what is settled, and signs that are only heard as not sure; danger counts at once. */
export function forAdvice(standings) {
  return answers(standings, YES);
}

/** What the next questions are asked for: danger that was only heard is still to be settled, and what was denied is not asked. */
export function forQuestions(standings) {
  const denied = standings.filter(({ state, value }) => state === "denial" && value === null);
  return { ...answers(standings, NOT_SURE), ...Object.fromEntries(denied.map(({ question }) => [question, SKIP])) };
}

function answers(standings, danger) {
  const given = {};
  for (const one of standings) {
    if (alarming(one)) given[one.question] = danger;
    else if (one.value !== null) given[one.question] = one.value;
    else if (one.state === "possible" && one.heard === YES) given[one.question] = NOT_SURE;
  }
  return given;
}

function unsettled(latest, counts) {
  if (!latest || !counts) return "none";
  return latest.value === NO ? "denial" : "possible";
}

function* said({ findings, details }) {
  const known = new Set();
  for (const { id, status, evidence } of findings) {
    known.add(id);
    yield { question: id, value: status === "denied" ? NO : YES, evidence };
  }
  for (const { question, value, evidence } of details) {
    if (!known.has(question)) yield { question, value, evidence: [evidence] };
  }
}
