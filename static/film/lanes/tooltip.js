/** The number under the pointer, beside it. */

import { html, write } from "../../shared/dom.js";
import { number } from "../../shared/format.js";
import { versusText } from "../film.js";

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {{field: Element, cellAt: (event: PointerEvent) => {name: string, word: number, unit: number} | null}[]} maps
 * @param {HTMLElement} wrapper
 */
export function createTooltip(film, state, maps, wrapper) {
  const [letter, value, where, also] = [html("span", { class: "letter" }), html("b"), html("div"), html("div")];
  const element = html("div", { class: "tooltip", hidden: true, "aria-hidden": "true" }, html("div", {}, letter, value), where, also);

  function move(event) {
    const cell = maps.find(({ field }) => field === event.currentTarget).cellAt(event);
    element.hidden = !cell;
    if (!cell) return;
    const { name, word, unit } = cell;
    const { view } = state.get();
    const { key, values } = film.laneValues(name, view);
    write(letter, film.name(name).letter);
    write(value, number(values[word * film.units + unit], 3));
    write(where, `${film.name(name).label} of unit ${unit} at ${film.named(word)}`);
    const because = key.startsWith("because/");
    write(also, because ? `${versusText(film)} \u00b7 raw ${number(film.value(name, word, unit), 3)}` : "");
    const box = wrapper.getBoundingClientRect();
    const right = event.clientX - box.left > box.width / 2;
    element.style.left = `${event.clientX - box.left + (right ? -14 : 14)}px`;
    element.style.top = `${event.clientY - box.top + 16}px`;
    element.style.translate = right ? "-100% 0" : "none";
  }

  const leave = () => (element.hidden = true);
  for (const { field } of maps) {
    field.addEventListener("pointermove", move);
    field.addEventListener("pointerleave", leave);
  }
  addEventListener("resize", leave); // where it stands may be beside the screen now
  return {
    element,
    leave() {
      removeEventListener("resize", leave);
      for (const { field } of maps) {
        field.removeEventListener("pointermove", move);
        field.removeEventListener("pointerleave", leave);
      }
    },
  };
}
