/** The echo of one impulse: every unit of the reservoir as a dot, and how large the whole echo is, step by step. */

import { css, signedScale } from "../shared/colour.js";
import { html, mark, svg, write } from "../shared/dom.js";
import { number } from "../shared/format.js";
import { filled } from "../shared/said.js";
import { saved } from "../shared/saving/own.js";
import { signal } from "../shared/signals.js";

const [SIDE, DOT] = [10, 34]; // dots in a row, units of the picture between them
const [LEFT, RIGHT, TOP, BOTTOM] = [64, 12, 26, 38];
const POWERS = [100, 10, 1, 0.1, 0.01, 0.001];

/** @param {import("../shared/blob.js").Blob_} blob @param {(at: number) => void} go */
export function createEcho({ header, arrays }, go) {
  const { radii, steps, axis, marks, words, color } = header;
  const { data: shades, shape } = arrays.get("shade");
  const sizes = arrays.get("size").data;
  const units = shape[2];
  const dots = Array.from({ length: units }, (_, k) => svg("circle", { class: "unit", cx: (k % SIDE) * DOT + DOT / 2, cy: Math.floor(k / SIDE) * DOT + DOT / 2, r: DOT * 0.42 }));
  const board = svg("svg", { class: "units", viewBox: `0 0 ${SIDE * DOT} ${(units / SIDE) * DOT}`, role: "img", "aria-label": words.picture }, ...dots);
  const [grid, labels] = [svg("g", { class: "grid" }), svg("g", { class: "labels" })];
  const [whole, line] = ["ghost", "line"].map((name) => svg("path", { class: name, fill: "none", stroke: color }));
  const head = svg("circle", { class: "dot", r: 5, fill: color });
  const [said, right] = [svg("path", { class: "said" }), svg("path", { class: "truth" })];
  const [saidName, rightName] = [svg("text", { class: "note strong" }), svg("text", { class: "note strong" })];
  const titles = [words.x, words.y].map((title) => svg("text", { class: "title", "text-anchor": "middle" }, title));
  const parts = [grid, labels, said, right, whole, line, head, saidName, rightName, ...titles];
  const chart = svg("svg", { role: "img", "aria-label": words.picture, "data-drags": true, onpointerdown: point, onpointermove: point }, ...parts);
  const table = () => [["spectral radius", words.x, words.y], ...Array.from(radii).flatMap((radius, row) => Array.from({ length: steps }, (_, at) => [radius, at, sizes[row * steps + at]]))];
  const frame = saved(html("div", { class: "chart" }, chart), chart, "echo", table);
  const shadesNow = () => [["spectral radius", words.x, "unit", "state beside the largest at the impulse"], ...Array.from({ length: units }, (_, k) => [radii[shown.row], shown.at, k, shadeOf(k)])];
  const figure = html("figure", {}, board, html("figcaption", {}, words.units));
  const dotted = saved(figure, figure, "echo-of-each-unit", shadesNow);
  let shown = { row: 0, at: 0 };
  let stepAt = (_x) => 0;

  function point(event) {
    if (event.type === "pointermove" && !event.buttons) return;
    go(Math.min(steps - 1, stepAt(event.clientX - chart.getBoundingClientRect().left)));
  }

  const rowOf = ({ position }) => Math.max(0, radii.findIndex((radius) => Math.abs(radius - position.radius) < 1e-6));
  const size = (place, at) => sizes[rowOf(place) * steps + at];

  const shadeOf = (k) => shades[(shown.row * steps + shown.at) * units + k];

  function draw(place, at, dark) {
    const scale = signedScale(dark);
    shown = { row: rowOf(place), at };
    signal({ echo_left: size(place, steps - 1) });
    dots.forEach((dot, k) => mark(dot, { fill: css(scale[Math.round(((shadeOf(k) + 1) / 2) * 255)]) }));
    const { clientWidth: width, clientHeight: height } = frame;
    if (!width || !height) return;
    const [end, bottom] = [width - RIGHT, height - BOTTOM];
    const x = (step) => LEFT + (step / (axis - 1)) * (end - LEFT);
    const y = (share) => TOP + ((2 - Math.log10(Math.max(1e-3, Math.min(100, share)))) / 5) * (bottom - TOP);
    stepAt = (left) => Math.max(0, Math.round(((left - LEFT) / (end - LEFT)) * (axis - 1)));
    mark(chart, { viewBox: `0 0 ${width} ${height}`, width, height });
    grid.replaceChildren(...POWERS.map((power) => svg("path", { d: `M${LEFT} ${y(power).toFixed(2)}H${end}` })));
    labels.replaceChildren(
      ...POWERS.map((power) => svg("text", { x: LEFT - 6, y: y(power) + 4, "text-anchor": "end" }, String(power))),
      ...[0, 10, 20, 30, 40, 50].map((step) => svg("text", { x: x(step), y: bottom + 15, "text-anchor": "middle" }, String(step))),
    );
    const points = Array.from({ length: steps }, (_, step) => `${x(step).toFixed(2)} ${y(size(place, step)).toFixed(2)}`);
    mark(whole, { d: `M${points.join("L")}` });
    mark(line, { d: `M${points.slice(0, at + 1).join("L")}` });
    const [cx, cy] = points[at].split(" ");
    mark(head, { cx, cy });
    drawMarks(place, x, bottom, end);
    mark(titles[0], { x: (LEFT + end) / 2, y: height - 3 });
    mark(titles[1], { transform: `translate(11 ${(TOP + bottom) / 2}) rotate(-90)` });
  }

  /** The guess and the truth, for the radius that was asked about. */
  function drawMarks({ position }, x, bottom, end) {
    const here = marks.at !== undefined && Math.abs(position.radius - marks.at) < 1e-6;
    const put = (path, name, step, text, up) => {
      const shown = here && step !== null && step !== undefined;
      mark(path, { d: shown ? `M${x(step).toFixed(2)} ${TOP - up}V${bottom}` : "" });
      write(name, shown ? text : "");
      const late = shown && x(step) > (LEFT + end) / 2;
      mark(name, { x: shown ? x(step) + (late ? -5 : 5) : 0, y: TOP - up + 9, "text-anchor": late ? "end" : "start" });
    };
    put(right, rightName, marks.truth, words.truth, 22);
    put(said, saidName, marks.guess, words.guess, 8);
  }

  return {
    elements: [dotted, frame],
    last: () => steps - 1,
    text: (place, at) => filled(words.said, { at: String(at), size: share(size(place, at)) }),
    first: () => Math.min(steps - 1, 5),
    pace: 160,
    many: () => 1,
    stop: (_name, value) => number(value, 1),
    draw,
  };
}

/** 1 as 100 %, 0.043 as 4.3 %, 14 as 14 times. */
const share = (value) => (value > 1.0005 ? `${number(value, value < 10 ? 1 : 0)} times` : `${number(100 * value, value < 0.0995 ? 1 : 0)} %`);
