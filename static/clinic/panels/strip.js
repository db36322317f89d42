/** The film of one sequence: a row for each unit of one gate or state, a column for each letter that is read. */

import { paint } from "../../shared/chart/pixels.js";
import { gateScale, signedScale } from "../../shared/colour.js";
import { html, mark, write } from "../../shared/dom.js";
import { number } from "../../shared/format.js";
import { filled } from "../../shared/said.js";
import { entries, numbered } from "../../shared/saving/csv.js";
import { saved } from "../../shared/saving/own.js";

/** @param {any} words @param {any[]} names @param {string[]} letters of the sequence */
export function createStrip(words, names, letters) {
  const canvas = /** @type {HTMLCanvasElement} */ (html("canvas", { class: "cells", role: "img", onpointermove: point, onpointerdown: point }));
  const head = html("div", { class: "letters", "aria-hidden": "true" }, ...letters.map((letter) => html("span", { "data-told": /[A-Z]/.test(letter) }, letter)));
  const buttons = names.map(({ name, letter, label }) => html("button", { type: "button", title: label, "data-name": name, onclick: () => choose(name) }, letter));
  const choice = html("div", { class: "names", role: "group", "aria-label": words.choose }, ...buttons);
  const told = html("p", { class: "below", "aria-live": "polite" });
  const cursor = html("i", { class: "cursor", "aria-hidden": "true", hidden: true });
  const element = html("section", { class: "panel strip" }, html("h2", {}, words.title, choice), head, html("div", { class: "stack" }, canvas, cursor), told);
  saved(element, element, "patient-film", table);
  let [shown, place] = [names[0].name, /** @type {{step: number, unit: number} | null} */ (null)];
  let latest = /** @type {[import("../examine.js").Findings, any] | null} */ (null);

  /** What is shown of every unit at every letter. */
  function table() {
    const [{ H, film }] = latest;
    return entries(["step", "letter", "unit", names.find(({ name }) => name === shown).label], letters.map((letter, t) => [t + 1, letter]), numbered(H), (t, unit) => film[shown][t * H + unit]);
  }

  function choose(name) {
    shown = name;
    if (latest) draw(...latest);
  }

  function point(event) {
    if (!latest) return;
    const [{ T, H }] = latest;
    const box = canvas.getBoundingClientRect();
    place = { step: Math.floor(((event.clientX - box.left) / box.width) * T), unit: Math.floor(((event.clientY - box.top) / box.height) * H) };
    tell();
  }

  /** One step or one unit on, from the first step at first. */
  function move(steps, units) {
    place = place ? { step: place.step + steps, unit: place.unit + units } : { step: 0, unit: 0 };
    tell();
  }

  /** What stands at the cursor. */
  function tell() {
    if (!latest || !place) return;
    const [{ T, H, film }] = latest;
    const within = (at, count) => Math.max(0, Math.min(count - 1, at));
    const [step, unit] = [within(place.step, T), within(place.unit, H)];
    place = { step, unit };
    cursor.hidden = false;
    cursor.style.cssText = `left:${(100 * step) / T}%;top:${(100 * unit) / H}%;width:${100 / T}%;height:${100 / H}%`;
    write(told, filled(words.at, { name: shown, unit: String(unit + 1), step: String(step + 1), letter: letters[step], value: number(film[shown][step * H + unit], 3) }));
  }

  /** @param {import("../examine.js").Findings} found @param {{dark: boolean}} theme */
  function draw(found, theme) {
    latest = [found, theme];
    const { T, H, film, said } = found;
    const { gate, color, label } = names.find(({ name }) => name === shown);
    const values = film[shown];
    const limit = gate ? 1 : Math.max(1e-9, ...values.map(Math.abs));
    [canvas.width, canvas.height] = [T, H];
    const share = (k) => values[(k % T) * H + Math.floor(k / T)] / limit;
    paint(canvas, gate ? share : (k) => (share(k) + 1) / 2, gate ? gateScale(color.mark, theme.dark) : signedScale(theme.dark));
    const mean = number(values.reduce((sum, one) => sum + one, 0) / values.length, 3);
    mark(canvas, { "aria-label": filled(words.said, { name: label, units: String(H), steps: String(T), mean }), "data-mean": mean });
    buttons.forEach((button) => mark(button, { "aria-pressed": String(button.dataset.name === shown) }));
    if (place) tell();
    else write(told, filled(words.below, { answer: said ? words.right : words.wrong }));
  }

  return { element, draw, move };
}
