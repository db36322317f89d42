/** The page as it is seen: names in their colours, what is learned dimmed, a mistake underlined at its place. */

import { html } from "../shared/dom.js";
import { colourOf } from "../shared/theme.js";

const TOKENS = /#.*|[A-Za-z]\w*|[^A-Za-z#]+/g;
const DECLARES = /^\s*(constant|start|fixed)\s+(?![=\s])/;

/**
 * @typedef {{line: number, column: number, length: number, open?: boolean}} Place
 * @typedef {{from: number, to: number, look: string}} Reach
 */

/**
 * @param {string[]} lines
 * @param {Map<string, any>} colours of names
 * @param {Place[]} places that are underlined
 * @param {(line: number) => [number, number][]} fresh what is new in a line
 * @param {import("../shared/theme.js").Theme} theme
 * @returns {Node[]}
 */
export function inked(lines, colours, places, fresh, theme) {
  return lines.map((text, k) => {
    const under = places.filter((place) => place.line === k + 1).map((place) => reach(text, place));
    const reaches = [...under, ...fresh(k).map(([from, to]) => ({ from, to, look: "fresh" }))];
    return html("span", { class: "row" }, ...lineOf(text, colours, reaches, theme));
  });
}

/** From … to of what is underlined: at least one character, where the line has ended the place behind it. */
function reach(text, { column, length, open = true }) {
  const from = Math.min(column - 1, text.length);
  return { from, to: Math.max(from + 1, Math.min(from + length, text.length)), look: open ? "wrong" : "other" };
}

/** @param {string} text @param {Map<string, any>} colours @param {Reach[]} reaches @param {any} theme */
function lineOf(text, colours, reaches, theme) {
  const declared = DECLARES.exec(text)?.[1];
  const spans = [];
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    const look = token === declared && index === text.indexOf(declared) ? { class: "declared" } : lookOf(token, colours, theme);
    for (const [from, to] of pieces(index, index + token.length, reaches)) {
      const looks = new Set(reaches.filter((one) => from >= one.from && to <= one.to).map((one) => one.look));
      spans.push(html("span", looks.size ? { ...look, class: [look.class ?? "", ...looks].join(" ").trim() } : look, text.slice(from, to)));
    }
  }
  if (reaches.some((one) => one.from >= text.length)) spans.push(html("span", { class: "wrong" }, " "));
  return spans;
}

function lookOf(token, colours, theme) {
  if (token.startsWith("#")) return { class: "note" };
  if (/^[Ww]_|^b_/.test(token)) return { class: "learned" };
  const colour = colours.get(token.replace(/_prev$/, ""));
  if (colour) return { class: token.endsWith("_prev") ? "name past" : "name", style: `color:${colourOf(colour, theme, "text")}` };
  return {};
}

/** A token cut where something underlined begins or ends. */
function pieces(from, to, reaches) {
  const cuts = reaches.flatMap((one) => [one.from, one.to]).filter((cut) => cut > from && cut < to);
  const ends = [from, ...new Set(cuts.sort((a, b) => a - b)), to];
  return ends.slice(1).map((end, k) => [ends[k], end]);
}
