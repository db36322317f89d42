/** The strips of the network and of one unit in a saved picture: drawings that stand on the screen, with their captions. */

import { broken, heads, LABELS, plainText, writer } from "./marks.js";

const HEADS = 96;
const APART = 10; // px between two

/**
 * @param {import("../film.js").Film} film
 * @param {import("../state.js").Place} place
 * @param {import("../../shared/theme.js").Theme} theme
 * @param {HTMLElement} wrapper
 * @param {number} top where they begin
 * @returns {{parts: SVGElement[], width: number, bottom: number}} nothing where none is on the screen
 */
export function drawnStrips(film, place, theme, wrapper, top) {
  const drawings = [...wrapper.querySelectorAll("svg.units, svg.bars-over-time")].filter((one) => one.getBoundingClientRect().width > 0);
  const parts = /** @type {SVGElement[]} */ ([]);
  if (!drawings.length) return { parts, width: 0, bottom: top };
  const width = Math.max(...drawings.map((one) => one.getBoundingClientRect().width));
  const overTime = drawings[0].matches(".bars-over-time");
  let y = top + (overTime ? HEADS : 0);
  if (overTime) parts.push(...heads(film, place, theme, LABELS, width / film.steps, y));
  for (const drawing of drawings) {
    const clone = /** @type {SVGElement} */ (drawing.cloneNode(true));
    const { width: wide, height } = drawing.getBoundingClientRect();
    const box = { x: LABELS, y, width: wide, height };
    for (const [key, value] of Object.entries(box)) clone.setAttribute(key, String(value));
    for (const hidden of clone.querySelectorAll("[display=none]")) hidden.removeAttribute("display"); // out of sight
    plainText(clone);
    parts.push(...broken(drawing.getAttribute("aria-label")).map((line, k) => writer(theme)(0, y + height / 2 + 4 + 13 * k, line, { "font-size": 11, fill: theme.dim })), clone);
    y += box.height + APART;
  }
  return { parts, width: LABELS + width, bottom: y };
}
