/** The ranking, a bar at the end of each row: its measure is chosen and explained over it; guess and carriers are marked. */

import { html, mark, svg, write } from "../shared/dom.js";
import { number } from "../shared/format.js";
import { filled } from "../shared/said.js";

const LINE = 16; // px that the guess's name needs in height
const NARROW = 160; // px
const BAR = 0.58; // of the width for the longest bar: what is left is for the name

/**
 * @param {any} header
 * @param {import("./rows.js").Rows} rows
 * @param {(by: string) => void} choose
 */
export function createRanking({ orders, units, carriers, says }, rows, choose) {
  const buttons = Object.entries(orders).map(([by, { label }]) =>
    html("button", { type: "button", value: by, onclick: () => choose(by) }, label),
  );
  const explained = html("p", { class: "explained" });
  const [zero, most] = [html("span", {}), html("span", {})];
  const head = html("div", { class: "rank-head", hidden: true }, html("div", { class: "rank-by", role: "group", "aria-label": says.rank }, html("span", {}, says.rank), ...buttons), explained);
  const bars = Array.from({ length: units }, (_, unit) => svg("rect", { "data-unit": unit }));
  const leader = svg("path", { class: "leader" });
  const name = svg("text", { class: "guess-name" });
  const picture = svg("svg", { class: "bars", "aria-hidden": "true" }, ...bars, leader, name);
  const legend = html("span", {});
  const foot = html("div", { class: "rank-foot", hidden: true }, html("div", { class: "rank-scale" }, zero, most), html("p", {}, html("i", {}), legend));

  function nameGuess(unit, lengths, row, width, scale) {
    const middle = (rows.place(unit) + 0.5) * row;
    const height = Math.max(LINE / 2 + 1, Math.min(units * row - LINE / 2, middle));
    const near = lengths.filter((_, other) => Math.abs((rows.place(other) + 0.5) * row - height) < LINE / 2 + row);
    const left = Math.max(...near) * scale + 12;
    write(name, filled(width < NARROW ? says.guess_short : says.guess, { unit }));
    mark(name, { x: left, y: height + 4.5 });
    mark(leader, { d: `M${lengths[unit] * scale + 2} ${middle}L${left - 3} ${height}` });
    const over = left + /** @type {SVGTextElement} */ (name).getComputedTextLength() - width;
    mark(name, { x: left - Math.max(0, over) });
  }

  return {
    head,
    picture,
    foot,
    /**
     * Nothing of it is on the page before there is a guess.
     * @param {{by: string, guess: number | null}} place
     * @param {number} row px
     * @param {number} width px
     * @param {number} grown how far the bars have come out, from 0 to 1
     */
    draw({ by, guess }, row, width, grown) {
      const shown = guess !== null;
      head.hidden = foot.hidden = !shown;
      mark(picture, { width, height: units * row, viewBox: `0 0 ${width} ${units * row}` });
      picture.style.visibility = shown ? "" : "hidden";
      if (!shown) {
        for (const bar of bars) mark(bar, { width: 0, y: null, class: null, "data-guess": null });
        return;
      }
      const { values, most: end, says: what, label } = orders[by];
      buttons.forEach((button) => mark(button, { "aria-pressed": String(button.getAttribute("value") === by) }));
      write(explained, `${label}: ${what}.`);
      write(legend, says.carriers);
      write(zero, "0");
      write(most, number(end, end === 1 ? 0 : 2));
      foot.style.setProperty("--bar", `${BAR * width}px`);
      const lengths = values.map((value) => Math.max(0, value / end) * grown);
      const scale = BAR * width;
      bars.forEach((bar, unit) => mark(bar, { x: 0, y: (rows.place(unit) * row + 0.5).toFixed(2), width: (lengths[unit] * scale).toFixed(2), height: Math.max(1, row - 1), class: carriers.includes(unit) ? "carrier" : "other", "data-guess": unit === guess }));
      nameGuess(guess, lengths, row, width, scale);
    },
  };
}
