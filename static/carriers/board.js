/** The map with the lever at its left and the ranking at its right: all three stand on the same rows. */

import { html, write } from "../shared/dom.js";
import { number } from "../shared/format.js";
import { filled } from "../shared/said.js";
import { entries } from "../shared/saving/csv.js";
import { saved } from "../shared/saving/own.js";
import { createLever } from "./lever.js";
import { createMap } from "./map.js";
import { createRanking } from "./ranking.js";
import { createRows } from "./rows.js";
import { counted } from "./words.js";

const [ROW, TALL_ROW, NARROW] = [5, 10, 600]; // px: tall where a finger chooses, or on a board as narrow as that
const SECONDS = 0.7; // until the bars have come out

/**
 * @param {any} header
 * @param {{say: (unit: number) => void, choose: (by: string) => void, moved: (rows: number) => void,
 *          rested: () => void}} hand
 * @param {() => void} request another frame
 */
export function createBoard(header, { say, choose, moved, rested }, request) {
  const { units, orders, words, says } = header;
  const rows = createRows(units, request);
  const map = createMap(header, rows, { say, seen, asks: () => !guessed });
  const ranking = createRanking(header, rows, choose);
  const lever = createLever(units, says.lever, { moved, rested });
  const grip = html("div", { class: "grip" }, lever.element);
  const bars = html("div", { class: "bars-place" }, ranking.picture);
  const under = html("p", { class: "under" });
  const element = html("div", { class: "board" }, map.heads, ranking.head, grip, map.field, bars, under, ranking.foot);
  saved(element, element, "memory-of-all-units", table);
  const numbers = Array.from({ length: units }, (_, unit) => unit);
  const coarse = globalThis.matchMedia("(pointer: coarse)");
  let [guessed, began] = [false, -Infinity];

  /** Row by row as they stand; what ranks them stands beside it once it gives nothing away. */
  function table() {
    const ranks = guessed ? Object.values(orders) : [];
    const row = (unit) => [rows.rank(unit) + 1, unit, ...ranks.map(({ values }) => values[unit])];
    const head = ["row", "unit", ...ranks.map(({ label }) => label), "step", "word", says.colour];
    return entries(head, rows.order().map(row), words.map((word, t) => [t + 1, word]), (k, t) => map.valueOf(rows.order()[k], t));
  }

  /** The numbers of the row that is looked at, once they give nothing away. */
  function seen(unit) {
    const told = Object.values(orders).map(({ label, values }) => `${label} ${number(values[unit])}`);
    const row = filled(says.ranked, { row: rows.rank(unit) + 1, unit });
    write(under, unit < 0 || !guessed ? "" : [row, ...told].join(" · "));
  }

  return {
    element,
    paint: map.paint,
    /** @returns {number[]} the units of the first rows */
    first: (count) => rows.order().slice(0, count),
    /** By number until there is a guess. @param {import("./address.js").Place} place @param {boolean} [cut] at once */
    arrange({ guess, by }, cut = false) {
      const still = cut || globalThis.matchMedia("(prefers-reduced-motion: reduce)").matches;
      if (guess !== null && !guessed) began = still ? -Infinity : performance.now();
      guessed = guess !== null;
      rows.sort(guessed ? orders[by].order : numbers, still);
    },
    /** @param {import("./address.js").Place} place @param {boolean} ready whether the lever can be moved */
    draw(place, ready) {
      const row = coarse.matches || element.clientWidth < NARROW ? TALL_ROW : ROW;
      element.style.setProperty("--height", `${row * units}px`);
      const width = map.field.clientWidth;
      const grown = Math.min(1, (performance.now() - began) / 1000 / SECONDS);
      const count = guessed ? place.rows : 0;
      map.draw(row, width);
      map.take(count, width);
      ranking.draw(place, row, bars.clientWidth, grown);
      lever.draw(count, counted(says.count, count), ready && guessed);
      if (guessed && grown < 1) request();
    },
    leave() {
      lever.leave();
      rows.leave();
    },
  };
}
