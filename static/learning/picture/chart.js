/** The loss of every update, the share that is solved, every setting that was changed, and the moment that is looked at. */

import { html, mark, svg, write } from "../../shared/dom.js";
import { filled } from "../../shared/said.js";
import { saved } from "../../shared/saving/own.js";
import { count, reach, thinned } from "./scales.js";

const [LEFT, RIGHT, TOP, BOTTOM] = [40, 46, 22, 32];
const ROOM = 76; // px that a name beside its mark needs

/**
 * @typedef {object} Seen what is drawn
 * @property {number[]} losses
 * @property {import("../run/history.js").Solved[]} solved
 * @property {import("../run/history.js").Mark[]} marks
 * @property {number} at the update that is looked at
 * @property {number | null} rise
 * @property {{half: number, share: number, coarse: boolean, from: number | null, to: number | null} | null} judged the guess beside what was so
 * @property {boolean} guessed
 */

/**
 * @param {any} words from Python
 * @param {number} most updates
 * @param {(name: string, value: number | null) => string} number a setting, as the reader sees it
 * @param {(update: number) => void} go
 */
export function createChart(words, most, number, go) {
  const [grid, labels, changed] = [svg("g", { class: "grid" }), svg("g", { class: "labels" }), svg("g", { class: "changes" })];
  const loss = svg("path", { class: "line loss" });
  const share = svg("path", { class: "line share" });
  const [here, rise] = [svg("path", { class: "here" }), svg("path", { class: "upright rise" })];
  const riseName = svg("text", { class: "note rise-name", "text-anchor": "middle" });
  const judged = svg("g", { class: "judged" });
  const waits = svg("text", { class: "note waits", "text-anchor": "middle" });
  const titles = [svg("text", { class: "title", x: 2, y: 12 }, words.loss), svg("text", { class: "title", "text-anchor": "end", y: 12 }, words.share), svg("text", { class: "title", "text-anchor": "middle" }, words.updates)];
  const label = { role: "img", "aria-label": words.chart, "data-drags": true };
  const picture = svg("svg", { ...label, onpointerdown: point, onpointermove: point }, grid, labels, changed, rise, share, loss, here, judged, riseName, waits, ...titles);
  const element = saved(html("div", { class: "chart losses" }, picture), picture, "training", table);
  /** @type {{seen: Seen | null, updateAt: (x: number) => number}} */
  let latest = { seen: null, updateAt: () => 0 };

  function point(event) {
    if (event.type === "pointermove" && !event.buttons) return;
    go(latest.updateAt(event.clientX - picture.getBoundingClientRect().left));
  }

  /** The loss of every update, and the share solved wherever it was measured. */
  function table() {
    const { losses = [], solved = [] } = latest.seen ?? {};
    const shares = new Map(solved.map(({ update, share: part }) => [update, part]));
    return [["update", words.loss, words.share], ...losses.map((value, k) => [k + 1, value, shares.get(k + 1) ?? ""])];
  }

  /** @param {Seen} seen */
  function draw(seen) {
    latest.seen = seen;
    const { clientWidth: width, clientHeight: height } = element;
    if (!width || !height) return;
    const { losses, solved } = seen;
    const [right, bottom] = [width - RIGHT, height - BOTTOM];
    const { last, ticks } = reach(losses.length, most);
    const top = Math.max(0.1, ...thinned(losses, 200).map(([, value]) => value)) * 1.05;
    const x = (update) => LEFT + (update / last) * (right - LEFT);
    const y = (value) => bottom - (Math.min(value, top) / top) * (bottom - TOP);
    const ys = (part) => bottom - part * (bottom - TOP);
    latest.updateAt = (place) => Math.round(Math.max(0, Math.min(losses.length, ((place - LEFT) / (right - LEFT)) * last)));
    mark(picture, { viewBox: `0 0 ${width} ${height}`, width, height });
    grid.replaceChildren(...[0, 0.5, 1].map((part) => svg("path", { d: `M${LEFT} ${ys(part).toFixed(1)}H${right}` })));
    labels.replaceChildren(
      ...[0, 0.5, 1].map((part) => svg("text", { x: LEFT - 5, y: ys(part) + 4, "text-anchor": "end" }, (part * top).toFixed(top < 1 ? 2 : 1))),
      ...[0, 0.5, 1].map((part) => svg("text", { x: right + 5, y: ys(part) + 4 }, `${100 * part}\u202f%`)),
      ...ticks.map((tick) => svg("text", { x: x(tick), y: bottom + 15, "text-anchor": tick === last ? "end" : "middle" }, count(tick))),
    );
    mark(loss, { d: line(thinned(losses, 400).map(([update, value]) => [x(update + 1), y(value)])) });
    mark(share, { d: line(solved.map((one) => [x(one.update), ys(one.share)])) });
    mark(here, { d: losses.length ? `M${x(seen.at).toFixed(1)} ${TOP}V${bottom}` : "" });
    mark(rise, { d: seen.rise === null ? "" : `M${x(seen.rise).toFixed(1)} ${TOP}V${bottom}`, "data-update": seen.rise });
    write(riseName, seen.rise === null ? "" : filled(words.rise, { update: count(seen.rise) }));
    const room = 52;
    mark(riseName, { x: Math.max(LEFT + room, Math.min(right - room, x(seen.rise ?? 0))).toFixed(1), y: TOP - 8 });
    changed.replaceChildren(...seen.marks.flatMap((one) => change(one, x(one.update), bottom)));
    judged.replaceChildren(...(seen.judged && !seen.judged.coarse ? judgement(seen.judged, x, ys) : []));
    write(waits, losses.length ? "" : seen.guessed ? words.begin : words.locked);
    mark(waits, { x: (LEFT + right) / 2, y: ys(0.56) });
    mark(titles[1], { x: width - 2 });
    mark(titles[2], { x: (LEFT + right) / 2, y: height - 2 });
  }

  /** A setting that was moved: a tick on the axis, with what it did for whoever points at it. */
  function change({ update, name, from, to }, x, bottom) {
    const said = filled(words.change, { name: words.names[name], from: number(name, from), to: number(name, to), update: count(update) });
    return [
      svg("path", { class: "change", "data-name": name, "data-update": update, d: `M${x.toFixed(1)} ${TOP}V${bottom + 4}` }, svg("title", {}, said)),
      svg("text", { class: "change-name", x: (x + 3).toFixed(1), y: bottom - 5 }, words.letters[name]),
    ];
  }

  /** The range that was guessed, and the share that was solved half of the way. */
  function judgement({ half, share: so, from, to }, x, ys) {
    const at = x(half).toFixed(1);
    const side = x(half) - LEFT < ROOM ? 12 : -12;
    const band = from === null ? [] : [svg("rect", { class: "guess", x: (x(half) - 9).toFixed(1), width: 18, y: ys(to).toFixed(1), height: (ys(from) - ys(to)).toFixed(1) })];
    return [
      ...band,
      svg("path", { class: "upright", d: `M${at} ${ys(1).toFixed(1)}V${ys(0).toFixed(1)}` }),
      svg("circle", { class: "so", cx: at, cy: ys(so).toFixed(1), r: 6, "data-share": so, "data-update": half }),
      ...(from === null ? [] : [svg("text", { class: "note", "text-anchor": side < 0 ? "end" : "start", x: (x(half) + side).toFixed(1), y: ((ys(from) + ys(to)) / 2 + 4).toFixed(1) }, words.yours)]),
    ];
  }

  const resized = new ResizeObserver(() => latest.seen && draw(latest.seen));
  resized.observe(element);
  return { element, draw, leave: () => resized.disconnect() };
}

const line = (points) => (points.length ? `M${points.map(([a, b]) => `${a.toFixed(1)} ${b.toFixed(1)}`).join("L")}` : "");
