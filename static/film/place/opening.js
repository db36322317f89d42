/** Where a film opens: where the link says, else where the one before it stood, else at the end of the gap. */

import { isTint } from "../colour/tint.js";
import { areLanes, usualLanes } from "../folded.js";

/**
 * @param {import("../film.js").Film} film
 * @returns {import("../state.js").Place} with nothing asked for
 */
export function usualPlace(film) {
  const order = [...Object.keys(film.ranking?.measures ?? {}), "named", "carries"].find((by) => film.header.orders[by]) ?? "index";
  return {
    word: film.header.span ? film.header.span[1] - 1 : film.steps - 1,
    micro: film.lastPart,
    unit: film.order(order)[0],
    zoom: 2,
    speed: 1,
    playing: false,
    order,
    view: "because", // as far as the film has one
    lanes: usualLanes(film),
    scope: "layer",
    tint: "",
    pins: [],
    below: false,
    terms: null,
    marked: false,
  };
}

/**
 * @param {import("../film.js").Film} film
 * @param {Partial<import("../state.js").Place>} asked by the link
 * @param {(import("../state.js").Place & {title: string, asks?: boolean, looks?: "because" | "raw"}) | undefined} before where the film stood that was here
 * @returns {import("../state.js").Place}
 */
export function openingPlace(film, asked, before) {
  const usual = usualPlace(film);
  if (!before) return { ...usual, ...asked };
  const same = before.title === film.header.title;
  const answered = Boolean(before.asks) !== film.asks; // or asked anew: the rows lie otherwise
  return {
    ...usual,
    zoom: before.zoom,
    speed: before.speed,
    word: Math.min(before.word, film.steps - 1),
    unit: before.unit < film.units && same ? before.unit : usual.unit,
    order: film.header.orders[before.order] && !answered ? before.order : usual.order,
    view: film.because.length ? (before.looks ?? before.view) : "raw",
    lanes: before.lanes && areLanes(film, before.lanes) && !answered ? before.lanes : usual.lanes,
    scope: before.scope,
    tint: isTint(film, before.tint) ? before.tint : "",
    below: before.below,
    terms: same ? before.terms : null,
    marked: same && !answered && Boolean(before.marked), // the film is sent again while a hand makes up its mind
    pins: same ? before.pins.filter((unit) => unit < film.units) : [],
  };
}
