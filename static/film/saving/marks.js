/** The strokes of a saved picture: text and frames with everything written on them, since no style sheet comes along. */

import { svg } from "../../shared/dom.js";

export const FONT = "'Source Sans 3', 'Source Sans Pro', system-ui, sans-serif";
export const SERIF = "'Source Serif 4', 'Source Serif Pro', Georgia, serif";
export const LABELS = 176; // px to the left of the lanes
const LINE = 27; // letters of a line beside a lane

/** @param {import("../../shared/theme.js").Theme} theme */
export const writer = (theme) => (x, y, content, more = {}) => svg("text", { x, y, fill: theme.text, "font-size": 13, ...more }, content);

export function frame(x, y, width, height, theme, more = {}) {
  return svg("rect", { x, y, width, height, rx: 2, fill: "none", stroke: theme.text, "stroke-width": 1.4, ...more });
}

/** A sentence in lines that fit beside a lane. */
export function broken(sentence) {
  const lines = [""];
  for (const word of sentence.split(" ")) {
    if (lines.at(-1).length + word.length >= LINE) lines.push("");
    lines[lines.length - 1] += (lines.at(-1) && " ") + word;
  }
  return lines;
}

/** Outside the page no style sheet reaches a drawing's text: it is written onto it. */
export function plainText(drawing) {
  for (const text of drawing.querySelectorAll("text")) {
    const letter = text.classList.contains("letter");
    text.setAttribute("font-family", letter ? SERIF : FONT);
    if (letter) text.setAttribute("font-style", "italic");
    text.setAttribute("font-size", text.classList.contains("sign") ? "14" : "12");
    if (text.classList.contains("number")) {
      text.setAttribute("stroke-width", "3");
      text.setAttribute("paint-order", "stroke");
    }
  }
}

/** The words over columns, leaning; the one that is read stands out. */
export function heads(film, place, theme, left, column, bottom) {
  return film.words.map((word, k) => {
    const x = left + (k + 0.55) * column;
    const now = k === place.word;
    return writer(theme)(x, bottom - 8, word, {
      transform: `rotate(-50 ${x} ${bottom - 8})`, fill: now || film.isCue(k) ? theme.text : theme.dim, "font-weight": now ? 700 : 400,
    });
  });
}
