/** The votes on a question as bars, the right option and one's own marked. */

import { html } from "../shared/dom.js";

const MOST = 8; // options that are shown, those with most votes

/**
 * @param {{asks: string, options: string[], said: number | null}} question of the page
 * @param {{voted: number, votes: number[] | null, revealed: boolean, right: number | null}} told
 * @param {boolean} peeks the votes are shown, and not yet what is right
 */
export function drawTally({ options, said, right: here }, told, peeks) {
  const { votes, voted, revealed } = told;
  const right = revealed ? (told.right ?? here) : null;
  const largest = Math.max(1, ...votes);
  const places = options.map((_, place) => place);
  const shown = places.length <= MOST ? places : places.filter((k) => votes[k] || k === right || k === said).sort((a, b) => votes[b] - votes[a]).slice(0, MOST);
  const rows = shown.map((k) => {
    const marks = [k === right ? "✓ right" : "", k === said && !peeks ? "your guess" : ""].filter(Boolean).join(", ");
    return html(
      "li",
      { "data-right": k === right || null, "data-said": k === said || null },
      html("span", { class: "option" }, options[k], marks ? html("small", {}, ` ${marks}`) : null),
      html("span", { class: "bar", "aria-hidden": "true" }, html("i", { style: `width: ${(100 * votes[k]) / largest}%` })),
      html("span", { class: "count" }, String(votes[k])),
    );
  });
  return html("ol", { class: "tally", "aria-label": `${voted} votes` }, ...rows);
}
