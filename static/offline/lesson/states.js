/** Where the controls of a lesson stand, in this page and in its address, and which recorded screen that is. */

import { createNearest } from "./nearest.js";

/**
 * @typedef {Record<string, string>} State {key in the address: value}, without what stands at its usual place
 * @typedef {{name: string, menu: string, query: string, usual: Record<string, string[]>, screens: Record<string, number>,
 *            levers: Record<string, import("./nearest.js").Lever>, held: Record<string, string[]>, guesses: Record<string, string>, nodes: Record<string, any>, asked: string[], given: State, more: boolean}} Lesson from Python
 */

/** As offline/states.py writes it. @param {State} state */
export const nameOf = (state) => Object.keys(state).sort().map((key) => `${key}=${state[key]}`).join("&");

/**
 * @param {Lesson} lesson
 * @param {(key: string) => boolean} isKnown whether a control of that name stands on the page
 */
export function createStates(lesson, isKnown) {
  const usual = new Map(Object.entries(lesson.usual));
  /** In the order in which they were moved. @type {Map<string, string>} */
  const moved = new Map(Object.entries(lesson.given));
  const nearest = createNearest(lesson);

  function fromAddress() {
    for (const [key, value] of new URLSearchParams(globalThis.location.search)) if (usual.has(key)) place(key, value);
  }

  function place(key, value) {
    moved.delete(key);
    if (value !== "" && value !== (usual.get(key) ?? [])[0]) moved.set(key, value);
  }

  /** @param {string} key @param {string} value "" for none */
  function move(key, value) {
    place(key, value);
    write(key, moved.get(key) ?? "");
  }

  /**
   * The recorded screen for where the controls stand. Where there is none, those that were moved first go back.
   * Levers stay where a hand put them: of the places that were recorded the nearest is shown.
   * @returns {{screen: number, back: string[], stands: State}} `stands`: where the levers stood when it was recorded
   */
  function screen() {
    const [back, chosen] = [[], [...moved].filter(([key]) => !lesson.levers[key])];
    const guessed = Object.fromEntries(chosen.map(([key, value]) => [key, lesson.guesses[key] ?? value]));
    for (const state of [Object.fromEntries(chosen), guessed]) {
      const found = nearest(state, moved);
      if (found) return { ...found, back };
    }
    for (const keys = chosen.map(([key]) => key); ; ) {
      const state = Object.fromEntries(keys.map((key) => [key, lesson.guesses[key] ?? moved.get(key) ?? ""]));
      const found = nearest(state, moved);
      if (found || !keys.length) {
        for (const key of back) move(key, "");
        return { ...(found ?? nearest(lesson.given, moved) ?? { screen: lesson.screens[nameOf(lesson.given)], stands: {} }), back };
      }
      const stale = keys.find((key) => !isKnown(key)) ?? keys.find((key) => !lesson.guesses[key]) ?? keys[0];
      keys.splice(keys.indexOf(stale), 1);
      back.push(stale);
    }
  }

  return {
    fromAddress,
    move,
    /** A lever came to rest; its picture has written the address. @param {string} key @param {string} value */
    stand: place,
    screen,
    name: () => nameOf(Object.fromEntries(moved)),
    first: () => nameOf(lesson.given),
    /** @param {string} key */
    value: (key) => moved.get(key) ?? (usual.get(key) ?? [])[0] ?? "",
  };
}

/** One key of the address; a page that may not change its address keeps it to itself. */
export function write(key, value) {
  const address = new URL(globalThis.location.href);
  if (value) address.searchParams.set(key, value);
  else address.searchParams.delete(key);
  if (address.href !== globalThis.location.href) history.replaceState(history.state, "", address);
}
