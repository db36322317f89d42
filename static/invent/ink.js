/** The page as it is seen: names in their colours, what is learned dimmed, a mistake underlined at its place. */

import { html } from "../shared/dom.js";
import { colourOf } from "../shared/theme.js";

const TOKENS = /#.*|[A-Za-z]\w*|[^A-Za-z#]+/g;
const DECLARES = /^\s*(constant|start|fixed)\s+(?![=\s])/;

/** @typedef {{line: number, column: number, length: number, reason: string, instead: string | null}} Mistake */

/**
 * @param {string[]} lines
 * @param {Map<string, any>} colours of names
 * @param {Mistake | null} mistake
 * @param {import("../shared/theme.js").Theme} theme
 * @returns {Node[]}
 */
export function inked(lines, colours, mistake, theme) {
  return lines.flatMap((text, k) => {
    const wrong = mistake && mistake.line === k + 1 ? reach(text, mistake) : null;
    return [...lineOf(text, colours, wrong, theme), document.createTextNode(k + 1 < lines.length ? "\n" : " ")];
  });
}

/** From … to of what is underlined: at least one character, where the line has ended the place behind it. */
function reach(text, { column, length }) {
  const from = Math.min(column - 1, text.length);
  return { from, to: Math.max(from + 1, Math.min(from + length, text.length)) };
}

function lineOf(text, colours, wrong, theme) {
  const declared = DECLARES.exec(text)?.[1];
  const spans = [];
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    const look = token === declared && index === text.indexOf(declared) ? { class: "declared" } : lookOf(token, colours, theme);
    for (const [from, to] of pieces(index, index + token.length, wrong)) {
      const bad = wrong && from >= wrong.from && to <= wrong.to;
      spans.push(html("span", bad ? { ...look, class: `${look.class ?? ""} wrong` } : look, text.slice(from, to)));
    }
  }
  if (wrong && wrong.from >= text.length) spans.push(html("span", { class: "wrong" }, " "));
  return spans;
}

function lookOf(token, colours, theme) {
  if (token.startsWith("#")) return { class: "note" };
  if (/^[Ww]_|^b_/.test(token)) return { class: "learned" };
  const colour = colours.get(token.replace(/_prev$/, ""));
  if (colour) return { class: token.endsWith("_prev") ? "name past" : "name", style: `color:${colourOf(colour, theme, "text")}` };
  return {};
}

/** A token cut where the mistake begins or ends. */
function pieces(from, to, wrong) {
  const cuts = wrong ? [wrong.from, wrong.to].filter((cut) => cut > from && cut < to) : [];
  const ends = [from, ...cuts, to];
  return ends.slice(1).map((end, k) => [ends[k], end]);
}
