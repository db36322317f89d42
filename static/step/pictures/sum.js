/** Terms that add up, as bars that each begin where the one before ended, and their sum. */

import { svg } from "../../shared/dom.js";
import { number } from "../../shared/format.js";
import { colourOf } from "../../shared/theme.js";
import { spoken } from "../step.js";

const ROW = 40;
const BAR = 17;

/**
 * @param {{node: number, terms: import("../step.js").Term[]}} picture
 * @param {import("../step.js").Look} look
 */
export function drawSum(picture, look) {
  const { step, unit, theme, em, width, part } = look;
  const ends = step.array(`ends/${picture.node}`);
  const at = (k) => ends.data[k * ends.shape[1] + unit];
  const all = [0, ...picture.terms.map((_, k) => at(k + 1))];
  const low = Math.min(...all, look.held.get("low") ?? 0);
  const high = Math.max(...all, low + 0.05, look.held.get("high") ?? 0);
  look.held.set("low", low).set("high", high);
  const [left, right] = [Math.min(128 * em, width * 0.32), 62 * em];
  const x = (value) => left + ((value - low) / (high - low)) * (width - left - right);
  const total = picture.terms.length;
  const height = (total + 1) * ROW * em + 10 * em;
  const middle = (row) => (row + 0.5) * ROW * em + (row === total ? 8 * em : 0);

  const signed = (value, row) => {
    if (row === 0 || row === total) return number(value);
    return value < 0 ? number(value).replace("\u2212", "\u2212 ") : `+ ${number(value)}`;
  };
  const rows = picture.terms.map((term, k) => {
    const value = term.sign < 0 ? -step.value(term.node, unit) : step.value(term.node, unit);
    return bar(k, at(k), at(k + 1), value, `${term.sign < 0 ? "\u2212 " : ""}${term.label}`, spoken(term.text), term.name, term.node);
  });
  const last = bar(total, 0, at(total), step.value(picture.node, unit), sumLabel(), "", part.name, picture.node);

  function sumLabel() {
    return step.node(picture.node).name ? step.name(part.name).letter : "sum";
  }

  function bar(row, from, to, value, text, expression, name, node) {
    const whole = row === total;
    const [start, stop] = [x(Math.min(from, to)), x(Math.max(from, to))];
    const colour = colourOf(step.colours.get(name), theme, "mark");
    return [
      ...label(row, text, expression, name),
      svg("rect", {
        x: start, y: middle(row) - (BAR * em) / 2, width: Math.max(1.5, stop - start), height: BAR * em, rx: 2, class: "grow",
        fill: colour, "fill-opacity": whole ? 0.95 : 0.62, stroke: theme.text, "stroke-width": whole ? 1 : 0.6, "stroke-opacity": 0.6,
        "stroke-dasharray": step.name(name)?.dash ? "4 3" : null,
        "transform-origin": `${x(from)} 0`, "data-node": node,
      }),
      row + 1 < total ? svg("line", { x1: x(to), x2: x(to), y1: middle(row), y2: middle(row + 1), class: "thread", stroke: theme.dim }) : null,
      svg("text", { x: width, y: middle(row), dy: "0.35em", "text-anchor": "end", class: whole ? "number whole" : "number", fill: theme.text, "data-node": node }, signed(value, row)),
    ].filter(Boolean);
  }

  function label(row, text, expression, name) {
    const short = expression.length * 6.4 * em < left ? expression : "";
    const own = colourOf(step.colours.get(name), theme, "text");
    const shift = short ? -0.25 : 0.35;
    const found = [svg("text", { x: 0, y: middle(row), dy: `${shift}em`, class: row === total ? "whole" : "term", fill: row === total ? own : theme.text }, text)];
    if (short) found.push(svg("text", { x: 0, y: middle(row), dy: "1.15em", class: "expression", fill: theme.dim }, short));
    return found;
  }

  const rule = middle(total) - (ROW / 2) * em - 3 * em;
  return svg(
    "svg",
    { width, height, role: "img", "aria-label": `${picture.terms.map((term) => `${term.label} ${number(term.sign * step.value(term.node, unit))}`).join(", ")}, together ${number(step.value(picture.node, unit))}` },
    svg("line", { x1: x(0), x2: x(0), y1: 0, y2: height, stroke: theme.dim, "stroke-width": 1 }),
    svg("line", { x1: 0, x2: width, y1: rule, y2: rule, stroke: theme.line, "stroke-width": 1.5 }),
    ...rows.flat(),
    ...last.flat(),
  );
}
