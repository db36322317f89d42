/** Labels on the left, words as columns on the right, one frame around the chosen word; scrolls inside if it must. */

import { fit, html, mark, write } from "../../shared/dom.js";
import { layColumns } from "./columns.js";

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {{em: () => number, touch: boolean, still: () => boolean}} view
 * @param {{label: HTMLElement, body: HTMLElement}[]} lanes
 * @param {boolean} numbers whether every column carries a number
 * @param {Element | null} [corner] what stands over the labels
 */
export function createBoard(film, state, view, lanes, numbers, corner = null) {
  const heads = /** @type {HTMLElement[]} */ ([]);
  const column = html("div", { class: "column-frame" });
  const words = html("div", { class: "heads", "aria-hidden": "true" });
  const field = html("div", { class: "field" }, words, ...lanes.map((lane) => lane.body), column);
  const scroller = html("div", { class: "scroller" }, field);
  const rail = html("div", { class: "rail" }, html("div", { class: "heads" }, corner), ...lanes.map((lane) => lane.label));
  const element = html("div", { class: "lanes" }, rail, scroller);
  /** @type {import("./columns.js").Columns} */
  let columns = { width: 20, tilt: 0, heads: 40, spill: 0 };
  let [left, room] = [0, 0]; // px
  let pointed = -1; // the word that a hand is on
  scroller.addEventListener("scroll", () => (left = scroller.scrollLeft), { passive: true });

  function lay() {
    const type = 13 * view.em();
    room = scroller.clientWidth;
    columns = layColumns({ room, words: film.words, type, numbers, touch: view.touch, paper: document.documentElement.matches("[data-paper]") });
    field.style.width = `${film.steps * columns.width}px`;
    field.style.paddingRight = `${columns.spill}px`;
    mark(scroller, { tabindex: scroller.scrollWidth > room + 1 ? 0 : -1 }); // the keys reach what scrolls, and pass by what does not
    element.style.setProperty("--heads", `${columns.heads}px`);
    element.style.setProperty("--column", `${columns.width}px`);
    element.style.setProperty("--tilt", `${-columns.tilt}deg`);
    mark(element, { "data-flat": columns.tilt === 0, "data-tight": columns.width < type });
    fit(words, heads, film.steps, (k) => html("span", { class: "head", onclick: () => state.toWord(k) }, html("span")));
    heads.forEach((head, k) => {
      head.classList.toggle("cue", film.isCue(k));
      head.style.left = `${k * columns.width}px`;
      write(head.firstElementChild, film.words[k]);
    });
  }

  /** @param {import("../state.js").Place} place */
  function move(place, cut) {
    const x = place.word * columns.width;
    mark(field, { "data-cut": cut || view.still() });
    column.style.transform = `translateX(${x}px)`;
    heads.forEach((head, k) => mark(head, { "data-now": k === place.word }));
    if (place.word !== pointed) pointed = -1;
    if (scroller.scrollWidth <= room + 1) return;
    const shown = scroller.scrollLeft;
    const [before, after] = place.word === pointed ? [-1, 0] : [1, 3]; // columns in sight: nothing moves away under a hand
    if (x < shown + before * columns.width || x > shown + room - after * columns.width) {
      scroller.scrollTo({ left: x - room / 2, behavior: cut || view.still() ? "instant" : "smooth" });
    }
    left = scroller.scrollLeft; // at once: the event comes a frame later
  }

  return {
    element,
    scroller,
    field,
    rail,
    lay,
    move,
    point: (word) => (pointed = word),
    columns: () => columns,
    /** @returns {[number, number]} the first and the last word whose column can be seen */
    seen: () => [Math.floor(left / columns.width), Math.ceil((left + room) / columns.width)],
    /** @param {PointerEvent} event @returns {number} the word over a column, -1 beside them: turned words lean over */
    headAt: (event) => heads.indexOf(event.target.closest?.(".head")),
    /** @param {PointerEvent} event */
    wordAt(event) {
      const place = Math.floor((event.clientX - field.getBoundingClientRect().left) / columns.width);
      return Math.max(0, Math.min(film.steps - 1, place));
    },
  };
}
