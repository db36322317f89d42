/** One lane of a unit's numbers over time: a bar for each word, and its number at the end of the bar. */

import { fit, html, mark, svg, write } from "../../shared/dom.js";
import { number } from "../../shared/format.js";
import { colourOf } from "../../shared/theme.js";
import { createBrush } from "../colour/brush.js";

const BAR = 46; // px of a lane's bars, above and below zero together
const TEXT = 17;
const SHEET = 12; // words whose digits are hidden or shown together

/** Frames in which all digits follow while values move, more of them in a long sentence; bars follow in each. */
export const turnsOf = (steps) => Math.max(5, Math.ceil(steps / 15));

/**
 * @typedef {(word: number, unit: number) => number} Reading
 * @typedef {{id: string, name: import("../film.js").Name | null, letter: string, label: string, does: string, dash: boolean, gate: boolean,
 *            color: {mark: string, light: string, dark: string}, scale: Reading[], at: Reading}} Track `scale`: what is drawn on one scale with it
 */

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {{theme: () => import("../../shared/theme.js").Theme, em: () => number}} view
 * @param {Track} track
 * @param {() => number} width of a column, in px
 */
export function createTrack(film, state, view, track, width) {
  const drawing = svg("svg", { class: "bars-over-time", role: "img" });
  const body = html("div", { class: "lane", "data-name": track.id }, drawing);
  const value = html("span", { class: "value" });
  const brush = track.name ? createBrush(film, state, track.name, null) : null;
  const [line, bars] = [svg("line"), svg("path", { class: "bars" })];
  drawing.append(line, bars);
  const label = html(
    "div",
    { class: track.dash ? "label dashed" : "label", "data-name": track.id },
    html("div", { class: "title" }, html("span", { class: "letter" }, track.letter), html("span", { class: "what" }, track.label), value, brush?.element ?? null),
    html("span", { class: "does" }, track.does),
  );
  const sheets = /** @type {SVGElement[]} */ ([]); // of digits, of which the page lays out only those near what is seen
  const digits = /** @type {any[]} */ ([]); // each knows which number stands there, and for which look of the lane
  const shapes = /** @type {string[]} */ ([]); // of the bars, for the values of `drawn`
  let [values, drawn] = [new Float64Array(0), new Float64Array(0)];
  let [low, high] = [0, 0]; // while values move they only grow: a lane does not jump under the hand
  let shown = ""; // the look of the lane

  function read(unit, moving) {
    const { steps } = film;
    if (values.length !== steps) [values, drawn, shown] = [new Float64Array(steps), new Float64Array(steps), ""];
    if (!moving) [low, high] = [0, 0];
    for (let word = 0; word < steps; word += 1) values[word] = track.at(word, unit);
    if (track.gate) return void ([low, high] = [0, 1]);
    for (let word = 0; word < steps; word += 1) {
      low = Math.min(low, values[word]);
      high = Math.max(high, values[word]);
    }
  }

  /** Where zero lies, how tall the lane is and a value of 1, in px. */
  function measured(unit, em) {
    const most = track.gate ? 1 : Math.max(1, film.reach(track.scale, unit));
    const bar = (track.gate ? 0.85 : 1.15) * BAR * em;
    const one = (track.gate ? bar : bar * Math.min(1, most / (high - low || 1))) / most;
    const zero = TEXT * em + one * high;
    return { one, zero, tall: zero - one * low + (low < 0 ? TEXT * em : 4) };
  }

  /** What no value changes. */
  function dress(unit, column, { zero, tall }, em, theme) {
    const colour = colourOf(track.color, theme, "mark");
    const across = film.steps * column;
    body.style.height = label.style.height = `${tall}px`;
    label.style.setProperty("--name", colourOf(track.color, theme, "text"));
    label.style.setProperty("--mark", colour);
    mark(drawing, { width: across, height: tall, "aria-label": `${track.label} of unit ${unit}, ${film.noun} by ${film.noun}`, fill: theme.text, "font-size": 11.5 * em });
    mark(line, { x1: 0, x2: across, y1: zero, y2: zero, stroke: theme.line });
    mark(bars, { fill: colour, "fill-opacity": track.dash ? 0.3 : 0.62, stroke: track.dash ? colour : null, "stroke-dasharray": track.dash ? "3 2" : null });
    fit(drawing, sheets, Math.ceil(film.steps / SHEET), () => svg("g", { display: "none" }));
    digits.splice(film.steps).forEach((digit) => digit.remove());
    while (digits.length < film.steps) digits.push(createDigit(digits.length));
  }

  function createDigit(word) {
    const digit = svg("text", { "text-anchor": "middle", class: "number" });
    sheets[Math.floor(word / SHEET)].append(digit);
    return Object.assign(digit, { look: "", told: NaN });
  }

  return {
    body,
    label,
    /** What changed from one word to another; of the digits those of one `turn`, null for all. */
    paint({ unit }, first, last, turn = null) {
      const [em, column, theme] = [view.em(), width(), view.theme()];
      read(unit, turn !== null);
      const size = measured(unit, em);
      const { one, zero } = size;
      const look = `${column} ${zero} ${size.tall} ${one} ${unit} ${em} ${theme.text} ${theme.paper}`;
      const anew = look !== shown;
      if (anew) dress(unit, column, size, em, theme);
      shown = look;
      let turned = anew;
      for (let word = anew ? 0 : first; word <= Math.min(anew ? film.steps : last, film.steps - 1); word += 1) {
        if (!anew && values[word] === drawn[word]) continue;
        [drawn[word], turned] = [values[word], true];
        shapes[word] = barAt(word * column, column, zero, one * values[word]);
      }
      if (turned) mark(bars, { d: shapes.slice(0, film.steps).join("") });
      for (let word = first; word <= Math.min(last, film.steps - 1); word += 1) {
        const digit = digits[word];
        if (digit.look === look && (values[word] === digit.told || (turn !== null && word % turnsOf(film.steps) !== turn))) continue;
        [digit.look, digit.told] = [look, values[word]];
        const end = zero - one * values[word] + (values[word] < 0 ? 11.5 : -4) * em;
        mark(digit, { x: (word + 0.5) * column, y: end.toFixed(1) }); // a transform would be a layer of the page's own
        write(digit, number(values[word]));
      }
    },
    /** Digits are laid out where they can be seen, or soon. @param {number} first a word @param {number} last */
    see: (first, last) => sheets.forEach((sheet, k) => mark(sheet, { display: (k + 1) * SHEET > first && k * SHEET <= last ? null : "none" })),
    /** @param {import("../state.js").Place} place */
    read(place) {
      write(value, number(track.at(place.word, place.unit)));
      brush?.draw(place);
    },
  };
}

/** One bar of a path: in the middle of its column, `tall` px up from zero, or down, at least a hairline. */
const barAt = (left, column, zero, tall) =>
  `M${(left + 0.22 * column).toFixed(1)} ${(zero - Math.max(tall, 0)).toFixed(1)}h${(0.56 * column).toFixed(1)}v${Math.max(Math.abs(tall), 0.5).toFixed(1)}h${(-0.56 * column).toFixed(1)}z`;
