/** The T-maze from above: the sign at the entrance, the walker, what it is about to do, and how the walk ends. */

import { html, mark, svg, write } from "../shared/dom.js";
import { percent } from "../shared/format.js";
import { filled } from "../shared/said.js";
import { saved } from "../shared/saving/own.js";
import { stopOf } from "./stages.js";

const [CELL, NARROW] = [40, 13]; // units of the picture, and px that a cell needs on a screen
const ARROWS = ["M-9 0L4 -9V-4H10V4H4V9Z", "M9 0L-4 -9V-4H-10V4H-4V9Z"]; // to the left, to the right, as the sign shows them

/** @param {import("../shared/blob.js").Blob_} blob @param {(at: number) => void} go */
export function createMaze({ header }, go) {
  const { corridor, walks, stages, shares, guess, truth, said, words, color } = header;
  const [width, middle] = [(corridor + 1) * CELL, 1.5 * CELL];
  const cells = Array.from({ length: corridor + 1 }, (_, k) => svg("rect", { class: "cell", x: k * CELL, y: CELL, width: CELL, height: CELL }));
  const arms = [0, 2].map((row) => svg("rect", { class: "cell arm", x: corridor * CELL, y: row * CELL, width: CELL, height: CELL }));
  const sign = svg("path", { class: "sign" });
  const goal = svg("text", { class: "goal", x: (corridor + 0.5) * CELL, "text-anchor": "middle" }, "\u2713");
  const walker = svg("circle", { class: "walker", r: CELL * 0.3, fill: color });
  const trail = svg("path", { class: "trail", stroke: color });
  const label = { class: "maze", viewBox: `-2 -2 ${width + 4} ${3 * CELL + 4}`, role: "img", "aria-label": words.picture };
  const board = svg("svg", label, ...cells, ...arms, goal, sign, trail, walker);
  const outcome = html("p", { class: "outcome", role: "status" });
  const chances = words.actions.map((name) => meter(name));
  const learned = shares.length ? [words.reach, words.turn].map((name, k) => meter(name, [k === truth && words.truth, k === guess && words.guess].filter(Boolean).join(" \u00b7 "), k === guess)) : [];
  board.addEventListener("pointerdown", (event) => point(event));

  /** A step that was made from there, the nearest to the pointer. */
  function point(event) {
    const box = board.getBoundingClientRect();
    const cell = ((event.clientX - box.left) / box.width) * (corridor + 1) - 0.5;
    const { places } = shown;
    let best = 0;
    places.forEach((one, step) => (best = Math.abs(one - cell) < Math.abs(places[best] - cell) ? step : best));
    go(best);
  }

  let shown = walks[0][0];
  const walkOf = ({ position, which }) => walks[position.stage ?? 0][which];

  function draw(place, at) {
    shown = walkOf(place);
    const { places, actions, chances: all, turned, right } = shown;
    const over = at === places.length;
    const step = Math.min(at, places.length - 1);
    const side = over && turned ? (actions[step] === 1 ? -1 : 1) : 0;
    const x = (where) => (where + 0.5) * CELL;
    hall.scrollLeft = (x(places[step]) / width) * hall.scrollWidth - hall.clientWidth / 2;
    mark(goal, { y: middle + (shown.sign ? 1 : -1) * CELL + 6 });
    mark(walker, { cx: x(places[step]), cy: middle + side * CELL, "data-place": places[step] });
    mark(trail, { d: `M${x(0)} ${middle}H${x(places[step])}${side ? `V${middle + side * CELL}` : ""}` });
    mark(sign, { d: ARROWS[shown.sign], transform: `translate(${x(0)} ${CELL * 0.45}) rotate(90)`, "data-sign": words.actions[shown.sign + 1] });
    chances.forEach((one, k) => one.draw(all[step][k], !over && k === actions[step]));
    learned.forEach((one, k) => one.draw(shares[place.position.stage][k], false));
    const bumped = !over && (places[step] === corridor ? actions[step] === 0 : actions[step] > 0);
    write(outcome, over ? (turned ? (right ? words.right : words.wrong) : words.lost) : bumped ? words.bump : words.actions[actions[step]]);
    mark(outcome, { "data-over": over, "data-right": over && right });
  }

  /** The walk that is shown: where each step was made, what was done, what was probable. */
  function table() {
    const { sign, places, actions, chances: all } = shown;
    const steps = places.map((place, step) => [words.actions[sign + 1], step + 1, place, words.actions[actions[step]], ...all[step]]);
    return [["sign", "step", "cell from the entrance", "action", ...words.actions.map((name) => `probability of ${name}`)], ...steps];
  }

  const hall = html("div", { class: "hall", tabindex: 0, role: "group", "aria-label": words.picture }, board);
  board.style.minWidth = `${(corridor + 1) * NARROW}px`;
  const beside = html("div", { class: "meters" }, html("p", { class: "note" }, words.will), ...chances.map((one) => one.element));
  const under = learned.length ? html("div", { class: "meters" }, html("p", { class: "note" }, said ? html("strong", {}, said) : "\u00a0"), ...learned.map((one) => one.element)) : null;
  return {
    elements: [saved(html("div", { class: "walk" }, hall, outcome), board, "walk-in-the-maze", table), html("div", { class: "pair" }, beside, ...(under ? [under] : []))],
    last: (place) => walkOf(place).places.length,
    text: (place, at) => filled(words.step, { at: String(Math.min(at + 1, walkOf(place).places.length)), all: String(walkOf(place).places.length) }),
    pace: 260,
    many: () => walks[0].length,
    stop: stopOf(stages, words),
    draw,
  };
}

/** A name, a bar as long as the share, the share. */
function meter(name, remark = "", guessed = false) {
  const [bar, value] = [html("i", {}), html("span", { class: "value" })];
  const element = html("div", { class: "meter", "data-guess": guessed }, html("span", {}, name), html("span", { class: "track" }, bar), value, remark && html("strong", {}, remark));
  return {
    element,
    draw(share, chosen) {
      bar.style.width = `${(100 * share).toFixed(2)}%`;
      write(value, percent(share));
      mark(element, { "data-chosen": chosen });
    },
  };
}
