/** A row for each racer: how it stands, when it met the rule, and how the race that ships went. */

import { html, mark, svg, write } from "../shared/dom.js";
import { STROKES } from "../shared/chart/curves.js";
import { filled } from "../shared/said.js";
import { grouped } from "./chart.js";

/** @param {any} header from Python */
export function createTable({ racers, words, limits, far }) {
  const titles = [words.racer, words.now, words.met, words.wrong, words.far, words.shipped];
  const head = html("tr", {}, ...titles.map((title) => html("th", { scope: "col" }, title)));
  const rows = racers.map(({ title, color, dash, shipped }) => {
    const stroke = svg("path", { d: "M0 6H26", stroke: color, "stroke-width": 3, "stroke-dasharray": STROKES[dash] });
    const name = html("th", { scope: "row" }, svg("svg", { width: 26, height: 12, "aria-hidden": "true" }, stroke), ` ${title}`);
    const cells = ["now", "met", "wrong", "far"].map((kind) => html("td", { class: kind }, "–"));
    return { cells, element: html("tr", { "data-racer": title }, name, ...cells, html("td", { class: "shipped" }, shipped?.after ?? "–")) };
  });
  const element = html("table", {}, html("thead", {}, head), html("tbody", {}, ...rows.map((row) => row.element)));

  /** @param {import("./lanes.js").Lane[]} lanes */
  function draw(lanes) {
    lanes.forEach(({ state, seen, reached, wrong, said, round, levels }, k) => {
      const [now, met, missed, further] = rows[k].cells;
      const values = { seen: grouped(seen), most: grouped(limits.sequences) };
      write(now, said || filled(words.states[state === "running" && !seen ? "begins" : state], values) + (round ? ` ${words.round}` : ""));
      write(met, reached ? grouped(reached) : state === "unsolved" ? filled(words.never, values) : "–");
      write(missed, wrong === null ? "–" : grouped(wrong));
      const there = levels.find(({ level }) => level === far);
      write(further, there ? `${Math.round(100 * there.share)} %` : "–");
      mark(rows[k].element, { "data-state": state });
    });
  }

  return { element, draw };
}
