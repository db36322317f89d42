/** The racers' lines: the share of fresh sequences that each solves, drawn up to the moment of the clock. */

import { html, mark, svg, write } from "../shared/dom.js";
import { saved } from "../shared/saving/own.js";
import { STROKES } from "../shared/chart/curves.js";
import { count, seenAt } from "./scene.js";

const [LEFT, RIGHT, TOP, BOTTOM] = [62, 14, 10, 36];
const TICKS = [100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000];

/**
 * @param {any} header from Python
 * @param {(moment: number) => void} go
 */
export function createLines({ words, chance, levels }, go) {
  const keys = (levels[0].racers ?? []).map(({ title, color, dash }) => ({ title, color, dash: STROKES[dash] }));
  const [grid, labels, runs] = [svg("g", { class: "grid" }), svg("g", { class: "labels" }), svg("g", { class: "runs" })];
  const blind = svg("path", { class: "upright" });
  const note = svg("text", { class: "note" }, words.chance);
  const short = svg("text", { class: "note short" }, words.chance.split(":")[0]);
  const empty = svg("text", { class: "note waits", "text-anchor": "middle" });
  const titles = [words.x, words.y].map((title) => svg("text", { class: "title", "text-anchor": "middle" }, title));
  const label = { role: "img", "aria-label": words.lines, "data-drags": true };
  const picture = svg("svg", { ...label, onpointerdown: point, onpointermove: point }, grid, labels, blind, note, short, runs, empty, ...titles);
  const element = html("div", { class: "chart lines" }, picture);
  saved(element, picture, "shares-solved", table, keys);
  let [latest, momentAt] = [null, (_x) => -1];

  function point(event) {
    if (event.type === "pointermove" && !event.buttons) return;
    const moment = momentAt(event.clientX - picture.getBoundingClientRect().left);
    if (moment >= 0) go(moment);
  }

  /** The whole training of each racer. */
  function table() {
    const rows = latest[0].racers.flatMap(({ title, sequences, accuracy }) => sequences.map((seen, k) => [title, seen, accuracy[k]]));
    return [["racer", words.x, words.y], ...rows];
  }

  /** @param {import("./scene.js").Scene} scene @param {number} at */
  function draw(scene, at) {
    latest = [scene, at];
    const { clientWidth: width, clientHeight: height } = element;
    if (!width || !height) return;
    const { racers, grid: moments } = scene;
    const [low, high] = [moments[0] ?? 100, moments.at(-1) ?? 10000];
    const [right, bottom] = [width - RIGHT, height - BOTTOM];
    const x = (seen) => LEFT + (Math.log(seen / low) / Math.log(high / low)) * (right - LEFT);
    const y = (share) => bottom - share * (bottom - TOP);
    const seen = seenAt(scene, at);
    momentAt = (place) => nearest(moments, place, x);
    mark(picture, { viewBox: `0 0 ${width} ${height}`, width, height });
    const shares = [0, 0.5, 1];
    grid.replaceChildren(...shares.map((share) => svg("path", { d: `M${LEFT} ${y(share).toFixed(2)}H${right}` })));
    const across = TICKS.filter((tick) => tick >= low && tick <= high);
    labels.replaceChildren(
      ...shares.map((share) => svg("text", { x: LEFT - 6, y: y(share) + 4, "text-anchor": "end" }, `${100 * share} %`)),
      ...(moments.length ? across : []).map((tick) => svg("text", { x: x(tick), y: bottom + 15, "text-anchor": "middle" }, count(tick))),
    );
    mark(blind, { d: `M${LEFT} ${y(chance).toFixed(2)}H${right}` });
    for (const one of [note, short]) mark(one, { x: LEFT + 6, y: (y(chance) - 5).toFixed(2) });
    write(empty, racers.length ? "" : words.waiting);
    mark(empty, { x: (LEFT + right) / 2, y: y(0.62) });
    runs.replaceChildren(...racers.flatMap((racer) => run(racer, seen, x, y)));
    mark(titles[0], { x: (LEFT + right) / 2, y: height - 3 });
    mark(titles[1], { transform: `translate(10 ${(TOP + bottom) / 2}) rotate(-90)` });
  }

  const resized = new ResizeObserver(() => latest && draw(...latest));
  resized.observe(element);
  return { element, draw, leave: () => resized.disconnect() };
}

/** A line up to now, its head, and a mark where the rule was met. */
function run({ title, color, dash, sequences, accuracy, reached }, seen, x, y) {
  const come = sequences.filter((one) => one <= seen).length;
  if (!come) return [];
  const points = sequences.slice(0, come).map((one, k) => `${x(one).toFixed(2)} ${y(accuracy[k]).toFixed(2)}`);
  const line = svg("path", { class: "line", "data-racer": title, d: `M${points.join("L")}`, stroke: color, "stroke-dasharray": STROKES[dash] });
  const [head, height] = points.at(-1).split(" ");
  const done = reached !== null && seen >= reached;
  const dot = svg("circle", { class: "dot", "data-racer": title, "data-met": done, cx: head, cy: height, r: done ? 6 : 4.5, fill: color });
  return [line, dot];
}

function nearest(moments, place, x) {
  let best = -1;
  moments.forEach((seen, k) => {
    if (best < 0 || Math.abs(x(seen) - place) < Math.abs(x(moments[best]) - place)) best = k;
  });
  return best;
}
