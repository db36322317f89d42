/** Draws what changed: the lanes in every frame, what stands beside them only as often as anyone can read it. */

import { mark } from "../shared/dom.js";
import { watchSight } from "./sight.js";

const UNREAD = 90; // ms
const BESIDE = 3; // frames under a moving hand, over which what lies beside the lanes is spread

/**
 * @param {HTMLElement} wrapper
 * @param {import("./film.js").Film} film
 * @param {import("./view.js").View} view
 * @param {import("./parts.js").Parts} parts
 */
export function createDrawing(wrapper, film, view, parts) {
  const { words, legend, line, hand, asking, ranks, more, transport, settings, lanes, network, unit, reading, reader, address, report, told } = parts;
  const inEveryFrame = [words, legend, line, more, transport, settings, lanes, ranks, asking, hand, network, unit, reading, reader, address, report, told].filter(Boolean);
  const beside = [parts.cell, parts.part, parts.belt, parts.bars];
  const owed = new Map(beside.map((part) => [part, new Set()]));
  const sight = watchSight(beside.map(({ element }) => element));
  let drawn = 0;
  let frames = 0;

  /**
   * What lies beside the lanes changes faster than anyone reads while they play: a few times a second is enough.
   * While a hand moves each part follows twenty times a second, no two of the larger ones in one frame, and what nobody
   * can see waits until the hand rests.
   */
  function drawPanel(now, changed) {
    for (const keys of owed.values()) changed.forEach((key) => keys.add(key));
    const running = now.playing && now.zoom !== 3 && !["size", "theme", "zoom", "unit", "playing"].some((key) => owed.get(parts.cell).has(key));
    if (running && performance.now() - drawn < UNREAD && now.micro !== film.lastPart) return;
    drawn = performance.now();
    const moved = hand?.isMoving() && now.zoom !== 3 && changed.size === 1 && changed.has("values");
    frames = moved ? frames + 1 : 0;
    beside.forEach((part, k) => {
      if (moved && frames % BESIDE !== k % BESIDE) return;
      if (hand?.isMoving() && !sight.has(part.element)) return;
      part.draw(now, owed.get(part));
      owed.get(part).clear();
    });
  }

  function draw(now, changed) {
    if (changed.has("theme")) view.readTheme();
    if (changed.has("zoom")) wrapper.dataset.zoom = String(now.zoom);
    if (changed.has("below")) mark(wrapper, { "data-below": now.below });
    if (changed.has("size")) view.readSize();
    wrapper.dataset.playing = String(now.playing);
    drawPanel(now, changed); // first: the lanes are made as tall as the panel
    for (const one of inEveryFrame) one.draw(now, changed);
    if (!wrapper.dataset.ready) requestAnimationFrame(() => (wrapper.dataset.ready = "true")); // the first picture does not sweep in
  }

  return Object.assign(draw, { leave: sight.leave });
}
