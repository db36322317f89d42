/** The rows of all pinned units, over the lane that each belongs to. */

import { shadesOf } from "../colour/scales.js";
import { createRow, handFor } from "./row.js";

const APART = 2; // px under a row
const TYPE = 10.5;
const FROM_AFAR = 20; // px, the smallest type on the projector

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../view.js").View} view
 * @param {{name: import("../film.js").Name, body: HTMLElement, label: HTMLElement}[]} lanes
 */
export function createPinnedRows(film, state, view, lanes) {
  /** @type {Map<string, import("./row.js").Row>} by lane and unit */
  const rows = new Map();
  let shown = /** @type {number[] | null} */ (null);
  let height = 0; // of all, in px

  const rowsOf = (name) => shown.map((unit) => rows.get(`${name.name}-${unit}`));

  /** Puts the rows of the units that are pinned over every lane, and takes the others away. */
  function place(pins) {
    for (const [key, row] of rows) {
      if (pins.includes(row.unit)) continue;
      row.body.remove();
      row.label.remove();
      rows.delete(key);
    }
    for (const { name, body, label } of lanes) {
      for (const unit of pins) {
        const key = `${name.name}-${unit}`;
        if (!rows.has(key)) rows.set(key, createRow(film, state, name, unit));
        body.before(rows.get(key).body);
        label.before(rows.get(key).label);
      }
    }
    shown = pins;
  }

  function handOf(name, column, now) {
    const limits = film.rowLimits(name.name, now.view); // as they were before a hand changed a value
    const largest = Math.max(...shown.map((unit) => limits[unit]));
    return handFor(column, view.big() ? FROM_AFAR : TYPE * view.em(), largest);
  }

  return {
    /** How much of the height the rows take, in px, once they are laid. */
    height: () => height,
    /** @returns {import("./row.js").Row[]} those over a lane, from the top */
    over: (name) => (shown ? rowsOf(film.name(name)) : []),
    /** @param {EventTarget | null} target @returns {import("./row.js").Row | undefined} the row that holds it */
    at: (target) => [...rows.values()].find(({ body }) => body.contains(/** @type {Node} */ (target))),
    /** @param {import("../state.js").Place} now @param {number} column in px */
    lay(now, column) {
      if (shown !== now.pins) place(now.pins);
      height = 0;
      for (const { name, body } of lanes) {
        for (const row of rowsOf(name)) row.body.hidden = row.label.hidden = body.hidden; // a folded lane folds them
        if (body.hidden || !shown.length) continue;
        const shades = shadesOf(film, name, now, view.theme());
        const hand = handOf(name, column, now);
        for (const row of rowsOf(name)) {
          row.paint(shades, hand, view.theme());
          height += hand.height + APART;
        }
      }
    },
    /** @param {import("../state.js").Place} now */
    read(now) {
      for (const { name } of lanes) {
        const { values } = film.laneValues(name.name, now.view);
        for (const row of rowsOf(name)) row.read(now, values);
      }
    },
    /** @param {import("../state.js").Place} now @param {number} column in px */
    cover(now, column) {
      for (const row of rows.values()) row.cover(now, column);
    },
  };
}
