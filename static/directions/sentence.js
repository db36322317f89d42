/** The words, shaded above where the head from the left has read and below where the one from the right has, and both heads. */

import { html, mark } from "../shared/dom.js";

/** @param {{words: string[], noun: number, heads: {name: string, side: string}[]}} header @param {(moment: number) => void} go */
export function createSentence({ words, noun, heads }, go) {
  const boxes = words.map((word, k) =>
    html("button", { type: "button", tabindex: -1, class: k === noun ? "word noun" : "word", onclick: () => go(k + 1) }, html("i", { class: "left" }), html("i", { class: "right" }), html("span", {}, word)),
  );
  const marks = heads.map(({ name, side }) => html("div", { class: `head ${side}` }, html("span", {}, name)));
  const row = html("div", { class: "row" }, ...boxes);
  const element = html("div", { class: "words" }, marks[0], row, marks[1]);

  /** @param {number} moment how many words each head has read @param {boolean} moves whether one sees the heads walk */
  function draw(moment, moves) {
    mark(element, { "data-moves": moves });
    const last = words.length - 1;
    boxes.forEach((box, k) => mark(box, { "data-left": k < moment, "data-right": k > last - moment }));
    [moment - 1, last - moment + 1].forEach((k, side) => {
      const box = boxes[k];
      const [middle, width] = [box.offsetLeft + box.offsetWidth / 2, element.clientWidth];
      const half = marks[side].offsetWidth / 2;
      const shift = Math.max(half - middle, Math.min(0, width - half - middle)); // the name stays inside, the tip on the word
      marks[side].style.transform = `translateX(${(middle - half).toFixed(1)}px)`;
      marks[side].firstElementChild.setAttribute("style", `transform: translateX(${shift.toFixed(1)}px)`);
      mark(marks[side], { "data-word": k });
    });
  }

  return { element, draw, measured: [element, ...boxes, ...marks] };
}
