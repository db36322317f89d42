/** Beside the rows of the memory the bars that rank them: by which measure is chosen and explained there; guess and truth are marked. */

import { html, mark, svg, write } from "../../shared/dom.js";
import { number } from "../../shared/format.js";
import { colourOf } from "../../shared/theme.js";
import { createNames } from "./names.js";

const FILM = 2;
const SEEN = ["size", "zoom", "theme", "unit", "order", "lanes", "pins", "hand"];
const [BAR, NARROW] = [0.38, 0.42]; // of the width for the longest bar: what is left is for names

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../view.js").View} view
 * @param {ReturnType<import("../lanes/lanes.js").createLanes>} lanes
 */
export function createRanks(film, state, view, lanes) {
  const { measures, carriers, turning, guess, says, hold } = film.ranking;
  const keys = Object.keys(measures);
  const buttons = keys.map((by) => html("button", { type: "button", value: by, onclick: () => state.set({ order: by }) }, measures[by].label));
  const choice = html("div", { class: "rank-by", role: "group", "aria-label": says.rank }, html("span", {}, says.rank), ...buttons);
  const [head, explained] = [html("div", { class: "rank-head" }), html("p", { class: "explained" })];
  const legend = html("p", {}, html("i", { class: "filled" }), says.carriers, ...(turning.length ? [html("i", { class: "turning" }), says.turns] : []));
  const foot = html("div", { class: "rank-foot" }, explained, legend);
  const bars = Array.from({ length: film.units }, (_, unit) => svg("rect", { "data-unit": unit, class: carriers.includes(unit) ? "carrier" : "other", "data-guess": unit === guess }));
  const names = createNames(turning, guess, says);
  const picture = svg("svg", { class: "bars", "aria-hidden": "true" }, ...bars, names.element);
  const element = html("div", { class: "ranks" }, head, picture);
  lanes.element.append(element);
  lanes.folding.append(foot);

  /** @param {import("../state.js").Place} place @param {Set<string>} changed */
  function draw(place, changed) {
    if (place.zoom !== FILM || !SEEN.some((key) => changed.has(key))) return;
    const by = keys.includes(place.order) ? place.order : keys[0];
    const { values, most, label, says: what } = measures[by];
    const where = view.narrow() ? foot : head;
    if (choice.parentElement !== where) where.prepend(choice);
    for (const button of buttons) mark(button, { "aria-pressed": String(button.value === place.order) });
    write(explained, `${label}: ${what}. Longest bar: ${number(most, most === 1 ? 0 : 2)}. Unit ${place.unit}: ${number(values[place.unit])}.`);
    const { body, height } = lanes.lane(hold.name);
    picture.style.display = body.hidden ? "none" : "";
    if (body.hidden) return;
    const [width, tall] = [element.clientWidth, height()];
    picture.style.top = `${body.offsetTop}px`;
    for (const one of [picture, foot]) one.style.setProperty("--mark", colourOf(film.name(hold.name).color, view.theme(), "mark"));
    mark(picture, { width, height: tall, viewBox: `0 0 ${width} ${tall}` });
    const { rank, bounds } = lanes.rows();
    const scale = (view.narrow() ? NARROW : BAR) * width;
    const rows = bars.map((bar, unit) => {
      const [top, bottom] = [0, 1].map((end) => bounds[rank.get(unit) + end] * tall);
      const length = Math.max(0, Math.min(1, values[unit] / most)) * scale;
      mark(bar, { y: top.toFixed(2), height: Math.max(0.8, bottom - top - (bottom - top > 3 ? 1 : 0)).toFixed(2), width: length.toFixed(2) });
      return { middle: (top + bottom) / 2, length };
    });
    names.draw(rows, width, tall, view.narrow());
  }

  return { element, draw };
}
