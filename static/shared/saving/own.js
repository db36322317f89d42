/** The save button of a chart or map that a script of ours draws: its picture as it stands, and the numbers in it. */

import { html, svg } from "../dom.js";
import { csv } from "./csv.js";
import { createMenu } from "./menu.js";
import { asPng } from "./picture.js";
import { standing } from "./standing.js";

const [LINE, SAMPLE, LETTER] = [24, 28, 8]; // px: a line of the legend, a sample in it, a letter of a name, about

/** @typedef {{title: string, color: string, dash?: string | null}} Key an entry of a legend that stands beside the chart on the page */

/**
 * A chart with its button, which takes no room of its own.
 * @param {HTMLElement} place what holds the button: the picture's own frame, or a line beside it
 * @param {HTMLElement | SVGElement} picture a drawing, or an element with canvases, boxes and words
 * @param {string} name of the files
 * @param {(() => (string | number)[][]) | null} table the first row names the columns; null where the picture stands for no numbers
 * @param {Key[]} [keys]
 */
export function saved(place, picture, name, table, keys = []) {
  picture.setAttribute("data-saved", name);
  const title = name.replaceAll("-", " ");
  const now = () => alone(picture, title, getComputedStyle(place).getPropertyValue("--st-background-color").trim() || "#ffffff", keys);
  const menu = createMenu(`Save this chart: ${title}`, () => name, [
    ["Picture as PNG", "png", () => asPng(now())],
    ["Picture as SVG", "svg", () => new Blob([now()], { type: "image/svg+xml" })],
    .../** @type {[string, string, () => Blob][]} */ (table ? [["Numbers as CSV", "csv", () => new Blob([csv(table())], { type: "text/csv" })]] : []),
  ]);
  place.append(html("div", { class: "saves", "data-saves": name, onpointerdown: (event) => event.stopPropagation() }, menu.element));
  return place;
}

/** The picture as an SVG that stands alone, in the look that the page gave it. */
function alone(picture, title, paper, keys) {
  const { width, height, parts } = standing(picture);
  const ink = getComputedStyle(picture).color;
  const legend = legendOf(keys, width, height, ink);
  const whole = height + legend.high;
  const root = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height: whole, viewBox: `0 0 ${width} ${whole}`, role: "img" });
  root.append(svg("title", {}, picture.getAttribute("aria-label") ?? title), svg("rect", { width, height: whole, fill: paper }), ...parts, ...legend.parts);
  return new XMLSerializer().serializeToString(root);
}

function legendOf(keys, width, top, ink) {
  let [x, y] = [8, top + LINE / 2];
  const parts = keys.flatMap(({ title, color, dash }) => {
    const wide = SAMPLE + 2 * LETTER + LETTER * title.length;
    if (x > 8 && x + wide > width) [x, y] = [8, y + LINE];
    const at = x;
    x += wide;
    const line = svg("path", { d: `M${at} ${y}h${SAMPLE}`, stroke: color === "currentColor" ? ink : color, "stroke-width": 3, "stroke-dasharray": dash ?? null });
    return [line, svg("text", { x: at + SAMPLE + 6, y: y + 5, fill: ink, "font-family": "system-ui, sans-serif", "font-size": 14 }, title)];
  });
  return { parts, high: keys.length ? y - top + LINE / 2 : 0 };
}
