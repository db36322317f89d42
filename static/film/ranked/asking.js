/** A row of the film is the answer to a question: one press or Enter marks it, a second press on it or on its button says it. */

import { hide, html, write } from "../../shared/dom.js";
import { filled } from "../../shared/said.js";

const [FILM, BELOW] = [2, 6]; // the zoom with rows; px under a row
const SLIP = 2; // px that a mouse moves between two presses on one place, whatever has moved under it

/**
 * @param {HTMLElement} wrapper
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {ReturnType<import("../lanes/lanes.js").createLanes>} lanes
 * @param {(unit: number) => void} say
 */
export function createAsking(wrapper, { header, lanes: all }, state, lanes, say) {
  const { says } = header.live.rows;
  const confirm = html("button", { type: "button", class: "confirm", hidden: true, onclick: () => say(state.get().unit) });
  let [x, y] = [-Infinity, -Infinity]; // where a row was pressed last
  let before = state.get(); // the place as the hand came down: the press itself chooses the row that is under it

  const name = (unit) => state.set({ unit, marked: true });

  const inField = {
    pointerdown: () => (before = state.get()),
    click(event) {
      const cell = lanes.cellAt(event);
      if (!cell) return;
      const { marked, unit } = before;
      if (marked && (cell.unit === unit || Math.hypot(event.clientX - x, event.clientY - y) < SLIP)) return void say(unit);
      [x, y] = [event.clientX, event.clientY];
      name(cell.unit);
    },
    dblclick: (event) => event.stopPropagation(), // two presses that say a row do not pin it
  };
  function pressed(event) {
    const target = /** @type {Element} */ (event.composedPath()[0]);
    if (event.key !== "Enter" || event.defaultPrevented) return;
    if (target === confirm && event.repeat) event.preventDefault(); // a key held down says nothing
    if (target.closest("button, select, input, textarea, a[href]")) return;
    event.preventDefault();
    event.stopPropagation();
    if (state.get().zoom !== FILM) return;
    name(state.get().unit);
    requestAnimationFrame(() => confirm.focus()); // after it is drawn
  }
  for (const [event, listener] of Object.entries(inField)) lanes.field.addEventListener(event, listener, { capture: true });
  wrapper.addEventListener("keydown", pressed);

  /** @param {import("../state.js").Place} place @param {Set<string>} changed */
  function draw(place, changed) {
    if (!["marked", "unit", "size", "zoom", "lanes", "pins"].some((key) => changed.has(key))) return;
    const lane = all.map(({ name: one }) => lanes.lane(one)).find(({ body }) => !body.hidden);
    hide(confirm, !place.marked || place.zoom !== FILM || !lane);
    if (confirm.hidden) return;
    write(confirm, filled(says.confirm, { unit: String(place.unit) }));
    const { rank, bounds } = lanes.rows();
    const [box, of] = [wrapper.getBoundingClientRect(), lane.body.getBoundingClientRect()];
    const [top, bottom] = [0, 1].map((end) => of.top - box.top + wrapper.scrollTop + bounds[rank.get(place.unit) + end] * lane.height());
    const over = rank.get(place.unit) > rank.size / 2;
    confirm.style.top = `${over ? top - BELOW - confirm.offsetHeight : bottom + BELOW}px`;
    confirm.style.left = `${Math.max(0, Math.min(of.right, box.right) - box.left - confirm.offsetWidth - BELOW)}px`;
  }

  return {
    floats: [confirm],
    draw,
    leave() {
      for (const [event, listener] of Object.entries(inField)) lanes.field.removeEventListener(event, listener, { capture: true });
      wrapper.removeEventListener("keydown", pressed);
    },
  };
}
