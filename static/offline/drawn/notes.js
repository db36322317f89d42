/** What stands beside the marks of a chart: lines and boxes, remarks with their arrows, the legend. */

import { svg } from "../../shared/dom.js";
import { dashes, modeOf, symbol } from "./marks.js";
import { sizeOf, words } from "./words.js";

const [SAMPLE, GAP] = [30, 18]; // pixels: the line in the legend, between its entries
const ARROW = 9;

/** @typedef {{across: (ref: string, value: any, raised?: boolean) => number, down: (ref: string, value: any, raised?: boolean) => number}} At where a value lies, or a share of the paper; `raised`: the value is a power of ten where the axis is of such */

/** @param {any} shape @param {At} at */
export function drawnShape(shape, { across, down }) {
  const { type, line = {}, fillcolor = "none", opacity = null, xref = "x", yref = "y" } = shape;
  const [x0, x1] = [across(xref, shape.x0), across(xref, shape.x1)];
  const [y0, y1] = [down(yref, shape.y0), down(yref, shape.y1)];
  const look = { stroke: line.color ?? null, "stroke-width": line.width ?? (line.color ? 2 : 0), "stroke-dasharray": dashes(line.dash, line.width ?? 2), opacity };
  if (type === "line") return svg("line", { x1: x0, x2: x1, y1: y0, y2: y1, ...look });
  if (type === "circle") return svg("ellipse", { cx: (x0 + x1) / 2, cy: (y0 + y1) / 2, rx: Math.abs(x1 - x0) / 2, ry: Math.abs(y1 - y0) / 2, fill: fillcolor, ...look });
  return svg("rect", { x: Math.min(x0, x1), y: Math.min(y0, y1), width: Math.abs(x1 - x0), height: Math.abs(y1 - y0), fill: fillcolor, ...look });
}

/** @param {any} note @param {At} at */
export function drawnNote(note, { across, down }) {
  const { text, font, xref = "x", yref = "y", xanchor, yanchor, xshift = 0, yshift = 0, textangle = 0, showarrow = true } = note;
  const [x, y] = [across(xref, note.x, true) + xshift, down(yref, note.y, true) - yshift];
  if (!showarrow) return words(text, font, { x, y, across: anchored(xanchor, xref, note.x), down: anchored(yanchor, yref, note.y, ["bottom", "middle", "top"]), turn: textangle });
  const [fromX, fromY] = [note.axref ? across(note.axref, note.ax, true) : x + note.ax, note.ayref ? down(note.ayref, note.ay, true) : y + note.ay];
  const turn = Math.atan2(y - fromY, x - fromX);
  const wing = (side) => `${(x - ARROW * Math.cos(turn + side)).toFixed(2)} ${(y - ARROW * Math.sin(turn + side)).toFixed(2)}`;
  const arrow = svg("path", { d: `M${fromX} ${fromY}L${x} ${y}M${wing(0.4)}L${x} ${y}L${wing(-0.4)}`, fill: "none", stroke: note.arrowcolor ?? font?.color, "stroke-width": note.arrowwidth ?? 1.5 });
  return svg("g", {}, arrow, text ? words(text, font, { x: fromX, y: fromY, across: xanchor ?? "center", down: yanchor ?? (fromY < y ? "bottom" : "top") }) : null);
}

/** As Plotly anchors what says nothing of it: on paper by the third in which it lies, at a value by its middle. */
function anchored(said, ref, value, [low, middle, high] = ["left", "center", "right"]) {
  if (said && said !== "auto") return said;
  if (ref !== "paper") return middle;
  return value < 1 / 3 ? low : value > 2 / 3 ? high : middle;
}

/** The entries of a legend in rows, and how high they are. @param {any[]} data @param {any} layout @param {number} width */
export function legendOf(data, { legend = {}, showlegend }, width) {
  const known = data.filter((trace) => trace.name && trace.showlegend !== false && trace.type !== "heatmap");
  if (showlegend === false || (known.length < 2 && showlegend !== true && known[0]?.showlegend !== true)) return { high: 0, draw: () => null };
  if (legend.traceorder === "reversed") known.reverse();
  const size = legend.font?.size ?? 12;
  const row = size * 1.45;
  let [left, top] = [0, 0];
  const places = known.map((trace) => {
    const wide = SAMPLE + 8 + sizeOf(trace.name, { size })[0] + GAP;
    if (left && left + wide - GAP > width) [left, top] = [0, top + row];
    const place = { trace, x: left, y: top };
    left += wide;
    return place;
  });
  const high = places.length ? top + row : 0;
  return { high, draw: (x, y) => svg("g", { class: "legend" }, ...places.flatMap((one) => entry(one.trace, x + one.x, y - high + one.y + row / 2, legend.font))) };
}

function entry(trace, x, y, font) {
  const { type, line = {}, marker = {}, fill, fillcolor, opacity = null } = trace;
  const mode = modeOf(trace);
  const middle = x + SAMPLE / 2;
  const parts = [];
  if (type === "bar") parts.push(svg("rect", { x: middle - 7, y: y - 7, width: 14, height: 14, fill: [marker.color].flat()[0], stroke: marker.line?.color ?? null, "stroke-width": marker.line?.width ?? null }));
  else if (fill) parts.push(svg("rect", { x, y: y - 5, width: SAMPLE, height: 10, fill: fillcolor ?? line.color }));
  if (type !== "bar" && mode.includes("lines") && line.width !== 0) parts.push(svg("line", { x1: x, x2: x + SAMPLE, y1: y, y2: y, stroke: line.color, "stroke-width": line.width ?? 2, "stroke-dasharray": dashes(line.dash, line.width ?? 2) }));
  if (type !== "bar" && mode.includes("markers")) parts.push(symbol({ ...marker, size: Math.min(13, [marker.size ?? 6].flat()[0]) }, 0, middle, y));
  return [svg("g", { opacity: fill ? null : opacity }, ...parts), words(trace.name, font, { x: x + SAMPLE + 8, y, across: "left" })];
}
