/** Named bars under each other, each with its number; where they add up, each begins where the one before ended. */

import { svg } from "../dom.js";

const ROW = 40;
const BAR = 17;
const LETTER = 6.4; // px of a letter of an expression

/**
 * @typedef {{label: string, text?: string, from: number, to: number, value: string, mark: string, ink?: string, dash?: boolean,
 *            whole?: boolean, node?: number | null, key?: string}} Bar `whole`: what the ones above it come to, under a line
 * @param {Bar[]} bars
 * @param {{width: number, em: number, theme: import("../theme.js").Theme, said: string, row?: number, joined?: boolean,
 *          held?: Map<string, number>}} look `held` is the scale, that it stays while a number moves; `joined`: they add up
 */
export function drawBars(bars, { width, em, theme, said, row = ROW, joined = true, held = new Map() }) {
  const ends = bars.flatMap(({ from, to }) => [from, to]);
  const low = Math.min(0, ...ends, held.get("low") ?? 0);
  const high = Math.max(...ends, low + 0.05, held.get("high") ?? 0);
  held.set("low", low).set("high", high);
  const [left, right] = [Math.min(128 * em, width * 0.32), 62 * em];
  const x = (value) => left + ((value - low) / (high - low)) * (width - left - right);
  const under = (k) => (bars[k].whole ? 8 * em : 0);
  const middle = (k) => (k + 0.5) * row * em + under(k);
  const height = bars.length * row * em + 10 * em;
  const thick = Math.min(BAR, 0.55 * row) * em;

  const drawn = bars.flatMap(({ label, text = "", from, to, value, mark, ink, dash, whole, node, key }, k) => {
    const [start, stop] = [x(Math.min(from, to)), x(Math.max(from, to))];
    const beside = row < ROW; // no room under the label
    const fits = (text.length + (beside ? label.length : 0)) * LETTER * em < left;
    const short = fits ? text : "";
    return [
      svg("text", { x: 0, y: middle(k), dy: `${short && !beside ? -0.25 : 0.35}em`, class: whole ? "whole" : "term", fill: ink ?? theme.text }, ...lowered(label)),
      short ? svg("text", { x: beside ? left - 8 * em : 0, y: middle(k), dy: beside ? "0.35em" : "1.15em", "text-anchor": beside ? "end" : null, class: "expression", fill: theme.dim }, short) : null,
      svg("rect", {
        x: start, y: middle(k) - thick / 2, width: Math.max(1.5, stop - start), height: thick, rx: 2, class: "grow",
        fill: mark, "fill-opacity": whole ? 0.95 : 0.62, stroke: theme.text, "stroke-width": whole ? 1 : 0.6, "stroke-opacity": 0.6,
        "stroke-dasharray": dash ? "4 3" : null, "transform-origin": `${x(from)} 0`, "data-node": node, "data-key": key,
      }),
      joined && k + 1 < bars.length ? svg("line", { x1: x(to), x2: x(to), y1: middle(k), y2: middle(k + 1), class: "thread", stroke: theme.dim }) : null,
      svg("text", { x: width, y: middle(k), dy: "0.35em", "text-anchor": "end", class: whole ? "number whole" : "number", fill: theme.text, "data-node": node, "data-key": key }, value),
      whole ? svg("line", { x1: 0, x2: width, y1: middle(k) - (row / 2 + 3) * em, y2: middle(k) - (row / 2 + 3) * em, stroke: theme.line, "stroke-width": 1.5 }) : null,
    ].filter(Boolean);
  });
  const zero = svg("line", { x1: x(0), x2: x(0), y1: 0, y2: height, stroke: theme.dim, "stroke-width": 1, class: "zero" });
  return svg("svg", { width, height, class: "bars-drawn", role: "img", "aria-label": said }, zero, ...drawn);
}

/** "bias b_o" with what follows the line below lowered. */
function lowered(label) {
  const [text, below] = label.split("_");
  return below === undefined ? [text] : [text, svg("tspan", { dy: "0.3em", "font-size": "0.78em" }, below)];
}
