/** What each kind of picture draws beyond the values of nodes: where bars begin and end, curves, slopes. */

import { KERNEL } from "../../live/kernels/kernels.js";

/**
 * One line for each kind, the twin of what Python sends: {key: numbers}, row after row.
 * @typedef {(node: number) => Float64Array} Values of a node, one for each unit
 * @typedef {{shortest: number, steep: number, points: number}} Axis of a curve: how far it goes at least, an exponential
 *   to the right, and in how many points
 * @typedef {(product: {weight: string, of: number}, sign: number) => number[]} Products of a matrix: input by input, all units of each
 * @type {Record<string, (picture: any, values: Values, axis: Axis, products: Products) => Record<string, ArrayLike<number>>>}
 */
const DRAWN = {
  sum({ node, terms, each }, values, axis, products) {
    const signed = terms.map((term) => values(term.node).map((one) => term.sign * one));
    const found = { [`ends/${node}`]: ends(signed) };
    if (each) found[`each/${node}`] = terms.flatMap(({ product, sign }, k) => (product ? products(product, sign) : [...signed[k]]));
    return found;
  },
  squash: ({ node, inside, squash }, values, axis) => ({
    [`curve/${node}`]: curve(squash, values(inside), axis),
    [`slope/${node}`]: inPlace(`slope ${squash}`, values(node)),
  }),
};

/** @param {any} picture @param {Values} values @param {Axis} axis @param {Products} products */
export const drawn = (picture, values, axis, products) => DRAWN[picture.kind]?.(picture, values, axis, products) ?? {};

/** Nothing, the first term, the first two, …: each as long as there are units. */
function ends(terms) {
  const units = terms[0].length;
  const found = new Float64Array((terms.length + 1) * units);
  terms.forEach((term, k) => term.forEach((one, unit) => (found[(k + 1) * units + unit] = found[k * units + unit] + one)));
  return found;
}

/** The axis from -reach to reach, of exp to its largest argument, then the curve's height at each of its points. */
function curve(squash, inside, { shortest, steep, points }) {
  const reach = inside.reduce((most, one) => Math.max(most, Math.ceil(Math.abs(one))), shortest);
  const last = squash === "exp" ? inside.reduce((most, one) => Math.max(most, Math.ceil(one)), steep) : reach;
  const found = new Float64Array(2 * points);
  const step = (last + reach) / (points - 1);
  for (let k = 0; k < points; k += 1) found[k] = k === points - 1 ? last : k * step - reach;
  KERNEL[squash](found, points, 0, 0, points, 0, 0);
  return found;
}

function inPlace(kind, values) {
  KERNEL[kind](values, 0, 0, 0, values.length, 0, 0);
  return values;
}
