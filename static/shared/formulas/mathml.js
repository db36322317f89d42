/** Formulas from nested lists [tag, attributes or null, ...children], as letters or with the numbers put in. */

import { number } from "../format.js";
import { spelled } from "./notation.js";

const MATHML = "http://www.w3.org/1998/Math/MathML";
const TIMES = new Set(["\u2062", "\u00b7", "\u22c5", "\u00d7", "\u2299", "*"]);
const TAGS = new Set(
  "math mrow mi mn mo mtext mspace msub msup msubsup mover munder mfrac msqrt mfenced mstyle mpadded mtable mtr mtd".split(" "),
);

/**
 * @typedef {[string, Record<string, any> | null, ...any[]]} Formula
 */

/**
 * The formula as it stands on the board.
 * @param {Formula} formula
 * @returns {MathMLElement}
 */
export function letters(formula) {
  return build(formula, () => null);
}

/**
 * The same formula with every value replaced by its number; null leaves the letter, `hidden` shows a dot.
 * @param {Formula} formula
 * @param {(node: number, name: string | undefined) => number | null} valueOf
 * @returns {MathMLElement}
 */
export function numbers(formula, valueOf) {
  const root = build(formula, valueOf);
  showProducts(root);
  settleSigns(root);
  return root;
}

/** @returns {any} */
function build(formula, valueOf) {
  const [tag, attributes, ...children] = spelled(formula);
  if (!TAGS.has(tag)) throw new Error(`a formula has no element ${tag}`);
  const node = attributes?.["data-node"];
  const value = node === undefined ? null : valueOf(Number(node), attributes["data-name"]);
  const element = document.createElementNS(MATHML, value === null ? tag : "mn");
  for (const [name, content] of Object.entries(attributes ?? {})) element.setAttribute(name, String(content));
  if (value === null) {
    element.append(...children.map((child) => (Array.isArray(child) ? build(child, valueOf) : String(child))));
    if (tag === "msub") lower(element);
    if (tag === "mi") element.classList.add([...element.textContent].length === 1 ? "letter" : "word");
  } else {
    element.classList.add("put");
    element.textContent = number(value);
  }
  return element;
}

/** Some fonts hardly lower what stands below: it is lowered a little more, whatever the font. */
function lower(element) {
  const below = document.createElementNS(MATHML, "mpadded");
  below.setAttribute("voffset", "-0.22em");
  below.append(element.children[1]);
  element.append(below);
}

/** Two numbers side by side need a dot between them. */
function showProducts(root) {
  for (const operator of root.querySelectorAll("mo")) {
    if (TIMES.has(operator.textContent) && operator.nextElementSibling) operator.textContent = "\u22c5";
  }
}

/** `+ −0.55` becomes `− 0.55`; a negative number beside a product sign stands in parentheses. */
function settleSigns(root) {
  for (const put of root.querySelectorAll(".put")) {
    if (!put.textContent.startsWith("\u2212")) continue;
    const before = neighbour(put, "previousElementSibling");
    const sign = before?.localName === "mo" ? before.textContent : "";
    if (sign === "+" || sign === "\u2212" || sign === "-") {
      before.textContent = sign === "+" ? "\u2212" : "+";
      put.textContent = put.textContent.slice(1);
    } else if (isTimes(before) || isTimes(neighbour(put, "nextElementSibling"))) {
      if (!isTimes(before) && opensTerm(put)) continue;
      put.textContent = `(${put.textContent})`;
    }
  }
}

/** The element before or after, looking through rows that begin or end here. */
function neighbour(element, side) {
  let at = element;
  while (!at[side] && at.parentElement?.localName === "mrow") at = at.parentElement;
  return at[side];
}

function isTimes(element) {
  return element?.localName === "mo" && TIMES.has(element.textContent);
}

/** A negative number that opens the right side needs no parentheses: = −0.5 ⋅ 0.3. */
function opensTerm(element) {
  const before = neighbour(element, "previousElementSibling");
  return !before || before.textContent === "=" || before.textContent === "(";
}
