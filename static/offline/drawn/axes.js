/** The axes of a chart: which values they reach, where a value lies between them, what stands at their ticks. */

import { grid, listed } from "../../shared/chart/columns.js";
import { written } from "./words.js";

const PAD = 0.055; // of a range that nobody set
const MOST_TICKS = 7;

/**
 * @typedef {object} Axis
 * @property {any} said what Plotly was told of it
 * @property {"x" | "y"} side
 * @property {string} kind linear, log or category
 * @property {[number, number]} range from its first end to its last, in powers of ten for "log"
 * @property {(value: any) => number} unit a value in the units of `range`
 * @property {{at: number, text: string}[]} ticks
 */

/** Every axis of a chart by the name that traces have for it: x, x2, y, y2. @returns {Record<string, Axis>} */
export function axesOf({ data, layout }) {
  const names = Object.keys(layout).filter((name) => /^[xy]axis\d*$/.test(name));
  const all = new Set(["x", "y", ...names.map((name) => name.replace("axis", ""))]);
  return Object.fromEntries([...all].map((name) => [name, axisOf(name, data, layout)]));
}

function axisOf(name, data, layout) {
  const [side, said] = [/** @type {"x" | "y"} */ (name[0]), layout[name.replace(/^[xy]/, "$&axis")] ?? {}];
  const traces = data.filter((trace) => (trace[`${side}axis`] ?? side) === name);
  const columns = traces.map((trace) => values(trace, side));
  const texts = columns.flat().some((value) => typeof value === "string" && Number.isNaN(Number(value)));
  const kind = said.type ?? (texts ? "category" : "linear");
  const known = [...new Set(columns.flat().map(String))];
  const unit = { log: (value) => Math.log10(value), category: (value) => (typeof value === "number" ? value : known.indexOf(String(value))), linear: Number }[kind];
  const range = said.range ? said.range.map(Number) : reached(side, name, traces, layout, said, unit);
  if (said.autorange === "reversed") range.reverse();
  return { said, side, kind, range, unit, ticks: ticksOf(said, kind, range, unit, known) };
}

/** What a trace has along one side, its place where it says none. */
function values(trace, side) {
  const own = listed(trace[side]);
  if (own.length || !trace.z) return own;
  const rows = grid(trace.z);
  return Array.from({ length: side === "y" ? rows.length : (rows[0]?.length ?? 0) }, (_, k) => k);
}

/** The range of all that is drawn along an axis, with some room where a mark would touch its end. */
function reached(side, name, traces, layout, said, unit) {
  const found = [];
  let room = side === "y" ? PAD : 0;
  for (const trace of traces) {
    const here = values(trace, side).map(unit).filter(Number.isFinite);
    const across = (trace.orientation === "h") === (side === "y");
    if (trace.type === "heatmap" || (trace.type === "bar" && across)) {
      found.push(Math.min(...here) - 0.5, Math.max(...here) + 0.5);
      room = 0;
    } else if (trace.type === "bar") found.push(0, ...here);
    else found.push(...here, ...(trace.fill === "tozeroy" && side === "y" ? [0] : []));
    if (trace.mode?.includes("markers")) room = PAD;
    if (trace.type === "bar" && !across && trace.text) room = 0.12;
  }
  for (const shape of layout.shapes ?? []) if ((shape[`${side}ref`] ?? side) === name) found.push(unit(shape[`${side}0`]), unit(shape[`${side}1`]));
  const [low, high] = found.length ? [Math.min(...found), Math.max(...found)] : [0, 1];
  const pad = room * (high - low || 1);
  const bottom = said.rangemode === "tozero" || (low === 0 && traces.some(({ type }) => type === "bar")) ? Math.min(0, low) : low - pad;
  return [bottom, high + pad];
}

function ticksOf(said, kind, range, unit, known) {
  const [low, high] = [Math.min(...range), Math.max(...range)];
  const inside = ({ at }) => at >= low - 1e-9 && at <= high + 1e-9;
  if (said.visible === false || said.showticklabels === false) return [];
  if (said.tickvals) {
    const texts = listed(said.ticktext);
    return listed(said.tickvals).map((value, k) => ({ at: unit(value), text: texts[k] ?? written(value, said.tickformat) })).filter(inside);
  }
  if (kind === "category") {
    const step = Math.ceil(known.length / 40);
    return known.map((text, at) => ({ at, text })).filter((tick) => tick.at % step === 0 && inside(tick));
  }
  return steps(low, high, kind, said).map((at) => ({ at, text: written(kind === "log" ? 10 ** at : at, said.tickformat, said.exponentformat === "power") }));
}

export function steps(low, high, kind, { dtick, nticks = MOST_TICKS }) {
  const rough = (high - low) / nticks;
  const ten = 10 ** Math.floor(Math.log10(rough));
  const step = dtick ?? (kind === "log" ? Math.max(1, Math.ceil(rough)) : ten * [1, 2, 5, 10].find((digit) => digit * ten >= rough * 0.999));
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)));
}
