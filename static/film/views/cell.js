/** The chosen unit at the chosen word: the cell's diagram with the run's numbers, one part lit at a time. */

import { createDiagram } from "../../shared/diagram.js";
import { html, write } from "../../shared/dom.js";
import { listenToSwipe } from "../../shared/keys/swipe.js";
import { sumsOf } from "../film.js";
import { createPinButton } from "../pinned/button.js";
import { lockNumbers } from "./locks.js";

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {{theme: () => import("../../shared/theme.js").Theme}} view
 * @param {import("../live/live.js").Live} [live] whose hand may hold a number
 */
export function createCell(film, state, view, live) {
  const title = html("h2");
  const input = html("span", { class: "input" });
  const pin = createPinButton(state);
  const diagram = createDiagram(film.header.diagram, film.colours, `The ${film.header.title} cell`);
  const element = html("section", { class: "card cell" }, html("header", {}, title, pin.element, input), diagram.element);
  listenToSwipe(element, state.stepWord);
  if (live) diagram.element.addEventListener("click", openTerms);

  /** A click on a gate, or on its sum, shows what adds up to it. */
  function openTerms(event) {
    const node = Number(event.target.closest("[data-node]")?.getAttribute("data-node") ?? -1);
    const sum = sumsOf(film).find(({ part }) => part.nodes.at(-1) === node || film.header.nodes[node]?.args.includes(part.nodes.at(-1)));
    if (sum) state.set({ terms: sum.k, zoom: 3 });
  }

  /** @param {import("../state.js").Place} place */
  function draw(place, changed) {
    if (place.zoom !== 2 && place.zoom !== 3) return;
    if (!["word", "micro", "unit", "zoom", "pins", "theme", "values"].some((key) => changed.has(key))) return;
    const word = film.words[place.word];
    write(title, `Unit ${place.unit} at ${film.named(place.word)}`);
    write(input, `${film.noun} ${place.word + 1} of ${film.steps}`);
    pin.draw(place);
    diagram.entitle(`The ${film.header.title} cell, unit ${place.unit} at ${film.noun} ${place.word + 1}, ${word}`);
    diagram.draw(
      {
        value: (node) => film.nodeValue(node, place.word, place.unit),
        scale: film.scale,
        stage: (node) => film.stage(node, place.micro),
      },
      view.theme(),
    );
    if (live) lockNumbers(diagram.element, (node) => isHeld(node, place));
  }

  const isHeld = (node, { word, unit }) =>
    live.holds().some(({ name, first, last, units, from }) => film.name(name).node === node && from === undefined && first <= word && word <= last && (!units || units.includes(unit)));

  return { element, draw, svg: diagram.element };
}
