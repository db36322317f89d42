/** Which stop of the tour this is, a dot for each stop, and the thin line that grows with all that is done on it. */

import { html, mark, write } from "../shared/dom.js";
import { countDone } from "./watch.js";

/**
 * @param {any} header from Python
 * @param {() => void} leave
 */
export function createTour({ tour: { title, stops }, lesson, lessons }, leave) {
  const place = stops.indexOf(lesson);
  const dots = stops.map((stop) => html("i", { title: lessons[stop].menu, "data-here": stop === lesson }));
  const picture = html("span", { class: "dots", role: "img" }, ...dots);
  const where = place < 0 ? `${stops.length} stops` : `stop ${place + 1} of ${stops.length}`;
  const button = html("button", { type: "button", onclick: leave, "aria-label": "Leave the tour", title: "Leave the tour; the lesson stays as it is" }, "Leave");
  const grown = html("i");
  const bar = html("div", { class: "bar", role: "progressbar", "aria-label": "Done on this tour", "aria-valuemin": 0, "aria-valuemax": 100 }, grown);
  const text = html("span", { class: "where" });
  write(text, `${title}, ${where}`);

  return {
    element: html("div", { class: "tour" }, text, picture, button),
    bar,
    draw() {
      const counts = stops.map((stop) => [countDone(stop, lessons[stop].do), lessons[stop].do.length]);
      const finished = stops.filter((_, k) => counts[k][0] === counts[k][1]);
      dots.forEach((dot, k) => mark(dot, { "data-done": counts[k][0] === counts[k][1] }));
      mark(picture, { "aria-label": finished.length ? `Done: ${finished.map((stop) => lessons[stop].menu).join(", ")}` : "No stop is done yet" });
      const sum = (k) => counts.reduce((total, count) => total + count[k], 0);
      const share = Math.round((100 * sum(0)) / Math.max(1, sum(1)));
      mark(bar, { "aria-valuenow": share });
      grown.style.width = `${share}%`;
    },
  };
}
