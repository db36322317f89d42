/** Lever, clock and picture of a road: all speak of the same moment. */

import { decode } from "../shared/blob.js";
import { createClock } from "../shared/clock/clock.js";
import { WORDS, createBar, listenToKeys } from "../shared/clock/bar.js";
import { html } from "../shared/dom.js";
import { followAddress, readAddress, writeAddress } from "../shared/levers/address.js";
import { createLevers } from "../shared/levers/levers.js";
import { arrangedBy } from "../shared/levers/narrow.js";
import { wearTheme } from "../shared/theme.js";
import { createEcho } from "./echo.js";
import { createLatch } from "./latch.js";
import { createMaze } from "./maze.js";
import { createStates } from "./states.js";

/**
 * @typedef {{position: Record<string, number>, which: number}} Place where the lever stands, and which of several is shown
 * @typedef {object} Picture
 * @property {Element[]} elements
 * @property {(place: Place) => number} last the last position of the clock
 * @property {(place: Place) => number} [first] where the clock stands at first, else at the end
 * @property {(place: Place, at: number) => string} text a position, as the reader sees it
 * @property {number} pace ms a position
 * @property {(place: Place) => number} many how many there are to choose from
 * @property {(name: string, value: number) => string} stop where a lever stands, as the reader sees it
 * @property {(place: Place, at: number, dark: boolean) => void} draw
 */

/** @type {Record<string, (blob: import("../shared/blob.js").Blob_, go: (at: number) => void) => Picture>} */
const KINDS = { reservoir: createEcho, evolution: createLatch, reward: createMaze, states: createStates };

/**
 * @param {HTMLElement} wrapper
 * @param {Uint8Array} message from Python
 * @param {any} component
 * @param {Place} [before] of the one that stood here
 */
export function openHero(wrapper, message, component, before) {
  const blob = decode(message);
  const { kind, levers: asked, words } = blob.header;
  const place = { position: { ...readAddress(asked), ...before?.position }, which: before?.which ?? 0 };
  let [frame, theme] = [0, wearTheme(wrapper)];
  const picture = KINDS[kind](blob, (at) => clock.go(at));
  const last = () => picture.last(place);
  const clock = createClock({ last, at: (picture.first ?? picture.last)(place), pace: () => picture.pace, moved: ask });
  const transport = createBar(clock, { ...WORDS, rail: words.clock }, (at) => picture.text(place, at));
  const levers = createLevers(asked, {
    read: (name) => ({ value: place.position[name] }),
    write: set,
    text: picture.stop,
    began: clock.stop,
    moved: ask,
    rested() {
      writeAddress(asked, place.position);
      component.setStateValue("levers", { ...place.position });
    },
  });
  const another = html("button", { type: "button", class: "another", onclick: other }, words.another);
  another.hidden = picture.many(place) < 2;
  const unkey = listenToKeys(wrapper, clock);
  const unfollow = followAddress(asked, (now) => {
    Object.assign(place.position, now);
    levers.refresh();
    clock.go(last());
    component.setStateValue("levers", { ...place.position });
  });

  function set(name, value) {
    place.position[name] = value;
    place.which %= picture.many(place);
    clock.go((picture.first ?? picture.last)(place));
  }

  function other() {
    place.which = (place.which + 1) % picture.many(place);
    clock.go(last());
  }

  function ask() {
    frame ||= requestAnimationFrame(draw);
  }

  function draw() {
    frame = 0;
    transport.draw();
    picture.draw(place, clock.at(), theme.dark);
  }

  const resized = new ResizeObserver(ask);
  resized.observe(wrapper);
  const hands = html("div", { class: "hands" });
  const chosen = html("div", { class: "chosen" }, asked.length ? levers.element : null, another);
  const drawn = html("div", { class: "picture", "data-kind": kind });
  wrapper.replaceChildren(hands, drawn);
  const unarrange = arrangedBy(wrapper, (size) => {
    const [first, ...others] = picture.elements;
    hands.replaceChildren(transport.element, ...(size === "narrow" ? [] : [chosen]));
    drawn.replaceChildren(first, ...(size === "narrow" ? [chosen] : []), ...others);
  });
  draw();
  return {
    redraw() {
      theme = wearTheme(wrapper);
      ask();
    },
    hear: (now) => (component = now),
    place: () => place,
    leave() {
      clock.stop();
      unkey();
      unarrange();
      unfollow();
      resized.disconnect();
      cancelAnimationFrame(frame);
      levers.leave();
    },
  };
}
