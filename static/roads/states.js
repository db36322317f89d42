/** Hidden states as boxes, moves as arrows as thick as they are probable; word by word the box it is in is filled. */

import { html, mark, svg, write } from "../shared/dom.js";
import { filled } from "../shared/said.js";
import { saved } from "../shared/saving/own.js";

const [PLACES, WIDE, HIGH, ACROSS, DOWN, TOP] = [4, 140, 36, 270, 62, 42];
const THICK = 12; // px of a move that is certain

/** @param {import("../shared/blob.js").Blob_} blob @param {(at: number) => void} go */
export function createStates({ header }, go) {
  const { models, guess, asked, words, color } = header;
  const told = html("div", { class: "told", "data-drags": true });
  const count = html("p", { class: "count", role: "status" });
  const board = svg("svg", { class: "states", role: "img", "aria-label": words.picture });
  const hall = html("div", { class: "hall", tabindex: 0, role: "group", "aria-label": words.picture }, board);
  const line = saved(html("div", { class: "line-of-words" }, told, count), board, "hidden-states", table);
  let [chips, boxes, drawn, said, which] = [[], [], null, "", 0];

  const modelOf = ({ position }) => models.find(({ countries }) => countries === position.countries) ?? models[0];
  const spot = (state, countries) => ({ x: 40 + Math.floor(state / countries) * ACROSS, y: TOP + (state % countries) * DOWN });

  /** How probable each state is after each word, and each move from one to the next. */
  function table() {
    const { says = [], move = [], sentences } = drawn;
    const { words: spoken, belief = [] } = sentences[which];
    const beliefs = belief.flatMap((row, step) => row.map((p, state) => ["after a word", step + 1, spoken[step], says[state], "", p]));
    const moves = move.flatMap((row, from) => row.map((p, to) => ["move", "", "", says[from], says[to], p]));
    return [["what", "step", "word", "state", "next state", "probability"], ...beliefs, ...moves];
  }

  function build({ countries, move, says }) {
    const rows = Math.max(2, ...models.map((one) => one.countries));
    mark(board, { viewBox: `0 0 ${40 + (PLACES - 1) * ACROSS + WIDE + 12} ${TOP + rows * DOWN}` });
    if (!move) return board.replaceChildren(svg("text", { class: "note", x: 40, y: TOP + DOWN }, words.waiting));
    const arrows = move.flatMap((row, from) => row.map((p, to) => ({ p, from, to }))).filter(({ p }) => p > 0.005);
    boxes = says.map((text, state) => {
      const { x, y } = spot(state, countries);
      const frame = guess && countries === asked && state < guess ? svg("rect", { class: "twice", x: x - 5, y: y - 5, width: WIDE + 10, height: HIGH + 10, rx: 11 }) : null;
      const fill = svg("rect", { class: "belief", x, y, width: WIDE, height: HIGH, rx: 8, fill: color });
      const name = svg("text", { class: "name", x: x + WIDE / 2, y: y + HIGH / 2 + 5, "text-anchor": "middle" }, text);
      return { fill, parts: [frame, fill, svg("rect", { class: "box", x, y, width: WIDE, height: HIGH, rx: 8 }), name].filter(Boolean) };
    });
    const heads = words.places.map((text, k) => svg("text", { class: "note", x: 40 + k * ACROSS + WIDE / 2, y: 14, "text-anchor": "middle" }, text));
    const remark = guess && countries === asked ? `; ${filled(words.guess, { count: String(guess) })}` : "";
    write(count, filled(words.truth, { count: String(says.length) }) + remark);
    board.replaceChildren(...heads, ...arrows.flatMap((one) => arrow(one, countries)), ...boxes.flatMap(({ parts }) => parts));
  }

  /** From the right of a box to the left of the next; a move to itself is a loop above the box. */
  function arrow({ p, from, to }, countries) {
    const [a, b] = [spot(from, countries), spot(to, countries)];
    const start = { x: a.x + WIDE, y: a.y + HIGH / 2 };
    const over = `M${a.x + WIDE * 0.3} ${a.y}c-6 -24 ${WIDE * 0.4 + 12} -24 ${WIDE * 0.4} -6`;
    const d = from === to ? over : `M${start.x} ${start.y}L${b.x - 12} ${b.y + HIGH / 2}`;
    const end = from === to ? { x: a.x + WIDE * 0.7, y: a.y - 1, turn: 80 } : { x: b.x - 1, y: b.y + HIGH / 2, turn: 0 };
    const wide = 4 + (THICK * p) / 2;
    const head = svg("path", { class: "head", d: `M0 0L-12 ${-wide}V${wide}Z`, transform: `translate(${end.x} ${end.y}) rotate(${end.turn})` });
    return [svg("path", { class: "move", d, "stroke-width": (THICK * p).toFixed(3), "data-source": from, "data-target": to }), head];
  }

  function draw(place, at) {
    const model = modelOf(place);
    if (model !== drawn) build(model);
    drawn = model;
    which = place.which;
    const { words: spoken, belief } = model.sentences[place.which];
    if (spoken.join() !== said) {
      chips = spoken.map((word, step) => html("button", { type: "button", onclick: () => go(step) }, word));
      told.replaceChildren(...chips);
      said = spoken.join();
    }
    chips.forEach((chip, step) => mark(chip, { "data-came": step <= at, "aria-current": step === at ? "step" : null }));
    if (!belief) return;
    boxes.forEach(({ fill }, state) => mark(fill, { "fill-opacity": belief[at][state] }));
    const column = Math.floor(belief[at].indexOf(Math.max(...belief[at])) / model.countries);
    hall.scrollLeft = ((column + 0.5) / PLACES) * hall.scrollWidth - hall.clientWidth / 2;
  }

  return {
    elements: [line, hall],
    last: (place) => modelOf(place).sentences[0].words.length - 1,
    text: (place, at) => filled(words.word, { word: modelOf(place).sentences[place.which].words[at] }),
    pace: 800,
    many: (place) => modelOf(place).sentences.length,
    stop: (_name, value) => String(value),
    draw,
  };
}
