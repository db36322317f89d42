/** The film of one sequence: what is read above, a row for each unit of one gate, what is answered below. */

import { html, mark, write } from "../../shared/dom.js";
import { gateScale, signedScale } from "../../shared/colour.js";
import { paint } from "../../shared/chart/pixels.js";
import { number } from "../../shared/format.js";
import { filled } from "../../shared/said.js";
import { entries, numbered } from "../../shared/saving/csv.js";
import { saved } from "../../shared/saving/own.js";

const [NARROW, LETTER] = [8.5, 7]; // px of a column, of a letter: where a label has no room, only what matters keeps its own

/**
 * @typedef {{name: string, label: string, short: string, gate: boolean, color: {mark: string, light: string, dark: string}}} Name
 * @param {any} words from Python
 * @param {Name[]} names
 * @param {string} file what it is saved as
 * @param {(place: {step: number, unit: number, name: string}, drag: boolean) => void} [press] a value was pressed, or drawn over
 */
export function createStrip(words, names, file, press) {
  const head = html("div", { class: "letters", "aria-hidden": "true" });
  const canvas = /** @type {HTMLCanvasElement} */ (html("canvas", { class: "cells", role: "img", ...(press && { "data-drags": true }) }));
  const held = html("div", { class: "held", "aria-hidden": "true" });
  const foot = html("div", { class: "letters said" });
  const axis = html("div", { class: "axis", "aria-hidden": "true" });
  const told = html("output", { class: "value", "aria-live": "off" });
  const stack = html("div", { class: "stack" }, canvas, held);
  const element = html("div", { class: "strip" }, axis, html("div", { class: "columns" }, head, stack, foot), told);
  saved(element, element, file, table);
  let [shown, dark] = [/** @type {any} */ (null), false];
  let pressed = /** @type {{step: number, unit: number} | null} */ (null);

  /** What is shown of every unit at every step. */
  function table() {
    const { T, H, name, values, labels } = shown;
    return entries(["step", "read", "unit", name.label], numbered(T).map((step) => [step, labels[step - 1]]), numbered(H), (step, unit) => values[step * H + unit]);
  }

  function placeOf(event) {
    const box = canvas.getBoundingClientRect();
    const step = Math.floor(((event.clientX - box.left) / box.width) * shown.T);
    const unit = Math.floor(((event.clientY - box.top) / box.height) * shown.H);
    return { step: Math.max(0, Math.min(shown.T - 1, step)), unit: Math.max(0, Math.min(shown.H - 1, unit)), name: shown.name.name };
  }

  function pointed(event) {
    if (!shown) return;
    const { step, unit } = placeOf(event);
    const value = number(shown.values[step * shown.H + unit], 3);
    write(told, filled(words.at, { name: shown.name.label, unit: String(unit + 1), step: String(step + 1), read: shown.labels[step] || "\u00b7", value }));
    if (!press || !event.buttons) return;
    const drag = event.type === "pointermove";
    for (const place of drag ? between(pressed, { step, unit }) : [{ step, unit }]) press({ ...place, name: shown.name.name }, drag);
    pressed = { step, unit };
  }

  for (const kind of ["pointermove", "pointerdown"]) canvas.addEventListener(kind, pointed);
  canvas.addEventListener("pointerup", () => (pressed = null));
  canvas.addEventListener("pointerleave", () => ((pressed = null), write(told, "")));

  /**
   * @param {{T: number, values: (name: string) => Float64Array, answers: import("../run/reader.js").Answers}} reading
   * @param {import("../run/reader.js").Sequence} sequence
   * @param {string} which name
   * @param {{H: number, dark: boolean, answers: string[], holds?: {step: number, unit: number}[]}} about
   */
  function draw(reading, sequence, which, { H, dark: night, answers, holds = [] }) {
    const name = names.find((one) => one.name === which);
    const values = reading.values(which);
    dark = night;
    if (shown?.sequence !== sequence || shown.T !== reading.T) furnish(sequence, reading.T);
    shown = { T: reading.T, H, name, values, labels: sequence.labels, sequence };
    [canvas.width, canvas.height] = [reading.T, H];
    const limit = name.gate ? 1 : Math.max(1e-9, ...values.map(Math.abs));
    const table = name.gate ? gateScale(name.color.mark, dark) : signedScale(dark);
    const share = (k) => values[(k % reading.T) * H + Math.floor(k / reading.T)] / limit;
    paint(canvas, name.gate ? share : (k) => (share(k) + 1) / 2, table);
    const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
    mark(canvas, { "aria-label": filled(words.strip, { name: name.label, units: String(H), steps: String(reading.T), mean: number(mean, 3) }), "data-mean": mean.toFixed(6) });
    axis.replaceChildren(html("span", {}, name.short), html("span", {}, filled(words.units, { units: String(H) })));
    held.replaceChildren(...holds.map(({ step, unit }) => html("i", { style: `left:${(100 * step) / reading.T}%;top:${(100 * unit) / H}%;width:${100 / reading.T}%;height:${100 / H}%` })));
    sequence.asked.forEach(([step], k) => {
      const cell = foot.children[step];
      const { said, right } = reading.answers;
      write(cell, Number.isNaN(said[k]) ? "–" : answers.length ? answers[said[k]] : number(said[k], 2));
      mark(cell, { "data-right": String(right[k]) });
    });
  }

  /** The letters above and the places below are made once for a sequence. */
  function furnish({ labels, told: matters, asked }, T) {
    const narrow = (canvas.clientWidth || 500) / T < Math.max(NARROW, ...labels.map(({ length }) => (length > 1 ? LETTER * length : 0)));
    const last = new Set(asked.map(([step]) => step));
    head.replaceChildren(...Array.from({ length: T }, (_, t) => html("span", { "data-told": matters[t] || null }, narrow && !matters[t] ? "" : labels[t])));
    foot.replaceChildren(...Array.from({ length: T }, (_, t) => html("span", { "data-asked": last.has(t) || null }, "")));
  }

  return { element, draw, value: told };
}

/** All places on the way from one to another, without the first: a fast hand is seen only now and then. */
function between(from, to) {
  const [steps, units] = from ? [to.step - from.step, to.unit - from.unit] : [0, 0];
  const count = from ? Math.max(Math.abs(steps), Math.abs(units)) : 1;
  return Array.from({ length: count }, (_, k) => {
    const left = 1 - (k + 1) / count;
    return { step: Math.round(to.step - left * steps), unit: Math.round(to.unit - left * units) };
  });
}
