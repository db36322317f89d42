/** Micro-step, unit and what was revealed in the address of the page, written without a message to the server. */

const SETTLED = 300; // ms after the last movement
const [AT, UNIT, SEEN] = ["step_at", "step_unit", "step_seen"];

/**
 * What the link asks for, as far as it can be had; the server says what was ignored.
 * @param {import("./step.js").Step} step
 * @returns {{micro: number, unit: number, seen: Set<string>}}
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
  return { micro: whole(AT, step.parts.length), unit: whole(UNIT, step.units), seen: new Set(seen) };
}

/** @param {ReturnType<import("./state.js").createState>} state */
export function createAddress(state) {
  let timer = 0;

  function write() {
    clearTimeout(timer);
    const { micro, unit, seen } = state.get();
    const address = new URL(globalThis.location.href);
    const wanted = { [AT]: micro ? micro + 1 : "", [UNIT]: unit ? unit + 1 : "", [SEEN]: [...seen].sort().join("~") };
    for (const [key, value] of Object.entries(wanted)) {
      if (value === "") address.searchParams.delete(key);
      else address.searchParams.set(key, String(value));
    }
    if (address.href !== globalThis.location.href) history.replaceState(history.state, "", address);
  }

  return {
    write,
    draw(_, changed) {
      if (!["micro", "unit", "seen"].some((key) => changed.has(key))) return;
      clearTimeout(timer);
      timer = setTimeout(write, SETTLED);
    },
    leave: () => clearTimeout(timer),
  };
}
