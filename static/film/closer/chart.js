/** Paths in a plane: the sentence walks word by word, the others beside it, and the present word is marked on all. */

import { fit, html, mark, svg, write } from "../../shared/dom.js";
import { number, percent } from "../../shared/format.js";
import { saved } from "../../shared/saving/own.js";
import { colourOf } from "../../shared/theme.js";
import { placed } from "./labels.js";
import { bounds, scaleOf } from "./plane.js";

const [TALL, TALL_NARROW, MARGIN, NEAR] = [286, 250, 26, 26]; // px
const [TYPE, FROM_AFAR] = [12, 20]; // px

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../view.js").View} view
 */
export function createChart(film, state, view) {
  const layers = ["faint", "dashed", "come", "walked", "dots", "others", "labels"].map((name) => svg("g", { class: name }));
  const [faint, dashed, come, walked, dots, others, labels] = layers;
  const [ahead, behind, now] = [svg("path"), svg("path"), svg("circle", { class: "now", r: 6 })];
  const drawing = svg("svg", { class: "plane", role: "img", onclick: pressed }, ...layers, now);
  const [across, up, here] = [html("p", { class: "axis" }), html("p", { class: "axis" }), html("p", { class: "here-now" })];
  const under = html("div", { class: "under" }, across);
  const element = html("figure", { class: "path" }, up, drawing, under, here);
  saved(under, element, "state-path", table);
  come.append(ahead);
  walked.append(behind);
  const kept = { faint: [], dashed: [], dots: [], others: [], labels: [] };
  let around = /** @type {ReturnType<typeof bounds> | null} */ (null);
  let shown = /** @type {{x: number, y: number}[]} of the own path, in px */ ([]);
  let last = /** @type {any} */ (null);

  /** Every word of every path, on both axes. */
  function table() {
    const { own, others: theirs, added } = last.paths;
    const rows = [own, ...theirs, ...added].flatMap(({ words, points }) => points.map(({ x, y }, step) => [words.join(" "), step + 1, words[step], x, y]));
    return [["sentence", "step", "word", "first axis", "second axis"], ...rows];
  }

  function pressed({ clientX, clientY }) {
    const box = drawing.getBoundingClientRect();
    const away = shown.map(({ x, y }) => Math.hypot(x - (clientX - box.left), y - (clientY - box.top)));
    const nearest = away.indexOf(Math.min(...away));
    if (away[nearest] <= NEAR) state.toWord(nearest);
  }

  /** The picture is laid out for these paths; a hand that moves a value only makes it larger. */
  function frame(paths, anew) {
    const all = bounds([paths.own, ...paths.others, ...paths.added].flatMap(({ points }) => points));
    if (anew || !around) around = all;
    around = { left: Math.min(around.left, all.left), right: Math.max(around.right, all.right), bottom: Math.min(around.bottom, all.bottom), top: Math.max(around.top, all.top) };
    const width = Math.max(200, element.clientWidth);
    const height = view.narrow() ? TALL_NARROW : TALL;
    const type = view.big() ? FROM_AFAR : TYPE;
    drawing.style.setProperty("--type", `${type}px`);
    mark(drawing, { width, height, viewBox: `0 0 ${width} ${height}` });
    return { width, height, type, ...scaleOf(around, { width, height, margin: MARGIN }) };
  }

  /**
   * @param {import("../state.js").Place} place
   * @param {{own: import("./paths.js").Path, others: import("./paths.js").Path[], added: import("./paths.js").Path[]}} paths
   * @param {import("./plane.js").Plane} plane
   * @param {import("../film.js").Name} name
   * @param {boolean} anew other sentences than before, or another plane
   */
  function draw(place, paths, plane, name, anew) {
    const scale = frame(paths, anew);
    const inPx = ({ points }) => points.map(({ x, y }) => ({ x: scale.x(x), y: scale.y(y) }));
    shown = inPx(paths.own);
    last = { paths, others: paths.others.map(inPx), added: paths.added.map(inPx), scale, plane, name };
    drawing.style.setProperty("--name", colourOf(name.color, view.theme(), "mark"));
    fit(faint, kept.faint, last.others.length, () => svg("path"));
    last.others.forEach((points, k) => mark(kept.faint[k], { d: line(points) }));
    fit(dashed, kept.dashed, last.added.length, () => svg("path"));
    last.added.forEach((points, k) => mark(kept.dashed[k], { d: line(points) }));
    fit(dots, kept.dots, shown.length, () => svg("circle", { r: 2.6 }));
    shown.forEach(({ x, y }, step) => mark(kept.dots[step], { cx: x, cy: y }));
    const said = (k) => `${percent(plane.shares[k])} ${plane.of}`;
    write(across, `\u2192 first axis: ${said(0)}`);
    write(up, `\u2191 second axis: ${said(1)}`);
    point(place);
  }

  /** The present word on every path. @param {import("../state.js").Place} place */
  function point({ word }) {
    const { paths, others: theirs, added, scale, name, plane } = last;
    mark(ahead, { d: line(shown.slice(word)) });
    mark(behind, { d: line(shown.slice(0, word + 1)) });
    mark(now, { cx: shown[word].x, cy: shown[word].y });
    kept.dots.forEach((dot, step) => mark(dot, { "data-ahead": step > word }));
    const beside = theirs.map((points, k) => ({ ...points[Math.min(word, points.length - 1)], text: paths.others[k].word }));
    const part = beside.some(({ x, y }) => Math.hypot(x - shown[word].x, y - shown[word].y) > 1);
    fit(others, kept.others, beside.length, () => svg("circle", { r: 2.6 }));
    beside.forEach(({ x, y }, k) => mark(kept.others[k], { cx: x, cy: y }));
    const ends = added.map((points, k) => ({ ...points[points.length - 1], text: "ABC"[k], strong: true }));
    const own = film.words.map((text, step) => ({ ...shown[step], text, step, strong: step === word || film.isCue(step) }));
    const wanted = [own[word], ...own.filter(({ step, strong }) => strong && step !== word), ...ends, ...(part ? beside : []), ...own.filter(({ strong }) => !strong)];
    const places = placed(wanted, scale);
    fit(labels, kept.labels, wanted.length, () => svg("text"));
    wanted.forEach(({ text, step, strong }, k) => {
      const label = kept.labels[k];
      write(label, places[k] ? text : "");
      mark(label, { x: places[k]?.x ?? 0, y: places[k]?.y ?? 0, "text-anchor": places[k]?.anchor ?? "start", "data-now": step === word, "data-own": step !== undefined, "data-strong": Boolean(strong) });
    });
    const { x, y } = paths.own.points[word];
    write(here, `After ${film.named(word)}, ${name.letter} stands at ${number(x)} on the first axis and ${number(y)} on the second.`);
    mark(drawing, { "aria-label": `The path of ${name.label}, word by word, in the plane of ${plane.title}; beside it ${paths.others.length + paths.added.length} other sentences. ${here.textContent}` });
  }

  return { element, draw, point };
}

const line = (points) => points.map(({ x, y }, k) => `${k ? "L" : "M"}${x.toFixed(2)} ${y.toFixed(2)}`).join("");
