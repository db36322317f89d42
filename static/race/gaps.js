/** The gap: how many sequences each racer needed at each level; the guess and the truth are marked in it. */

import { html, mark, svg, write } from "../shared/dom.js";
import { apart, STROKES } from "../shared/chart/curves.js";
import { filled } from "../shared/said.js";
import { saved } from "../shared/saving/own.js";
import { count } from "./scene.js";

const [LEFT, RIGHT, TOP, BOTTOM] = [66, 16, 40, 36];
const TICKS = [2000, 3000, 5000, 10000];
const LOW = 2000;

/**
 * @param {any} header from Python
 * @param {(level: number) => void} go
 */
export function createGaps({ words, gaps }, go) {
  const { levels, most, racers, guess, truth, guessed } = gaps;
  const never = most * 1.6;
  const [grid, labels, lines] = [svg("g", { class: "grid" }), svg("g", { class: "labels" }), svg("g", { class: "lines" })];
  const [here, said, right] = [svg("path", { class: "upright now" }), svg("path", { class: "said" }), svg("path", { class: "truth" })];
  const [saidName, rightName] = [svg("text", { class: "note said-name" }), svg("text", { class: "note truth-name" })];
  const empty = svg("text", { class: "note", "text-anchor": "middle" }, racers.length ? "" : words.waiting);
  const titles = [words["gap x"], words["gap y"]].map((title) => svg("text", { class: "title", "text-anchor": "middle" }, title));
  const label = { role: "img", "aria-label": words.gaps, "data-drags": true };
  const parts = [grid, labels, here, said, right, lines, saidName, rightName, empty, ...titles];
  const picture = svg("svg", { ...label, onpointerdown: point, onpointermove: point }, ...parts);
  const element = saved(html("div", { class: "chart gaps" }, picture), picture, "sequences-needed", table);
  let [latest, levelAt] = [0, (_x) => levels[0]];

  function point(event) {
    if (event.type === "pointermove" && !event.buttons) return;
    const level = levelAt(event.clientX - picture.getBoundingClientRect().left);
    if (level !== latest) go(level);
  }

  /** What each seed needed; nothing where it never met the rule. */
  function table() {
    const rows = racers.flatMap(({ title, seeds }) => levels.flatMap((level, k) => seeds[k].map((needed, seed) => [title, level, seed, needed ?? ""])));
    return [["racer", words["gap x"], "seed", words["gap y"]], ...rows];
  }

  /** @param {number} level where the lever stands */
  function draw(level) {
    latest = level;
    const { clientWidth: width, clientHeight: height } = element;
    if (!width || !height) return;
    const names = racers.length ? 46 : 0;
    const [right_, bottom] = [width - RIGHT - names, height - BOTTOM];
    const column = (right_ - LEFT) / levels.length;
    const x = (one) => LEFT + (levels.indexOf(one) + 0.5) * column;
    const y = (needed) => bottom - (Math.log((needed ?? never) / LOW) / Math.log(never / LOW)) * (bottom - TOP);
    levelAt = (place) => levels[Math.max(0, Math.min(levels.length - 1, Math.floor((place - LEFT) / column)))];
    mark(picture, { viewBox: `0 0 ${width} ${height}`, width, height });
    const ups = [...TICKS.filter((tick) => tick < most), most, null];
    grid.replaceChildren(...ups.map((tick) => svg("path", { d: `M${LEFT} ${y(tick).toFixed(2)}H${right_}` })));
    labels.replaceChildren(
      ...ups.map((tick) => svg("text", { x: LEFT - 6, y: y(tick) + 4, "text-anchor": "end" }, tick ? count(tick) : words["not met"])),
      ...levels.map((one) => svg("text", { x: x(one), y: bottom + 15, "text-anchor": "middle" }, String(one))),
    );
    mark(here, { d: `M${x(level)} ${TOP - 8}V${bottom}` });
    lines.replaceChildren(...racers.flatMap((racer) => drawn(racer, x, y)), ...ends(x, y));
    drawMarks(x, bottom);
    mark(empty, { x: (LEFT + right_) / 2, y: (TOP + bottom) / 2 });
    mark(titles[0], { x: (LEFT + right_) / 2, y: height - 3 });
    mark(titles[1], { transform: `translate(10 ${(TOP + bottom) / 2}) rotate(-90)` });
  }

  function drawn({ title, color, dash, seeds, middle }, x, y) {
    const points = levels.map((level, k) => `${x(level).toFixed(2)} ${y(middle[k]).toFixed(2)}`);
    const line = svg("path", { class: "line", "data-racer": title, d: `M${points.join("L")}`, stroke: color, "stroke-dasharray": STROKES[dash] });
    const dots = levels.flatMap((level, k) =>
      seeds[k].map((needed) => svg("circle", { class: "seed", "data-racer": title, cx: x(level).toFixed(2), cy: y(needed).toFixed(2), r: 3.2, fill: color })),
    );
    return [...dots, line];
  }

  /** The names at the right, apart from each other. */
  function ends(x, y) {
    const places = apart(racers.map(({ middle }) => y(middle.at(-1))), 16, TOP, element.clientHeight - BOTTOM);
    return racers.map(({ title }, k) => svg("text", { class: "name", x: x(levels.at(-1)) + 12, y: places[k] + 5 }, title.split(",")[0]));
  }

  /** Two lines at the levels that were said and that are so, their names above each other. */
  function drawMarks(x, bottom) {
    const put = (line, name, level, text, up) => {
      mark(line, { d: level ? `M${x(level)} ${TOP - up}V${bottom}` : "" });
      write(name, level ? text : "");
      const late = level && x(level) > (x(levels[0]) + x(levels.at(-1))) / 2;
      mark(name, { x: level ? x(level) + (late ? -5 : 5) : 0, y: TOP - up + 8, "text-anchor": late ? "end" : "start" });
    };
    put(right, rightName, truth, filled(words.reach, { racer: guessed, level: String(truth) }), 30);
    put(said, saidName, guess, filled(words.guess, { level: String(guess) }), 14);
  }

  const resized = new ResizeObserver(() => draw(latest));
  resized.observe(element);
  return { element, draw, leave: () => resized.disconnect() };
}
