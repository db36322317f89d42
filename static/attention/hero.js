/** Lines, map and sentence of a translation, on one clock. */

import { decode } from "../shared/blob.js";
import { createBar, listenToKeys } from "../shared/clock/bar.js";
import { createClock } from "../shared/clock/clock.js";
import { html, write } from "../shared/dom.js";
import { listenToSwipe } from "../shared/keys/swipe.js";
import { followAddress, readAddress, writeAddress } from "../shared/levers/address.js";
import { filled, rich } from "../shared/said.js";
import { entries } from "../shared/saving/csv.js";
import { saved } from "../shared/saving/own.js";
import { signal } from "../shared/signals.js";
import { wearTheme } from "../shared/theme.js";
import { createLines } from "./lines.js";
import { createMap } from "./map.js";

const PACE = 700; // ms a character
const GUTTER = 24; // px

/**
 * @param {HTMLElement} wrapper
 * @param {Uint8Array} message from Python
 * @param {any} component
 * @param {{position: any}} [before] of the one that stood here
 */
export function openHero(wrapper, message, component, before) {
  const { header, arrays } = decode(message);
  const { words, levers, read, written, said } = header;
  const weights = arrays.get("weights");
  const position = before?.position ?? readAddress(levers);
  const clock = createClock({ first: 1, last: () => written.length, at: position.at, pace: () => PACE, moved: draw, rested });
  const bar = createBar(clock, words, (at) => filled(words.moment, { at: String(at), last: String(written.length) }));
  const lines = createLines(header, weights);
  const map = weights && createMap(header, weights, clock.go);
  const line = html("p", { class: "sentence" });
  const spoken = html("p", { class: "spoken", role: "status" });
  const picture = html("div", { class: "picture" }, lines.element, map ? map.element : html("p", { class: "waits" }, words.waits));
  const told = html("div", { class: "told" }, line);
  if (weights) saved(told, picture, header.name, table);
  let width = 0;
  const watch = new ResizeObserver(([{ contentRect }]) => {
    if (Math.abs(contentRect.width - width) < 0.5) return;
    width = contentRect.width;
    draw();
  });
  const unkey = listenToKeys(wrapper, clock);
  const unfollow = followAddress(levers, (now) => clock.go(now.at));
  listenToSwipe(/** @type {any} */ (lines.element), clock.step);

  /** The weight of each character that was read in each that is written. */
  function table() {
    const numbered = (characters) => characters.map((character, k) => [k + 1, character]);
    return entries(["place written", "written", "place read", "read", "weight"], numbered(written), numbered(read), (t, s) => weights.data[t * read.length + s]);
  }

  function rested() {
    writeAddress(levers, position);
    write(spoken, line.textContent);
  }

  function draw() {
    const at = (position.at = clock.at());
    lines.draw(at, width, GUTTER);
    map?.draw(at);
    signal({ most_weight: weights ? Math.max(...weights.data.subarray((at - 1) * weights.shape[1], at * weights.shape[1])) : null });
    bar.draw();
    lines.element.setAttribute("aria-label", said[at - 1].replaceAll("**", ""));
    line.replaceChildren(...rich(said[at - 1]));
  }

  wearTheme(wrapper);
  wrapper.replaceChildren(picture, bar.element, told, spoken);
  width = picture.getBoundingClientRect().width;
  draw();
  watch.observe(picture);
  return {
    redraw: () => wearTheme(wrapper),
    place: () => ({ position }),
    leave() {
      watch.disconnect();
      clock.leave();
      unkey();
      unfollow();
    },
  };
}
