/** Every gate of every unit as a point: how often it is nearly shut, how often wide open. */

import { mark, svg } from "../../shared/dom.js";
import { percent } from "../../shared/format.js";
import { filled } from "../../shared/said.js";
import { colourOf } from "../../shared/theme.js";
import { LEFT, LOWEST, RIGHTMOST, TOP, createFrame } from "./frame.js";

const SHAPES = ["M-4 -4H4V4H-4Z", "M-4.5 0A4.5 4.5 0 1 0 4.5 0A4.5 4.5 0 1 0 -4.5 0Z", "M0 -5L5 4H-5Z"];
const [NUDGE, SPREAD] = [3, 1.6]; // px by which gates, and units of one gate, stand apart where they would hide each other

/** @param {any} words @param {{name: string, letter: string, color: any}[]} gates */
export function createGates(words, gates) {
  const groups = gates.map(() => svg("g", {}));
  const keys = gates.map(({ letter }, k) => {
    const place = `translate(${RIGHTMOST - 14} ${TOP + 14 + 17 * k})`;
    return svg("g", { class: "key", transform: place }, svg("path", { d: SHAPES[k] }), svg("text", { x: 9, y: 4 }, letter));
  });
  const frame = createFrame("gates", words, table, ...groups, ...keys);
  const [x, y] = [(share) => LEFT + share * (RIGHTMOST - LEFT), (share) => LOWEST - share * (LOWEST - TOP)];
  const tens = [0, 0.5, 1];
  frame.scale(tens.map((share) => [y(share), percent(share)]), tens.slice(1).map((share) => [x(share), percent(share)]));

  let found = /** @type {import("../examine.js").Findings | null} */ (null);

  /** Of every unit, how often each gate is nearly shut, how often wide open. */
  function table() {
    return [["gate", "unit", "shut", "open"], ...gates.flatMap(({ name }) => Array.from({ length: found.H }, (_, unit) => [name, unit + 1, found.low[name][unit], found.high[name][unit]]))];
  }

  /** @param {import("../examine.js").Findings} now @param {any} theme */
  function draw(now, theme) {
    const { low, high, H } = (found = now);
    gates.forEach(({ name, color }, k) => {
      mark(groups[k], { fill: colourOf(color, theme, "mark"), class: "points", "data-gate": name });
      mark(keys[k], { fill: colourOf(color, theme, "text") });
      const point = (unit) => {
        const [shut, open] = [low[name][unit], high[name][unit]];
        const [along, up] = [(unit % 4) - 1.5, (Math.floor(unit / 4) % 4) - 1.5].map((one) => one * SPREAD + NUDGE * (k - 1));
        const place = `translate(${(x(shut) + along).toFixed(1)} ${(y(open) + up).toFixed(1)})`;
        const title = filled(words.point, { gate: name, unit: String(unit + 1), shut: percent(shut), open: percent(open) });
        return svg("path", { d: SHAPES[k], transform: place, "data-low": shut, "data-high": open }, svg("title", {}, title));
      };
      groups[k].replaceChildren(...Array.from({ length: H }, (_, unit) => point(unit)));
    });
    const mean = (shares) => percent(shares.reduce((sum, one) => sum + one, 0) / H);
    frame.say(gates.map(({ name }) => filled(words.below, { gate: name, shut: mean(low[name]), open: mean(high[name]) })).join(" · "));
  }

  return { element: frame.element, draw };
}
