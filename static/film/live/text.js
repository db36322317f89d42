/** Holds as text, "f=0.5 words 14-17 units 42,25; c from spain word 13": for links and for the list that a reader sees. */

export const MOST = 12; // holds at once
const MEMORY = 4; // a memory is rarely larger
const VALUE = /^([A-Za-z]\w{0,20}) ?= ?(-?\d{1,3}(?:\.\d{1,4})?)(.*)$/;
const FROM = /^([A-Za-z]\w{0,20}) from ([\p{L}\p{N}_'-]{1,30})(.*)$/u;
const WHERE = /^(?: words? (\d{1,3})(?:-(\d{1,3}))?)?(?: units? (\d{1,4}(?:,\d{1,4})*))?$/;

/** Between which values a name can be held: a gate 0 … 1, what tanh gives -1 … 1, anything else ±4. */
export function limitsOf(header, name) {
  const { node } = header.names.find((one) => one.name === name);
  return { sigmoid: [0, 1], tanh: [-1, 1] }[header.nodes[node].op] ?? [-MEMORY, MEMORY];
}

/** @param {import("./holds.js").Hold[]} holds words count from 1 in the text, units from 0 */
export function writtenHolds(holds) {
  return holds.map(({ name, first, last, units, value, from }) => {
    const what = from === undefined ? `${name}=${Number(value.toFixed(4))}` : `${name} from ${from}`;
    const span = first === last ? `word ${first + 1}` : `words ${first + 1}-${last + 1}`;
    return `${what} ${span}${units ? ` units ${units.join(",")}` : ""}`;
  }).join("; ");
}

/**
 * @param {string} text
 * @param {any} header of a film of this network
 * @param {string[]} words
 * @param {import("./others.js").Rule | null} rule
 * @returns {{holds: import("./holds.js").Hold[], refused: string[]}} nothing that can be had is lost
 */
export function readHolds(text, header, words, rule) {
  const parts = text.split(";").map((part) => part.trim()).filter(Boolean);
  const read = parts.slice(0, MOST).map((part) => ({ part, hold: parsed(part, header, words, rule) }));
  const refused = read.filter(({ hold }) => !hold).map(({ part }) => `hold ${part.slice(0, 40)}`);
  if (parts.length > MOST) refused.push(`more than ${MOST} holds`);
  return { holds: read.flatMap(({ hold }) => (hold ? [hold] : [])), refused };
}

function parsed(part, header, words, rule) {
  const [value, from] = [VALUE.exec(part), FROM.exec(part)];
  const [, name, what, rest] = value ?? from ?? [];
  const where = WHERE.exec((rest ?? "").trimEnd());
  if (!name || !where || !header.names.some((one) => one.name === name)) return null;
  const first = Number(where[1] ?? 1) - 1;
  const last = Number(where[2] ?? (where[1] ? first + 1 : words.length)) - 1;
  const units = where[3] ? [...new Set(where[3].split(",").map(Number))] : null;
  if (!(first >= 0 && first <= last && last < words.length) || units?.some((unit) => unit >= header.hidden_size)) return null;
  if (value) {
    const [low, high] = limitsOf(header, name);
    return Number(what) >= low && Number(what) <= high ? { name, first, last, units, value: Number(what) } : null;
  }
  const can = rule && header.states.includes(name) && Object.hasOwn(rule.answers, what);
  return can && first === last ? { name, first, last, units, from: what } : null;
}
