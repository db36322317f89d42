/** Things to do with a mark each, ticked where they are done, and a place where a screen reader hears of a new tick. */

import { html, mark, write } from "../shared/dom.js";
import { read } from "./record.js";

/**
 * @param {string} lesson
 * @param {import("./watch.js").Thing[]} things
 * @param {{class: string, label: string, sign: (place: number) => string}} looks `sign` stands where a tick will be
 */
export function createList(lesson, things, { class: name, label, sign }) {
  const rows = things.map(({ says, when, shows }, place) => {
    const [tick, state, shown] = [html("span", { class: "tick", "aria-hidden": "true" }), html("span", { class: "heard" }), html("p", { class: "shown", hidden: true })];
    const item = html("li", {}, tick, html("span", { class: "says" }, says), state, shows ? shown : null);
    return { says, when, shows, place, tick, state, shown, item };
  });
  const spoken = html("span", { class: "heard", role: "status", "aria-live": "polite" });
  let before = /** @type {number | null} */ (null);

  /** @returns {string[]} what is still to be done */
  function draw() {
    const done = read().done[lesson] ?? [];
    const open = rows.filter(({ when }) => !done.includes(when));
    for (const row of rows) {
      const isDone = !open.includes(row);
      if (isDone && before !== null && row.item.dataset.done !== "true") {
        write(spoken, `Done: ${row.says}. ${row.shows || `${rows.length - open.length} of ${rows.length}.`}`);
      }
      mark(row.item, { "data-done": isDone });
      write(row.tick, isDone ? "\u2713" : sign(row.place));
      write(row.state, isDone ? " (done)" : "");
      write(row.shown, isDone ? row.shows : "");
      row.shown.hidden = !isDone;
    }
    before = open.length;
    return open.map(({ says }) => says);
  }

  return { element: html("div", { class: name }, html("ol", { "aria-label": label }, ...rows.map(({ item }) => item)), spoken), draw };
}
