/** A pointer in the lanes: a press takes one word of a row, a drag a stretch; a finger rests first, or taps twice. */

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
  let timer = 0;
  let resting = false; // a finger has rested: it marks now, and does not scroll

  function gripped() {
    const { cell, to } = grip;
    const [first, last] = [Math.min(cell.word, to), Math.max(cell.word, to)];
    return { name: cell.name, unit: cell.unit, first, last, pressed: first === last };
  }

  function drop() {
    clearTimeout(timer);
    [grip, resting] = [null, false];
  }

  /** A finger is on the chosen row, or as good as. */
  function nearby(unit) {
    const { rank } = lanes.rows();
    return Math.abs(rank.get(unit) - rank.get(state.get().unit)) <= 2;
  }

  function rest() {
    resting = true;
    choose(grip.cell);
    told.moved(gripped());
  }

  /** @param {Cell} cell */
  function choose(cell) {
    state.toWord(cell.word);
    state.set({ unit: cell.unit });
  }

  const inField = {
    pointerdown(event) {
      drop();
      const cell = event.isPrimary && event.button === 0 && !event.shiftKey && lanes.cellAt(event);
      if (!cell) return;
      told.down();
      const { word, playing } = state.get();
      if (playing) return void (event.pointerType === "touch" && choose(cell)); // a press pauses, and no more
      const finger = event.pointerType === "touch";
      grip = { cell, to: cell.word, x: event.clientX, y: event.clientY, finger };
      if (!finger) return;
      if (cell.word === word && nearby(cell.unit)) {
        grip.again = true;
        cell.unit = state.get().unit;
      }
      timer = setTimeout(rest, REST);
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
  };
  const anywhere = {
    pointerup() {
      const takes = grip && (!grip.finger || resting || grip.again);
      if (takes) told.let(gripped());
      drop();
    },
    pointercancel: drop,
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
