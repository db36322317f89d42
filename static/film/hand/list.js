/** Everything that is held, as chips in the line under the sentence: each opens its bubble again. */

import { html, mark, write } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { colourOf } from "../../shared/theme.js";
import { told } from "./told.js";

/**
 * @param {import("../film.js").Film} film
 * @param {{theme: () => import("../../shared/theme.js").Theme}} view
 * @param {import("../live/live.js").Live} live
 * @param {HTMLElement} chips where they stand
 * @param {{open: (hold: import("./grasp.js").Hold, chip: HTMLElement) => void, light: (k: number) => void, remove: (k: number) => void}} given
 */
export function createList(film, view, live, chips, { open, light, remove }) {
  /** @type {{element: HTMLElement, letter: Element, text: Element, lit: HTMLElement}[]} */
  const made = [];

  function createChip(k) {
    const [letter, text] = [html("span", { class: "letter" }), html("span")];
    const main = html("button", { type: "button", class: "hold", title: "Change it", onclick: () => open(live.holds()[k], main) }, letter, text);
    const gone = html("button", { type: "button", class: "gone", onclick: () => remove(k) }, icon("cross"));
    const chip = html("span", { class: "held", onpointerenter: () => light(k), onpointerleave: () => light(-1) }, main, gone);
    return { element: chip, letter, text, main, gone };
  }

  function draw() {
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
  }

  return { draw };
}
