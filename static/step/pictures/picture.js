/** The picture of a micro-step: which kind it is, and the two that are only numbers side by side. */

import { html } from "../../shared/dom.js";
import { number } from "../../shared/format.js";
import { colourOf } from "../../shared/theme.js";
import { called } from "../step.js";
import { drawCurve } from "./curve.js";
import { drawSum } from "./sum.js";
import { drawTerms } from "./terms.js";
import { drawValve } from "./valve.js";

const DRAW = { sum: drawSum, squash: drawCurve, valve: drawValve, vector: drawVector, values: drawValues };

/** @param {import("../step.js").Look} look @param {boolean} each whether a sum shows each weight times its input */
export function drawPicture(look, each) {
  const { picture } = look.part;
  return each && picture.each ? drawTerms(picture, look) : DRAW[picture.kind](picture, look);
}

/** What comes in, side by side. */
function drawVector({ parts }, { step, theme }) {
  const groups = parts.map(({ node, name, op }) => {
    const caption = `${op === "x" ? "the input x" : op === "prev" ? `${name} of the step before` : name}${step.header().around ? ", at the pixel" : ""}`;
    const chips = step.vector(node).map((value, k) => chip(name, k, value, node, colourOf(step.colours.get(name), theme, "text")));
    return html("div", { class: "vector" }, html("span", { class: "caption" }, caption), html("div", { class: "chips" }, ...chips));
  });
  return html("div", { class: "vectors" }, ...groups);
}

function chip(name, k, value, node, colour) {
  const letter = html("span", { class: "letter", style: `color: ${colour}` }, name, html("sub", {}, k + 1));
  return html("span", { class: "chip" }, letter, html("span", { class: "number", "data-node": node }, number(value)));
}

/** Values of one unit, what was read first, then what came of it. */
function drawValues({ nodes }, { step, unit }) {
  const chips = nodes.map((node) => {
    const value = html("span", { class: "number", "data-node": node }, number(step.value(node, unit)));
    return html("span", { class: "chip" }, html("span", { class: "letter" }, called(step, node)), value);
  });
  return html("div", { class: "chips" }, ...chips);
}
