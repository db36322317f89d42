/** The other sentence over the lanes: its words in one line, and its states as thin lanes in the same columns. */

import { fit, html, mark, write } from "../../shared/dom.js";
import { colourOf } from "../../shared/theme.js";
import { shadesOf } from "../colour/scales.js";
import { paint } from "../lanes/heat.js";

const THIN = 38; // px
const APART = 3;

/**
 * @param {import("../film.js").Film} film this one
 * @param {import("../view.js").View} view
 * @param {ReturnType<import("../lanes/lanes.js").createLanes>} lanes
 * @param {string[]} names of the states
 */
export function createStrip(film, view, lanes, names) {
  const words = /** @type {HTMLElement[]} */ ([]);
  const line = html("div", { class: "other-words", "data-carry": names.join(" ") });
  const thin = names.map((name) => {
    const canvas = /** @type {HTMLCanvasElement} */ (html("canvas", { role: "img" }));
    const letter = html("span", { class: "letter" }, film.name(name).letter);
    const says = html("span", { class: "what" });
    return { name, canvas, says, body: html("div", { class: "thin", "data-carry": name }, canvas), label: html("div", { class: "thin-label" }, letter, says) };
  });
  const now = html("div", { class: "other-now" });
  const landing = html("div", { class: "memory-landing", hidden: true });
  const element = html("div", { class: "other", "aria-hidden": "true" }, ...thin.map(({ body }) => body), now);
  lanes.field.append(landing);

  return {
    element,
    line,
    landing,
    rail: html("div", { class: "other" }, ...thin.map(({ label }) => label)),
    canvasOf: (name) => thin.find((lane) => lane.name === name).canvas,
    /** @param {import("../film.js").Film} other @param {import("../state.js").Place} place */
    draw(other, place) {
      const theme = view.theme();
      const height = Math.round(THIN * view.em());
      const { width: column } = lanes.columns();
      fit(line, words, other.steps, (step) => html("span", { class: "other-word", "data-step": step }));
      other.words.forEach((word, step) => {
        write(words[step], word);
        mark(words[step], { "data-differs": word !== film.words[step], "data-now": step === place.word });
      });
      lanes.element.style.setProperty("--thin", `${height}px`);
      lanes.element.style.setProperty("--other", `${names.length * (height + APART) + 4}px`);
      thin.forEach(({ name, canvas, label, says }) => {
        label.style.height = `${height}px`;
        label.style.setProperty("--name", colourOf(film.name(name).color, theme, "text"));
        write(says, `${film.name(name).label} with \u201c${other.words.find((word, step) => word !== film.words[step])}\u201d`);
        mark(canvas, { "aria-label": says.textContent });
        const shades = shadesOf(film, film.name(name), place, theme); // the scale of the lane below
        const { values } = other.laneValues(name, place.view);
        paint(canvas, { values, ...shades.span, steps: film.steps, units: film.units, rows: lanes.rows(), scale: shades.table, column, height, paper: theme.paper });
      });
      now.style.width = `${column}px`;
      now.style.transform = `translateX(${place.word * column}px)`;
    },
  };
}
