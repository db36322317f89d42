/** Pictures, the gates of one pixel and the errors, all on one clock. */

import { decode } from "../shared/blob.js";
import { createBar, listenToKeys } from "../shared/clock/bar.js";
import { createClock } from "../shared/clock/clock.js";
import { html, write } from "../shared/dom.js";
import { number } from "../shared/format.js";
import { listenToSwipe } from "../shared/keys/swipe.js";
import { followAddress, readAddress, writeAddress } from "../shared/levers/address.js";
import { whenKept } from "../shared/networks.js";
import { filled, rich } from "../shared/said.js";
import { signal } from "../shared/signals.js";
import { wearTheme } from "../shared/theme.js";
import { createErrors } from "./errors.js";
import { createGates } from "./gates.js";
import { mapsOf } from "./maps.js";
import { createScreen } from "./screen.js";

const PACE = 450; // ms a picture

/**
 * @param {HTMLElement} wrapper
 * @param {Uint8Array} message from Python
 * @param {any} component
 * @param {{position: any, told: string}} [before] of the one that stood here
 */
export function openHero(wrapper, message, component, before) {
  const { header, arrays } = decode(message);
  const { words, levers, first, last, pixel } = header;
  const { digits } = header.errors;
  const position = before?.position ?? readAddress(levers);
  let told = before?.told ?? place();
  let theme = wearTheme(wrapper);
  let [timer, said, gone] = [0, "", false];
  const clock = createClock({ first, last: () => last, at: position.at, pace: () => PACE, moved: draw, rested });
  const bar = createBar(clock, words, (at) => filled(words.moment, { at: String(at), last: String(last) }));
  const hand = pixel?.names && { label: words.choose, choose, at: () => position };
  const screens = header.pictures.map((picture) => createScreen(picture, arrays.get(picture.name), header.stops, hand));
  /** @type {ReturnType<typeof createGates> | null} */
  let gates = null;
  const gatesPlace = pixel?.names && html("figure", { class: "gates" }, html("p", { class: "waiting" }, words.slow));
  const waits = pixel?.waits && html("figure", { class: "waits" }, html("p", {}, pixel.waits));
  const errors = createErrors(header.errors);
  const line = html("p", { class: "sentence" });
  const spoken = html("p", { class: "spoken", role: "status" });
  const parts = [...screens.map((screen) => screen.element), gatesPlace || waits, errors.element].filter(Boolean);
  const picture = html("div", { class: "parts", "data-parts": parts.length }, ...parts);
  wrapper.replaceChildren(html("div", { class: "stage" }, picture, bar.element, line, spoken));
  const unkey = listenToKeys(wrapper, clock);
  const unfollow = followAddress(levers, (now) => {
    Object.assign(position, now);
    clock.go(now.at);
  });
  if (!hand) listenToSwipe(picture, clock.step);

  /** The pixel that the server knows of. */
  function place() {
    return `${position.row} ${position.column}`;
  }

  function choose(row, column) {
    Object.assign(position, { row, column });
    draw();
    settle();
  }

  function settle() {
    clearTimeout(timer);
    timer = setTimeout(rested, 300);
  }

  function rested() {
    writeAddress(levers, position);
    write(spoken, `${line.textContent} ${gates ? filled(words.pixel, here()) : ""}`);
    if (told === place()) return;
    told = place();
    component.setStateValue("levers", { ...position });
  }

  /** What stands at the chosen pixel. */
  function here() {
    return { row: String(position.row), column: String(position.column), ...gates?.means(clock.at(), position) };
  }

  function sentence(at) {
    const [ours, other = ours] = errors.values(at);
    if (ours === undefined) return words.nothing;
    const times = Math.max(ours, other) / Math.min(ours, other);
    const told = { at: String(at), 0: number(ours, digits), 1: number(other, digits), times: number(times, times < 9.5 ? 1 : 0) };
    return filled(ours <= other ? words.better : words.worse, told);
  }

  function draw() {
    const at = (position.at = clock.at());
    for (const screen of screens) screen.draw(at);
    gates?.draw(at, position, theme);
    if (gates) write(gates.caption, filled(pixel.title, here()));
    errors.draw(at);
    bar.draw();
    const [ours, other] = errors.values(at);
    signal({ times_better: header.errors.levels.length && other !== undefined ? other / ours : null });
    if (said !== (said = sentence(at))) line.replaceChildren(...rich(said));
  }

  draw();
  if (gatesPlace) void whenKept(pixel.network).then(read);

  /** The network has come: it reads the film once. */
  function read(network) {
    if (gone) return;
    gates = createGates(pixel.names, mapsOf(network, arrays.get("came"), pixel.names.map(({ name }) => name)));
    gatesPlace.replaceWith(gates.element);
    draw();
  }

  return {
    redraw() {
      theme = wearTheme(wrapper);
      draw();
    },
    hear: (now) => {
      component = now;
    },
    place: () => ({ position, told }),
    leave() {
      gone = true;
      clearTimeout(timer);
      clock.leave();
      unkey();
      unfollow();
    },
  };
}
