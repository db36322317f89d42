/** A valve: what comes from the left is as high as the value, what leaves to the right as high as the gate lets through. */

import { svg } from "../../shared/dom.js";
import { number, percent } from "../../shared/format.js";
import { colourOf } from "../../shared/theme.js";
import { called } from "../step.js";

const HEIGHT = 200;
const LEFT = { keep: "kept", write: "written" };

/**
 * @param {{node: number, gate: number, value: number, gate_name: string, value_name: string}} picture
 * @param {import("../step.js").Look} look
 */
export function drawValve(picture, look) {
  const { step, unit, theme, em, part } = look;
  const width = Math.min(look.width, 560 * em);
  const [comes, gate, leaves] = [picture.value, picture.gate, picture.node].map((node) => step.value(node, unit));
  const down = comes < 0;
  const [top, bottom] = down ? [10 * em, (HEIGHT - 62) * em] : [62 * em, (HEIGHT - 10) * em];
  const reach = Math.max(1, Math.abs(comes), look.held.get("reach") ?? 0);
  look.held.set("reach", reach);
  const zero = down ? top : bottom;
  const y = (value) => zero - (value / reach) * (bottom - top);
  const middle = width / 2;
  const plate = 16 * em;
  const colour = (name, use) => colourOf(step.colours.get(name), theme, use);
  const carried = picture.value_name;
  const result = part.kind === "show" ? part.name : carried;
  const edge = down ? bottom + 8 * em : top - 8 * em;

  const band = (from, to, value, name, extra = {}) =>
    svg("rect", {
      x: from, width: Math.max(0, to - from), y: Math.min(zero, y(value)), height: Math.abs(y(value) - zero), fill: colour(name, "mark"),
      stroke: theme.text, "stroke-opacity": 0.45, "stroke-width": 1, "stroke-dasharray": step.name(name)?.dash ? "5 3" : null, ...extra,
    });
  const words = (x, anchor, caption, value, name, node) => {
    const base = down ? bottom + 30 * em : 14 * em;
    return [
      svg("text", { x, y: base, "text-anchor": anchor, class: "term", fill: theme.dim }, caption),
      svg("text", { x, y: base + 19 * em, "text-anchor": anchor, class: "number whole", fill: colour(name, "text"), "data-node": node }, value),
    ];
  };
  const label = LEFT[part.kind] ?? (step.node(picture.node).name || "passes");
  return svg(
    "svg",
    { width, height: HEIGHT * em, role: "img", "aria-label": `${percent(gate)} of ${number(comes)} passes: ${number(leaves)}` },
    svg("line", { x1: 0, x2: width, y1: zero, y2: zero, stroke: theme.dim, "stroke-width": 1 }),
    band(0, middle, comes, carried, { "fill-opacity": 0.55 }),
    band(middle, width, leaves, result, { "fill-opacity": 0.85, class: "flow", "transform-origin": `${middle} 0` }),
    svg("rect", {
      x: middle - plate / 2, width: plate, y: Math.min(y(leaves), edge), height: Math.abs(edge - y(leaves)), rx: 3, class: "plate",
      fill: colour(picture.gate_name, "mark"), stroke: theme.text, "stroke-width": 1, "stroke-opacity": 0.6,
    }),
    svg("line", { x1: middle - plate, x2: middle + plate, y1: zero, y2: zero, stroke: theme.text, "stroke-width": 3, "stroke-linecap": "round" }),
    ...words(0, "start", called(step, picture.value), number(comes), carried, picture.value),
    ...words(middle, "middle", `valve ${called(step, picture.gate)}`, number(gate), picture.gate_name, picture.gate),
    ...words(width, "end", label, number(leaves), result, picture.node),
  );
}
