/** The whole run on strips, the stretch that the film shows in a frame; a hand moves the frame without the server. */

import { decode } from "../shared/blob.js";
import { html, mark } from "../shared/dom.js";
import { followAddress, readAddress, writeAddress } from "../shared/levers/address.js";
import { createLevers } from "../shared/levers/levers.js";
import { filled } from "../shared/said.js";
import { saved } from "../shared/saving/own.js";
import { wearTheme } from "../shared/theme.js";
import { createStrips } from "./strips.js";

/**
 * @param {HTMLElement} wrapper
 * @param {Uint8Array} message from Python
 * @param {any} component
 * @param {{position: any, of: string}} [before] of the one that stood here
 */
export function openOverview(wrapper, message, component, before) {
  const { header, arrays } = decode(message);
  const { levers, words, steps, block, shown } = header;
  const [{ high }] = levers;
  const position = before?.of === header.of ? before.position : readAddress(levers);
  const spans = { from: (at) => at * block, to: (at) => Math.min(steps, at * block + shown) };
  const text = (name, at) => filled(words.stretch, { from: String(spans.from(at) + 1), to: String(spans.to(at)) });
  const lever = createLevers(levers, { read: () => ({ value: position.start }), write: (name, at) => (position.start = at), text, began() {}, moved: draw, rested });
  const strips = createStrips(header, arrays);
  const frame = html("div", { class: "stretch" });
  const field = html("div", { class: "field", onpointerdown: point, onpointermove: point, onpointerup: () => lever.settle() }, ...strips.canvases, frame);
  const unfollow = followAddress(levers, (now) => {
    Object.assign(position, now);
    lever.refresh();
    draw();
    rested();
  });

  function point(event) {
    if (event.type === "pointermove" && !event.buttons) return;
    if (event.type === "pointerdown") field.setPointerCapture(event.pointerId);
    const { left, width } = field.getBoundingClientRect();
    const middle = ((event.clientX - left) / width) * steps - shown / 2;
    position.start = Math.max(0, Math.min(high, Math.round(middle / block)));
    lever.refresh();
    draw();
  }

  function rested() {
    writeAddress(levers, position);
    component.setStateValue("levers", { ...position });
  }

  function draw() {
    const { from, to } = spans;
    const at = position.start;
    mark(frame, { style: `left:${(100 * from(at)) / steps}%;width:${(100 * (to(at) - from(at))) / steps}%` });
  }

  const redraw = () => strips.draw(wearTheme(wrapper));
  const picture = html("div", { class: "strips" }, html("div", { class: "names", "aria-hidden": "true" }, ...strips.names), field);
  wrapper.replaceChildren(picture, saved(html("div", { class: "under" }, lever.element), picture, "the-whole-run", strips.table));
  redraw();
  draw();
  return {
    redraw,
    hear: (now) => (component = now),
    place: () => ({ position, of: header.of }),
    leave: unfollow,
  };
}
