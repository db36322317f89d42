/** Levers in a picture: dragged, or moved by the arrow keys; what they do is seen while they move. */

import { html, mark, write } from "../dom.js";
import { turned } from "./turned.js";

const RESTED = 300; // ms after the last movement of a hand that has let go

/**
 * @typedef {object} Hands
 * @property {(name: string) => {value: number, high?: number}} read where a lever stands, and its end where that moves
 * @property {(name: string, value: number) => void} write
 * @property {(name: string, value: number) => string} text a stop, as the reader sees it
 * @property {(name: string) => void} began a hand takes hold of a lever that was at rest
 * @property {() => void} moved
 * @property {() => void} rested
 */

/**
 * @param {import("./address.js").Lever[]} levers
 * @param {Hands} hands
 * @param {Record<string, HTMLElement>} beside what stands beside the name of a lever
 */
export function createLevers(levers, hands, beside = {}) {
  let [held, rests, timer] = [false, true, 0];
  const { pathname } = globalThis.location; // another lesson's address says nothing of these

  const rest = () => {
    clearTimeout(timer);
    if (!held) timer = setTimeout(settle, RESTED);
  };
  const settle = () => {
    rests = true;
    hands.rested();
  };
  const arrive = () => {
    clearTimeout(timer);
    if (!rests) settle();
  };
  const release = () => {
    if (!held) return;
    held = false;
    if (!rests) rest();
  };
  addEventListener("pointerup", release);
  addEventListener("pointercancel", release);

  function one({ name, label, low, high, step, idle, turned: backwards }) {
    const id = `lstm-lever-${name}`;
    const value = html("output", { for: id, "aria-live": "off" }); // the slider says it
    const input = html("input", {
      ...{ id, type: "range", min: low, max: high, step, "aria-label": label, disabled: Boolean(idle) },
      onpointerdown: () => {
        held = true;
        clearTimeout(timer);
      },
      oninput: () => {
        if (rests) hands.began(name);
        rests = false;
        hands.write(name, Number(/** @type {HTMLInputElement} */ (input).value));
        show();
        hands.moved();
        rest();
      },
    });
    if (backwards) turned(input);
    const ends = [html("span", {}), html("span", {})];
    const show = () => {
      const { value: now, high: end = high } = hands.read(name);
      mark(input, { max: end });
      /** @type {HTMLInputElement} */ (input).value = String(now);
      write(value, hands.text(name, now));
      mark(input, { "aria-valuetext": value.textContent });
      input.style.setProperty("--at", String((now - low) / Math.max(step, end - low)));
      [low, end].forEach((stop, k) => write(ends[k], hands.text(name, stop)));
    };
    const scale = html("span", { class: "ends", "aria-hidden": "true" }, ...(backwards ? ends.reverse() : ends));
    const head = html("span", { class: "head" }, html("label", { class: "name", for: id }, label), beside[name] ?? null, value);
    return { show, element: html("div", { class: "lever", title: idle || null }, head, input, scale) };
  }

  const made = levers.map(one);
  const refresh = () => made.forEach(({ show }) => show());
  refresh();
  return {
    element: html("div", { class: "levers" }, ...made.map(({ element }) => element)),
    /** After they were moved by anything but a hand. */
    refresh,
    /** As if a hand had moved them and let go. */
    settle: rest,
    /** What a hand did a moment ago counts now: before a button that uses it, or before another picture takes the place of this one. */
    arrive,
    leave() {
      clearTimeout(timer);
      if (pathname === globalThis.location.pathname) arrive();
      removeEventListener("pointerup", release);
      removeEventListener("pointercancel", release);
    },
  };
}
