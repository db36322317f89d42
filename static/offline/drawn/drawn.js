/** A chart that Plotly would draw, from the same data, as one SVG of our own: for a page that cannot carry Plotly. */

import { svg } from "../../shared/dom.js";
import { axesOf } from "./axes.js";
import { beyond, drawnScale, roomAbove, roomBeside, scaleOf } from "./colours.js";
import { drawnAxis, overhang, placed, roomFor, squared } from "./frame.js";
import { bars, cells, scatter } from "./marks.js";
import { drawnNote, drawnShape, legendOf } from "./notes.js";

const HEIGHT = 450;
const EDGE = 8; // pixels that a mark may reach beyond the frame
let charts = 0;

/**
 * @param {{data: any[], layout: any}} spec as Plotly takes it
 * @param {number} width
 * @param {{text: string, line: string}} inks of the page
 */
export function drawn({ data, layout }, width, inks) {
  const height = layout.height ?? HEIGHT;
  const axes = axesOf({ data, layout });
  const scales = new Map(data.filter(({ type }) => type === "heatmap").map((trace) => [trace, scaleOf(trace, layout)]));
  const scale = [...scales.values()].find(({ bar }) => bar);
  const { l = 80, r = 80, t = 100, b = 80 } = layout.margin ?? {};
  const [left, right] = [l + roomFor(axes, "left"), width - Math.max(r + (scale ? roomBeside(scale) : 0), overhang(axes), scale ? beyond(scale) : 0)];
  const legend = legendOf(data, layout, right - left);
  const above = roomFor(axes, "top");
  const box = { width, left, right, top: above + Math.max(t, legend.high + 10, scale ? roomAbove(scale) : 0), bottom: height - b - roomFor(axes, "bottom") };
  squared(axes, box);

  const places = Object.fromEntries(Object.entries(axes).map(([name, axis]) => [name, placed(axis, box)]));
  const at = (name, value, raised = false) => places[name](raised && axes[name].kind === "log" ? value : axes[name].unit(value));
  const where = {
    across: (ref, value, raised) => (ref === "paper" ? left + value * (right - left) : at(ref, value, raised)),
    down: (ref, value, raised) => (ref === "paper" ? box.bottom - value * (box.bottom - box.top) : at(ref, value, raised)),
  };
  const marks = data.map((trace) => {
    const [x, y] = [trace.xaxis ?? "x", trace.yaxis ?? "y"];
    const apart = (name) => Math.abs(places[name](1) - places[name](0));
    const place = { x: (value) => at(x, value), y: (value) => at(y, value), column: apart(x), row: apart(y) };
    if (trace.type === "heatmap") return cells(trace, place, scales.get(trace));
    const beside = data.filter((other) => other.type === "bar" && (other.xaxis ?? "x") === x);
    return trace.type === "bar" ? bars(trace, place, layout, beside) : scatter(trace, place);
  });

  const shapes = (layer) => (layout.shapes ?? []).filter((shape) => (shape.layer === "below") === (layer === "below")).map((shape) => drawnShape(shape, where));
  const clip = `lstm-drawn-${(charts += 1)}`;
  const frame = svg("rect", { x: left - EDGE, y: box.top - EDGE, width: right - left + 2 * EDGE, height: box.bottom - box.top + 2 * EDGE });
  const free = data.some(({ cliponaxis }) => cliponaxis === false);
  const start = ({ side, said }) => (side === "y" && said.anchor in axes ? left + (axes[said.anchor].said.domain?.[0] ?? 0) * (right - left) : left);
  return svg(
    "svg",
    { class: "main-svg", width, height, viewBox: `0 0 ${width} ${height}` },
    svg("clipPath", { id: clip }, frame),
    ...Object.entries(axes).map(([name, axis]) => drawnAxis(axis, places[name], box, start(axis), inks)),
    ...shapes("below"),
    svg("g", { "clip-path": free ? null : `url(#${clip})` }, ...marks),
    ...shapes("above"),
    ...(layout.annotations ?? []).map((note) => drawnNote(note, where)),
    legend.draw(left, box.top - above - 6),
    scale ? drawnScale(scale, box) : null,
  );
}
