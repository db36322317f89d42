/** The cell's diagram: boxes and wires at given places, each wire with its number, its width and its colour. */

import { mark, svg, write } from "./dom.js";
import { number } from "./format.js";
import { colourOf } from "./theme.js";

/**
 * @typedef {{node: number | null, name: string, points: [number, number][], arrow: boolean,
 *            label: {x: number, y: number, anchor: string} | null}} Wire
 * @typedef {{id: string, shape: "squash" | "op" | "port", text: string, node: number | null, name: string,
 *            x: number, y: number, w: number, h: number, label: string | null}} Box
 * @typedef {{width: number, height: number, boxes: Box[], wires: Wire[],
 *            labels: {text: string, x: number, y: number, anchor: string, name: string | null}[]}} Diagram
 * @typedef {{value: (node: number) => number | null, scale: (node: number) => number,
 *            stage: (node: number) => "past" | "now" | "future", reversed?: boolean}} Moment `reversed`: arrows lead back
 */

/**
 * @param {Diagram} diagram
 * @param {Map<string, {mark: string, light: string, dark: string}>} colours of names
 * @param {string} title for readers of the alternative text
 */
export function createDiagram(diagram, colours, title) {
  const wires = diagram.wires.map((wire) => createWire(wire));
  const boxes = diagram.boxes.map((box) => createBox(box));
  const labels = diagram.labels.map((label) =>
    svg("text", { x: label.x, y: label.y, "text-anchor": label.anchor, class: isLetter(label) ? "letter" : "caption" }, label.text),
  );
  const alternative = svg("title", {}, title);
  const element = svg(
    "svg",
    { viewBox: `0 0 ${diagram.width} ${diagram.height}`, class: "diagram", role: "img" },
    alternative,
    ...wires.map((wire) => wire.line),
    ...boxes.map((box) => box.group),
    ...wires.flatMap((wire) => (wire.text ? [wire.text] : [])),
    ...labels,
  );

  /**
   * @param {Moment} moment
   * @param {import("./theme.js").Theme} theme
   */
  function draw(moment, theme) {
    for (const one of wires) drawWire(one, moment, theme);
    for (const one of boxes) drawBox(one, moment, theme);
    diagram.labels.forEach((label, k) => {
      mark(labels[k], { fill: label.name ? colourOf(colours.get(label.name), theme, "text") : theme.dim });
    });
  }

  function drawWire({ wire, line, head, tail, text }, moment, theme) {
    const value = wire.node === null ? null : moment.value(wire.node);
    const stage = wire.node === null ? "past" : moment.stage(wire.node);
    const share = value === null ? 0 : Math.min(1, Math.abs(value) / moment.scale(wire.node));
    const stroke = colourOf(colours.get(wire.name), theme, "mark");
    mark(line, { "data-stage": stage });
    mark(line.firstChild, {
      stroke,
      "stroke-width": (value === null ? 1.5 : 1.4 + 4 * share).toFixed(2),
      "stroke-opacity": stage === "future" ? 0.16 : value === null ? 0.5 : (0.4 + 0.6 * share).toFixed(2),
    });
    for (const [arrow, shown] of [[head, !moment.reversed], [tail, moment.reversed]])
      if (arrow) mark(arrow, { fill: stroke, "fill-opacity": stage === "future" ? 0.16 : 0.9, display: shown ? null : "none" });
    if (!text) return;
    write(text, stage === "future" || value === null ? "" : number(value));
    mark(text, { fill: colourOf(colours.get(wire.name), theme, "text"), "data-stage": stage, stroke: theme.panel });
  }

  function drawBox({ box, group, shape, fill, halo }, moment, theme) {
    const value = box.node === null ? null : moment.value(box.node);
    const stage = box.node === null ? "past" : moment.stage(box.node);
    const stroke = colourOf(colours.get(box.name), theme, "mark");
    mark(group, { "data-stage": stage, opacity: stage === "future" ? 0.45 : 1 });
    for (const text of group.querySelectorAll("text")) {
      mark(text, { fill: shape ? theme.text : colourOf(colours.get(box.name), theme, "text") });
    }
    if (!shape) return;
    mark(shape, { fill: theme.paper, stroke, "stroke-width": stage === "now" ? 2.6 : 1.6 });
    mark(halo, { fill: "none", stroke, "stroke-width": 11, "stroke-opacity": stage === "now" ? 0.26 : 0 });
    const full = box.shape === "squash" && stage !== "future" && value !== null ? Math.min(1, Math.abs(value)) : 0;
    mark(fill, { fill: stroke, "fill-opacity": (0.06 + 0.5 * full).toFixed(2) });
  }

  return { element, draw, entitle: (text) => write(alternative, text) };
}

/** The name of a gate, perhaps with a tilde over it, is set as a letter. */
const isLetter = ({ text, name }) => name !== null && (text === name || text.length <= 2);

function createWire(wire) {
  const path = wire.points.map(([x, y], k) => `${k ? "L" : "M"}${x} ${y}`).join("");
  const head = wire.arrow ? svg("path", { d: arrowHead(wire.points) }) : null;
  const tail = svg("path", { class: "tail", d: arrowHead([...wire.points].reverse()), display: "none" });
  const line = svg(
    "g",
    { class: "wire", "data-node": wire.node },
    svg("path", { d: path, fill: "none", "stroke-linecap": "round", "stroke-linejoin": "round" }),
    head,
    tail,
  );
  const { label } = wire;
  const text =
    label && wire.node !== null
      ? svg("text", { x: label.x, y: label.y, "text-anchor": label.anchor, class: "number", "data-node": wire.node })
      : null;
  return { wire, line, head, tail, text };
}

function arrowHead(points) {
  const [[x0, y0], [x, y]] = points.slice(-2);
  const length = Math.hypot(x - x0, y - y0) || 1;
  const [ux, uy] = [(x - x0) / length, (y - y0) / length];
  const corner = (side) => `L${x - 7 * ux - side * 4 * uy} ${y - 7 * uy + side * 4 * ux}`;
  return `M${x} ${y}${corner(1)}${corner(-1)}Z`;
}

function createBox(box) {
  const round = box.shape === "op" ? Math.min(box.w, box.h) / 2 : Math.min(8, box.h / 2);
  const outline = () =>
    svg("rect", { x: box.x - box.w / 2, y: box.y - box.h / 2, width: box.w, height: box.h, rx: round });
  const [shape, fill, halo] = box.shape === "port" ? [null, null, null] : [outline(), outline(), outline()];
  halo?.classList.add("halo");
  const text = svg(
    "text",
    { x: box.x, y: box.y, dy: "0.35em", "text-anchor": "middle", class: box.shape === "port" ? "caption" : "sign" },
    box.text,
  );
  const group = svg("g", { class: `box ${box.shape}`, "data-node": box.node }, halo, shape, fill, text);
  return { box, group, shape, fill, halo };
}
