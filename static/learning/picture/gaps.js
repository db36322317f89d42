/** The share of held-out sequences that is solved, a bar for each length. */

import { html, mark, write } from "../../shared/dom.js";
import { percent } from "../../shared/format.js";

/** @param {{shares: string, level: string}} words @param {number[]} levels */
export function createGaps(words, levels) {
  const rows = levels.map((level) => {
    const [bar, text] = [html("i", {}), html("b", {})];
    const row = html("li", { "data-level": level }, html("span", {}, `${words.level} ${level}`), html("span", { class: "rail" }, bar), text);
    return { level, bar, text, row };
  });
  const element = html("div", { class: "small gaps" }, html("p", { class: "small-title" }, words.shares), html("ul", {}, ...rows.map(({ row }) => row)));

  /** @param {Record<string, number>} of each level @param {number} trained level */
  function draw(of, trained) {
    for (const { level, bar, text, row } of rows) {
      const share = of[level];
      bar.style.width = `${100 * (share ?? 0)}%`;
      write(text, share === undefined ? "…" : percent(share));
      mark(row, { "data-trained": level === trained });
    }
  }

  return { element, draw };
}
