/** One row of a pinned unit: a cell of colour for each word with its number in it, and its label. */

import { createBrush } from "../colour/brush.js";
import { css, inkOn } from "../../shared/colour.js";
import { fit, html, mark, write } from "../../shared/dom.js";
import { number } from "../../shared/format.js";
import { icon } from "../../shared/icons.js";
import { colourOf } from "../../shared/theme.js";
import { toggled } from "./pins.js";

/** @typedef {ReturnType<typeof createRow>} Row */
/** @typedef {{type: number, digits: number, upright: boolean, height: number}} Hand how numbers are written: size of type and height in px */

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../film.js").Name} name
 * @param {number} unit
 */
export function createRow(film, state, name, unit) {
  const brush = createBrush(film, state, name, unit);
  const value = html("span", { class: "value" });
  const who = html("button", { type: "button", class: "who", title: `Choose unit ${unit}`, "aria-label": `Choose unit ${unit}`, onclick: () => state.set({ unit }) }, String(unit));
  const unpin = html(
    "button",
    { type: "button", class: "unpin", "aria-label": `Unpin unit ${unit}`, title: `Unpin unit ${unit}`, onclick: () => state.set({ pins: toggled(state.get().pins, unit) }) },
    icon("cross"),
  );
  const label = html("div", { class: "pinned-label", "data-name": name.name, "data-unit": unit }, html("span", { class: "letter" }, name.letter), who, value, brush.element, unpin);
  const cells = /** @type {HTMLElement[]} */ ([]);
  const veil = html("div", { class: "veil" });
  const body = html("div", { class: "pinned", role: "img", "data-name": name.name, "data-unit": unit }, veil);
  const said = /** @type {{text: string, ground: string, ink: string}[]} */ ([]);

  /**
   * @param {import("../colour/scales.js").Shades} shades @param {Hand} hand
   * @param {import("../../shared/theme.js").Theme} theme
   */
  function paint(shades, hand, theme) {
    body.style.height = label.style.height = `${hand.height}px`;
    body.style.fontSize = `${hand.type}px`;
    label.style.setProperty("--name", colourOf(name.color, theme, "text"));
    mark(body, { "data-upright": hand.upright, "aria-label": `${name.label} of unit ${unit}, ${film.noun} by ${film.noun}` });
    fit(body, cells, film.steps, () => html("span"), veil);
    said.length = film.steps;
    cells.forEach((cell, step) => {
      const one = shades.values[step * film.units + unit];
      const ground = shades.colourOf(one, unit);
      said[step] = { text: number(one, hand.digits), ground: css(ground), ink: inkOn(ground) };
      if (cell.dataset.ground !== said[step].ground) {
        cell.dataset.ground = cell.style.background = said[step].ground;
        cell.style.color = said[step].ink;
      }
      write(cell, said[step].text);
    });
  }

  return {
    name,
    unit,
    body,
    label,
    /** what stands in each cell, for a picture of it */
    cells: () => said,
    paint,
    /** @param {import("../state.js").Place} place @param {Float32Array} values */
    read(place, values) {
      write(value, number(values[place.word * film.units + unit]));
      mark(label, { "data-chosen": place.unit === unit, "data-stage": film.stage(name.node, place.micro) });
      brush.draw(place);
    },
    /** Hides what is still to come while the film plays. @param {import("../state.js").Place} place @param {number} column in px */
    cover(place, column) {
      const seen = film.stage(name.node, place.micro) === "future" ? 0 : 1;
      veil.style.width = `${film.steps * column}px`;
      veil.style.transform = `translateX(${(place.word + seen) * column}px)`;
      mark(veil, { "data-on": place.playing });
    },
  };
}

/**
 * How numbers of one lane are written in columns of a width: along the row where they fit, else upright.
 * @param {number} column in px
 * @param {number} type size of the letters in px
 * @param {number} largest of the numbers
 * @returns {Hand}
 */
export function handFor(column, type, largest) {
  const digits = largest >= 99.95 ? 0 : largest >= 9.995 ? 1 : 2;
  const along = 2.6 * type + 4;
  if (column >= along) return { type, digits, upright: false, height: Math.ceil(1.9 * type) };
  if (digits > 0 && column >= along - 0.55 * type) return { type, digits: digits - 1, upright: false, height: Math.ceil(1.9 * type) };
  return { type: Math.min(type, column), digits, upright: true, height: Math.ceil(3.1 * type) };
}
