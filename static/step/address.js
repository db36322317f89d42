/** Micro-step, unit and what was revealed in the address of the page, written without a message to the server. */

import { MOST, startOf } from "./live/way_back.js";

const SETTLED = 300; // ms after the last movement
const [AT, UNIT, SEEN, BACK, ARRIVES, EACH] = ["step_at", "step_unit", "step_seen", "step_back", "step_d", "step_each"];

/**
 * What the link asks for, as far as it can be had; the server says what was ignored.
 * @param {import("./step.js").Step} step
 * @returns {{back: boolean, each: boolean, micro: number, unit: number, seen: Set<string>}} what arrives on the way back is set at once
 */
export function readAddress(step) {
  const query = new URLSearchParams(globalThis.location.search);
  const whole = (key, most) => {
    const text = query.get(key) ?? "";
    return /^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) - 1 : 0;
  };
  const known = Object.keys(step.header().questions);
  const seen = (query.get(SEEN) ?? "").split("~").filter((key) => {
    const [unit, ...name] = key.split(".");
    return /^[1-9]$/.test(unit) && Number(unit) <= step.units && known.includes(name.join("."));
  });
  const back = query.get(BACK) === "1";
  step.back.arrive(readArriving(step, query.get(ARRIVES) ?? ""));
  return { back, each: query.get(EACH) === "1", micro: whole(AT, (back ? step.back : step).parts.length), unit: whole(UNIT, step.units), seen: new Set(seen) };
}

/** `h.0.5~c.-1`: what arrives at each name. @returns {Record<string, number>} */
function readArriving(step, text) {
  const found = text.split("~").map((part) => /^(\w+)\.(-?\d(?:\.\d{1,2})?)$/.exec(part) ?? []);
  const fits = ([, name, value]) => step.back.hears.includes(name) && Math.abs(Number(value)) <= MOST;
  return Object.fromEntries(found.filter(fits).map(([, name, value]) => [name, Number(value)]));
}

const written = (arriving) => Object.entries(arriving).map(([name, value]) => `${name}.${value}`).join("~");

/** @param {import("./step.js").Step} step @param {ReturnType<import("./state.js").createState>} state */
export function createAddress(step, state) {
  const usual = written(startOf(step.back.hears));
  let timer = 0;

  function write() {
    clearTimeout(timer);
    const { back, each, micro, unit, seen } = state.get();
    const arriving = written(step.back.arriving());
    const address = new URL(globalThis.location.href);
    const wanted = { [AT]: micro ? micro + 1 : "", [UNIT]: unit ? unit + 1 : "", [SEEN]: [...seen].sort().join("~"), [BACK]: back ? "1" : "", [EACH]: each ? "1" : "", [ARRIVES]: arriving === usual ? "" : arriving };
    for (const [key, value] of Object.entries(wanted)) {
      if (value === "") address.searchParams.delete(key);
      else address.searchParams.set(key, String(value));
    }
    if (address.href !== globalThis.location.href) history.replaceState(history.state, "", address);
  }

  return {
    write,
    draw(_, changed) {
      if (!["back", "each", "arrives", "micro", "unit", "seen"].some((key) => changed.has(key))) return;
      clearTimeout(timer);
      timer = setTimeout(write, SETTLED);
    },
    leave: () => clearTimeout(timer),
  };
}
