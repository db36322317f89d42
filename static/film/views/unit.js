/** One unit's numbers over time: every gate and state, and what of the memory was kept and what was added. */

import { html, mark, svg, write } from "../../shared/dom.js";
import { number } from "../../shared/format.js";
import { icon } from "../../shared/icons.js";
import { colourOf } from "../../shared/theme.js";
import { createBrush } from "../colour/brush.js";
import { createBoard } from "../lanes/board.js";
import { createPinButton } from "../pinned/button.js";

const BAR = 46; // px of a lane's bars, above and below zero together
const TEXT = 17;
const RESTED = 200; // ms after the last number that moved, until those out of sight are drawn as well
const TURNS = 5; // frames in which all digits follow while values move; bars follow in each

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {{theme: () => any, em: () => number, touch: boolean, still: () => boolean}} view
 */
export function createUnit(film, state, view) {
  const tracks = tracksOf(film).map(createTrack);
  const board = createBoard(film, state, view, tracks, true);
  const title = html("h3");
  const turn = (by, label, name) =>
    html(
      "button",
      { type: "button", class: "step", "aria-label": label, title: `${label} (${by < 0 ? "\u2191" : "\u2193"})`, onclick: () => state.stepUnit(by) },
      icon(name),
    );
  const pin = createPinButton(state);
  const picker = html("div", { class: "picker" }, turn(-1, "Unit in the row above", "less"), title, turn(1, "Unit in the row below", "more"), pin.element);
  const element = html("div", { class: "unit-view" }, picker, board.element);
  let owed = 0;
  let round = 0;
  board.field.addEventListener("click", (event) => event.target.closest(".head") || state.toWord(board.wordAt(event)));

  /** @param {import("../state.js").Place} place @param {Set<string>} changed */
  function draw(place, changed) {
    if (place.zoom !== 4) return;
    const has = (...keys) => keys.some((key) => changed.has(key));
    const anew = has("size", "theme", "zoom");
    if (anew || has("unit", "pins")) pin.draw(place);
    if (anew) board.lay();
    if (anew || has("unit", "values")) {
      write(title, `Unit ${place.unit}, ${film.noun} by ${film.noun}`);
      clearTimeout(owed);
      const whole = anew || has("unit");
      const [first, last] = whole ? [0, film.steps] : board.seen();
      round = (round + 1) % TURNS;
      tracks.forEach((track) => track.paint(place, first, last, whole ? null : round));
      if (!whole) owed = setTimeout(() => tracks.forEach((track) => track.paint(state.get(), 0, film.steps)), RESTED);
    }
    if (anew || has("word")) board.move(place, anew);
    if (anew || has("unit", "word", "tint", "values")) tracks.forEach((track) => track.read(place));
  }

  function createTrack(track) {
    const drawing = svg("svg", { class: "bars-over-time", role: "img" });
    const body = html("div", { class: "lane", "data-name": track.id }, drawing);
    const value = html("span", { class: "value" });
    const brush = track.name ? createBrush(film, state, track.name, null) : null;
    const line = svg("line", {});
    const bars = svg("path", { class: "bars" });
    const digits = film.words.map((_, word) => svg("text", { "text-anchor": "middle", class: "number", "data-word": word }));
    drawing.append(line, bars, ...digits);
    const label = html(
      "div",
      { class: track.dash ? "label dashed" : "label", "data-name": track.id },
      html("div", { class: "title" }, html("span", { class: "letter" }, track.letter), html("span", { class: "what" }, track.label), value, brush?.element ?? null),
      html("span", { class: "does" }, track.does),
    );
    const [told, looks] = [[], []]; // which digits stand at a word, and for which look of the lane
    let ends = [0, 0]; // while values move they only grow: a lane does not jump under the hand
    return {
      body,
      label,
      /** What changed from one word to another; of the digits those of one `turn`, null for all. */
      paint(place, first, last, turn = null) {
        const em = view.em();
        const column = board.columns().width;
        const theme = view.theme();
        const values = film.words.map((_, word) => track.at(word, place.unit));
        ends = track.gate ? [0, 1] : [Math.min(turn === null ? 0 : ends[0], ...values), Math.max(turn === null ? 0 : ends[1], ...values)];
        const most = track.gate ? 1 : Math.max(1, film.reach(track.scale, place.unit));
        const [bar, text] = [(track.gate ? 0.85 : 1.15) * BAR * em, TEXT * em];
        const high = track.gate ? bar : bar * Math.min(1, most / (ends[1] - ends[0] || 1));
        const [above, below] = [(high * ends[1]) / most, (-high * ends[0]) / most];
        const zero = text + above;
        const tall = zero + below + (ends[0] < 0 ? text : 4);
        const colour = colourOf(track.color, theme, "mark");
        body.style.height = label.style.height = `${tall}px`;
        label.style.setProperty("--name", colourOf(track.color, theme, "text"));
        label.style.setProperty("--mark", colour);
        mark(drawing, { width: film.steps * column, height: tall, "aria-label": `${track.label} of unit ${place.unit}, ${film.noun} by ${film.noun}` });
        mark(line, { x1: 0, x2: film.steps * column, y1: zero, y2: zero, stroke: theme.line });
        mark(drawing, { fill: theme.text, "font-size": 11.5 * em });
        const dashes = { "fill-opacity": track.dash ? 0.3 : 0.62, stroke: track.dash ? colour : null, "stroke-dasharray": track.dash ? "3 2" : null };
        const sizes = values.map((value) => (Math.abs(value) / most) * high);
        mark(bars, { d: sizes.map((size, word) => barAt(word * column, column, zero, values[word] < 0 ? 0 : size, size)).join(""), fill: colour, ...dashes });
        const look = [column, zero, most, high].join();
        for (let word = first; word <= Math.min(last, film.steps - 1); word += 1) {
          if (looks[word] === look && (values[word] === told[word] || (turn !== null && word % TURNS !== turn))) continue;
          [looks[word], told[word]] = [look, values[word]];
          mark(digits[word], { x: (word + 0.5) * column, y: values[word] < 0 ? zero + sizes[word] + 11.5 * em : zero - sizes[word] - 4 * em });
          write(digits[word], number(values[word]));
        }
      },
      read(place) {
        write(value, number(track.at(place.word, place.unit)));
        brush?.draw(place);
      },
    };
  }

  return { element, draw, leave: () => clearTimeout(owed) };
}

/** One bar of a path: in the middle of its column, from `above` px over zero on, at least a hairline tall. */
const barAt = (left, column, zero, above, tall) =>
  `M${(left + 0.22 * column).toFixed(1)} ${(zero - above).toFixed(1)}h${(0.56 * column).toFixed(1)}v${Math.max(tall, 0.5).toFixed(1)}h${(-0.56 * column).toFixed(1)}z`;

/** Every lane of the film, and behind each memory what was kept of it and what was added. */
function tracksOf(film) {
  return film.lanes.flatMap((name) => {
    const { letter, label, does, color, dash } = name;
    const terms = film.terms(name.name);
    const at = (word, unit) => film.value(name.name, word, unit);
    const scale = [at, ...terms.map((term) => term.at)];
    const lane = { id: name.name, name, letter, label, does, color, dash, gate: name.kind === "gate", scale, at };
    const parts = terms.map(({ part, text, at: reading }, k) => ({
      ...{ id: `${name.name}-${part}-${k}`, letter: "", label: part, does: text, color },
      ...{ name: null, dash: false, gate: false, scale, at: reading },
    }));
    return [lane, ...parts];
  });
}
