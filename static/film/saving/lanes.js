/** The lanes in a saved picture, as they stand: pinned rows over them, and on them what is chosen and what is held. */

import { svg } from "../../shared/dom.js";
import { colourOf } from "../../shared/theme.js";
import { broken, frame, heads, LABELS, SERIF, writer } from "./marks.js";

const HEADS = 96; // px, the leaning words
const UP = 11; // px of type

/**
 * @param {import("../film.js").Film} film
 * @param {import("../state.js").Place} place
 * @param {import("../../shared/theme.js").Theme} theme
 * @param {any} lanes
 * @param {number} top where they begin
 * @returns {{parts: SVGElement[], width: number, bottom: number}}
 */
export function drawnLanes(film, place, theme, lanes, top) {
  const text = writer(theme);
  const shown = lanes.canvases().filter(({ body }) => body.offsetHeight > 0); // others are folded away
  if (!shown.length) return { parts: [], width: 0, bottom: top };
  const { width: column } = lanes.columns();
  const across = film.steps * column;
  const highest = Math.min(...shown.flatMap(({ body, pinned }) => [body, ...pinned.map((row) => row.body)]).map((one) => one.offsetTop));
  const down = (offset) => top + HEADS + offset - highest;
  const { bounds, rank } = lanes.rows();
  const parts = heads(film, place, theme, LABELS, column, top + HEADS);
  let bottom = top + HEADS;

  for (const { name, canvas, body, label, pinned } of shown) {
    const colour = colourOf(name.color, theme, "text");
    pinned.forEach((row) => parts.push(...pinnedRow(row, down(row.body.offsetTop), column, colour, text)));
    const [y, height] = [down(body.offsetTop), body.offsetHeight];
    parts.push(...labelOf(name, label, y + height / 2, colour, theme));
    parts.push(svg("image", { x: LABELS, y, width: across, height, href: canvas.toDataURL("image/png"), preserveAspectRatio: "none" }));
    const row = rank.get(place.unit) ?? 0;
    parts.push(frame(LABELS - 1, y + bounds[row] * height - 1, across + 2, (bounds[row + 1] - bounds[row]) * height + 2, theme));
    bottom = Math.max(bottom, y + height);
  }
  parts.push(frame(LABELS + place.word * column - 1, top + HEADS - 2, column + 2, bottom - top - HEADS + 4, theme));
  for (const band of lanes.field.querySelectorAll(".band:not([data-kind=draft])")) parts.push(...bandOf(band, down, theme));
  return { parts, width: LABELS + across, bottom };
}

function labelOf(name, label, middle, colour, theme) {
  const text = writer(theme);
  const [low, , high, of] = [...label.querySelector(".scale").children].map((part) => part.textContent);
  const says = [...broken(label.querySelector(".difference:not([hidden]) .versus, .does").textContent), `${low} … ${high}${of ? `, ${of}` : ""}`];
  const y = middle - 7 * says.length + 6;
  return [
    text(0, y, name.letter, { fill: colour, "font-size": 20, "font-family": SERIF, "font-style": "italic", "font-weight": 700 }),
    text(22, y, name.label),
    ...says.map((line, k) => text(22, y + 15 + 13 * k, line, { fill: theme.dim, "font-size": 10.5 })),
  ];
}

/** @param {import("../pinned/row.js").Row} row */
function pinnedRow(row, y, column, colour, text) {
  const height = row.body.offsetHeight;
  const upright = row.body.dataset.upright === "true";
  const size = 0.86 * parseFloat(row.body.style.fontSize); // another font may stand in, and be wider
  const middle = y + height / 2;
  const cells = row.cells().flatMap(({ text: said, ground, ink }, step) => {
    const x = LABELS + (step + 0.5) * column;
    const turned = upright ? { transform: `rotate(-90 ${x} ${middle})` } : {};
    return [
      svg("rect", { class: "pinned-cell", x: LABELS + step * column, y, width: column - 1, height, fill: ground }),
      text(x, middle + 0.36 * size, said, { "text-anchor": "middle", "font-size": size, fill: ink, ...turned }),
    ];
  });
  return [
    text(0, middle + 4, row.name.letter, { fill: colour, "font-size": 15, "font-family": SERIF, "font-style": "italic", "font-weight": 700 }),
    text(22, middle + 4, `unit ${row.unit}`, { "font-weight": 600, "font-size": 12 }),
    ...cells,
  ];
}

/** What is held or carried over, with its value. */
function bandOf(band, down, theme) {
  const { left, top, width, height } = Object.fromEntries(["left", "top", "width", "height"].map((side) => [side, parseFloat(band.style[side])]));
  const [x, y] = [LABELS + left, down(top)];
  const kind = band.dataset.kind === "carried" ? { "stroke-dasharray": "5 3" } : {};
  const parts = [frame(x, y, width, height, theme, { class: "held", "stroke-width": 2, ...kind })];
  const said = band.querySelector(".tag:not([hidden])")?.textContent ?? "";
  if (!said) return parts;
  const tall = UP + 5;
  const line = band.dataset.tag === "under" ? y + height + 2 : band.dataset.tag === "over" ? y - tall - 2 : y;
  const long = 0.56 * UP * said.length + 7;
  const at = band.dataset.end === "true" ? x + width - long : x;
  parts.push(svg("rect", { x: at, y: line, width: long, height: tall, rx: 3, fill: theme.text }));
  parts.push(writer(theme)(at + long / 2, line + UP + 0.5, said, { "text-anchor": "middle", "font-size": UP, "font-weight": 600, fill: theme.paper }));
  return parts;
}
