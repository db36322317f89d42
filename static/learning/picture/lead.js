/** The sentences on where the training stands: what was reached, what of the guess was so, what changed first. */

import { html } from "../../shared/dom.js";
import { percent } from "../../shared/format.js";
import { filled, rich } from "../../shared/said.js";
import { count } from "./scales.js";

/** @param {any} words from Python */
export function createLead(words) {
  const element = html("p", { class: "lead" });
  let said = "";

  /**
   * @param {{stage: string, learned: number | null, judged: {half: number, share: number, coarse: boolean} | null, guess: any,
   *          firsts: import("../run/firsts.js").Firsts | null, stopped: string, labels: Record<string, string>, locked: boolean}} now
   * @returns {string} without what makes it bold
   */
  function draw(now) {
    const text = sentences(now).join(" ");
    if (text !== said) element.replaceChildren(...rich(text));
    said = text;
    return text.replaceAll("**", "");
  }

  function sentences({ stage, learned, judged, guess, firsts, stopped, labels, locked }) {
    if (locked) return [words.locked];
    const found = [];
    if (judged?.coarse) found.push(filled(words.coarse, { update: count(learned) }));
    else if (judged) {
      const fits = guess.from !== null && guess.from <= judged.share && judged.share <= guess.to;
      const opening = guess.from === null ? words.shown : fits ? words.right : filled(words.wrong, { said: guess.said });
      found.push(filled(words.judged, { opening, update: count(learned), half: count(judged.half), share: percent(judged.share) }));
    }
    if (firsts) found.push(changed(firsts, labels));
    if (stopped) found.push(stopped);
    if (!found.length) found.push(words.stages[stage]);
    return found;
  }

  function changed({ rise, most, first }, labels) {
    const unit = (one) => ({ gate: labels[one.name], unit: String(one.unit + 1) });
    const said = filled(words.most, { ...unit(most), change: percent(most.change), rise: count(rise) });
    if (!first) return said;
    return `${said} ${filled(words.first, { ...unit(first), update: count(first.update) })}`;
  }

  return { element, draw };
}
