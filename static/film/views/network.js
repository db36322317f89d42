/** The whole network at one word: the word goes in, every unit's memory and output, the readout, the next word. */

import { css } from "../../shared/colour.js";
import { html, mark, svg, write } from "../../shared/dom.js";
import { colourOf } from "../../shared/theme.js";
import { shadesOf } from "../colour/scales.js";
import { createPinButton } from "../pinned/button.js";
import { toggled } from "../pinned/pins.js";

const SAID = { picture: "The kernels read the pixel and its neighbours.", step: "Its numbers are read as they are." };

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {{theme: () => import("../../shared/theme.js").Theme}} view
 */
export function createNetwork(film, state, view) {
  const word = html("span", { class: "reads" });
  const strips = film.lanes.map((name) => {
    const cells = Array.from({ length: film.units }, (_, place) => svg("rect", { x: place, y: 0, width: 1.02, height: 1, "data-rank": place }));
    const drawing = svg(
      "svg",
      { viewBox: `0 0 ${film.units} 1`, preserveAspectRatio: "none", class: "units", role: "img", "aria-label": `${name.label} of every unit` },
      ...cells,
    );
    const row = html("div", { class: name.dash ? "strip dashed" : "strip" }, html("span", { class: "letter" }, name.letter), html("span", { class: "what" }, name.label), drawing);
    return { name, cells, row };
  });
  const pin = createPinButton(state, true);
  const layer = html(
    "div",
    { class: "layer" },
    html("header", {}, html("h2", {}, `${film.header.title} layer`), pin.element, html("span", { class: "count" }, `${film.units} units, each a column`)),
    ...strips.map((strip) => strip.row),
  );
  const states = film.header.states.map((name) => film.name(name)?.letter ?? name).join(", ");
  const loop = html("div", { class: "loop" }, html("span", {}, `${states} of this ${film.noun} go on to the next`));
  const arrow = () => html("span", { class: "flow", "aria-hidden": "true" }, "\u2192");
  const element = html(
    "section",
    { class: "network" },
    html("div", { class: "input-of-net" }, html("h2", {}, "Reads"), word, html("p", { class: "sentence" }, SAID[film.noun] ?? `A learned table turns the ${film.noun} into numbers.`)),
    arrow(),
    html("div", {}, loop, layer),
    film.next(0).length ? arrow() : null,
  );

  /** @param {import("../state.js").Place} place */
  function draw(place, changed) {
    if (place.zoom !== 1) return;
    if (!["word", "unit", "zoom", "theme", "order", "view", "scope", "pins", "values"].some((key) => changed.has(key))) return;
    const theme = view.theme();
    write(word, film.numbered ? film.named(place.word) : film.words[place.word]);
    pin.draw(place);
    const order = film.order(place.order);
    for (const { name, cells, row } of strips) {
      const shades = shadesOf(film, name, place, theme);
      row.style.setProperty("--name", colourOf(name.color, theme, "text"));
      order.forEach((unit, rank) => {
        const value = shades.values[place.word * film.units + unit];
        mark(cells[rank], { fill: css(shades.colourOf(value, unit)), "data-chosen": unit === place.unit });
      });
    }
  }

  /** The cell under a pointer. */
  function cellAt(event) {
    const strip = strips.find(({ row }) => row === event.target.closest?.(".strip"));
    const rank = event.target.getAttribute?.("data-rank") ?? null;
    if (!strip || rank === null) return null;
    const { word, order } = state.get();
    return { name: strip.name.name, word, unit: film.order(order)[Number(rank)] };
  }

  element.addEventListener("click", (event) => {
    const cell = cellAt(event);
    if (cell) state.set({ unit: cell.unit });
  });
  element.addEventListener("dblclick", (event) => {
    const { unit, pins } = state.get();
    if (cellAt(event)) state.set({ pins: toggled(pins, unit) });
  });

  return { element, draw, cellAt };
}
