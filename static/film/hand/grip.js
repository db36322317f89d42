/** A pointer in the lanes: a press takes one word of a row, a drag a stretch; a finger rests first, or taps twice. */

import { afterRest } from "../../shared/keys/rest.js";

const REST = 450; // ms until a finger that rests has gripped
const SLIP = 9; // px that it may move meanwhile

/**
 * @typedef {{name: string, unit: number, word: number}} Cell
 * @typedef {{name: string, unit: number, first: number, last: number, pressed: boolean}} Gripped `pressed`: not dragged
 */

/**
 * @param {ReturnType<import("../lanes/lanes.js").createLanes>} lanes
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {{down: () => void, moved: (gripped: Gripped) => void, let: (gripped: Gripped) => void}} told
 *   `down` at every press in a lane, `moved` while it is dragged, `let` when it is let go
 */
export function createGrip(lanes, state, told) {
  /** @type {{cell: Cell, to: number, x: number, y: number, finger: boolean, again?: boolean} | null} */
  let grip = null;
  let moved = () => {}; // the finger does not rest any more
  /** @type {{x: number, y: number} | null} where a finger tapped last, on the screen */
  let tapped = null;
  let took = false; // the finger that was lifted last had gripped
  let resting = false; // a finger has rested: it marks now, and does not scroll

  function gripped() {
    const { cell, to } = grip;
    const [first, last] = [Math.min(cell.word, to), Math.max(cell.word, to)];
    return { name: cell.name, unit: cell.unit, first, last, pressed: first === last };
  }

  function drop() {
    moved();
    [grip, resting] = [null, false];
  }

  /** A finger is on the chosen row, or as good as: under one that tapped there the row has grown meanwhile. */
  function isAgain({ word, unit }, { clientX, clientY }) {
    const { rank } = lanes.rows();
    const chosen = state.get();
    const near = Math.abs(rank.get(unit) - rank.get(chosen.unit)) <= 2;
    return word === chosen.word && (near || (tapped !== null && Math.hypot(clientX - tapped.x, clientY - tapped.y) <= SLIP));
  }

  function rest() {
    resting = true;
    lanes.choose(grip.cell);
    told.moved(gripped());
  }

  const inField = {
    pointerdown(event) {
      drop();
      took = false;
      const cell = event.isPrimary && event.button === 0 && !event.shiftKey && lanes.cellAt(event);
      if (!cell) return;
      told.down();
      if (state.get().playing) return void (event.pointerType === "touch" && lanes.choose(cell)); // a press pauses, and no more
      const finger = event.pointerType === "touch";
      grip = { cell, to: cell.word, x: event.clientX, y: event.clientY, finger };
      if (!finger) return;
      if (isAgain(cell, event)) {
        grip.again = true;
        cell.unit = state.get().unit;
      }
      moved = afterRest(REST, rest);
    },
    pointermove(event) {
      if (!grip) return;
      if (grip.finger && !resting) {
        if (Math.hypot(event.clientX - grip.x, event.clientY - grip.y) > SLIP) drop();
        return;
      }
      const word = lanes.wordAt(event);
      if (word === grip.to) return;
      grip.to = word;
      told.moved(gripped());
    },
    touchmove: (event) => resting && event.cancelable && event.preventDefault(),
    contextmenu: (event) => grip?.finger && event.preventDefault(),
    click: (event) => took && event.stopImmediatePropagation(), // a tap that has opened a bubble chooses no other row
  };
  const anywhere = {
    pointerup() {
      const takes = grip && (!grip.finger || resting || grip.again);
      tapped = grip?.finger && !takes ? { x: grip.x, y: grip.y } : null;
      took = Boolean(takes && grip.finger);
      if (takes) told.let(gripped());
      drop();
    },
    pointercancel() {
      drop();
      tapped = null;
    },
  };
  // Before the lanes hear of it: whether the film played, and which cell was chosen, is asked before the press changes it.
  const early = { capture: true, passive: false };
  for (const [event, listener] of Object.entries(inField)) lanes.field.addEventListener(event, listener, early);
  for (const [event, listener] of Object.entries(anywhere)) globalThis.addEventListener(event, listener);

  return {
    leave() {
      drop();
      for (const [event, listener] of Object.entries(inField)) lanes.field.removeEventListener(event, listener, early);
      for (const [event, listener] of Object.entries(anywhere)) globalThis.removeEventListener(event, listener);
    },
  };
}
