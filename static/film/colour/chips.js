/** The words in the colours of a row: each as the row's value after it, with text that can be read on it. */

import { css, inkOn } from "../../shared/colour.js";
import { mark } from "../../shared/dom.js";
import { shadesOf } from "./scales.js";
import { tintOf } from "./tint.js";

const SEEN = ["word", "micro", "playing", "tint", "unit", "view", "scope", "theme", "values"];

/**
 * @param {import("../film.js").Film} film
 * @param {() => import("../../shared/theme.js").Theme} theme
 * @param {HTMLElement[]} chips one for each word
 */
export function createColouring(film, theme, chips) {
  let coloured = false;

  /** Words that are still to come stay plain while the film plays. */
  function isSeen(step, name, { playing, word, micro }) {
    if (!playing || step < word) return true;
    return step === word && film.stage(name.node, micro) !== "future";
  }

  function colour(chip, shade) {
    mark(chip, { "data-tinted": shade !== null });
    if (!shade) return;
    chip.style.setProperty("--tint", css(shade));
    chip.style.setProperty("--on-tint", inkOn(shade));
  }

  /** @param {import("../state.js").Place} place @param {Set<string>} changed */
  return function draw(place, changed) {
    if (!SEEN.some((key) => changed.has(key))) return;
    const tint = tintOf(film, place);
    if (!tint && !coloured) return;
    coloured = tint !== null;
    const shades = tint && shadesOf(film, tint.name, place, theme());
    chips.forEach((chip, step) => {
      colour(chip, shades && isSeen(step, tint.name, place) ? shades.colourOf(shades.values[step * film.units + tint.unit], tint.unit) : null);
    });
  };
}
