/** The run of a film in words, for those who listen: what is kept, forgotten and written at every word, and the answer. */

import { number, percent } from "../../shared/format.js";
import { becauseText } from "../film.js";
import { writtenHolds } from "../live/text.js";

const FOLLOWED = 3; // units
const HALF = 0.5;
const NOTHING = 0.05; // a memory below this is as good as none

/**
 * @param {import("../film.js").Film} film
 * @param {import("../live/holds.js").Hold[]} held what is held in it
 */
export function transcript(film, held) {
  const { header, words, steps } = film;
  const [state] = [...Object.keys(header.belt), header.output];
  const label = film.name(state).label;
  const units = film.order("carries").slice(0, FOLLOWED);
  const sentence = film.numbered ? `${steps} ${film.noun}s` : `\u201c${words.join(" ")}\u201d, ${steps} ${film.noun}s`;
  const opening = [
    `${header.title}, ${film.units} units, reads ${sentence}.`,
    held.length ? `Held by hand: ${writtenHolds(held)}.` : "Nothing is held by hand.",
    `This text follows the ${label} ${film.name(state).letter} of ${listed(units.map((unit) => `unit ${unit}`))}, which carry most${film.because.length && header.cues.length ? ` ${becauseText(film)}` : ""}.`,
  ];
  const told = words.map((word, step) => [`${where(film, step)}.`, ...remembered(film, state, step), ...units.map((unit) => byHand(film, held, state, step, unit) ?? ofUnit(film, state, step, unit)), answerAt(film, step)].filter(Boolean).join(" "));
  const [last] = film.next(steps - 1);
  const ending = last ? [`After the last ${film.noun} the network answers \u201c${last.text}\u201d, ${percent(last.probability)}.`] : [];
  return `${[opening.join(" "), ...told, ...ending].join("\n\n")}\n`;
}

const where = (film, step) => `${film.Noun} ${step + 1} of ${film.steps}${film.numbered ? "" : `, \u201c${film.words[step]}\u201d`}`;

/** How many units keep what they hold, where the cell has a valve for it. */
function remembered(film, state, step) {
  const factors = film.arrays.get(`carry/${state}`);
  if (!factors || !step) return [];
  const here = Array.from(factors.data.subarray(step * film.units, (step + 1) * film.units));
  const kept = here.filter((factor) => Math.abs(factor) > HALF).length;
  return [`${kept} of ${film.units} units keep more than half of their ${film.name(state).label}, ${film.units - kept} forget.`];
}

/** What a hand made of one unit's state at a word: held there, or carried over before it; null where no hand is. */
function byHand(film, held, state, step, unit) {
  const own = held.filter(({ name, units }) => name === state && (!units || units.includes(unit)));
  const now = `its ${film.name(state).label} is now ${number(film.value(state, step, unit))}`;
  if (own.some(({ from, first, last }) => from === undefined && first <= step && step <= last)) return `Unit ${unit} is held: ${now}.`;
  const carried = own.find(({ from, first }) => from !== undefined && first === step - (state === film.header.output ? 0 : 1));
  return carried ? `Unit ${unit} goes on from the ${film.name(state).label} of \u201c${carried.from}\u201d: ${now}.` : null;
}

/** What becomes of one unit's state at a word. */
function ofUnit(film, state, step, unit) {
  const now = film.value(state, step, unit);
  const before = step ? film.value(state, step - 1, unit) : 0;
  const label = film.name(state).label;
  const factors = film.arrays.get(`carry/${state}`);
  const factor = factors ? factors.data[step * film.units + unit] : 0;
  const added = now - factor * before;
  if (Math.abs(before) > NOTHING && factors && Math.abs(factor) <= HALF) return `Unit ${unit} forgets: of ${number(before)}, ${percent(Math.abs(factor))} is kept, ${number(added)} is added; its ${label} is now ${number(now)}.`;
  if (Math.abs(added) > Math.max(NOTHING, Math.abs(factor * before))) return `Unit ${unit} writes ${number(added)}; its ${label} is now ${number(now)}.`;
  return Math.abs(now) > NOTHING ? `Unit ${unit} remembers: its ${label} is ${number(now)}.` : `Unit ${unit} holds next to nothing: ${number(now)}.`;
}

function answerAt(film, step) {
  const [next] = film.next(step);
  return next ? `Most likely next ${film.noun}: \u201c${next.text}\u201d, ${percent(next.probability)}.` : "";
}

const listed = (texts) => (texts.length > 1 ? `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}` : texts[0]);
