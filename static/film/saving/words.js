/** The coloured words in a saved picture, with the line that says what colours them. */

import { svg } from "../../shared/dom.js";
import { frame, SERIF, writer } from "./marks.js";

const SIZE = 17; // px of type

/**
 * @param {HTMLElement} wrapper
 * @param {import("../../shared/theme.js").Theme} theme
 * @returns {{parts: SVGElement[], width: number, bottom: number}} nothing where no row colours the words
 */
export function colouredWords(wrapper, theme) {
  const chips = /** @type {HTMLElement[]} */ ([...wrapper.querySelectorAll(".words .chip")]).filter((chip) => chip.offsetWidth > 0);
  const legend = /** @type {HTMLElement} */ (wrapper.querySelector(".tint-legend"));
  if (!chips.length || legend.hidden) return { parts: [], width: 0, bottom: 0 };
  const text = writer(theme);
  const [left, top] = [chips[0].offsetLeft, chips[0].offsetTop];
  const parts = chips.flatMap((chip) => {
    const [x, y, width, height] = [chip.offsetLeft - left, chip.offsetTop - top, chip.offsetWidth, chip.offsetHeight];
    const tinted = chip.dataset.tinted !== undefined;
    const now = chip.dataset.place === "now";
    return [
      svg("rect", { class: "coloured-word", x, y, width, height, rx: 5, fill: tinted ? chip.style.getPropertyValue("--tint") : "none" }),
      now ? frame(x - 2, y - 2, width + 4, height + 4, theme, { rx: 6, "stroke-width": 2 }) : null,
      text(x + width / 2, y + 0.5 * height + 0.32 * SIZE, chip.textContent, {
        "text-anchor": "middle", "font-family": SERIF, "font-size": SIZE, "font-weight": now ? 700 : 400, fill: tinted ? chip.style.getPropertyValue("--on-tint") : theme.text,
      }),
    ];
  });
  const bottom = Math.max(...chips.map((chip) => chip.offsetTop - top + chip.offsetHeight)) + 22;
  const [said, low, , high, of] = [legend.querySelector(".said"), ...legend.querySelectorAll(".scale > span")].map((part) => part.textContent);
  parts.push(text(0, bottom, `${said} ${low} … ${high}${of ? `, ${of}` : ""}`, { fill: theme.dim, "font-size": 12 }));
  const width = Math.max(...chips.map((chip) => chip.offsetLeft - left + chip.offsetWidth));
  return { parts: parts.filter(Boolean), width, bottom: bottom + 12 };
}
