/** The sentence: each word as bright as the pull at it, pointed at to look at it. */

import { brightness } from "../shared/chart/brightness.js";
import { luminance, parse } from "../shared/colour.js";
import { html, mark } from "../shared/dom.js";
import { filled } from "../shared/said.js";

const DARK = 0.18; // of luminance: on darker paper white reads better than black

/**
 * @param {any} header from Python
 * @param {(at: number) => void} go
 */
export function createStrip({ cells, coloured, stops, words }, go) {
  const label = filled(words.strip, { cell: cells[coloured].title });
  const element = html("div", { class: "strip", role: "img", "aria-label": label, onpointerdown: point, onpointermove: point });
  let [shown, chips] = ["", []];

  function point(event) {
    if (event.type === "pointermove" && !event.buttons) return;
    const chip = event.target.closest("[data-lag]");
    if (chip) go(Number(chip.dataset.lag));
  }

  /** @param {import("./scene.js").Scene} scene @param {boolean} playing only words that were passed are lit */
  function draw({ words: said, steps, gap, at, window, full }, playing) {
    if (said.join(" ") !== shown) {
      chips = said.map((word, t) => html("span", { "data-lag": steps - 1 - t, class: steps - 1 - t === gap ? "country" : null }, word));
      element.replaceChildren(...chips);
      shown = said.join(" ");
    }
    const tens = Array.from(full[coloured].middle, (log) => log / Math.LN10);
    const scale = brightness(tens, stops);
    chips.forEach((chip, t) => {
      const lag = steps - 1 - t;
      const lit = lag < window && (!playing || lag <= at);
      const colour = lit ? scale.colour(tens[lag]) : "";
      chip.style.background = colour;
      chip.style.color = colour && (luminance(parse(colour)) > DARK ? "#000000" : "#ffffff");
      mark(chip, { "data-cut": lag >= window, "data-here": lag === at });
    });
  }

  return { element, draw };
}
