/** The film as it stands, as one picture: SVG that stands alone, or PNG made from it. */

import { svg } from "../../shared/dom.js";
import { percent } from "../../shared/format.js";
import { drawnLanes } from "./lanes.js";
import { FONT, plainText, writer } from "./marks.js";
import { drawnStrips } from "./strips.js";
import { colouredWords } from "./words.js";

const PANEL = 360;

/**
 * @param {import("../film.js").Film} film
 * @param {import("../state.js").Place} place
 * @param {import("../../shared/theme.js").Theme} theme
 * @param {{wrapper: HTMLElement, lanes: any, diagram: SVGElement}} drawn
 * @returns {string}
 */
export function pictureAsSvg(film, place, theme, { wrapper, lanes, diagram }) {
  const words = colouredWords(wrapper, theme);
  const left = [drawnLanes(film, place, theme, lanes, words.bottom), drawnStrips(film, place, theme, wrapper, words.bottom)];
  const width = Math.max(...left.map((one) => one.width));
  const side = width ? width + 60 : 0;
  const panel = drawnPanel(film, place, theme, diagram, side, words.bottom);
  const whole = Math.max(words.width, side + PANEL) + 24;
  const tall = Math.max(...left.map((one) => one.bottom), panel.bottom) + 24;
  const root = svg(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", width: whole + 24, height: tall + 8, viewBox: `-24 -8 ${whole + 24} ${tall + 8}`, "font-family": FONT },
    svg("title", {}, `${film.header.title}: ${film.words.join(" ")}`),
    svg("rect", { x: -24, y: -8, width: whole + 24, height: tall + 8, fill: theme.paper }),
    ...[words, ...left, panel].flatMap((one) => one.parts),
  );
  return new XMLSerializer().serializeToString(root);
}

/** The cell with its numbers where it is on the screen, and the likeliest next words. */
function drawnPanel(film, place, theme, diagram, side, top) {
  const text = writer(theme);
  const title = { "font-weight": 600, "font-size": 15 };
  const parts = [];
  let below = top + 24;
  if (diagram.getBoundingClientRect().width > 0) {
    const clone = /** @type {SVGElement} */ (diagram.cloneNode(true));
    const [, , wide, tall] = clone.getAttribute("viewBox").split(" ").map(Number);
    const height = (PANEL * tall) / wide;
    for (const [key, value] of Object.entries({ x: side, y: top + 40, width: PANEL, height })) clone.setAttribute(key, String(value));
    plainText(clone);
    parts.push(text(side, top + 24, `Unit ${place.unit} at ${film.named(place.word)}`, title), clone);
    below = top + 80 + height;
  }
  if (film.next(place.word).length) parts.push(text(side, below, film.expected, title));
  film.next(place.word).forEach(({ text: word, probability }) => {
    below += 24;
    parts.push(text(side, below, word));
    parts.push(svg("rect", { x: side + 110, y: below - 11, width: Math.max(1, 170 * probability), height: 13, rx: 2, fill: theme.dim }));
    parts.push(text(side + PANEL, below, percent(probability), { "text-anchor": "end", fill: theme.dim }));
  });
  return { parts, bottom: below };
}
