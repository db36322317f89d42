/** Words dragged to another place: with the mouse at once, with a finger after it has rested on the word. */

import { html, mark } from "../../shared/dom.js";
import { afterRest } from "../../shared/keys/rest.js";
import { gapAt } from "./gap.js";

const FAR = 5; // px that a mouse moves before it drags
const SLIP = 9; // px that a finger may tremble while it rests
const REST = 420; // ms
const EDGE = 28; // px from the end of a strip that scrolls at which it scrolls on

/**
 * @param {HTMLElement} bar
 * @param {HTMLElement} strip
 * @param {HTMLElement[]} chips
 * @param {{move: (from: number, to: number) => void, rest: (step: number) => void, begin: () => void}} told
 *   `rest`: a finger rested on the word and was lifted again
 */
export function createDrag(bar, strip, chips, told) {
  const landing = html("span", { class: "landing", "aria-hidden": "true" });
  const ghost = html("span", { class: "ghost", "aria-hidden": "true" });
  /** @type {{step: number, id: number, x: number, y: number, touch: boolean, lifted: boolean, moving: boolean} | null} */
  let held = null;
  let [frame, over] = [0, false];
  let moved = () => {}; // the finger does not rest any more
  let to = -1;

  function lift() {
    held.lifted = true;
    told.begin();
    mark(chips[held.step], { "data-lifted": true });
    mark(bar, { "data-dragging": true });
  }

  function begin(id) {
    held.moving = true;
    strip.setPointerCapture(id);
    ghost.textContent = chips[held.step].textContent;
  }

  function follow({ clientX, clientY }) {
    const box = bar.getBoundingClientRect();
    const gap = gapAt(chips, clientX, clientY);
    to = gap.step > held.step ? gap.step - 1 : gap.step;
    Object.assign(ghost.style, { left: `${clientX - box.left}px`, top: `${clientY - box.top}px` });
    Object.assign(landing.style, { left: `${gap.x - box.left}px`, top: `${gap.top - box.top}px`, height: `${gap.bottom - gap.top}px` });
    mark(landing, { "data-on": to !== held.step });
    mark(ghost, { "data-on": true });
    scrollOn({ clientX, clientY });
  }

  /** A strip on one line goes on under a word that is held at its end. */
  function scrollOn(point) {
    cancelAnimationFrame(frame);
    if (strip.scrollWidth <= strip.clientWidth + 1) return;
    const { left, right } = strip.getBoundingClientRect();
    const by = point.clientX < left + EDGE ? -6 : point.clientX > right - EDGE ? 6 : 0;
    if (by) frame = requestAnimationFrame(() => held?.moving && (strip.scrollBy({ left: by, behavior: "instant" }), follow(point)));
  }

  function end() {
    moved();
    cancelAnimationFrame(frame);
    if (held) mark(chips[held.step], { "data-lifted": null });
    for (const one of [landing, ghost]) mark(one, { "data-on": null });
    mark(bar, { "data-dragging": null });
    held = null;
  }

  const listeners = {
    pointerdown(event) {
      over = false;
      const step = chips.indexOf(event.target.closest(".chip"));
      if (held || step < 0 || event.button !== 0) return;
      const touch = event.pointerType === "touch";
      held = { step, id: event.pointerId, x: event.clientX, y: event.clientY, touch, lifted: false, moving: false };
      to = step;
      if (touch) moved = afterRest(REST, lift);
    },
    pointermove(event) {
      if (!held || event.pointerId !== held.id) return;
      const far = Math.hypot(event.clientX - held.x, event.clientY - held.y);
      if (!held.lifted && held.touch && far > SLIP) return end();
      if (!held.moving && far > (held.touch ? SLIP : FAR)) {
        if (!held.lifted) lift();
        begin(event.pointerId);
      }
      if (held.moving) follow(event);
    },
    pointerup(event) {
      if (!held || event.pointerId !== held.id) return;
      const { step, lifted, moving } = held;
      over = lifted;
      end();
      if (moving && to !== step) told.move(step, to);
      else if (lifted && !moving) told.rest(step);
    },
    pointercancel: end,
    // What was lifted is not pressed as well, and the page does not scroll under it.
    touchmove: (event) => held?.lifted && event.cancelable && event.preventDefault(),
    touchend: (event) => over && event.cancelable && event.preventDefault(),
    click: (event) => over && (event.stopImmediatePropagation(), event.preventDefault()),
  };
  const escape = (event) => event.key === "Escape" && held && (event.stopPropagation(), end());
  for (const [event, listener] of Object.entries(listeners)) strip.addEventListener(event, listener, { capture: true, passive: false });
  document.addEventListener("keydown", escape, { capture: true });

  return {
    elements: [landing, ghost],
    leave() {
      end();
      document.removeEventListener("keydown", escape, { capture: true });
    },
  };
}
