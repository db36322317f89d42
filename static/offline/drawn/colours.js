/** The colours of values: a scale with its ends, and its bar beside the chart or above it. */

import { css, mix, parse } from "../../shared/colour.js";
import { grid, listed } from "../../shared/chart/columns.js";
import { svg } from "../../shared/dom.js";
import { steps } from "./axes.js";
import { plain, sizeOf, words, written } from "./words.js";

const [BAR, STEPS, GAP] = [12, 48, 6];
const NAMED = { Cividis: ["#00224e", "#123570", "#3b496c", "#575d6d", "#707173", "#8a8678", "#a59c74", "#c3b369", "#e1cc55", "#fee838"] };

/**
 * @typedef {{low: number, high: number, colour: (value: number) => string, bar: any}} Scale `bar` is null where none is drawn
 * @param {any} trace @param {any} layout @returns {Scale}
 */
export function scaleOf(trace, layout) {
  const shared = trace.coloraxis ? layout[trace.coloraxis] : null;
  const { colorscale, cmin, cmax, zmin = cmin, zmax = cmax, showscale = true, colorbar = {} } = shared ?? trace;
  const all = shared ? [] : grid(trace.z).flat().filter((value) => value !== null && Number.isFinite(value));
  const [low, high] = [zmin ?? Math.min(...all), zmax ?? Math.max(...all)];
  const given = NAMED[colorscale] ?? colorscale;
  const stops = given.map((stop, k) => (typeof stop === "string" ? [k / (given.length - 1), stop] : stop));
  const colour = (value) => {
    const share = Math.min(1, Math.max(0, (value - low) / (high - low || 1)));
    const above = Math.max(1, stops.findIndex(([at]) => at >= share));
    const [[from, dark], [to, bright]] = [stops[above - 1], stops[above]];
    return css(mix(parse(dark), parse(bright), (share - from) / (to - from)));
  };
  return { low, high, colour, bar: showscale ? colorbar : null };
}

const lies = ({ bar }) => bar.orientation === "h";

/** How much room the bar takes at the right. @param {Scale} scale */
export const roomBeside = (scale) => (lies(scale) ? 0 : 10 + BAR + GAP + widest(scale) + (titleOf(scale) ? 20 : 0));

/** How far the last text of a bar above the chart may reach beyond its end. @param {Scale} scale */
export const beyond = (scale) => (lies(scale) ? widest(scale) / 2 : 0);

/** How much room it takes above the chart. @param {Scale} scale */
export const roomAbove = (scale) => (lies(scale) ? BAR + 2 * GAP + high(scale) + (titleOf(scale) ? high(scale) + GAP : 0) : 0);

/** @param {Scale} scale @param {{left: number, right: number, top: number, bottom: number}} box of the chart */
export function drawnScale(scale, { left, right, top, bottom }) {
  const { low, high: most, colour, bar } = scale;
  const lying = lies(scale);
  const share = (value) => (value - low) / (most - low || 1);
  const foot = top - GAP - high(scale) - GAP; // of a bar that lies above the chart
  const spot = (part) => (lying ? left + part * (right - left) : bottom - part * (bottom - top));
  const step = Math.abs(spot(1) - spot(0)) / STEPS + 0.5;
  const cells = Array.from({ length: STEPS }, (_, k) => {
    const fill = colour(low + ((k + 0.5) / STEPS) * (most - low));
    return lying ? svg("rect", { x: spot(k / STEPS).toFixed(2), y: foot - BAR, width: step.toFixed(2), height: BAR, fill }) : svg("rect", { x: right + 10, y: spot((k + 1) / STEPS).toFixed(2), width: BAR, height: step.toFixed(2), fill });
  });
  const texts = ticksOf(scale).map(({ value, text }) => words(text, bar.tickfont ?? {}, lying ? { x: spot(share(value)), y: foot + 2, down: "top" } : { x: right + 10 + BAR + GAP, y: spot(share(value)), across: "left" }));
  const place = lying ? { x: (left + right) / 2, y: foot - BAR - 4, down: "bottom" } : { x: right + 10 + BAR + GAP + widest(scale) + 12, y: (top + bottom) / 2, turn: 90 };
  return svg("g", { class: "scale" }, ...cells, ...texts, titleOf(scale) ? words(titleOf(scale), bar.title.font ?? bar.tickfont, place) : null);
}

const widest = (scale) => Math.max(...ticksOf(scale).map(({ text }) => sizeOf(text, scale.bar.tickfont)[0]));
const high = ({ bar }) => (bar.tickfont?.size ?? 12) * 1.25;
const titleOf = ({ bar }) => plain(bar.title?.text ?? "");

function ticksOf({ low, high: most, bar: { tickvals, ticktext, tickformat, nticks = 5 } }) {
  const values = tickvals ? listed(tickvals) : steps(low, most, "linear", { nticks });
  const texts = listed(ticktext);
  return values.map((value, k) => ({ value, text: texts[k] ?? written(value, tickformat) })).filter(({ value }) => value >= low - 1e-9 && value <= most + 1e-9);
}
