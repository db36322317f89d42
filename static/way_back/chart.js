/** The chart: how strong each cell's pull is at every word of the sentence, on one absolute axis. */

import { apart, createCurve } from "../shared/chart/curves.js";
import { decades } from "../shared/chart/scale.js";
import { html, mark, svg, write } from "../shared/dom.js";
import { saved } from "../shared/saving/own.js";
import { createTicks } from "./ticks.js";

const [LEFT, TOP, BOTTOM] = [58, 20, 38];
const LETTER = 8.2; // pixels of a name, about
const LINE = 17; // pixels between names
const SMALL = 7.2; // pixels of a letter of a note, about
const ROOM = 20; // pixels between two notes
let charts = 0;

/**
 * @param {any} header from Python
 * @param {(at: number) => void} go
 */
export function createChart({ cells, words, guess, coloured }, go) {
  const clip = `lstm-way-back-${(charts += 1)}`;
  const frame = svg("rect", {});
  const [grid, labels] = [svg("g", { class: "grid" }), svg("g", { class: "labels" })];
  const upright = svg("path", { class: "upright" });
  const outside = svg("rect", { class: "outside" });
  const said = svg("rect", { class: "guess" });
  const [saidName, cutName, thinName] = ["middle", "start", "end"].map((side) => svg("text", { class: "note", "text-anchor": side }));
  const curves = cells.map(createCurve);
  const names = 14 + LETTER * Math.max(...cells.map(({ title }) => title.length));
  const lines = [...curves.flatMap(({ under }) => under), ...curves.flatMap(({ over }) => over)];
  const inside = svg("g", { "clip-path": `url(#${clip})` }, ...lines);
  const [xTitle, yTitle] = [words.x, words.y[0]].map((title) => svg("text", { class: "title", "text-anchor": "middle" }, title));
  const ticks = createTicks();
  const texts = [saidName, cutName, thinName, ticks.element, xTitle, yTitle, ...curves.map(({ name }) => name)];
  const parts = [svg("clipPath", { id: clip }, frame), outside, grid, labels, said, upright, inside, ...texts];
  const picture = svg("svg", { role: "img", "aria-label": words.chart, onpointerdown: point, onpointermove: point }, ...parts);
  const element = saved(html("div", { class: "chart" }, picture), picture, "pulls", table);
  let [latest, lagAt] = [null, (_x) => 0];

  function point(event) {
    if (event.type === "pointermove" && !event.buttons) return;
    go(lagAt(event.clientX - picture.getBoundingClientRect().left));
  }

  /** Of each cell, word by word back. */
  function table() {
    const [{ pulls, steps, by, words: told }] = latest;
    const rows = cells.flatMap(({ title }, k) => Array.from({ length: steps }, (_, lag) => [title, told[steps - 1 - lag], lag, ...[pulls[k].low[lag], pulls[k].middle[lag], pulls[k].high[lag]].map((one) => one / Math.LN10)]));
    return [["cell", "word", "words back", ...["lowest", "median", "highest"].map((which) => `log10 of ${words.y[by]}, ${which}`)], ...rows];
  }

  /** @param {import("./scene.js").Scene} scene @param {boolean} playing @param {number} clauses */
  function draw(scene, playing, clauses) {
    latest = [scene, playing, clauses];
    const { clientWidth: width, clientHeight: height } = element;
    if (!width || !height) return;
    const { steps, at, by, cut, window, gap, pulls, full } = scene;
    const axis = decades(cut ? [...full, ...pulls] : full);
    const [right, bottom] = [width - names, height - BOTTOM];
    const column = (right - LEFT) / steps;
    const x = (lag) => right - (lag + 0.5) * column;
    const level = (tens) => TOP + ((axis.top - tens) / (axis.top - axis.bottom)) * (bottom - TOP);
    const y = (log) => level(axis.tens(log));
    lagAt = (place) => Math.max(0, Math.min(steps - 1, Math.floor((right - place) / column)));
    mark(picture, { viewBox: `0 0 ${width} ${height}`, width, height });
    const from = playing ? x(at) - 6 : LEFT;
    mark(frame, { x: from, y: TOP - 6, width: right - from, height: bottom - TOP + 6 });
    const ups = axis.ticks.map(({ at: tens, label }) => ({ height: level(tens), label }));
    grid.replaceChildren(...ups.map((up) => svg("path", { d: `M${LEFT} ${up.height.toFixed(2)}H${right}` })));
    labels.replaceChildren(...ups.map((up) => svg("text", { x: LEFT - 8, y: (up.height + 5).toFixed(2), "text-anchor": "end" }, up.label)));
    mark(upright, { d: `M${x(at).toFixed(2)} ${TOP - 6}V${bottom}` });
    const edge = right - window * column;
    mark(outside, { x: LEFT, y: TOP - 6, width: cut ? edge - LEFT : 0, height: bottom - TOP + 6 });
    const [cutText, thinText] = notes(cut ? edge - LEFT : 0, right - LEFT);
    write(cutName, cutText);
    mark(cutName, { x: LEFT + 6, y: TOP - 8 });
    write(thinName, thinText);
    mark(thinName, { x: right, y: TOP - 8 });
    drawGuess(guess?.clauses === clauses && by === 0 ? guess.band : null, full[coloured].middle[0], { x: x(gap), level, bottom });
    mark(xTitle, { x: (LEFT + right) / 2, y: height - 4 });
    write(yTitle, words.y[by]);
    mark(yTitle, { transform: `translate(13 ${(TOP + bottom) / 2}) rotate(-90)` });
    curves.forEach((curve, k) => curve.draw({ measures: pulls[k], before: cut ? full[k].middle : null }, { x, y }, at));
    const ends = apart(pulls.map(({ middle }) => y(middle[0])), LINE, TOP, bottom);
    curves.forEach(({ name }, k) => mark(name, { x: right + 6, y: (ends[k] + 5).toFixed(2) }));
    ticks.draw(scene, x, bottom + 16, [LEFT, width]);
  }

  /** What is said of the words outside the window, and of the thin lines: in short where both would not stand side by side. */
  function notes(outside, whole) {
    if (!outside) return ["", ""];
    const pairs = words.notes.filter(([cut, thin]) => SMALL * (cut.length + thin.length) + ROOM <= whole);
    const [cut, thin] = pairs[0] ?? words.notes.at(-1);
    return [SMALL * cut.length <= outside ? cut : "", thin];
  }

  /** The share that was guessed, at the country, of what stands at the end. */
  function drawGuess(band, end, { x, level, bottom }) {
    mark(said, { visibility: band ? null : "hidden" });
    write(saidName, band ? words.guess : "");
    if (!band) return;
    const [low, high] = [band[0] ?? -Infinity, band[1] ?? Infinity].map((share) => level((end + share) / Math.LN10));
    const [foot, head] = [low, high].map((place) => Math.min(bottom, Math.max(TOP - 6, place)));
    mark(said, { x: x - 7, width: 14, y: head, height: Math.max(0, foot - head) });
    mark(saidName, { x, y: foot < bottom - 16 ? foot + 15 : head - 5 });
  }

  const resized = new ResizeObserver(() => latest && draw(...latest));
  resized.observe(element);
  return { element, draw, leave: () => resized.disconnect() };
}
