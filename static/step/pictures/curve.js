/** The curve of a squash with the dot where this unit stands, and the slope there. */

import { svg } from "../../shared/dom.js";
import { number } from "../../shared/format.js";
import { colourOf } from "../../shared/theme.js";

const HEIGHT = 198;
const FLAT = 0.05; // a slope under this hardly lets an error through

/**
 * @param {{node: number, inside: number, squash: string}} picture
 * @param {import("../step.js").Look} look
 */
export function drawCurve(picture, look) {
  const { step, unit, theme, em, part } = look;
  const width = Math.min(look.width, 560 * em);
  const curve = step.array(`curve/${picture.node}`);
  const count = curve.shape[1];
  const [axis, heights] = [curve.data.subarray(0, count), curve.data.subarray(count)];
  const [first, last] = [axis[0], axis[count - 1]];
  const [low, high] = [Math.min(...heights, 0), Math.max(...heights, 1)];
  const [top, bottom, left, right] = [14 * em, HEIGHT * em - 26 * em, 30 * em, width - 14 * em];
  const x = (a) => left + ((a - first) / (last - first)) * (right - left);
  const y = (b) => bottom - ((b - low) / (high - low)) * (bottom - top);
  const [inside, value] = [step.value(picture.inside, unit), step.value(picture.node, unit)];
  const slope = step.array(`slope/${picture.node}`).data[unit];
  const name = step.node(picture.node).name || step.node(picture.inside).name || part.name;
  const colour = colourOf(step.colours.get(name), theme, "mark");
  const ink = colourOf(step.colours.get(name), theme, "text");

  const path = [...axis].map((a, k) => `${k ? "L" : "M"}${x(a).toFixed(1)} ${y(heights[k]).toFixed(1)}`).join("");
  const text = (at, content, more) => svg("text", { x: at[0], y: at[1], fill: theme.dim, class: "axis", ...more }, content);
  const digits = (b) => (Math.abs(b - Math.round(b)) < 0.01 ? 0 : 1);
  const ends = [low, high].map((b) => text([left - 7 * em, y(b)], number(b, digits(b)), { "text-anchor": "end", dy: "0.35em" }));
  const free = [first, 0, last].filter((a) => Math.abs(x(a) - x(inside)) > 34 * em);
  const ticks = free.map((a) => text([x(a), bottom + 17 * em], number(a, 0), { "text-anchor": "middle" }));
  const given = text([x(inside), bottom + 17 * em], number(inside), { "text-anchor": "middle", class: "number halo", fill: theme.text, stroke: theme.panel, "data-node": picture.inside });
  const parts = [
    svg("line", { x1: left, x2: right, y1: y(0), y2: y(0), stroke: theme.line, "stroke-width": 1.2 }),
    svg("line", { x1: x(0), x2: x(0), y1: top, y2: bottom, stroke: theme.line, "stroke-width": 1.2 }),
    ...[low, high].filter((b) => b !== 0).map((b) => svg("line", { x1: left, x2: right, y1: y(b), y2: y(b), stroke: theme.line, "stroke-dasharray": "2 4" })),
    svg("path", { d: path, fill: "none", stroke: theme.dim, "stroke-width": 2, "stroke-linejoin": "round" }),
    ...ends,
    ...ticks,
  ];
  parts.push(...dot(), given);

  function dot() {
    const [px, py] = [x(inside), y(value)];
    const [dx, dy] = [(right - left) / (last - first), -(slope * (bottom - top)) / (high - low)];
    const half = Math.min((54 * em) / Math.hypot(dx, dy), Math.max(10 * em, right + 8 * em - px) / dx, Math.max(10 * em, px - left + 8 * em) / dx);
    const early = inside < 0; // the curve rises: there is room above it to the left, below it to the right
    const flat = slope < FLAT;
    const room = (early ? px - left : right - px) > (flat ? 172 : 96) * em;
    const side = early === room ? -1 : 1;
    const anchor = side < 0 ? "end" : "start";
    const words = [`slope ${number(slope)}`, ...(flat ? ["flat: it hardly learns here"] : [])];
    const above = early && py - 60 * em > top - 30 * em;
    const [tx, ty] = [px + side * (room ? 16 : 2) * em, above ? py - (flat ? 53 : 30) * em : py + 24 * em];
    return [
      svg("line", { x1: px, x2: px, y1: bottom, y2: py, class: "thread", stroke: theme.dim }),
      svg("line", { x1: left, x2: px, y1: py, y2: py, class: "thread", stroke: colour }),
      svg("line", { x1: px - half * dx, x2: px + half * dx, y1: py - half * dy, y2: py + half * dy, stroke: theme.text, "stroke-width": 2.2, "stroke-linecap": "round", class: "tangent" }),
      svg("circle", { cx: px, cy: py, r: 7 * em, fill: colour, stroke: theme.paper, "stroke-width": 2.4, class: "pop" }),
      svg("text", { x: tx, y: ty, "text-anchor": anchor, class: "number whole halo", fill: ink, stroke: theme.panel, "data-node": picture.node }, number(value)),
      ...words.map((line, k) => svg("text", { x: tx, y: ty + (k + 1) * 17 * em, "text-anchor": anchor, class: "axis halo", fill: theme.text, stroke: theme.panel }, line)),
    ];
  }

  const said = ` gives ${number(value)}, slope ${number(slope)}`;
  return svg("svg", { width, height: HEIGHT * em, role: "img", "aria-label": `${picture.squash} of ${number(inside)}${said}` }, ...parts);
}
