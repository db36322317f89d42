/** What stands in an element of the page, be it a drawing or canvases, boxes and words, as the parts of an SVG of their own. */

import { svg } from "../dom.js";

const LOOK = "fill fill-opacity stroke stroke-width stroke-dasharray stroke-linejoin stroke-linecap stroke-opacity opacity visibility display font-family font-size font-weight text-anchor text-decoration paint-order".split(" ");
const LEFT_OUT = 'button:not([aria-pressed="true"]), input, select, form, .saves, .spoken'; // what a hand takes hold of, but what it chose; what is only heard
const SHARP = 2; // pixels of a canvas for each of the page: as many as a PNG of it has
const EDGE = 8; // px around boxes and words, into which frames and names reach
const BASELINE = 0.34; // of the type's size, below the middle of a line

/** @typedef {{left: number, top: number}} Corner where the picture begins on the page */

/** All of it, what has to be scrolled to as well. @param {Element} root @returns {{width: number, height: number, parts: SVGElement[]}} */
export function standing(root) {
  const { width, height, left, top } = root.getBoundingClientRect();
  if (!width || !height) throw new Error("the chart is not drawn yet");
  if (root instanceof SVGElement) return { width, height, parts: partsOf(root, { left, top }) };
  const scrolls = getComputedStyle(root).overflowX !== "visible";
  const [wide, high] = scrolls ? [Math.max(width, root.scrollWidth), Math.max(height, root.scrollHeight)] : [width, height];
  return { width: wide + 2 * EDGE, height: high + 2 * EDGE, parts: partsOf(root, { left: left - root.scrollLeft - EDGE, top: top - root.scrollTop - EDGE }) };
}

/** @param {Element} element @param {Corner} corner @returns {SVGElement[]} */
function partsOf(element, corner) {
  const style = getComputedStyle(element);
  if (style.display === "none" || style.visibility === "hidden" || element.matches(LEFT_OUT)) return [];
  if (element instanceof SVGElement) return [drawing(element, corner)];
  if (element instanceof HTMLCanvasElement) return [imageOf(element, corner)];
  if (style.transform !== "none") return [turned(/** @type {HTMLElement} */ (element), style, corner)];
  const inside = [...element.childNodes].flatMap((node) => (node instanceof Text ? wordsOf(node, style, corner) : node instanceof Element ? partsOf(node, corner) : []));
  const parts = [...boxesOf(element, style, corner), ...inside];
  return style.opacity === "1" ? parts : [svg("g", { opacity: style.opacity }, ...parts)];
}

/** Where a box of the page stands in the picture. @param {DOMRect} box @param {Corner} corner */
const placed = (box, corner) => ({ x: box.left - corner.left, y: box.top - corner.top, width: box.width, height: box.height });

/** A drawing with the look that the page gave it. */
function drawing(picture, corner) {
  const place = placed(picture.getBoundingClientRect(), corner);
  const copy = /** @type {SVGElement} */ (picture.cloneNode(true));
  const [own, copied] = [picture, copy].map((root) => [...root.querySelectorAll("*")]);
  own.forEach((element, k) => {
    dressed(/** @type {SVGElement} */ (copied[k]), getComputedStyle(element));
    if (element instanceof SVGTextElement) fitted(/** @type {SVGElement} */ (copied[k]), element.getComputedTextLength());
  });
  return svg("svg", { ...place, viewBox: copy.getAttribute("viewBox") ?? `0 0 ${place.width} ${place.height}`, overflow: "visible" }, ...copy.childNodes);
}

function dressed(element, style) {
  for (const name of LOOK) element.style.setProperty(name, style.getPropertyValue(name).replace(MIXED, asRgb));
  element.removeAttribute("class");
}

/** A text is as long as on the page, in whatever type it is shown. @param {SVGElement} text @param {number} long */
const fitted = (text, long) => (long ? (text.setAttribute("textLength", long.toFixed(2)), text.setAttribute("lengthAdjust", "spacingAndGlyphs")) : null, text);

/** A mixed colour, as programs other than browsers know it. */
const MIXED = /color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.]+))?\)/g;
const asRgb = (_, red, green, blue, alpha = "1") => `rgba(${[red, green, blue].map((part) => Math.round(255 * Number(part))).join(", ")}, ${alpha})`;

/** A canvas as large as it stands on the page; its pixels stay squares. */
function imageOf(canvas, corner) {
  const place = placed(canvas.getBoundingClientRect(), corner);
  const large = document.createElement("canvas");
  [large.width, large.height] = [place.width, place.height].map((size) => Math.max(1, Math.round(SHARP * size)));
  const context = large.getContext("2d");
  context.imageSmoothingEnabled = false;
  context.drawImage(canvas, 0, 0, large.width, large.height);
  return svg("image", { ...place, href: large.toDataURL(), preserveAspectRatio: "none" });
}

/** What is turned is measured as it stands upright, and turned again in the picture. */
function turned(element, { transform, transformOrigin }, corner) {
  const before = element.style.transform;
  element.style.transform = "none";
  const { x, y } = placed(element.getBoundingClientRect(), corner);
  const parts = partsOf(element, corner);
  element.style.transform = before;
  const [right, down] = transformOrigin.split(" ").map(parseFloat);
  return svg("g", { transform: `translate(${x + right} ${y + down}) ${transform} translate(${-x - right} ${-y - down})` }, ...parts);
}

/** The ground of a box, its border, its outline, and a shadow that is drawn as a frame. */
function boxesOf(element, style, corner) {
  const place = placed(element.getBoundingClientRect(), corner);
  const frame = (wide, around, stroke, dash) =>
    svg("rect", { x: place.x + around, y: place.y + around, width: Math.max(0, place.width - 2 * around), height: Math.max(0, place.height - 2 * around), fill: "none", stroke, "stroke-width": wide, "stroke-dasharray": dash === "dashed" ? `${2 * wide} ${wide}` : null });
  const [border, outline] = [parseFloat(style.borderLeftWidth), style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth)];
  const [, colour, spread] = /^(\S+\(.*?\)) 0px 0px 0px ([\d.]+)px/.exec(style.boxShadow) ?? [];
  return [
    /, 0\)$|^transparent$/.test(style.backgroundColor) ? null : svg("rect", { ...place, fill: style.backgroundColor }),
    spread ? frame(Number(spread), -Number(spread) / 2, colour) : null,
    outline ? frame(outline, -parseFloat(style.outlineOffset) - outline / 2, style.outlineColor, style.outlineStyle) : null,
    border ? frame(border, border / 2, style.borderLeftColor, style.borderLeftStyle) : null,
  ].filter(Boolean);
}

/** The lines in which a text stands, each as a text of its own; one that runs downwards is turned. */
function wordsOf(text, style, corner) {
  const lines = /** @type {{words: string, from: DOMRect, to: DOMRect}[]} */ ([]);
  const down = style.writingMode !== "horizontal-tb";
  for (const { 0: word, index } of text.data.matchAll(/\S+/g)) {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const box = range.getBoundingClientRect();
    const last = lines.at(-1);
    if (!box.width || !box.height) continue;
    if (last && (down || Math.abs(last.to.top - box.top) < 1)) Object.assign(last, { words: `${last.words} ${word}`, to: box });
    else lines.push({ words: word, from: box, to: box });
  }
  const look = { "font-family": style.fontFamily, "font-size": style.fontSize, "font-weight": style.fontWeight, "font-style": style.fontStyle, fill: style.color };
  const below = BASELINE * parseFloat(style.fontSize);
  return lines.map(({ words, from, to }) => {
    const { x, y, width, height } = placed(from, corner);
    const place = down ? { transform: `translate(${x + width / 2 - below} ${y}) rotate(90)` } : { x, y: y + height / 2 + below };
    return fitted(svg("text", { ...look, ...place }, words), down ? to.bottom - from.top : to.right - from.left);
  });
}
