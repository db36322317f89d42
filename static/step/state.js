/** Where the learner stands: forward or backward, micro-step, unit, what was revealed; and the one frame in which changes are drawn. */

import { followHeldBack } from "../shared/asked/held_back.js";
import { answerTo, stands, waits } from "./asked/held_back.js";

const PAUSE = 2600; // ms on each micro-step while playing

/** @typedef {import("./asked/held_back.js").Place} Place */

/**
 * @param {Place} start
 * @param {import("./step.js").Step} step
 * @param {(place: Place, changed: Set<string>) => void} draw
 */
export function createState(start, step, draw) {
  let place = { ...start };
  let changed = new Set();
  let frame = 0;
  let timer = 0;

  const keyOf = (name) => `${place.unit + 1}.${name}`;
  const now = () => stands(step, place);
  const isHeld = (name) => waits(step, place, name);
  const forget = followHeldBack(() => {
    place = now();
    redraw("back", "micro", "unit", "seen");
  });

  function redraw(...keys) {
    keys.forEach((key) => changed.add(key));
    if (frame !== -1) frame ||= requestAnimationFrame(paint);
  }

  function paint() {
    frame = 0;
    const what = changed;
    changed = new Set();
    draw(now(), what);
  }

  /** @param {Partial<Place>} change */
  function set(change) {
    const fresh = Object.keys(change).filter((key) => place[key] !== change[key]);
    place = { ...place, ...change };
    if (fresh.includes("micro")) passBy();
    place = now();
    if (fresh.length) redraw(...fresh);
    clearTimeout(timer);
    if (place.playing) timer = setTimeout(advance, PAUSE);
  }

  /** Who walks past a value has seen it. */
  function passBy() {
    for (let k = 0; k < (place.back ? step.parts.length : place.micro); k += 1) {
      const name = step.asksFor(k, place.unit);
      if (name && !place.seen.has(keyOf(name)) && !isHeld(name)) reveal(name, null);
    }
  }

  const parts = () => (place.back ? step.back.parts : step.parts);
  const last = () => parts().length - 1;

  function advance() {
    if (place.micro === last() || hidden() !== null) return set({ playing: false });
    set({ micro: place.micro + 1 });
    if (place.micro === last() || hidden() !== null) set({ playing: false });
  }

  /** The name whose value waits for a prediction, or for a teacher, before this micro-step is done; or null. */
  function hidden() {
    const { back, micro, unit, seen } = now();
    const name = back ? null : step.asksFor(micro, unit);
    return name && (!seen.has(keyOf(name)) || isHeld(name)) ? name : null;
  }

  /** What is asked here is shown before the walk goes on. @returns {boolean} whether something was asked */
  function showAsked() {
    const name = hidden();
    if (name !== null && !isHeld(name)) reveal(name, null);
    return name !== null;
  }

  /** @param {string} name @param {number | null} guess the chosen value, null when the learner only wants to see */
  function reveal(name, guess) {
    const guesses = new Map(place.guesses);
    if (guess === null) guesses.delete(keyOf(name));
    else guesses.set(keyOf(name), { value: guess, choices: step.choices(name, place.unit) });
    place = { ...place, seen: new Set([...place.seen, keyOf(name)]), guesses };
    redraw("seen");
  }

  return {
    get: now,
    isHeld,
    set,
    redraw,
    hidden,
    last,
    parts,
    part: () => parts()[now().micro],
    /** Forward or backward, from its first part; who goes back has seen all values. @param {boolean} back */
    turn(back) {
      set({ back, micro: 0, playing: false });
      passBy();
    },
    /** @param {Record<string, number>} change of what arrives from later, on the way back */
    arrive(change) {
      step.back.arrive(change);
      redraw("arrives", "values");
    },
    /** The last micro-step forward that is done: the one before, while a prediction is awaited. */
    done: () => (now().back ? step.lastPart : now().micro - (hidden() === null ? 0 : 1)),
    reveal,
    /** @returns {Answer | null} */
    answer: (name) => answerTo(place, name),
    /** A step on from a question shows what was asked, and the next one goes on. */
    move(by) {
      if (by > 0 && showAsked()) set({ playing: false });
      else set({ micro: Math.max(0, Math.min(last(), place.micro + by)), playing: false });
    },
    to: (micro) => set({ micro, playing: false }),
    toUnit(unit) {
      set({ unit, playing: false });
      passBy();
    },
    toggle() {
      const playing = !place.playing;
      if (playing && !showAsked()) set({ micro: place.micro === last() ? 0 : place.micro + 1 });
      set({ playing: playing && hidden() === null });
    },
    /** @param {string} name what was revealed is a question again */
    askAgain(name) {
      const others = (keys) => [...keys].filter((key) => key !== keyOf(name));
      const guesses = new Map([...place.guesses].filter(([key]) => key !== keyOf(name)));
      place = { ...place, seen: new Set(others(place.seen)), guesses };
      redraw("seen");
    },
    stop() {
      forget();
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      frame = -1;
    },
  };
}
