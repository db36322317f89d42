/** Two moments of the training side by side, and between them what is different: weights, or the values of a gate. */

import { html, mark, write } from "../../shared/dom.js";
import { signedScale, gateScale } from "../../shared/colour.js";
import { paint } from "../../shared/chart/pixels.js";
import { number } from "../../shared/format.js";
import { filled } from "../../shared/said.js";
import { saved } from "../../shared/saving/own.js";
import { wearTheme } from "../../shared/theme.js";
import { arraysOf } from "../../trainer/weights.js";
import { count } from "../picture/scales.js";
import { follow, shared } from "../run/kept.js";
import { openFramed } from "../run/message.js";
import { createReader } from "../run/reader.js";

/**
 * @param {HTMLElement} wrapper
 * @param {Uint8Array} message from Python
 */
export function openMoments(wrapper, message) {
  const { header } = openFramed(message);
  const { words, names, sequences, within } = header;
  const reader = createReader(Math.max(...sequences.map(({ labels }) => labels.length)), within);
  let [theme, touched] = [wearTheme(wrapper), false];
  const rails = ["a", "b"].map((side) => /** @type {HTMLInputElement} */ (html("input", { type: "range", class: "rail", min: 0, max: 0, step: 1, "aria-label": words.moments[side], "data-side": side, oninput: () => ((touched = true), draw()) })));
  const heads = ["a", "b"].map(() => html("span", { class: "film-title" }));
  const what = /** @type {HTMLSelectElement} */ (html("select", { "aria-label": words.moments.what, onchange: draw }));
  const panels = ["a", "difference", "b"].map((side) => {
    const canvas = /** @type {HTMLCanvasElement} */ (html("canvas", { class: "cells", role: "img" }));
    const caption = html("p", { class: "small-title" });
    return { side, canvas, caption, element: html("figure", { "data-side": side }, caption, canvas) };
  });
  const told = html("p", { class: "hint", role: "status" });
  const picture = html("div", { class: "triptych" }, ...panels.map(({ element }) => element));
  const below = saved(html("div", { class: "below" }, told), picture, "two-moments", table);
  let compared = /** @type {any} */ (null);
  const ends = rails.map((rail, k) => html("label", { class: "end" }, heads[k], rail));
  const body = html("div", { hidden: true }, html("div", { class: "tools" }, ...ends, html("label", { class: "end" }, html("span", { class: "film-title" }, words.moments.what), what)), picture, below);
  const waits = html("p", { class: "waiting" }, words.moments.waiting);
  wrapper.replaceChildren(waits, body);

  /** Every number at both moments, and between them what is different; of a value, units are down and steps across. */
  function table() {
    const { kind, name, updates, a, difference, b } = compared;
    const head = [kind, ...(kind === "value" ? ["unit", "step"] : ["row", "column"]), `at update ${updates[0]}`, "difference", `at update ${updates[1]}`];
    const line = (row, column) => [name, row + 1, column + 1, ...[a, difference, b].map(({ at }) => at(row, column))];
    return [head, ...Array.from({ length: a.rows * a.columns }, (_, k) => line(Math.floor(k / a.columns), k % a.columns))];
  }

  /** All that can be compared: the gate's values, then the arrays of weights. */
  function offer(model) {
    const options = [...names.map(({ name, label }) => [`value ${name}`, filled(words.moments.values, { name: label })]), ...Object.keys(arraysOf(model)).map((name) => [`weight ${name}`, filled(words.moments.weights, { name: name.replace(/^layers\.0\./, "") })])];
    const key = options.map(([value]) => value).join();
    if (what.dataset.key === key) return;
    what.replaceChildren(...options.map(([value, text]) => html("option", { value }, text)));
    what.dataset.key = key;
    what.value = `value ${header.first}`;
  }

  /** @returns {{rows: number, columns: number, at: (row: number, column: number) => number}} */
  function matrixOf(model, of) {
    const [kind, name] = of.split(" ");
    if (kind === "value") {
      const { values, T, H } = reader.read(model, sequences[0]);
      const found = values(name);
      return { rows: H, columns: T, at: (row, column) => found[column * H + row] };
    }
    const { data, shape } = arraysOf(model)[name];
    const [rows, columns] = shape.length === 1 ? [shape[0], 1] : shape;
    return { rows, columns, at: (row, column) => data[row * columns + column] };
  }

  function draw() {
    const moments = shared()?.history().moments() ?? [];
    waits.hidden = moments.length > 1;
    body.hidden = moments.length < 2;
    if (moments.length < 2) return;
    rails.forEach((rail) => (rail.max = String(moments.length - 1)));
    if (!touched) [rails[0].value, rails[1].value] = ["0", String(moments.length - 1)];
    const pair = rails.map((rail) => moments[Math.min(moments.length - 1, Number(rail.value))]);
    offer(pair[0].model);
    heads.forEach((head, k) => write(head, filled(words.moments.at, { side: "AB"[k], update: count(pair[k].update) })));
    rails.forEach((rail, k) => {
      mark(rail, { "aria-valuetext": heads[k].textContent });
      rail.style.setProperty("--at", String(Number(rail.value) / (moments.length - 1)));
    });
    const of = what.value;
    const [a, b] = pair.map(({ model }) => matrixOf(model, of));
    const gate = of.startsWith("value") ? names.find((one) => `value ${one.name}` === of) : null;
    const difference = { ...a, at: (row, column) => b.at(row, column) - a.at(row, column) };
    const [kind, name] = of.split(" ");
    compared = { kind, name, updates: pair.map(({ update }) => update), a, difference, b };
    const [limit, apart] = [largest([a, b]), largest([difference])];
    show(panels[0], a, gate?.gate ? 1 : limit, gate, heads[0].textContent);
    show(panels[1], difference, apart.value, null, words.moments.difference);
    show(panels[2], b, gate?.gate ? 1 : limit, gate, heads[1].textContent);
    const { value, row, column } = apart;
    write(told, filled(words.moments.told, { value: number(value, 3), unit: String(row + 1), place: of.startsWith("value") ? filled(words.moments.step, { step: String(column + 1) }) : filled(words.moments.column, { column: String(column + 1) }) }));
    mark(wrapper, { "data-a": pair[0].update, "data-b": pair[1].update, "data-largest": value.toFixed(9) });
  }

  function show({ canvas, caption }, { rows, columns, at }, limit, gate, text) {
    const size = typeof limit === "number" ? limit : limit.value;
    [canvas.width, canvas.height] = [columns, rows];
    const value = (k) => at(Math.floor(k / columns), k % columns);
    if (gate?.gate) paint(canvas, value, gateScale(gate.color.mark, theme.dark));
    else paint(canvas, (k) => (value(k) / Math.max(1e-12, size) + 1) / 2, signedScale(theme.dark));
    write(caption, gate?.gate ? `${text}: 0 … 1` : `${text}: \u00b1${number(size, size < 0.1 ? 4 : 2)}`);
    mark(canvas, { "aria-label": caption.textContent });
  }

  const unfollow = follow(draw);
  draw();
  return {
    redraw() {
      theme = wearTheme(wrapper);
      draw();
    },
    leave: unfollow,
  };
}

/** The largest entry by size, and where it stands. */
function largest(matrices) {
  const found = { value: 0, row: 0, column: 0 };
  for (const { rows, columns, at } of matrices)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const value = Math.abs(at(row, column));
        if (value > found.value) Object.assign(found, { value, row, column });
      }
  return found;
}
