/** What each racer answers to the sequence, after so many sequences of training and at the end. */

import { html, mark, svg, write } from "../shared/dom.js";
import { STROKES } from "../shared/chart/curves.js";
import { filled } from "../shared/said.js";
import { count, seenAt } from "./scene.js";

const SIGNS = { right: "✓", unsure: "?", wrong: "✗" };

/** @param {any} header from Python */
export function createAnswers({ columns, words }) {
  const times = [...columns.map((seen) => filled(words.after, { seen: count(seen) })), words.end];
  const head = html("tr", {}, ...[words.racer, ...times, words.met].map((title) => html("th", { scope: "col" }, title)));
  const body = html("tbody", {});
  const element = html("table", { class: "answers" }, html("thead", {}, head), body);
  /** @type {{rows: any[], of: any}} */
  let shown = { rows: [], of: null };

  function build(racers) {
    const rows = racers.map((racer) => {
      const stroke = svg("path", { d: "M0 6H26", stroke: racer.color, "stroke-width": 3, "stroke-dasharray": STROKES[racer.dash] });
      const name = html("th", { scope: "row" }, svg("svg", { width: 26, height: 12, "aria-hidden": "true" }, stroke), ` ${racer.title}`);
      const cells = times.map(() => {
        const [text, sure, sign] = [html("span", { class: "said" }), html("small", {}), html("b", { "aria-hidden": "true" })];
        return { text, sure, sign, element: html("td", {}, sign, text, sure) };
      });
      const met = html("td", { class: "met" });
      return { racer, cells, met, element: html("tr", { "data-racer": racer.title }, name, ...cells.map((cell) => cell.element), met) };
    });
    body.replaceChildren(...rows.map((row) => row.element));
    shown = { rows, of: racers };
  }

  /** @param {import("./scene.js").Scene} scene @param {number} at */
  function draw(scene, at) {
    if (scene.racers !== shown.of) build(scene.racers);
    const seen = seenAt(scene, at);
    for (const { racer, cells, met } of shown.rows) {
      const end = racer.moments.at(-1).seen;
      cells.forEach((cell, k) => {
        const due = k < columns.length ? Math.min(columns[k], end) : end;
        const moment = racer.moments.filter((one) => one.seen <= due).at(-1);
        const come = seen >= due && moment;
        fill(cell, come ? moment.answers[scene.which] : null, racer.title, times[k]);
      });
      const ended = seen >= end;
      write(met, !ended ? words["not yet"] : racer.reached ? count(racer.reached) : filled(words.never, { most: count(end) }));
      mark(met, { "data-met": ended && Boolean(racer.reached) });
    }
  }

  function fill({ text, sure, sign, element: cell }, answer, racer, when) {
    write(sign, answer ? `${SIGNS[answer.kind]} ` : "");
    write(text, answer?.text ?? "…");
    write(sure, answer?.sure ? ` ${answer.sure}` : "");
    const said = answer && filled(words.answered, { racer, when, ...answer, kind: words.kinds[answer.kind] });
    mark(cell, { "data-kind": answer?.kind ?? null, title: said ?? null });
  }

  return { element, draw };
}
