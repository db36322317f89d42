/** What a reader can open besides the film: its training, the three cells side by side, its states; kept while sentences change. */

import { createCloser } from "../closer/closer.js";
import { createTogether } from "../together/together.js";
import { createTraining } from "../training/training.js";
import { readMore, writeMore } from "./address.js";
import { createOffers } from "../live/offers.js";
import { numberOf } from "./which.js";

/** @typedef {ReturnType<typeof createMore>} More */

/**
 * @param {import("../live/live.js").Live} live
 * @param {Record<string, any>} offered what Python can send
 * @param {(name: string, value: any) => void} tell Python
 * @param {HTMLElement} wrapper of the film
 */
export function createMore(live, offered, tell, wrapper) {
  let told = () => {};
  const { ask } = createOffers(offered, tell);
  const number = Math.max(1, numberOf(wrapper));
  const { update, compare, closer: looked, ignored } = readMore(offered, number);
  const say = () => told();
  const training = offered.training ? createTraining(live, offered.training.updates, () => ask("training"), { say, rest: write }) : null;
  const together = offered.units ? createTogether(live, offered, ask, { say, rest: write }) : null;
  const closer = offered.closer ? createCloser(live, offered.closer, () => ask("closer"), bring, { say, rest: write }) : null;

  /** What shows the states, with what it wears: nobody who does not ask for it has to fetch it. */
  async function bring() {
    const kit = await import("../closer/room.js");
    await kit.dressed(wrapper);
    return kit;
  }

  function write() {
    writeMore({ update: training?.now() ?? null, compare: together?.now() ?? null, closer: closer?.now() ?? null }, number);
  }

  return {
    training,
    together,
    closer,
    /** what of the link cannot be had */
    ignored,
    /** Opens what the link asks for. */
    open() {
      if (update !== null) training.open(update);
      if (compare !== null) together.open(compare);
      if (looked !== null) closer.open(looked);
      write();
    },
    /** @param {() => void} listener called when something is to be drawn that no number of the film tells */
    listen: (listener) => (told = listener),
    leave() {
      told = () => {};
      training?.leave();
    },
  };
}
