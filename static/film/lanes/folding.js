/** A button for every lane under them: pressed where the lane is drawn, a thin line of its colour where it is folded. */

import { html, mark } from "../../shared/dom.js";
import { colourOf } from "../../shared/theme.js";
import { turned } from "../folded.js";

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {{theme: () => import("../../shared/theme.js").Theme}} view
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
  const element = html("div", { class: "folding", role: "group", "aria-label": "lanes", hidden: film.lanes.length < 3 }, ...buttons);

  return {
    element,
    /** @param {Set<string>} open the lanes that are drawn @param {Set<string>} held those that cannot be folded: something in them is held */
    draw(open, held) {
      film.lanes.forEach(({ name, label, color }, k) => {
        const [button, shown] = [buttons[k], open.has(name)];
        button.style.setProperty("--name", colourOf(color, view.theme(), "text"));
        button.style.setProperty("--mark", colourOf(color, view.theme(), "mark"));
        mark(button, { "aria-pressed": String(shown), disabled: held.has(name), title: `${shown ? "Fold" : "Show"} the lane of ${label}` });
      });
    },
  };
}
