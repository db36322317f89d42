/** All lanes on shared columns: one row a unit, one column a word, one frame for each that is chosen. */

import { html, mark, write } from "../shared/dom.js";
import { number } from "../shared/format.js";
import { colourOf } from "../shared/theme.js";
import { css, gateScale, parse, signedScale } from "../shared/colour.js";
import { layColumns } from "./columns.js";
import { paint } from "./heat.js";
import { layRows, unitAt } from "./rows.js";

const GAP = 6;

/**
 * @param {import("./film.js").Film} film
 * @param {ReturnType<import("./state.js").createState>} state
 * @param {{theme: () => import("../shared/theme.js").Theme, em: () => number, touch: boolean, still: () => boolean,
 *          narrow: () => boolean, big: () => boolean, tall: () => number}} view
 */
export function createLanes(film, state, view) {
  const lanes = film.lanes.map((name) => createLane(name));
  const heads = film.words.map((word, k) => html("span", { class: film.cues.has(k) ? "head cue" : "head" }, html("span", {}, word)));
  const headRow = html("div", { class: "heads", "aria-hidden": "true" }, ...heads);
  const column = html("div", { class: "column-frame" });
  const field = html("div", { class: "field" }, headRow, ...lanes.map((lane) => lane.body), column);
  const scroller = html("div", { class: "scroller", tabindex: -1 }, field);
  const rail = html("div", { class: "rail" }, html("div", { class: "heads" }), ...lanes.map((lane) => lane.label));
  const element = html("div", { class: "lanes" }, rail, scroller);
  /** @type {import("./columns.js").Columns} */
  let columns = { width: 20, tilt: 0, heads: 40 };
  let rows = layRows(film.order("index"), 0, false);
  let dragging = false;

  /** The cell under a pointer: which lane, word and unit; null outside the lanes. */
  function cellAt(event) {
    const lane = lanes.find(({ body }) => body === event.target.closest?.(".lane"));
    const box = field.getBoundingClientRect();
    const word = Math.max(0, Math.min(film.steps - 1, Math.floor((event.clientX - box.left) / columns.width)));
    if (!lane) return null;
    const { top, height } = lane.canvas.getBoundingClientRect();
    const share = Math.max(0, Math.min(0.9999, (event.clientY - top) / height));
    return { name: lane.name.name, word, unit: unitAt(rows, share) };
  }

  function choose(event) {
    const cell = cellAt(event);
    if (cell) state.set({ word: cell.word, unit: cell.unit, micro: film.lastPart, playing: false });
  }

  const listeners = {
    pointerdown(event) {
      if (event.button !== 0 || event.pointerType === "touch") return;
      dragging = true;
      choose(event);
    },
    pointermove(event) {
      if (dragging && event.buttons) choose(event);
      else dragging = false;
    },
    pointerup: () => (dragging = false),
    click: (event) => event.target.closest?.(".head") || choose(event),
  };
  for (const [event, listener] of Object.entries(listeners)) field.addEventListener(event, listener);
  heads.forEach((head, k) => head.addEventListener("click", () => state.toWord(k)));

  /** @param {import("./state.js").Place} place @param {Set<string>} changed */
  function draw(place, changed) {
    if (place.zoom !== 2) return;
    const has = (...keys) => keys.some((key) => changed.has(key));
    if (has("size", "theme", "zoom")) layColumnsAgain();
    if (has("size", "theme", "zoom", "unit", "order", "view")) paintAll(place);
    if (has("size", "theme", "zoom", "word", "micro", "playing")) movePlayhead(place, has("size", "theme", "zoom"));
    if (has("size", "zoom", "word", "unit", "view", "theme")) lanes.forEach((lane) => lane.read(place));
    if (has("micro", "word", "zoom")) lanes.forEach((lane) => mark(lane.label, { "data-stage": film.stage(lane.name.node, place.micro) }));
  }

  function layColumnsAgain() {
    const type = 13 * view.em();
    const room = scroller.clientWidth;
    columns = layColumns({ room, words: film.words, type, numbers: false, touch: view.touch });
    field.style.width = `${film.steps * columns.width}px`;
    field.style.paddingRight = `${columns.spill}px`;
    element.style.setProperty("--heads", `${columns.heads}px`);
    element.style.setProperty("--column", `${columns.width}px`);
    element.style.setProperty("--tilt", `${-columns.tilt}deg`);
    mark(element, { "data-flat": columns.tilt === 0 });
    heads.forEach((head, k) => (head.style.left = `${k * columns.width}px`));
    const heights = lanes.map((lane) => lane.weight * (view.narrow() ? 0.86 : 1) * view.em());
    const room2 = view.tall() - columns.heads - lanes.length * GAP;
    const total = heights.reduce((sum, height) => sum + height, 0);
    const stretch = Math.max(view.big() ? 0.45 : 1, Math.min(1.9, room2 / total));
    lanes.forEach((lane, k) => lane.resize(Math.round(heights[k] * stretch)));
  }

  function paintAll(place) {
    const theme = view.theme();
    rows = layRows(film.order(place.order), place.unit, place.order !== "index");
    const paper = parse(theme.paper);
    for (const lane of lanes) lane.paint(place, theme, paper);
  }

  function movePlayhead(place, cut) {
    const x = place.word * columns.width;
    mark(field, { "data-cut": cut || view.still() });
    column.style.transform = `translateX(${x}px)`;
    heads.forEach((head, k) => mark(head, { "data-now": k === place.word }));
    for (const lane of lanes) lane.veil(place);
    follow(x);
  }

  function follow(x) {
    const room = scroller.clientWidth;
    if (scroller.scrollWidth <= room + 1) return;
    const shown = scroller.scrollLeft;
    if (x < shown + columns.width || x > shown + room - 3 * columns.width) {
      scroller.scrollTo({ left: x - room / 2, behavior: view.still() ? "instant" : "smooth" });
    }
  }

  function createLane(name) {
    const weight = weightOf(film, name);
    const canvas = /** @type {HTMLCanvasElement} */ (html("canvas", { role: "img" }));
    const unitFrame = html("div", { class: "unit-frame" });
    const veil = html("div", { class: "veil" });
    const body = html("div", { class: "lane", "data-name": name.name }, canvas, veil, unitFrame);
    const letter = html("span", { class: "letter" }, name.letter);
    const value = html("span", { class: "value", "data-value": name.name });
    const does = html("span", { class: "does" });
    const ramp = html("span", { class: "ramp", "aria-hidden": "true" });
    const [low, high] = [html("span"), html("span")];
    const label = html(
      "div",
      { class: name.dash ? "label dashed" : "label", "data-name": name.name },
      html("div", { class: "title" }, letter, html("span", { class: "what" }, name.label), value),
      does,
      html("div", { class: "scale" }, low, ramp, high),
    );
    let height = weight;
    return {
      name,
      weight,
      canvas,
      body,
      label,
      resize(px) {
        height = px;
        body.style.height = label.style.height = `${px}px`;
        mark(label, { "data-small": px < 62 * view.em() });
      },
      paint(place, theme, paper) {
        const { values, limit } = film.laneValues(name.name, place.view);
        const because = place.view === "because" && film.because.includes(name.name);
        const gate = name.kind === "gate";
        const scale = gate ? gateScale(name.color.mark, theme.dark) : signedScale(theme.dark);
        const [from, to] = gate ? [0, 1] : [-limit, limit];
        const { steps, units } = film;
        paint(canvas, { values, steps, units, rows, scale, low: from, high: to, column: columns.width, height, paper });
        label.style.setProperty("--name", colourOf(name.color, theme, "text"));
        label.style.setProperty("--mark", colourOf(name.color, theme, "mark"));
        ramp.style.background = `linear-gradient(90deg, ${[0, 51, 102, 127, 153, 204, 255].map((k) => css(scale[k])).join(",")})`;
        const beyond = !gate && values.some((one) => Math.abs(one) > limit * 1.001);
        const digits = limit >= 10 ? 0 : limit >= 1 ? 1 : 2;
        write(low, gate ? "0" : `${beyond ? "\u2264\u2009" : ""}${number(from, digits)}`);
        write(high, gate ? "1" : `${beyond ? "\u2265\u2009" : ""}${number(to, digits)}`);
        write(does, because ? becauseText(film) : name.does);
        mark(label, { "data-because": because });
        mark(canvas, { "aria-label": `${name.label}: ${because ? becauseText(film) : name.does}; ${units} units by ${steps} words` });
        const rank = rows.rank.get(place.unit) ?? 0;
        const top = Math.round(rows.bounds[rank] * height);
        unitFrame.style.top = `${Math.max(0, top - 1)}px`;
        unitFrame.style.height = `${Math.max(4, Math.round(rows.bounds[rank + 1] * height) - top) + 2}px`;
        unitFrame.style.width = `${film.steps * columns.width}px`;
      },
      read(place) {
        const shown = film.laneValues(name.name, place.view).values[place.word * film.units + place.unit];
        write(value, number(shown));
      },
      veil(place) {
        const seen = film.stage(name.node, place.micro) === "future" ? 0 : 1;
        veil.style.width = `${film.steps * columns.width}px`;
        veil.style.transform = `translateX(${(place.word + seen) * columns.width}px)`;
        mark(veil, { "data-on": place.playing });
      },
    };
  }

  return {
    element,
    field,
    draw,
    cellAt,
    columns: () => columns,
    canvases: () => lanes.map(({ name, canvas, label }) => ({ name, canvas, label })),
    rows: () => rows,
    leave() {
      for (const [event, listener] of Object.entries(listeners)) field.removeEventListener(event, listener);
    },
  };
}

/** What the because view says of itself: because it was “france”. */
export function becauseText({ header, words }) {
  const [first] = header.cues ?? [];
  return first === undefined ? `minus ${header.alternatives}` : `because it was \u201c${words[first]}\u201d`;
}

function weightOf(film, { name }) {
  const few = film.units <= 12 ? 0.72 : 1;
  const { belt, output } = film.header;
  if (belt[name]) return 140 * few;
  if (Object.values(belt).some((carry) => carry.factor_text === name)) return 84 * few;
  return (name === output ? 92 : 68) * few;
}
