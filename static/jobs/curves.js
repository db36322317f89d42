/** Numbers over time: what goes in, what is asked, what is answered; a cursor that a hand drags, and a dot on each line. */

import { html, mark, svg } from "../shared/dom.js";
import { saved } from "../shared/saving/own.js";

const [HEIGHT, MARGIN] = [190, 10];

/**
 * @typedef {{name: string, kind: "input" | "dots" | "wanted" | "answer", colour?: number, values: (number | null)[]}} Line
 * @param {{lines: Line[], hidden: number[] | null, said: string[]}} header
 * @param {(at: number) => void} go
 */
export function createCurves({ lines, hidden, said }, go) {
  const steps = said.length;
  const all = lines.flatMap(({ values }) => values.filter((value) => value !== null));
  const [low, high] = [Math.min(...all), Math.max(...all)];
  let width = 560;
  const x = (k) => MARGIN + (k / Math.max(1, steps - 1)) * (width - 2 * MARGIN);
  const y = (value) => HEIGHT - MARGIN - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * MARGIN);
  const gap = hidden && svg("rect", { class: "gap", y: 0, height: HEIGHT });
  const cursor = svg("path", { class: "cursor" });
  const drawn = lines.map(({ kind, colour, values }, number) => {
    const dots = kind === "dots" ? values.map((value) => (value === null ? null : svg("circle", { class: "seen", r: 2.5 }))) : [];
    const line = svg("path", { class: `line ${kind}`, "data-colour": colour ?? number });
    const dot = svg("circle", { class: `here ${kind}`, r: 4.5, "data-colour": colour ?? number });
    return { values, dots, line, dot };
  });
  const parts = drawn.flatMap(({ line, dots, dot }) => [line, ...dots.filter(Boolean), dot]);
  const picture = svg("svg", { height: HEIGHT, "aria-hidden": "true" }, ...(gap ? [gap] : []), ...parts, cursor);
  const names = lines.map(({ name, kind, colour }, number) =>
    html("span", { class: kind, "data-colour": colour ?? number }, html("i", {}), name),
  );
  const table = () => [["series", "step", "value"], ...lines.flatMap(({ name, values }) => values.map((value, k) => [name, k + 1, value ?? ""]))];
  const element = html("div", { class: "curves", onpointerdown: follow, onpointermove: (event) => event.buttons && follow(event) }, saved(html("div", {}, picture), picture, "answers", table), html("p", { class: "names" }, ...names));
  let now = 1;

  /** The cursor goes where the pointer is. @param {PointerEvent} event */
  function follow(event) {
    const box = picture.getBoundingClientRect();
    go(Math.round(((event.clientX - box.left - MARGIN) / (box.width - 2 * MARGIN)) * (steps - 1)) + 1);
  }

  function path(values) {
    let [found, pen] = ["", false];
    values.forEach((value, k) => {
      if (value !== null) found += `${pen ? "L" : "M"}${x(k).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = value !== null;
    });
    return found;
  }

  function draw(at) {
    now = at;
    mark(cursor, { d: `M${x(at - 1).toFixed(1)} 0V${HEIGHT}` });
    for (const { values, dot } of drawn) {
      const value = values[at - 1];
      mark(dot, value === null ? { visibility: "hidden" } : { visibility: null, cx: x(at - 1).toFixed(1), cy: y(value).toFixed(1) });
    }
  }

  function resize() {
    width = element.clientWidth || width;
    mark(picture, { width, viewBox: `0 0 ${width} ${HEIGHT}` });
    if (gap) mark(gap, { x: x(hidden[0] - 0.5).toFixed(1), width: (x(hidden[1] + 0.5) - x(hidden[0] - 0.5)).toFixed(1) });
    for (const { values, dots, line } of drawn) {
      if (!dots.length) mark(line, { d: path(values) });
      dots.forEach((dot, k) => dot && mark(dot, { cx: x(k).toFixed(1), cy: y(values[k]).toFixed(1) }));
    }
    draw(now);
  }

  return { element, draw, resize };
}
