/** Elements from data that Python wrote, [tag, attributes, child, …]: text is text, and no other tag is made than these. */

import { html } from "../../shared/dom.js";
import { letters } from "../../shared/formulas/mathml.js";

const TAGS = new Set(
  "a b blockquote br code dd div dl dt em h1 h2 h3 h4 h5 h6 hr i li ol p pre s small span strong sub sup table tbody td th thead tr ul".split(" "),
);
const SAFE = /^(?:#|\?|[\w.-]+\.html(?:[?#]|$)|https:\/\/)/;

/** @typedef {string | [string, Record<string, string>, ...any[]]} Written */

/** @param {Written} written @returns {Node} */
export function element(written) {
  if (typeof written === "string") return document.createTextNode(written);
  if (written[0] === "math") return letters(written);
  const [tag, attributes, ...children] = written;
  if (!TAGS.has(tag)) throw new Error(`<${tag}> is no part of a lesson`);
  const { href, style, ...others } = attributes;
  const made = html(tag, { ...others, ...(href && SAFE.test(href) && { href }) }, ...children.map(element));
  if (style) made.style.cssText = style;
  return made;
}
