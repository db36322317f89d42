/** The film itself: the heat maps of all lanes on one board, one row a unit, one column a word. */

import { createBrush } from "../colour/brush.js";
import { createPinButton } from "../pinned/button.js";
import { toggled } from "../pinned/pins.js";
import { createPinnedRows } from "../pinned/rows.js";
import { createBoard } from "./board.js";
import { createFolding } from "./folding.js";
import { createLane } from "./lane.js";
import { layRows, unitAt } from "./rows.js";

const GAP = 6; // px between two lanes

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../view.js").View} view
 * @param {{holds: () => {name: string}[]}} [live] whose hand drags along a lane, and scrubs only with Shift; over the words
 *   a drag always scrubs. A lane in which something is held is drawn.
 */
export function createLanes(film, state, view, live) {
  const lanes = film.lanes.map((name) => createLane(film, name, view.em));
  const pin = createPinButton(state, true);
  const board = createBoard(film, state, view, lanes, false, pin.element);
  const folding = createFolding(film, state, view);
  const pinned = createPinnedRows(film, state, view, lanes);
  const brushes = lanes.map(({ name }) => createBrush(film, state, name, null));
  lanes.forEach(({ label }, k) => label.querySelector(".title").append(brushes[k].element));
  const { field } = board;
  let open = lanes;
  let laid = { order: /** @type {number[]} */ ([]), unit: -1 };
  let rows = layRows(film.order("index"), 0, false);
  let [pressed, spared] = [false, 0];
  /** @type {{x: number, word: number} | null} where a drag along the words began */
  let scrubbing = null;

  /** The cell under a pointer: which lane, word and unit; null outside the lanes. */
  function cellAt(event) {
    const row = pinned.at(event.target);
    if (row) return { name: row.name.name, word: board.wordAt(event), unit: row.unit };
    const lane = lanes.find(({ body }) => body === event.target.closest?.(".lane"));
    if (!lane) return null;
    const { top, height } = lane.canvas.getBoundingClientRect();
    const share = Math.max(0, Math.min(0.9999, (event.clientY - top) / height));
    return { name: lane.name.name, word: board.wordAt(event), unit: unitAt(rows, share) };
  }

  function choose(cell) {
    if (!cell) return false;
    board.point(cell.word); // the hand is on it
    state.toWord(cell.word);
    state.set({ unit: cell.unit });
    return true;
  }

  // A press with the mouse chooses at once, and dragging on scrubs along the words. The click that follows is not a
  // second choice: the chosen row has grown under the pointer by then. A finger chooses by a tap and scrolls by dragging.
  const listeners = {
    pointerdown(event) {
      const mouse = event.pointerType !== "touch" && event.button === 0;
      const head = mouse ? board.headAt(event) : -1;
      pressed = mouse && choose(cellAt(event));
      scrubbing = head >= 0 || (pressed && (!live || event.shiftKey)) ? { x: event.clientX, word: head >= 0 ? head : board.wordAt(event) } : null;
    },
    pointermove(event) {
      if (!event.buttons) scrubbing = null;
      if (scrubbing) state.toWord(scrubbing.word + Math.round((event.clientX - scrubbing.x) / board.columns().width));
    },
    click(event) {
      if (!pressed && !event.target.closest?.(".head")) choose(cellAt(event));
      pressed = false;
    },
    dblclick(event) {
      const { unit, pins } = state.get();
      if (cellAt(event)) state.set({ pins: toggled(pins, unit) });
    },
  };
  for (const [event, listener] of Object.entries(listeners)) field.addEventListener(event, listener);

  /** @param {import("../state.js").Place} place @param {Set<string>} changed */
  function draw(place, changed) {
    if (place.zoom !== 2) return;
    const has = (...keys) => keys.some((key) => changed.has(key));
    const opened = anyOpened(place);
    if (opened && !has("size")) state.redraw("size"); // what lies over the lanes moves with them
    const anew = opened || has("size", "theme", "zoom", "pins");
    if (anew) lay(place);
    else if (has("view", "scope", "values")) pinned.lay(place, board.columns().width);
    if (anew || has("unit", "order", "view", "scope", "values")) paint(place);
    if (anew || has("word", "micro", "playing")) [...open, pinned].forEach((one) => one.cover(place, board.columns().width));
    if (anew || has("word")) board.move(place, anew);
    if (anew || has("word", "micro", "unit", "view", "tint", "values")) read(place);
  }

  /** Whether other lanes are open than before. */
  function anyOpened(place) {
    const names = folding.draw(place, live?.holds() ?? []);
    const now = lanes.filter(({ name }) => names.has(name.name));
    if (now.length === open.length && now.every((lane) => open.includes(lane))) return false;
    open = now;
    for (const { name, body, label } of lanes) body.hidden = label.hidden = !names.has(name.name);
    return true;
  }

  function read(place) {
    for (const one of [...open, pinned]) one.read(place);
    for (const one of [pin, ...brushes]) one.draw(place);
  }

  function lay(place) {
    board.lay();
    pinned.lay(place, board.columns().width);
    const heights = open.map((lane) => lane.weight * (view.narrow() ? 0.86 : 1) * view.em());
    const room = view.tall() - spared - pinned.height() - board.columns().heads - open.length * GAP;
    const stretch = room / heights.reduce((sum, height) => sum + height, 0);
    const least = view.big() ? 0.36 : film.ranking ? 0.9 : film.asks && view.narrow() ? 3 : 1; // a finger finds a row
    const within = Math.max(least, Math.min(lanes.length < 3 ? 5 : 1.9, stretch));
    open.forEach((lane, k) => lane.resize(Math.round(heights[k] * within)));
  }

  function paint(place) {
    const theme = view.theme();
    const [order, { unit }] = [film.order(place.order), place];
    if (order !== laid.order || unit !== laid.unit) rows = layRows(order, unit, place.order !== "index", film.asks);
    laid = { order, unit }; // the same rows, where only numbers changed
    const look = { rows, column: board.columns().width, place, theme };
    for (const lane of open) lane.draw(look);
  }

  return {
    element: board.element,
    field,
    rail: board.rail,
    folding: folding.element,
    /** How much of the height something else takes, in px. */
    spare: (height) => (spared = height),
    draw,
    cellAt,
    choose,
    wordAt: board.wordAt,
    columns: board.columns,
    rows: () => rows,
    /** @returns {{body: HTMLElement, height: () => number} | undefined} the lane of a name */
    lane: (name) => lanes.find((lane) => lane.name.name === name),
    canvases: () => open.map(({ name, canvas, body, label }) => ({ name, canvas, body, label, pinned: pinned.over(name.name) })),
    leave() {
      for (const [event, listener] of Object.entries(listeners)) field.removeEventListener(event, listener);
    },
  };
}
