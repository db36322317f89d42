/** What was read above, what is written below, and between them a line as thick as each weight. */

import { mark, svg } from "../shared/dom.js";

const [TOP, HEIGHT, HALF] = [22, 148, 9]; // px: the middle of what was read, of what is written; half a character's height
const THICKEST = 22; // px of a weight of 1
const LEAST = 0.005; // a weight below is not to be seen

/** @param {{read: string[], written: string[], guess: {from: number, to: number, most: number, row: number, yours: string, so: string} | null}} header */
export function createLines({ read, written, guess }, weights) {
  const texts = read.map((character) => svg("text", { "text-anchor": "middle", class: "read" }, character));
  const marks = written.map((character) => svg("text", { "text-anchor": "middle", class: "written" }, character));
  const pairs = [];
  if (weights)
    for (let t = 0; t < written.length; t++)
      for (let s = 0; s < read.length; s++) {
        const weight = weights.data[t * read.length + s];
        if (weight >= LEAST) pairs.push({ t, s, line: svg("path", { "stroke-width": (THICKEST * weight).toFixed(3), "data-written": t, "data-read": s }) });
      }
  const told = guess && [svg("text", { "text-anchor": "middle", class: "yours" }, guess.yours), svg("text", { "text-anchor": "middle", class: "so" }, guess.so)];
  const boxes = guess && [svg("rect", { class: "yours", rx: 4 }), svg("rect", { class: "so", rx: 4 })];
  const under = svg("rect", { class: "here", rx: 4 });
  const element = svg("svg", { class: "lines", height: HEIGHT + 36, role: "img" }, ...pairs.map(({ line }) => line), under, ...(boxes ?? []), ...(told ?? []), ...texts, ...marks);
  const down = guess ? 18 : 0; // room above for the names of the marks

  /** @param {number} moment from 1 @param {number} width px @param {number} gutter px at the left */
  function draw(moment, width, gutter) {
    const step = (width - gutter) / read.length;
    const room = Math.min(44, (width - gutter) / written.length);
    const above = (s) => gutter + (s + 0.5) * step;
    const below = (t) => gutter + (width - gutter) / 2 + (t - (written.length - 1) / 2) * room;
    const [top, bottom] = [TOP + down, HEIGHT + 12];
    mark(element, { width });
    element.style.setProperty("--size", `${Math.max(10, Math.min(18, 1.55 * step))}px`);
    texts.forEach((text, s) => mark(text, { x: above(s).toFixed(2), y: top }));
    marks.forEach((text, t) => mark(text, { x: below(t).toFixed(2), y: bottom + 8, visibility: t < moment ? null : "hidden", class: t === moment - 1 ? "written now" : "written" }));
    mark(under, { x: (below(moment - 1) - 12).toFixed(2), y: bottom - 9, width: 24, height: 24 });
    for (const { t, s, line } of pairs) {
      mark(line, { class: t === moment - 1 ? "now" : t < moment ? "before" : "later" });
      mark(line, { d: `M${above(s).toFixed(2)} ${top + HALF + 2}L${below(t).toFixed(2)} ${bottom - 11}` });
    }
    if (!guess) return;
    const spans = [[guess.from, guess.to], [guess.most, guess.most]];
    spans.forEach(([from, to], k) => {
      const shown = moment - 1 === guess.row && to >= from;
      const side = k ? 1.5 : 3;
      mark(boxes[k], { visibility: shown ? null : "hidden" });
      mark(told[k], { visibility: shown ? null : "hidden" });
      if (to < from) return;
      const [left, right] = [above(from) - step / 2 - side, above(to) + step / 2 + side];
      mark(boxes[k], { x: left.toFixed(2), y: top - 16 - side, width: (right - left).toFixed(2), height: 22 + 2 * side });
    });
    // The two names stand apart, each over its own mark as far as there is room.
    const middles = spans.map(([from, to]) => (above(from) + above(to)) / 2);
    const apart = 118;
    const first = middles[0] <= middles[1] ? 0 : 1;
    const within = (x) => Math.max(gutter + 56, Math.min(width - 56, x));
    const left = within(middles[first]);
    const right = within(Math.max(middles[1 - first], left + apart));
    mark(told[1 - first], { x: right.toFixed(2), y: 12 });
    mark(told[first], { x: Math.min(left, right - apart).toFixed(2), y: 12 });
  }

  return { element, draw };
}
