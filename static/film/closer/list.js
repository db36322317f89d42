/** The moments that were found, each with its words around it; a press opens its sentence in the film. */

import { fit, html, mark, write } from "../../shared/dom.js";
import { number } from "../../shared/format.js";
import { positionOf } from "../live/others.js";

const [BEFORE, AFTER] = [6, 3]; // words around a moment
const ALONE = 11; // before it, where no word settles an answer

/**
 * @param {import("../live/live.js").Live} live
 * @param {(words: string[], step: number) => void} open
 */
export function createList(live, open) {
  const rows = /** @type {HTMLElement[]} */ ([]);
  const of = /** @type {{words: string[], step: number}[]} */ ([]);
  const element = html("ol", { class: "alike", "data-settles": Boolean(live.rule) });
  const before = live.rule ? BEFORE : ALONE;

  function row(k) {
    const [early, now, late] = [html("span", { class: "early" }), html("b", {}), html("span", { class: "late" })];
    const [settles, far] = [html("span", { class: "settles" }), html("span", { class: "far" })];
    const button = html("button", { type: "button", onclick: () => open(of[k].words, of[k].step) }, html("span", { class: "around" }, early, now, late), settles, far);
    return Object.assign(html("li", {}, button), { parts: { early, now, late, settles, far, button } });
  }

  return {
    element,
    /** @param {{words: string[], step: number, distance: number}[]} found */
    show(found) {
      of.splice(0, of.length, ...found);
      fit(element, rows, found.length, row);
      found.forEach(({ words, step, distance }, k) => {
        const { early, now, late, settles, far, button } = /** @type {any} */ (rows[k]).parts;
        const [first, last] = [Math.max(0, step - before), Math.min(words.length, step + 1 + AFTER)];
        write(early, `${first ? "\u2026 " : ""}${words.slice(first, step).join(" ")} `);
        write(now, words[step]);
        write(late, ` ${words.slice(step + 1, last).join(" ")}${last < words.length ? " \u2026" : ""}`);
        const settled = positionOf(words.slice(0, step + 1), live.rule);
        write(settles, settled >= 0 && settled < first ? words[settled] : "");
        write(far, number(distance));
        mark(button, { title: words.join(" "), "aria-label": `distance ${number(distance)}, at \u201c${words[step]}\u201d, word ${step + 1} of: ${words.join(" ")}` });
      });
    },
  };
}
