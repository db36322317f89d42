/** A race in the page: its button, its lanes as they learn, and beside them the results that ship. */

import { html, mark, write } from "../shared/dom.js";
import { wearTheme } from "../shared/theme.js";
import { openBundle } from "./bundle.js";
import { createChart } from "./chart.js";
import { openLanes } from "./lanes.js";
import { createTable } from "./table.js";

/**
 * @param {HTMLElement} wrapper
 * @param {Uint8Array} message from Python
 */
export function openRace(wrapper, message) {
  const { header, part } = openBundle(message);
  const { words } = header;
  const lanes = openLanes(header, part, ask);
  const hand = html("button", { type: "button", class: "hand", onclick: () => (lanes.going() ? lanes.stop() : lanes.start()) });
  const spoken = html("p", { class: "spoken", role: "status" });
  const [chart, table] = [createChart(header), createTable(header)];
  let [frame, began] = [0, false];

  function ask() {
    frame ||= requestAnimationFrame(draw);
  }

  function draw() {
    frame = 0;
    began ||= lanes.going();
    write(hand, lanes.going() ? words.stop : began ? words.again : words.start);
    mark(hand, { "data-going": lanes.going() });
    chart.draw(lanes.lanes());
    table.draw(lanes.lanes());
    if (began && !lanes.going()) write(spoken, words.ended);
  }

  wearTheme(wrapper);
  const hands = html("div", { class: "hands" }, hand, html("p", { class: "note" }, words.here));
  const picture = html("div", { class: "picture" }, html("div", { class: "rows" }, table.element), chart.element);
  wrapper.replaceChildren(hands, picture, spoken);
  draw();
  return {
    redraw: () => wearTheme(wrapper),
    leave() {
      cancelAnimationFrame(frame);
      lanes.leave();
      chart.leave();
    },
  };
}
