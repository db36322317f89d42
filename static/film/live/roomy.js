/** The network of a film with room for what it reads: one for each purpose, kept for the next sentence. */

import { createNetwork } from "../../live/network.js";

const ROOM = 16; // steps by which the memory of a network grows

/** @param {import("../../live/model.js").Model} model whose weights it has at first */
export function createRoomy(model) {
  const nets = /** @type {Map<string, import("../../live/network.js").Net>} */ (new Map());
  let worn = model;
  return {
    worn: () => worn,
    /** A network with room for so many steps of so many sequences. */
    network(what, T, B) {
      const now = nets.get(what);
      if (now && now.T >= T && now.B >= B) return now;
      const made = createNetwork(worn, { T: Math.ceil(T / ROOM) * ROOM, B });
      nets.set(what, made);
      return made;
    },
    /**
     * All that is read from now on is read with the weights of another network of the same cells and sizes.
     * @param {import("../../live/model.js").Model} other
     * @returns {import("../../live/model.js").Model} whose they were before
     */
    wear(other) {
      const before = worn;
      if (other !== worn) for (const net of nets.values()) net.wear(other);
      worn = other;
      return before;
    },
  };
}
