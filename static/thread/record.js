/** What was done in each lesson, and where the reader is: kept in this browser, or in this tab where that is refused. */

const KEY = "lstm-thread";
const CHANGED = "lstm-record";

/** @typedef {{done: Record<string, string[]>, at: {lesson: string, tour: string | null} | null}} Record_ done: conditions that once held */

const inTab = (globalThis[Symbol.for(KEY)] ??= { text: "" });

/** @returns {Record_} */
export function read() {
  try {
    const { done, at } = JSON.parse(stored() || "{}");
    const lists = Object.entries(Object(done)).filter(([, list]) => Array.isArray(list));
    const known = typeof at?.lesson === "string";
    return { done: Object.fromEntries(lists), at: known ? { lesson: at.lesson, tour: at.tour ? String(at.tour) : null } : null };
  } catch {
    return { done: {}, at: null };
  }
}

function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return inTab.text;
  }
}

/** @param {Record_} record */
function write(record) {
  inTab.text = JSON.stringify(record);
  try {
    localStorage.setItem(KEY, inTab.text);
  } catch {
    // a browser that keeps nothing: the tab does
  }
  globalThis.dispatchEvent(new Event(CHANGED));
}

/** @param {string} lesson @param {string[]} whens conditions that hold */
export function tick(lesson, whens) {
  const { done, at } = read();
  const before = done[lesson] ?? [];
  const fresh = whens.filter((when) => !before.includes(when));
  if (fresh.length) write({ done: { ...done, [lesson]: [...before, ...fresh] }, at });
}

/** @param {string} lesson @param {string | null} tour as the address says it */
export function standAt(lesson, tour) {
  const { done, at } = read();
  if (at?.lesson !== lesson || at.tour !== tour) write({ done, at: { lesson, tour } });
}

/** All of it. */
export const forget = () => write({ done: {}, at: null });

/** @param {() => void} heard also when another tab writes @returns {() => void} what ends it */
export function followRecord(heard) {
  const fromElsewhere = ({ key }) => (key === KEY || key === null) && heard();
  globalThis.addEventListener(CHANGED, heard);
  globalThis.addEventListener("storage", fromElsewhere);
  return () => {
    globalThis.removeEventListener(CHANGED, heard);
    globalThis.removeEventListener("storage", fromElsewhere);
  };
}
