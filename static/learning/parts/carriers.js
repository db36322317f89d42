/** Which units the answers rest on, by their gates: each gate of each unit closed in turn, on several sequences. */

import { html, mark, write } from "../../shared/dom.js";
import { number, percent } from "../../shared/format.js";
import { filled } from "../../shared/said.js";

const SHOWN = 8;

/**
 * @param {any} header from Python
 * @param {import("../run/reader.js").Reader} reader
 * @param {(unit: number) => void} hold one unit at all steps
 */
export function createCarriers({ words, gates, answers }, reader, hold) {
  const list = html("ul", {});
  const title = html("p", { class: "small-title" });
  const told = html("p", { class: "hint" }, words.carriers.told);
  const element = html("div", { class: "small carriers" }, title, list, told);
  let [timer, shown, listed] = [0, "", ""];
  /** @type {Map<string, {unit: number, lost: number, open: number}[]>} by gate */
  let found = new Map();

  /** Unit by unit, so that no frame waits for all of them. */
  function measure(model, first, sequences) {
    clearTimeout(timer);
    found = new Map();
    const { H } = model.layers[0];
    const jobs = [first, ...gates.filter((name) => name !== first)].filter((name) => gates.includes(name)).flatMap((name) => Array.from({ length: H }, (_, unit) => ({ name, unit })));
    const whole = sequences.map((sequence) => reader.read(model, sequence));
    const base = mean(whole.map(({ answers: one }) => score(one)));
    const open = Object.fromEntries(gates.map((name) => [name, opened(sequences.map((sequence) => reader.read(model, sequence).values(name)), H)]));
    const next = () => {
      const job = jobs.shift();
      if (!job) return show(shown);
      const edits = [{ name: job.name, units: [job.unit], value: 0 }];
      const without = mean(sequences.map((sequence) => score(reader.read(model, sequence, edits).answers)));
      if (!found.has(job.name)) found.set(job.name, []);
      found.get(job.name).push({ unit: job.unit, lost: base - without, open: open[job.name][job.unit] });
      if (job.unit === H - 1) show(shown);
      timer = setTimeout(next);
    };
    timer = setTimeout(next);
  }

  function show(name) {
    shown = name;
    const gate = gates.includes(name) ? name : gates[0];
    element.hidden = !gate;
    if (!gate) return;
    const rows = (found.get(gate) ?? []).filter(({ lost }) => Number.isFinite(lost)).sort((a, b) => b.lost - a.lost || a.unit - b.unit).slice(0, SHOWN);
    write(title, filled(words.carriers.title, { gate: words.carriers.gates[gate] }));
    const now = JSON.stringify([gate, rows]);
    if (now === listed) return; // a button that is pressed stays where it is while the other gates are measured
    listed = now;
    const most = Math.max(0.01, ...rows.map(({ lost }) => lost));
    list.replaceChildren(
      ...rows.map(({ unit, lost, open }) => {
        const bar = html("i", { style: `width:${Math.max(0, (100 * lost) / most)}%` });
        const text = answers.length ? percent(Math.max(0, lost)) : number(Math.max(0, lost), 3);
        const said = filled(words.carriers.row, { unit: String(unit + 1), open: number(open, 2), lost: text });
        const button = html("button", { type: "button", class: "unit", title: said, "aria-label": said, onclick: () => hold(unit) }, filled(words.carriers.unit, { unit: String(unit + 1) }));
        return html("li", { "data-unit": unit, "data-lost": lost.toFixed(6) }, button, html("small", {}, number(open, 2)), html("span", { class: "rail" }, bar), html("b", {}, text));
      }),
    );
    mark(element, { "data-ready": rows.length > 0 });
  }

  /** The mean probability of what is right; of numbers, how little they are off. */
  const score = ({ sure }) => mean(sure.map((one) => (answers.length ? one : -one)));

  return { element, measure, show, leave: () => clearTimeout(timer) };
}

const mean = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** The mean of each unit over all steps of all sequences. */
function opened(values, H) {
  const sums = new Float64Array(H);
  let steps = 0;
  for (const one of values) {
    steps += one.length / H;
    for (let k = 0; k < one.length; k++) sums[k % H] += one[k];
  }
  return sums.map((sum) => sum / steps);
}
