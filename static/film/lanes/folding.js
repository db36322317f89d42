/** What is folded under the lanes, each with a button: the lanes that are not drawn, and what lies below a hero. */

import { html, mark } from "../../shared/dom.js";
import { colourOf } from "../../shared/theme.js";
import { turned } from "../folded.js";

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {{theme: () => import("../../shared/theme.js").Theme, hero: boolean}} view
 */
export function createFolding(film, state, view) {
  const buttons = film.lanes.map(({ name, letter, label }) =>
    html(
      "button",
      { type: "button", "data-lane": name, "aria-label": `lane of ${label}`, onclick: () => state.set({ lanes: turned(film, state.get().lanes, name) }) },
      html("span", { class: "letter" }, letter),
      html("span", { class: "what" }, label),
    ),
  );
  const few = film.lanes.length < 3;
  const below = html("button", { type: "button", class: "below", title: "How to read the film, its colours, and the numbers of this word", onclick: openBelow }, "How to read this");
  const shown = [...(view.hero ? [below] : []), ...(few ? [] : buttons)];
  const element = html("div", { class: "folding", role: "group", "aria-label": "lanes", hidden: !shown.length }, ...shown);

  function openBelow() {
    state.set({ below: !state.get().below });
    state.redraw("size");
  }

  return {
    element,
    /**
     * @param {import("../state.js").Place} place
     * @param {{name: string}[]} holds a lane in which something is held cannot be folded
     * @returns {Set<string>} the lanes that are drawn
     */
    draw(place, holds) {
      mark(below, { "aria-expanded": String(Boolean(place.below)) });
      const held = new Set(holds.map(({ name }) => name));
      const open = new Set([...place.lanes.split(","), ...held]);
      film.lanes.forEach(({ name, label, color }, k) => {
        const [button, shown] = [buttons[k], open.has(name)];
        button.style.setProperty("--name", colourOf(color, view.theme(), "text"));
        button.style.setProperty("--mark", colourOf(color, view.theme(), "mark"));
        mark(button, { "aria-pressed": String(shown), disabled: held.has(name), title: `${shown ? "Fold" : "Show"} the lane of ${label}` });
      });
      return open;
    },
  };
}
