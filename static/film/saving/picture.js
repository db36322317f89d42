/** The film as it stands, as one picture: SVG that stands alone, or PNG made from it. */

import { svg } from "../../shared/dom.js";
import { percent } from "../../shared/format.js";
import { colourOf } from "../../shared/theme.js";

const LABELS = 176;
const LINE = 27; // letters of a line beside a lane
const GAP = 8;
const PANEL = 360;
const FONT = "'Source Sans 3', 'Source Sans Pro', system-ui, sans-serif";
const SERIF = "'Source Serif 4', 'Source Serif Pro', Georgia, serif";

/**
 * @param {import("../film.js").Film} film
 * @param {import("../state.js").Place} place
 * @param {import("../../shared/theme.js").Theme} theme
 * @param {{lanes: any, diagram: SVGElement}} drawn
 * @returns {string}
 */
export function pictureAsSvg(film, place, theme, { lanes, diagram }) {
  const { width: column } = lanes.columns();
  const width = LABELS + film.steps * column;
  const text = (x, y, content, more = {}) => svg("text", { x, y, fill: theme.text, "font-size": 13, ...more }, content);
  const parts = [];
  const heads = 96;
  film.words.forEach((word, k) => {
    const x = LABELS + (k + 0.55) * column;
    const now = k === place.word;
    parts.push(text(x, heads - 8, word, {
      transform: `rotate(-50 ${x} ${heads - 8})`, fill: now || film.cues.has(k) ? theme.text : theme.dim, "font-weight": now ? 700 : 400,
    }));
  });
  let y = heads;
  for (const { name, canvas, label } of lanes.canvases()) {
    const height = parseFloat(canvas.style.height);
    const colour = colourOf(name.color, theme, "text");
    const [low, , high] = label.querySelector(".scale").children;
    const scale = `${low.textContent} … ${high.textContent}`;
    const says = [...broken(label.querySelector(".difference:not([hidden]) .versus, .does").textContent), scale];
    const middle = y + height / 2 - 7 * says.length + 6;
    parts.push(text(0, middle, name.letter, { fill: colour, "font-size": 20, "font-family": SERIF, "font-style": "italic", "font-weight": 700 }));
    parts.push(text(22, middle, name.label, { "font-size": 13 }));
    says.forEach((line, k) => parts.push(text(22, middle + 15 + 13 * k, line, { fill: theme.dim, "font-size": 10.5 })));
    parts.push(svg("image", { x: LABELS, y, width: film.steps * column, height, href: canvas.toDataURL("image/png"), preserveAspectRatio: "none" }));
    const { bounds, rank } = lanes.rows();
    const row = rank.get(place.unit) ?? 0;
    parts.push(frame(LABELS - 1, y + bounds[row] * height - 1, film.steps * column + 2, (bounds[row + 1] - bounds[row]) * height + 2, theme));
    y += height + GAP;
  }
  parts.push(frame(LABELS + place.word * column - 1, heads - 2, column + 2, y - heads - GAP + 4, theme));
  const side = width + 60;
  const clone = /** @type {SVGElement} */ (diagram.cloneNode(true));
  const [, , dw, dh] = clone.getAttribute("viewBox").split(" ").map(Number);
  for (const [key, value] of Object.entries({ x: side, y: 40, width: PANEL, height: (PANEL * dh) / dw })) clone.setAttribute(key, String(value));
  plainText(clone);
  parts.push(text(side, 24, `Unit ${place.unit} at ${film.named(place.word)}`, { "font-weight": 600, "font-size": 15 }), clone);
  let below = 40 + (PANEL * dh) / dw + 40;
  if (film.next(place.word).length) parts.push(text(side, below, "Most likely next word", { "font-weight": 600, "font-size": 15 }));
  film.next(place.word).forEach(({ text: word, probability }) => {
    below += 24;
    parts.push(text(side, below, word));
    parts.push(svg("rect", { x: side + 110, y: below - 11, width: Math.max(1, 170 * probability), height: 13, rx: 2, fill: theme.dim }));
    parts.push(text(side + PANEL, below, percent(probability), { "text-anchor": "end", fill: theme.dim }));
  });
  const [whole, tall] = [side + PANEL + 24, Math.max(y, below) + 24];
  const root = svg(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", width: whole, height: tall, viewBox: `-24 -8 ${whole + 24} ${tall + 8}`, "font-family": FONT },
    svg("title", {}, `${film.header.title}: ${film.words.join(" ")}`),
    svg("rect", { x: -24, y: -8, width: whole + 24, height: tall + 8, fill: theme.paper }),
    ...parts,
  );
  return new XMLSerializer().serializeToString(root);
}

/** A sentence in lines that fit beside a lane. */
function broken(sentence) {
  const lines = [""];
  for (const word of sentence.split(" ")) {
    if (lines.at(-1).length + word.length >= LINE) lines.push("");
    lines[lines.length - 1] += (lines.at(-1) && " ") + word;
  }
  return lines;
}

function frame(x, y, width, height, theme) {
  return svg("rect", { x, y, width, height, rx: 2, fill: "none", stroke: theme.text, "stroke-width": 1.4 });
}

/** Outside the page no style sheet reaches the diagram's text: it is written onto it. */
function plainText(diagram) {
  for (const text of diagram.querySelectorAll("text")) {
    const letter = text.classList.contains("letter");
    text.setAttribute("font-family", letter ? SERIF : FONT);
    if (letter) text.setAttribute("font-style", "italic");
    text.setAttribute("font-size", text.classList.contains("sign") ? "14" : "12");
    if (text.classList.contains("number")) {
      text.setAttribute("stroke-width", "3");
      text.setAttribute("paint-order", "stroke");
    }
  }
}

/**
 * @param {string} picture an SVG that stands alone
 * @returns {Promise<Blob>} the same as PNG, at twice the size
 */
export async function pictureAsPng(picture) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2 * image.width, 2 * image.height];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob((blob) => done(/** @type {Blob} */ (blob)), "image/png"));
}
