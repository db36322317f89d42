/** One lane: its label with the chosen number, its heat map, the frame of the chosen unit, the veil over what is to come. */

import { html, mark, write } from "../../shared/dom.js";
import { number } from "../../shared/format.js";
import { colourOf } from "../../shared/theme.js";
import { createRamp } from "../colour/ramp.js";
import { shadesOf } from "../colour/scales.js";
import { becauseText, versusText } from "../film.js";
import { paint } from "./heat.js";

/**
 * @typedef {{rows: import("./rows.js").Rows, column: number, place: import("../state.js").Place,
 *            theme: import("../../shared/theme.js").Theme}} Look
 */

/**
 * @param {import("../film.js").Film} film
 * @param {import("../film.js").Name} name
 * @param {() => number} em
 */
export function createLane(film, name, em) {
  const weight = weightOf(film, name);
  const canvas = /** @type {HTMLCanvasElement} */ (html("canvas", { role: "img" }));
  const unitFrame = html("div", { class: "unit-frame" });
  const veil = html("div", { class: "veil" });
  const body = html("div", { class: "lane", "data-name": name.name }, canvas, veil, unitFrame);
  const [value, does] = [html("span", { class: "value", "data-value": name.name }), html("span", { class: "does" })];
  const [versus, raw] = [html("span", { class: "versus" }), html("span", { class: "raw" })];
  const difference = html("span", { class: "difference", hidden: true }, versus, raw);
  const ramp = createRamp();
  const label = html(
    "div",
    { class: name.dash ? "label dashed" : "label", "data-name": name.name },
    html("div", { class: "title" }, html("span", { class: "letter" }, name.letter), html("span", { class: "what" }, name.label), value),
    difference,
    does,
    html("div", { class: "scale", "aria-hidden": "true" }, ...ramp.parts),
  );
  let height = weight;

  function resize(px) {
    height = px;
    body.style.height = label.style.height = `${px}px`;
    mark(label, { "data-small": px < 62 * em() });
  }

  /** @param {Look} look */
  function draw({ rows, column, place, theme }) {
    const shades = shadesOf(film, name, place, theme);
    const { because } = shades;
    const { steps, units } = film;
    paint(canvas, { values: shades.values, ...shades.span, steps, units, rows, scale: shades.table, column, height, paper: theme.paper });
    label.style.setProperty("--name", colourOf(name.color, theme, "text"));
    label.style.setProperty("--mark", colourOf(name.color, theme, "mark"));
    ramp.draw(shades, place.unit);
    write(does, name.does);
    mark(does, { hidden: because });
    mark(difference, { hidden: !because });
    write(versus, versusText(film));
    const compared = `this run minus the mean over the same sentence with ${film.header.alternatives}`;
    mark(label, { "data-because": because, title: because ? `${becauseText(film)}: ${compared}` : null });
    mark(canvas, { "aria-label": `${name.label}, ${because ? `${becauseText(film)}, ${versusText(film)}` : name.does}: ${units} units by ${steps} ${film.noun}s` });
    const rank = rows.rank.get(place.unit) ?? 0;
    const top = Math.max(0, Math.round(rows.bounds[rank] * height) - 1);
    const bottom = Math.min(height, Math.max(top + 6, Math.round(rows.bounds[rank + 1] * height) + 1));
    unitFrame.style.top = `${Math.min(top, height - 6)}px`;
    unitFrame.style.height = `${bottom - Math.min(top, height - 6)}px`;
    veil.style.width = unitFrame.style.width = `${steps * column}px`;
  }

  return {
    name,
    weight,
    canvas,
    body,
    label,
    height: () => height,
    resize,
    draw,
    /** @param {import("../state.js").Place} place */
    read(place) {
      write(value, number(film.laneValues(name.name, place.view).values[place.word * film.units + place.unit]));
      write(raw, `raw ${number(film.value(name.name, place.word, place.unit))}`);
      mark(label, { "data-stage": film.stage(name.node, place.micro) });
    },
    /** @param {import("../state.js").Place} place */
    cover(place, column) {
      const seen = film.stage(name.node, place.micro) === "future" ? 0 : 1;
      veil.style.transform = `translateX(${(place.word + seen) * column}px)`;
      mark(veil, { "data-on": place.playing });
    },
  };
}

/** How tall a lane is at the usual size: the memory most, then the output and what keeps the memory. */
function weightOf(film, { name, node }) {
  const few = film.units <= 12 ? 0.72 : 1;
  const { belt, output } = film.header;
  if (belt[name]) return 140 * few;
  if (Object.values(belt).some((carry) => carry.factor === node)) return 84 * few;
  return (name === output ? 92 : 68) * few;
}
