/** A noisy signal whose first sign must be held, the side to which the network leans, and what each road needed. */

import { html, mark, svg, write } from "../shared/dom.js";
import { percent } from "../shared/format.js";
import { filled } from "../shared/said.js";
import { saved } from "../shared/saving/own.js";
import { count, stopOf } from "./stages.js";

const [LEFT, RIGHT, TOP, BOTTOM] = [62, 14, 20, 24];
const NEEDED = 62; // px of the rows below: what each road needed
const [FEWEST, MOST] = [100, 1e6];

/** @param {import("../shared/blob.js").Blob_} blob @param {(at: number) => void} go */
export function createLatch({ header }, go) {
  const { signals, stages, needed, guess, words, color } = header;
  const [grid, labels, bars, rows] = ["grid", "labels", "bars", "rows"].map((name) => svg("g", { class: name }));
  const line = svg("path", { class: "line", stroke: color });
  const head = svg("circle", { class: "dot", r: 6, fill: color });
  const lean = svg("text", { class: "note strong", "text-anchor": "end" });
  const empty = svg("text", { class: "note", "text-anchor": "middle" }, stages.length ? "" : words.waiting);
  const label = { role: "img", "aria-label": words.picture, "data-drags": true };
  const chart = svg("svg", { ...label, onpointerdown: point, onpointermove: point }, grid, labels, bars, line, head, lean, empty, rows);
  const leanOf = ({ plus }, k) => (plus ?? []).flatMap((each, stage) => each.map((p, step) => [`signal ${k + 1}: probability of ${words.plus}, ${stages[stage].seen} ${words.unit} seen`, step, p]));
  const table = () => [["series", "seed or step", "value"], ...signals.flatMap(({ signal }, k) => signal.map((value, step) => [`signal ${k + 1}`, step, value])), ...signals.flatMap(leanOf), ...needed.flatMap(({ name, seen }) => seen.map((one, seed) => [`${name}: ${words.needed}`, seed, one]))];
  const frame = saved(html("div", { class: "chart" }, chart), chart, "a-sign-held", table);
  let stepAt = (_x) => 0;

  function point(event) {
    if (event.type === "pointermove" && !event.buttons) return;
    go(stepAt(event.clientX - chart.getBoundingClientRect().left));
  }

  const plusOf = ({ position, which }) => signals[which].plus?.[position.stage];

  function draw(place, at) {
    const { clientWidth: width, clientHeight: height } = frame;
    if (!width || !height) return;
    const { signal } = signals[place.which];
    const [end, bottom] = [width - RIGHT, height - BOTTOM - NEEDED];
    const column = (end - LEFT) / signal.length;
    const thick = Math.min(28, column * 0.7);
    const x = (step) => LEFT + (step + 0.5) * column;
    const y = (value) => TOP + ((1.15 - value) / 2.3) * (bottom - TOP);
    stepAt = (left) => Math.max(0, Math.min(signal.length - 1, Math.floor((left - LEFT) / column)));
    mark(chart, { viewBox: `0 0 ${width} ${height}`, width, height });
    grid.replaceChildren(...[1, 0, -1].map((value) => svg("path", { d: `M${LEFT} ${y(value).toFixed(2)}H${end}` })));
    const sides = [[1, `+1 ${words.plus}`], [0, "0"], [-1, `−1 ${words.minus}`]];
    const asked = svg("text", { x: end, y: bottom + 16, "text-anchor": "end" }, words.asked);
    labels.replaceChildren(...sides.map(([value, text]) => svg("text", { x: LEFT - 6, y: y(value) + 4, "text-anchor": "end" }, text)), asked);
    bars.replaceChildren(
      ...signal.slice(0, at + 1).map((value, step) => {
        const [from, to] = [Math.min(y(0), y(value)), Math.max(y(0), y(value))];
        return svg("rect", { class: step ? "noise" : "sign", x: (x(step) - thick / 2).toFixed(2), width: thick.toFixed(2), y: from.toFixed(2), height: (to - from).toFixed(2) });
      }),
    );
    drawLean(plusOf(place), at, x, y);
    mark(empty, { x: (LEFT + end) / 2, y: y(0.6) });
    drawNeeded(width, end, bottom + BOTTOM);
  }

  /** Up is plus for sure, down is minus for sure. */
  function drawLean(plus, at, x, y) {
    const points = (plus ?? []).slice(0, at + 1).map((p, step) => `${x(step).toFixed(2)} ${y(2 * p - 1).toFixed(2)}`);
    mark(line, { d: points.length ? `M${points.join("L")}` : "" });
    mark(head, { visibility: plus ? null : "hidden" });
    write(lean, plus ? words.leans + " " + said(plus[at]) : "");
    if (!plus) return;
    const [cx, cy] = points[at].split(" ");
    mark(head, { cx, cy });
    mark(lean, { x: Math.max(Number(cx), LEFT + 210), y: Number(cy) + (plus[at] > 0.5 ? 20 : -12) });
  }

  const said = (p) => filled(words.said, { sign: p > 0.5 ? words.plus : words.minus, share: percent(Math.max(p, 1 - p)) });

  /** A row for each road, a dot for each seed; the guess is a ring in the row of the first. */
  function drawNeeded(width, end, top) {
    const start = Math.min(190, width * 0.3);
    const x = (seen) => start + (Math.log(seen / FEWEST) / Math.log(MOST / FEWEST)) * (end - start);
    const parts = needed.length ? [svg("text", { class: "note", x: Math.max(4, Math.min(start, end - 300)), y: top + 10 }, words.needed)] : [];
    needed.forEach(({ name, seen }, row) => {
      const y = top + 24 + row * 17;
      parts.push(svg("text", { class: "note strong", x: start - 8, y: y + 4, "text-anchor": "end" }, name), svg("path", { class: "rule", d: `M${start} ${y}H${end}` }));
      parts.push(...seen.map((one) => svg("circle", { class: "seed", "data-road": name, cx: x(one).toFixed(2), cy: y, r: 4, fill: row ? "var(--text)" : color })));
      if (!row && guess) parts.push(svg("circle", { class: "guessed", cx: x(guess).toFixed(2), cy: y, r: 8 }), svg("text", { class: "note strong", x: x(guess) - 12, y: y + 4, "text-anchor": "end" }, words.guess));
      if (row) parts.push(...[100, 1000, 10000, 100000].map((tick) => svg("text", { class: "note tick", x: x(tick), y: y + 19, "text-anchor": "middle" }, count(tick))));
    });
    rows.replaceChildren(...parts);
  }

  return {
    elements: [frame],
    last: ({ which }) => signals[which].signal.length - 1,
    text: (_place, at) => filled(words.step, { at: String(at), all: String(signals[0].signal.length - 1) }),
    pace: 220,
    many: () => signals.length,
    stop: stopOf(stages, words),
    draw,
  };
}
