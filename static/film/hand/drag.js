/** Dragging a memory out of the other sentence: a ghost of its column follows the pointer, and its landing lights up. */

import { html, write } from "../../shared/dom.js";

const BEGINS = 5; // px

/**
 * @param {HTMLElement} wrapper
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../lanes/lanes.js").createLanes>} lanes
 * @param {ReturnType<import("./strip.js").createStrip>} strip
 * @param {HTMLElement[]} handles by which it is dragged
 * @param {{carry: (names: string[], step: number) => void, choose: (step: number) => void, word: () => string}} given
 */
export function createDrag(wrapper, film, lanes, strip, handles, { carry, choose, word }) {
  const slices = html("span", { class: "slices" });
  const says = html("span");
  const ghost = html("div", { class: "memory-ghost", hidden: true, "aria-hidden": "true" }, slices, says);
  /** @type {{names: string[], step: number, x: number, y: number, begun: boolean, to: number} | null} */
  let dragged = null;

  /** The step over which a pointer stands, anywhere below the strip; −1 elsewhere. */
  function landingOf(event) {
    const field = lanes.field.getBoundingClientRect();
    const under = event.clientY > strip.element.getBoundingClientRect().bottom && event.clientY < field.bottom;
    const within = event.clientX >= field.left && event.clientX < field.left + film.steps * lanes.columns().width;
    return under && within ? lanes.wordAt(event) : -1;
  }

  /** What a step of the strip looks like, cut out of it. */
  function slice(name, step) {
    const { width } = lanes.columns();
    const source = strip.canvasOf(name);
    const dots = source.width / (film.steps * width);
    const canvas = /** @type {HTMLCanvasElement} */ (html("canvas", { width: Math.max(1, Math.round(width * dots)), height: source.height }));
    canvas.getContext("2d").drawImage(source, -Math.round(step * width * dots), 0);
    canvas.style.width = `${width}px`;
    canvas.style.height = source.style.height;
    return canvas;
  }

  function show(event) {
    const { names, to } = dragged;
    const step = to < 0 ? dragged.step : to;
    if (step !== dragged.shown) slices.replaceChildren(...names.map((name) => slice(name, step)));
    dragged.shown = step;
    const letters = names.map((name) => film.name(name).letter).join(" and ");
    write(says, to < 0 ? `${letters} of \u201c${word()}\u201d: drop on a word` : `${letters} of \u201c${word()}\u201d after ${film.named(step)}`);
    const box = wrapper.getBoundingClientRect();
    const right = event.clientX - box.left > box.width * 0.7;
    ghost.style.transform = `translate(${event.clientX - box.left + wrapper.scrollLeft + (right ? -12 : 12)}px, ${event.clientY - box.top + wrapper.scrollTop - 12}px) translateX(${right ? -100 : 0}%)`;
    ghost.hidden = false;
    wrapper.dataset.dragging = "true";
    const { width } = lanes.columns();
    strip.landing.hidden = to < 0;
    strip.landing.style.left = `${to * width}px`;
    strip.landing.style.width = `${width}px`;
  }

  function drop() {
    dragged = null;
    delete wrapper.dataset.dragging;
    ghost.hidden = strip.landing.hidden = true;
  }

  function begin(event) {
    const from = event.target.closest("[data-carry]");
    const word = event.target.closest("[data-step]");
    if (!from || (from.matches(".other-words") && !word) || event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    const step = word ? Number(word.dataset.step) : lanes.wordAt(event);
    dragged = { names: from.dataset.carry.split(" "), step, x: event.clientX, y: event.clientY, begun: false, to: -1 };
  }

  const anywhere = {
    pointermove(event) {
      if (!dragged) return;
      dragged.begun ||= Math.hypot(event.clientX - dragged.x, event.clientY - dragged.y) > BEGINS;
      if (!dragged.begun) return;
      dragged.to = landingOf(event);
      show(event);
    },
    pointerup() {
      const { begun, to, names, step } = dragged ?? {};
      drop();
      if (step === undefined) return;
      if (!begun) choose(step);
      else if (to >= 0) carry(names, to);
    },
    pointercancel: drop,
    keydown: (event) => event.key === "Escape" && drop(),
  };
  for (const handle of handles) handle.addEventListener("pointerdown", begin);
  for (const [event, listener] of Object.entries(anywhere)) globalThis.addEventListener(event, listener);

  return {
    ghost,
    leave() {
      for (const [event, listener] of Object.entries(anywhere)) globalThis.removeEventListener(event, listener);
    },
  };
}
