/** The line under the sentence: what the network answers in the end, before and now, and everything that is held. */

import { html, mark, write } from "../../shared/dom.js";
import { percent } from "../../shared/format.js";
import { icon } from "../../shared/icons.js";
import { colourOf } from "../../shared/theme.js";
import { told } from "./told.js";

/**
 * @param {import("../film.js").Film} film
 * @param {{theme: () => import("../../shared/theme.js").Theme}} view
 * @param {import("../live/live.js").Live} live
 * @param {{open: (hold: import("./grasp.js").Hold, chip: HTMLElement) => void, light: (k: number) => void, remove: (k: number) => void,
 *          hint: string, extra: HTMLElement | null}} given
 */
export function createList(film, view, live, { open, light, remove, hint, extra }) {
  const end = film.header.span ? film.header.span[1] - 1 : film.steps - 1;
  const [before, now, arrow] = [html("span", { class: "before" }), html("b", { class: "now-says" }), html("span", { class: "arrow" }, " \u2192 ")];
  const answers = film.next(end).length > 0;
  const answer = html("p", { class: "answer", role: "status", hidden: !answers }, `after ${film.named(end)} `, before, arrow, now);
  const chips = html("div", { class: "holds", role: "group", "aria-label": "what is held" });
  const says = html("span", { class: "hint" }, hint);
  const button = (text, act, title) => html("button", { type: "button", class: "plain", onclick: act, title }, text);
  const undo = button("Undo", () => live.undo(), "One step back (Ctrl+Z)");
  const redo = button("Redo", () => live.redo(), "One step forth (Ctrl+Shift+Z)");
  const all = button("Remove all", () => live.setHolds([]), "Nothing is held any more");
  const turns = html("div", { class: "turns" }, undo, redo, all);
  const element = html("div", { class: "hand" }, answer, html("div", { class: "held-line" }, says, chips), turns, extra);
  /** @type {{element: HTMLElement, letter: Element, text: Element, lit: HTMLElement}[]} */
  const made = [];

  function createChip(k) {
    const [letter, text] = [html("span", { class: "letter" }), html("span")];
    const main = html("button", { type: "button", class: "hold", title: "Change it", onclick: () => open(live.holds()[k], main) }, letter, text);
    const gone = html("button", { type: "button", class: "gone", onclick: () => remove(k) }, icon("cross"));
    const chip = html("span", { class: "held", onpointerenter: () => light(k), onpointerleave: () => light(-1) }, main, gone);
    return { element: chip, letter, text, main, gone };
  }

  function drawChips() {
    const holds = live.holds();
    while (made.length < holds.length) made.push(createChip(made.length));
    holds.forEach((hold, k) => {
      const { element: chip, letter, text, gone } = made[k];
      const name = film.name(hold.name);
      write(letter, name.letter);
      write(text, told(hold, film));
      mark(gone, { "aria-label": `Remove ${name.letter}${told(hold, film)}`, title: "Remove" });
      chip.style.setProperty("--name", colourOf(name.color, view.theme(), "text"));
      if (chip.parentElement === chips) return;
      chips.append(chip);
      chips.scrollLeft = chips.scrollWidth; // the newest is in sight
    });
    made.slice(holds.length).forEach((chip) => chip.element.remove());
    says.hidden = holds.length > 0;
    chips.hidden = !holds.length;
  }

  function drawAnswer() {
    if (!answers) return;
    const [was, is] = [live.alone().next(end)[0], film.next(end)[0]];
    const held = live.holds().length > 0;
    write(before, held ? `${was.text} ${percent(was.probability)}` : "");
    write(now, `${is.text} ${percent(is.probability)}`);
    arrow.hidden = !held;
    mark(answer, { "data-turned": held && was.text !== is.text });
  }

  return {
    element,
    chips,
    draw() {
      drawChips();
      drawAnswer();
      mark(element, { "data-many": live.holds().length > 1 });
      const [back, forth, holds] = [live.canUndo(), live.canRedo(), live.holds().length];
      turns.hidden = !back && !forth && !holds;
      for (const [button, can] of [[undo, back], [redo, forth], [all, holds > 0]]) mark(button, { disabled: !can });
    },
  };
}
