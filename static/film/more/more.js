/** What a reader can open besides the film: its training, and the three cells side by side; kept while sentences change. */

import { createTogether } from "../together/together.js";
import { createTraining } from "../training/training.js";
import { readMore, writeMore } from "./address.js";
import { createOffers } from "../live/offers.js";

/** @typedef {ReturnType<typeof createMore>} More */

/**
 * @param {import("../live/live.js").Live} live
 * @param {Record<string, any>} offered what Python can send
 * @param {(name: string, value: any) => void} tell Python
 */
export function createMore(live, offered, tell) {
  let told = () => {};
  const { ask } = createOffers(offered, tell);
  const { update, compare, ignored } = readMore(offered);
  const say = () => told();
  const training = offered.training ? createTraining(live, offered.training.updates, () => ask("training"), { say, rest: write }) : null;
  const together = offered.units ? createTogether(live, offered, ask, { say, rest: write }) : null;

  function write() {
    writeMore({ update: training?.now() ?? null, compare: together?.now() ?? null });
  }

  return {
    training,
    together,
    /** what of the link cannot be had */
    ignored,
    /** Opens what the link asks for. */
    open() {
      if (update !== null) training.open(update);
      if (compare !== null) together.open(compare);
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
