/** The sentences on where the levers stand: Python's words, chosen and filled in with the numbers of this moment. */

import { size } from "../shared/decades.js";
import { number } from "../shared/format.js";
import { filled } from "../shared/said.js";

/**
 * @param {any} header from Python
 * @param {import("./scene.js").Scene} scene
 * @param {number | null} angle by which the window turns the gradient, null where it is not known yet
 */
export function lead({ cells, words }, scene, angle) {
  const { at, window, gap, cut, pulls } = scene;
  const value = (k) => size(pulls[k].middle[at] / Math.LN10);
  const texts = {
    word: wordAt(scene, at),
    back: String(at),
    pulls: cells.map(({ title }, k) => filled(words.in, { value: value(k), cell: title })).join(", "),
    window: filled(window === 1 ? words.one : words.some, { words: String(window) }),
    edge: wordAt(scene, window - 1),
    needed: String(gap + 1),
    angle: angle === null ? "" : number(angle, 0),
  };
  const where = at === 0 ? words.where.asked : at === 1 ? words.where.one : words.where.back;
  const seen = !cut ? words.window.whole : window > gap ? words.window.inside : words.window.outside;
  const turned = cut && angle !== null ? words.window.angle : "";
  return filled(`${where} ${seen}${turned}`, texts);
}

/** The word so many words back. */
export const wordAt = ({ words, steps }, at) => words[steps - 1 - at];
