/** The worksheet: what comes in across the top, one row of weights for each equation; every number can be changed. */

import { html, mark, write } from "../../shared/dom.js";
import { number } from "../../shared/format.js";
import { colourOf } from "../../shared/theme.js";
import { placeOf, readEdits, writeEdits } from "./edits.js";
import { createField } from "./field.js";

/**
 * @param {import("../step.js").Step} step
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {{theme: () => import("../../shared/theme.js").Theme}} view
 * @param {(what: "set" | "reset", content: string | boolean) => void} send one message about what has come to rest
 */
export function createSheet(step, state, view, send) {
  const { sheet, largest, inputs, units, around } = step.header();
  let edits = readEdits(step.header().edits);
  const says = html("p", { class: "says", role: "status" });
  /** @type {{show: (unit: number) => void}[]} */
  const fields = [];
  /** @type {((unit: number) => void)[]} of numbers that are only shown */
  const shown = [];
  const coloured = [];
  const size = (column) => (column.size === "D" ? inputs : units);

  /** A field for one number; its place may depend on the unit that is shown. */
  function field(array, placeAt, label) {
    const here = () => placeAt(state.get().unit);
    const made = createField(label, largest, {
      moved(value) {
        const refused = step.move(array, here(), value);
        return refused || (state.redraw("values"), "");
      },
      rested(value) {
        if (value !== null) edits.set(placeOf(array, here()), String(value));
        write(says, "");
        step.rest(writeEdits(edits));
        state.redraw("data");
        if (value !== null) send("set", writeEdits(edits));
      },
      refused: (sentence) => write(says, sentence),
    });
    made.element.addEventListener("focus", () => step.awaken());
    fields.push({
      show(unit) {
        const { shape, data } = step.array(`number/${array}`);
        const place = placeAt(unit);
        const at = place.length > 1 ? place[0] * shape[1] + place[1] : place[0];
        made.show(data[at], edits.has(placeOf(array, place)));
        made.element.dataset.place = placeOf(array, place);
      },
    });
    return made.element;
  }

  const letter = (name, sub, text = name) => {
    const made = html("span", { class: "letter" }, text, sub === null ? null : html("sub", {}, sub));
    coloured.push({ made, name });
    return made;
  };

  const heads = sheet.columns.map((column) => {
    const what = column.op === "x" ? "the input" : column.op === "prev" ? `${column.name} before` : column.name;
    return html("th", { colspan: size(column), scope: "colgroup", class: "group" }, around ? `${what}, here` : what);
  });
  const given = sheet.columns.flatMap((column) =>
    Array.from({ length: size(column) }, (_, k) => {
      const inside = column.array ? field(column.array, () => [k], `${column.name} ${k + 1}${column.op === "prev" ? " before" : ""}`) : computed(column.node, k);
      return html("td", { class: k ? "" : "first" }, letter(column.name, k + 1), inside);
    }),
  );
  const rows = sheet.rows.map((row) => {
    const result = html("td", { class: "result number" });
    const cells = sheet.columns.flatMap((column, c) =>
      Array.from({ length: size(column) }, (_, k) => {
        const array = row.weights[c];
        const inside = array ? field(array, (unit) => [unit, k], `${array}, from ${column.name} ${k + 1}`) : null;
        return html("td", { class: k ? "" : "first" }, inside);
      }),
    );
    const own = Array.from({ length: sheet.own }, (_, k) => {
      const array = row.own[k];
      return html("td", { class: k ? "" : "first" }, array ? field(array, (unit) => [unit], array) : null);
    });
    const label = step.name(row.name).label;
    const element = html("tr", {}, html("th", { scope: "row" }, letter(row.name, null), html("span", { class: "what" }, label)), ...cells, ...own, result);
    return { element, result, name: row.name, node: step.name(row.name).node };
  });
  const bias = sheet.own ? [html("th", { colspan: sheet.own, scope: "colgroup", class: "group" }, "bias")] : [];
  const ones = Array.from({ length: sheet.own }, (_, k) => html("td", { class: k ? "one" : "one first" }, html("span", { class: "number" }, "1")));
  const table = html(
    "table",
    {},
    html("thead", {}, html("tr", {}, html("td"), ...heads, ...bias, html("th", { class: "group" }, "gives"))),
    html("tbody", {}, html("tr", { class: "given" }, html("th", { scope: "row" }, html("span", { class: "what" }, "comes in")), ...given, ...ones, html("td")), ...rows.map((row) => row.element)),
  );
  const outcomes = sheet.states.map((name) => {
    const before = sheet.alone.includes(name) ? field(`${name}_prev`, (unit) => [unit], `${name} before`) : entry(`${name}_prev`);
    const after = html("td", { class: "result number" });
    const label = html("th", { scope: "row" }, letter(name, null), html("span", { class: "what" }, step.name(name).label));
    return { element: html("tr", {}, label, html("td", {}, before), html("td", { class: "to" }, "\u2192"), after), result: after, name, node: step.name(name).node };
  });
  const states = html(
    "table",
    { class: "states" },
    html("thead", {}, html("tr", {}, html("td"), html("th", { scope: "col", class: "group" }, "before"), html("td"), html("th", { scope: "col", class: "group" }, "after"))),
    html("tbody", {}, ...outcomes.map((row) => row.element)),
  );
  const title = html("h2");
  const reset = html("button", { type: "button", class: "quiet", onclick: () => send("reset", true) });
  const hint = html("span", { class: "count" }, "type, or drag sideways");
  const tables = html("div", { class: "tables" }, html("div", { class: "scroller", tabindex: 0, role: "group", "aria-label": "the weights" }, table), states);
  const element = html("section", { class: "card sheet" }, html("header", {}, html("div", {}, title, hint), reset), says, tables);

  /** A number of the shown unit that has its field elsewhere. */
  function entry(array) {
    const made = html("span", { class: "number" });
    shown.push((unit) => write(made, number(step.array(`number/${array}`).data[unit])));
    return made;
  }

  function computed(node, k) {
    const made = html("span", { class: "number" });
    shown.push(() => write(made, number(step.vector(node)[k])));
    return made;
  }

  function draw({ unit }, changed) {
    if (changed.has("data")) edits = readEdits(step.header().edits);
    if (changed.has("data") || changed.has("unit")) {
      write(title, `The numbers${units > 1 ? ` of unit ${unit + 1}` : ""}${around ? " at the pixel" : ""}`);
      const { seed, preset } = step.header();
      write(reset, `Reset to seed ${seed}`);
      mark(reset, { disabled: edits.size || preset ? null : "" });
      fields.forEach((one) => one.show(unit));
    }
    if (changed.has("theme")) coloured.forEach(({ made, name }) => (made.style.color = colourOf(step.colours.get(name), view.theme(), "text")));
    if (!["back", "micro", "unit", "seen", "data", "values"].some((key) => changed.has(key))) return;
    shown.forEach((show) => show(unit));
    const part = state.part();
    for (const { element: row, result, name, node } of [...rows, ...outcomes]) {
      const known = step.stage(node, state.done()) !== "future";
      write(result, known ? number(step.value(node, unit)) : "");
      if (row.parentElement === states.lastElementChild) continue;
      mark(row, { "data-now": part.name === name && part.kind !== "concatenate" ? "" : null });
    }
  }

  return { element, draw };
}
