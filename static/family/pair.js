/** Two cells: their equations side by side with the differing signs marked, and one diagram that turns into the other. */

import { html, mark, write } from "../shared/dom.js";
import { letters } from "../shared/formulas/mathml.js";
import { createNotationChoice } from "../shared/formulas/notation.js";
import { saved } from "../shared/saving/own.js";
import { signal } from "../shared/signals.js";
import { between } from "./morph.js";
import { createStill } from "./still.js";

const SECONDS = 0.9;

export function createPair() {
  const board = html("table", { class: "board" });
  const place = html("div", { class: "place" });
  const buttons = [0, 1].map((side) => html("button", { type: "button", onclick: () => (signal({ morphed: 1 }), turn(side)) }));
  const choice = html("div", { class: "choice", role: "group", "aria-label": "which cell is drawn" }, ...buttons);
  const picture = saved(html("section", { class: "card picture" }, choice, place), place, "wiring", null);
  const notation = createNotationChoice(() => board.replaceChildren(...equations(header)), true);
  const element = html("div", { class: "pair" }, html("section", { class: "card" }, html("div", { class: "scroller", tabindex: 0, role: "group", "aria-label": "the equations of both" }, board), notation.element), picture);
  let [header, theme, at, frame] = [null, null, 0, 0];

  function take(next) {
    const other = header && header.cells[1].key !== next.cells[1].key;
    header = next;
    cancelAnimationFrame(frame);
    board.replaceChildren(...equations(header));
    signal({ lines_differ: header.rows.filter(({ differs }) => differs).length });
    buttons.forEach((button, side) => write(button, header.cells[side].title));
    at = 0;
    if (theme) draw();
    if (other) turn(1); // a cell that was just chosen is shown by what changes
  }

  function paint(now) {
    theme = now;
    draw();
  }

  /** From the cell that is drawn to the other one; a cut where motion is not wanted. */
  function turn(side) {
    cancelAnimationFrame(frame);
    const [from, start] = [at, performance.now()];
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return draw((at = side));
    const step = (now) => {
      const share = Math.min(1, (now - start) / (1000 * SECONDS * Math.max(0.2, Math.abs(side - from))));
      at = from + (side - from) * (share * share * (3 - 2 * share));
      if (theme) draw();
      if (share < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
  }

  function draw() {
    const { diagram, opacity } = between(header.cells[0].diagram, header.cells[1].diagram, at);
    const shown = header.cells[Math.round(at)];
    const still = createStill(diagram, header.colours, `The wiring of the ${shown.title}`);
    still.paint(theme);
    for (const [kind, selector] of [["wires", "g.wire"], ["boxes", "g.box"], ["labels", ":scope > text"]]) {
      [...still.element.querySelectorAll(selector)].forEach((part, k) => (part.style.opacity = opacity[kind][k] ?? 1));
    }
    still.element.style.maxWidth = `${Math.round(diagram.width * 1.3)}px`;
    place.replaceChildren(still.element);
    buttons.forEach((button, side) => mark(button, { "aria-pressed": String(side === Math.round(at)) }));
  }

  return { element, take, paint, leave };

  function leave() {
    cancelAnimationFrame(frame);
    notation.leave();
  }
}

/** A cell's name, what it solves, and what the learner said of it. */
function heading({ title, under, marked }) {
  const tag = marked ? [html("span", { class: "marked" }, marked)] : [];
  return html("th", { scope: "col" }, title, html("span", { class: "caption" }, under), ...tag);
}

function equations(header) {
  const cell = (formula, side) => {
    const none = () => html("span", { "aria-label": "has no such line" }, "\u2014");
    return html("td", { "data-cell": header.cells[side].title }, formula ? letters(formula) : none());
  };
  return [
    html("thead", {}, html("tr", {}, ...header.cells.map(heading))),
    html("tbody", {}, ...header.rows.map((row) => html("tr", { "data-differs": row.differs }, cell(row.first, 0), cell(row.second, 1)))),
  ];
}
