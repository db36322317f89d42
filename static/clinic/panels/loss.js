/** The loss of every update: of the training that made the patient, and of what follows a cure. */

import { mark, svg } from "../../shared/dom.js";
import { percent } from "../../shared/format.js";
import { filled } from "../../shared/said.js";
import { LEFT, LOWEST, RIGHTMOST, TOP, createFrame, path } from "./frame.js";

const MOST = 2; // nats; a spike beyond leaves the picture
const BLUR = 10; // updates of which the line is the mean

/** @param {any} words @param {{losses: number[], ended: number, blind: number, course: {updates: number}}} about */
export function createLoss(words, { losses, ended, blind, course }) {
  const [before, after, cut] = [svg("path", { class: "line loss" }), svg("path", { class: "line after" }), svg("path", { class: "here" })];
  const guess = svg("path", { class: "blind" });
  const guessName = svg("text", { class: "note", x: RIGHTMOST, "text-anchor": "end" }, words.blind);
  const frame = createFrame("loss", words, table, guess, guessName, before, after, cut);
  const y = (loss) => LOWEST - (Math.min(MOST, loss) / MOST) * (LOWEST - TOP);
  mark(guess, { d: `M${LEFT} ${y(blind)}H${RIGHTMOST}` });
  mark(guessName, { y: y(blind) - 5 });

  let cured = /** @type {number[] | null} */ (null);

  /** The loss of every update, as it is, no mean of several. */
  function table() {
    return [["update", "loss"], ...[...losses, ...(cured ?? [])].map((loss, update) => [update + 1, loss])];
  }

  /** @param {number[] | null} added losses since the cure @param {number} right of what is examined */
  function draw(added, right) {
    cured = added;
    const all = losses.length + (added ? course.updates : 0);
    const x = (update) => LEFT + (update / Math.max(1, all)) * (RIGHTMOST - LEFT);
    mark(before, { d: path(blurred(losses), x, y), "data-points": losses.length });
    mark(after, { d: added ? path(blurred(added), (k) => x(losses.length + k), y) : "", "data-points": added?.length ?? 0 });
    mark(cut, { d: added ? `M${x(losses.length)} ${TOP}V${LOWEST}` : "" });
    frame.scale([0, 0.5, 1, 1.5, 2].map((loss) => [y(loss), String(loss)]), [0, losses.length, ...(added ? [all] : [])].map((update) => [x(update), String(update)]));
    frame.say(filled(added ? words.after : words.below, { then: percent(ended), now: percent(right) }));
  }

  return { element: frame.element, draw };
}

/** The mean of the last few. */
function blurred(losses) {
  const found = new Float64Array(losses.length);
  let sum = 0;
  for (let k = 0; k < losses.length; k++) {
    sum += losses[k] - (k >= BLUR ? losses[k - BLUR] : 0);
    found[k] = sum / Math.min(BLUR, k + 1);
  }
  return found;
}
