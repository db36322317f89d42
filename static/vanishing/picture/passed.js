/** Where the line of one cell lay at the stops that the page has played: thin, each with its name. */

import { svg } from "../../shared/dom.js";
import { filled } from "../../shared/said.js";

const NAMED = 0.62; // of the way back

/**
 * @typedef {{bias: number, middle: Float64Array}} Passed
 * @param {string} name of a stop, with a place for its bias
 * @param {{title: string, color: string}} cell
 */
export function createPassed(name, { title, color }) {
  const [lines, names] = [svg("g", {}), svg("g", {})];

  /** @param {Passed[]} passed */
  function draw(passed, { x, y }, length) {
    const fits = passed.filter(({ middle }) => middle.length === length);
    const path = (middle) => "M" + Array.from(middle, (log, lag) => `${x(lag).toFixed(2)} ${y(log).toFixed(2)}`).join("L");
    lines.replaceChildren(...fits.map(({ bias, middle }) => svg("path", { class: "ghost", stroke: color, d: path(middle), "data-passed": bias })));
    const at = Math.round(NAMED * (length - 1));
    const label = ({ bias }) => filled(name, { cell: title, bias: String(bias) });
    const place = (middle) => ({ x: x(at).toFixed(2), y: (y(middle[at]) - 6).toFixed(2) });
    names.replaceChildren(...fits.map((one) => svg("text", { class: "note", ...place(one.middle) }, label(one))));
  }

  return { lines, names, draw };
}
