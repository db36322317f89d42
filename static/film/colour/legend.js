/** The line under coloured words: which row colours them, from which number to which, and the way back. */

import { html, mark, write } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { colourOf } from "../../shared/theme.js";
import { becauseText } from "../film.js";
import { createRamp } from "./ramp.js";
import { shadesOf } from "./scales.js";
import { tintOf } from "./tint.js";

const SEEN = ["tint", "unit", "view", "scope", "theme", "values"];

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {{theme: () => import("../../shared/theme.js").Theme}} view
 */
export function createLegend(film, state, view) {
  const [letter, row, because] = [html("span", { class: "letter" }), html("span"), html("span", { class: "because" })];
  const ramp = createRamp();
  const stop = html("button", { type: "button", class: "stop", "aria-label": `Stop colouring the ${film.chips}`, title: "Stop", onclick: () => state.set({ tint: "" }) }, icon("cross"));
  const said = html("span", { class: "said" }, `The ${film.chips} have the colour of `, letter, row, because, ":");
  const element = html("p", { class: "tint-legend", role: "status", hidden: true }, said, html("span", { class: "scale" }, ...ramp.parts), stop);

  /** @param {import("../state.js").Place} place @param {Set<string>} changed */
  function draw(place, changed) {
    if (!SEEN.some((key) => changed.has(key))) return;
    const tint = tintOf(film, place);
    mark(element, { hidden: tint === null });
    if (!tint) return;
    const shades = shadesOf(film, tint.name, place, view.theme());
    element.style.setProperty("--name", colourOf(tint.name.color, view.theme(), "text"));
    write(letter, tint.name.letter || tint.name.label);
    write(row, ` of unit ${tint.unit}`);
    write(because, shades.because ? `, ${becauseText(film)}` : "");
    ramp.draw(shades, tint.unit);
  }

  return { element, draw };
}
