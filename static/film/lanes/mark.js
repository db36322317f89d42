/** For a page that edits: a stretch of words, marked by dragging along one lane, is sent once, on letting go. */

import { html } from "../../shared/dom.js";

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("./lanes.js").createLanes>} lanes
 * @param {(name: string, value: any) => void} setStateValue
 */
export function createMark(film, lanes, setStateValue) {
  const names = new Set(film.header.marks);
  const band = html("div", { class: "mark", hidden: true });
  /** @type {{name: string, unit: number, from: number, to: number, lane: HTMLElement} | null} */
  let marked = null;
  let count = 0;

  function show() {
    band.hidden = !marked;
    if (!marked) return;
    const { width } = lanes.columns();
    const [first, last] = ends(marked);
    band.style.left = `${first * width}px`;
    band.style.width = `${(last - first + 1) * width}px`;
    if (band.parentElement !== marked.lane) marked.lane.append(band);
  }

  const listeners = {
    pointerdown(event) {
      const cell = event.pointerType !== "touch" && event.button === 0 && lanes.cellAt(event);
      const lane = event.target.closest?.(".lane");
      marked = cell && names.has(cell.name) ? { name: cell.name, unit: cell.unit, from: cell.word, to: cell.word, lane } : null;
      show();
    },
    pointermove(event) {
      if (!marked || !event.buttons) return;
      marked.to = lanes.wordAt(event);
      show();
    },
    pointerup() {
      if (!marked || marked.from === marked.to) return;
      const [first, last] = ends(marked);
      count += 1; // the same stretch, marked again, is said again
      setStateValue("marked", { name: marked.name, unit: marked.unit, first, last, count });
    },
  };
  const places = { pointerdown: lanes.field, pointermove: lanes.field, pointerup: globalThis };
  for (const [event, place] of Object.entries(places)) place.addEventListener(event, listeners[event]);

  return {
    /** @param {Set<string>} changed */
    draw: (_place, changed) => changed.has("size") && show(),
    leave() {
      for (const [event, place] of Object.entries(places)) place.removeEventListener(event, listeners[event]);
    },
  };
}

const ends = ({ from, to }) => [Math.min(from, to), Math.max(from, to)];
