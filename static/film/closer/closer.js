/** The closer look at a film's states: whether it is open, at which state, along which axes; its code comes when asked for. */

/**
 * @typedef {ReturnType<typeof createCloser>} Closer
 * @typedef {{createRoom: (...given: any[]) => any}} Kit
 */

/**
 * @param {import("../live/live.js").Live} live
 * @param {{states: string[], axes: number}} offered
 * @param {() => Promise<import("../live/offers.js").Sent>} ask
 * @param {() => Promise<Kit>} bring what makes it, dressed
 * @param {{say: () => void, rest: () => void}} told `say`: something is to be drawn; `rest`: the address is to be written
 */
export function createCloser(live, { states, axes }, ask, bring, { say, rest }) {
  /** @type {"closed" | "coming" | "open"} */
  let stage = "closed";
  let byHand = false;
  let now = { name: states[0], turned: 0 };
  let sent = /** @type {import("../live/offers.js").Sent | null} */ (null);
  let kit = /** @type {Kit | null} */ (null);

  /** @param {string | Event} [asked] "c", or "c-2" for its second axes; without one, or by a click, as it was */
  async function open(asked) {
    if (stage !== "closed") return;
    byHand = typeof asked !== "string";
    if (typeof asked === "string") now = placeOf(asked);
    stage = "coming";
    say();
    [sent, kit] = await Promise.all([ask(), bring()]);
    if (stage !== "coming") return;
    stage = "open";
    rest();
    say();
  }

  function look(next) {
    now = { ...now, ...next };
    rest();
    say();
  }

  return {
    live,
    states,
    open,
    close() {
      stage = "closed";
      rest();
      say();
    },
    choose: (name) => look({ name }),
    turn: (turned) => look({ turned }),
    stage: () => stage,
    byHand: () => byHand,
    at: () => now,
    sent: () => sent,
    kit: () => kit,
    /** for the address; null while nobody looks */
    now: () => (stage === "closed" ? null : writtenPlace(now)),
  };
}

/** @param {{states: string[], axes: number}} offered @returns {string[]} */
export const placesOf = ({ states, axes }) => states.flatMap((name) => Array.from({ length: axes }, (_, turned) => writtenPlace({ name, turned })));

const writtenPlace = ({ name, turned }) => (turned ? `${name}-${turned + 1}` : name);

function placeOf(text) {
  const [name, number = "1"] = text.split("-");
  return { name, turned: Number(number) - 1 };
}
