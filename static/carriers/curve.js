/** The experiment: the share of test sentences whose answer changes, by rows carried over; the lever's place is marked. */

import { html, mark, svg, write } from "../shared/dom.js";
import { percent } from "../shared/format.js";
import { filled } from "../shared/said.js";
import { saved } from "../shared/saving/own.js";
import { counted } from "./words.js";

const [LEFT, RIGHT, TOP, BOTTOM, HEIGHT] = [44, 10, 8, 34, 150]; // px

/** @param {any} header */
export function createCurve({ orders, counts, random, units, says }) {
  const [band, line, upright, dot] = [svg("path", { class: "band" }), svg("path", { class: "line" }), svg("path", { class: "upright" }), svg("circle", { class: "dot", r: 5 })];
  const [grid, labels] = [svg("g", { class: "grid" }), svg("g", { class: "labels" })];
  const points = counts.map(() => svg("circle", { class: "point", r: 2.5 }));
  const picture = svg("svg", { "aria-hidden": "true" }, grid, band, line, ...points, upright, dot, labels);
  const measured = html("p", { class: "measured" });
  const element = html("figure", { class: "curve" }, html("figcaption", {}, says.curve), saved(html("div", {}, picture), picture, "rows-carried-over", table), measured);

  /** By either order of the rows, and what as many rows drawn at random do. */
  function table() {
    const rows = Object.values(orders).flatMap(({ label, shares }) => counts.map((count, k) => [label, count, shares[k]]));
    return [["order", says.axis, says.curve], ...rows, ...counts.flatMap((count, k) => ["lowest", "highest"].map((end, at) => [`${says.band}, ${end}`, count, random[k][at]]))];
  }

  /** What was measured at so many rows, or on both sides of them. */
  function told(count, shares) {
    if (count === 0) return says.none;
    const at = counts.findIndex((one) => one >= count);
    const share = (k) => percent(shares[k]);
    if (counts[at] === count) return filled(says.measured, { rows: counted(says.count, count), share: share(at) });
    return filled(says.between, { low: counts[at - 1], low_share: share(at - 1), high: counts[at], high_share: share(at) });
  }

  return {
    element,
    /** @param {string} by @param {number} count */
    draw(by, count) {
      const width = element.clientWidth;
      if (!width) return;
      const x = (rows) => LEFT + ((width - LEFT - RIGHT) * rows) / units;
      const y = (share) => HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
      const path = (places) => places.map(([rows, share], k) => `${k ? "L" : "M"}${x(rows).toFixed(2)} ${y(share).toFixed(2)}`).join("");
      const { shares } = orders[by];
      mark(picture, { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}` });
      mark(line, { d: path([[0, 0], ...counts.map((rows, k) => [rows, shares[k]])]) });
      const edge = (end) => [[0, 0], ...counts.map((rows, k) => [rows, random[k][end]])];
      mark(band, { d: `${path([...edge(1), ...edge(0).reverse()])}Z` });
      points.forEach((point, k) => mark(point, { cx: x(counts[k]).toFixed(2), cy: y(shares[k]).toFixed(2) }));
      const at = [0, ...counts].indexOf(count);
      mark(dot, { cx: x(count).toFixed(2), cy: y(at > 0 ? shares[at - 1] : 0).toFixed(2), visibility: at < 0 ? "hidden" : null });
      mark(upright, { d: `M${x(count).toFixed(2)} ${TOP}V${HEIGHT - BOTTOM}` });
      grid.replaceChildren(...[0, 0.5, 1].map((share) => svg("path", { d: `M${LEFT} ${y(share)}H${width - RIGHT}` })));
      const ups = [0, 0.5, 1].map((share) => svg("text", { x: LEFT - 6, y: y(share) + 4, "text-anchor": "end" }, percent(share)));
      const ticks = [0, 16, 32, 48, 64].filter((rows) => rows <= units).map((rows) => svg("text", { x: x(rows), y: HEIGHT - BOTTOM + 14, "text-anchor": "middle" }, String(rows)));
      const names = [svg("text", { x: LEFT, y: HEIGHT - 4 }, says.axis), svg("text", { class: "random", x: width - RIGHT, y: HEIGHT - 4, "text-anchor": "end" }, says.band)];
      labels.replaceChildren(...ups, ...ticks, ...names);
      write(measured, told(count, shares));
    },
  };
}
