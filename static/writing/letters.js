/** A text in the colours of what a unit held after each letter, with the words that count underlined. */

import { css, inkOn, signedScale } from "../shared/colour.js";
import { html } from "../shared/dom.js";

const BREAK = "⏎";

/**
 * @typedef {{name: string, phrases: string[]}} Kind words that count, under one name
 * @typedef {{limit: number, dark: boolean, kinds: Kind[]}} Look
 */

/** @param {string} text @param {Kind} kind @returns {number[]} where its phrases begin, and how long each is, in turn */
function places(text, { phrases }) {
  const found = [];
  for (const phrase of phrases)
    for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) if (whole(text, at, phrase)) found.push(at, phrase.length);
  return found;
}

const inWord = (letter) => letter !== undefined && /[a-z]/i.test(letter);
const whole = (text, at, phrase) => !(inWord(phrase[0]) && (inWord(text[at - 1]) || inWord(text[at + phrase.length])));

/** How often each kind's words stand in a text. @param {string} text @param {Kind[]} kinds */
export const counted = (text, kinds) => kinds.map((kind) => places(text, kind).length / 2);

/**
 * @param {HTMLElement} element
 * @param {string} text
 * @param {ArrayLike<number> | null} values of each letter; null: no colours
 * @param {Look} look
 */
export function paint(element, text, values, { limit, dark, kinds }) {
  const scale = signedScale(dark);
  const kindOf = new Array(text.length).fill("");
  for (const kind of values ? kinds : []) {
    const found = places(text, kind);
    for (let k = 0; k < found.length; k += 2) kindOf.fill(kind.name, found[k], found[k] + found[k + 1]);
  }
  element.replaceChildren(
    ...[...text].map((letter, k) => {
      const shown = letter === "\n" ? `${BREAK}\n` : letter;
      if (!values) return document.createTextNode(shown);
      const share = Math.max(-1, Math.min(1, values[k] / limit));
      const ground = scale[Math.round(127.5 + 127.5 * share)];
      const span = html("span", { "data-kind": kindOf[k] || null }, shown);
      span.style.background = css(ground);
      span.style.color = inkOn(ground);
      return span;
    }),
  );
}

/** A text that is written, below what it is called. @param {string} side */
export function createSide(side) {
  const [title, text] = [html("p", { class: "title" }), html("p", { class: "letters" })];
  return { title, text, element: html("div", { class: side }, title, text) };
}
