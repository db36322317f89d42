/** The rows that are named beside their bars: the one that was guessed, and those that change the answer. */

import { apart } from "../../shared/chart/curves.js";
import { mark, svg, write } from "../../shared/dom.js";
import { filled } from "../../shared/said.js";

const [LINE, MOST, AWAY] = [15, 4, 14]; // px that a name needs; names; px from the bars to the names

/**
 * @param {number[]} turning
 * @param {number | null} guess
 * @param {{guess: string, both: string, turning: string, turning_short: string}} says
 */
export function createNames(turning, guess, says) {
  const units = [...new Set([...(guess === null ? [] : [guess]), ...turning])].slice(0, MOST);
  const dots = turning.map((unit) => ({ unit, dot: svg("circle", { class: "turning", r: 3, "data-unit": unit }) }));
  const named = units.map((unit) => {
    const [long, short] = unit !== guess ? [says.turning, says.turning_short] : [turning.includes(unit) ? says.both : says.guess, says.guess];
    const texts = [long, short].map((text) => filled(text, { unit: String(unit) }));
    return { unit, texts, leader: svg("path", { class: "leader" }), name: svg("text", { class: "name", "data-unit": unit }) };
  });
  const element = svg("g", {}, ...dots.map(({ dot }) => dot), ...named.flatMap(({ leader, name }) => [leader, name]));

  return {
    element,
    /**
     * @param {{middle: number, length: number}[]} rows of every unit @param {number} width px @param {number} height px
     * @param {boolean} narrow names are short
     */
    draw(rows, width, height, narrow) {
      for (const { unit, dot } of dots) mark(dot, { cx: (rows[unit].length + 5).toFixed(2), cy: rows[unit].middle.toFixed(2) });
      const places = apart(named.map(({ unit }) => rows[unit].middle), LINE, LINE / 2, height - LINE / 2);
      const longest = Math.max(0, ...named.map(({ unit }, k) => nearest(rows, places[k])));
      named.forEach(({ unit, texts, leader, name }, k) => {
        const { middle, length } = rows[unit];
        write(name, texts[narrow ? 1 : 0]);
        const left = Math.min(longest + AWAY, width - /** @type {SVGTextElement} */ (name).getComputedTextLength());
        mark(leader, { d: `M${(length + (turning.includes(unit) ? 9 : 2)).toFixed(2)} ${middle.toFixed(2)}L${(left - 3).toFixed(2)} ${places[k].toFixed(2)}` });
        mark(name, { x: left.toFixed(2), y: (places[k] + 4).toFixed(2) });
      });
    },
  };
}

/** The longest bar on which a name at a height would lie. */
const nearest = (rows, height) => Math.max(0, ...rows.filter(({ middle }) => Math.abs(middle - height) < LINE).map(({ length }) => length));
