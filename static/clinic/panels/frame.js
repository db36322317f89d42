/** What every instrument is drawn in: a title, a picture of fixed proportions, a line below. */

import { html, mark, svg, write } from "../../shared/dom.js";
import { saved } from "../../shared/saving/own.js";

export const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [300, 190, 38, 8, 8, 32];
export const [RIGHTMOST, LOWEST] = [WIDTH - RIGHT, HEIGHT - BOTTOM];

/**
 * @param {string} name
 * @param {{title: string, x: string, said: string}} words
 * @param {() => (string | number)[][]} table the numbers in it, under the names of their columns
 * @param {Element[]} parts of the picture, what is drawn first before the others
 */
export function createFrame(name, { title, x, said }, table, ...parts) {
  const [grid, labels] = [svg("g", { class: "grid" }), svg("g", { class: "labels" })];
  const axis = svg("text", { class: "title", x: (LEFT + RIGHTMOST) / 2, y: HEIGHT - 3, "text-anchor": "middle" }, x);
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": said }, grid, labels, axis, ...parts);
  const below = html("p", { class: "below" });
  const element = html("section", { class: `panel ${name}` }, html("h2", {}, title), saved(html("div", {}, picture), picture, `patient-${name}`, table), below);

  return {
    element,
    /** @param {[at: number, label: string][]} ups heights that have a line @param {[at: number, label: string][]} alongs */
    scale(ups, alongs) {
      grid.replaceChildren(...ups.map(([y]) => svg("path", { d: `M${LEFT} ${y.toFixed(1)}H${RIGHTMOST}` })));
      labels.replaceChildren(
        ...ups.map(([y, label]) => svg("text", { x: LEFT - 5, y: (y + 4).toFixed(1), "text-anchor": "end" }, label)),
        ...alongs.map(([at, label]) => svg("text", { x: at.toFixed(1), y: LOWEST + 14, "text-anchor": at < RIGHTMOST - RIGHT ? "middle" : "end" }, label)),
      );
    },
    /** @param {string} text under the picture; a reader of the screen hears it with the picture */
    say(text) {
      write(below, text);
      mark(picture, { "aria-label": `${said}. ${text}` });
    },
  };
}

/** Through all points that are numbers. @param {ArrayLike<number>} values */
export function path(values, x, y) {
  let [found, pen] = ["", false];
  for (let k = 0; k < values.length; k++) {
    const height = y(values[k]);
    if (Number.isFinite(height)) found += `${pen ? "L" : "M"}${x(k).toFixed(1)} ${height.toFixed(1)}`;
    pen = Number.isFinite(height);
  }
  return found;
}
