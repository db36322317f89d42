/** The numbers that a Plotly chart draws, as a table: a row for each mark, point or cell. */

import { grid, listed } from "../shared/chart/columns.js";
import { csv } from "../shared/saving/csv.js";

/** @param {{data: any[], layout?: any}} chart */
export function tableOf({ data, layout = {} }) {
  const rows = data.flatMap((trace, k) => rowsOf(trace, nameOf(trace, k), ["x", "y"].map((side) => layout[(trace[`${side}axis`] ?? side).replace(side, `${side}axis`)])));
  return csv([["series", "x", "y", "value", "text"], ...rows]);
}

/** What a trace is called, by its place where it has no name. */
function nameOf({ name, legendgroup, fill }, k) {
  if (name && !fill) return name;
  const part = fill === "toself" ? `band ${k + 1}` : `part ${k + 1}`;
  return [name || legendgroup, part].filter(Boolean).join(", ");
}

/** The word beside the nearest tick, where an axis has words: rows of words lie at numbers. */
function wordAt(axis, value) {
  const [places, words] = [listed(axis?.tickvals), listed(axis?.ticktext)];
  if (typeof value !== "number" || !words.some((word) => /\p{L}{2}/u.test(word))) return "";
  const nearest = places.reduce((best, place, k) => (Math.abs(place - value) < Math.abs(places[best] - value) ? k : best), 0);
  return String(words[nearest]).replace(/<[^>]*>/g, "");
}

function rowsOf(trace, name, axes) {
  const [x, y, text] = [trace.x, trace.y, trace.text].map(listed);
  if (trace.z !== undefined) {
    return grid(trace.z).flatMap((row, j) => row.map((value, k) => [name, x[k] ?? k, y[j] ?? j, value, at(grid(trace.text)[j], k)]).map(plain));
  }
  const count = Math.max(x.length, y.length);
  return Array.from({ length: count }, (_, k) => plain([name, k < x.length ? x[k] : k, k < y.length ? y[k] : k, "", at(text, k) || (typeof trace.text === "string" ? trace.text : axes.map((axis, side) => wordAt(axis, [x, y][side][k])).find(Boolean) ?? "")]));
}

/** What is missing is an empty field. */
const plain = (row) => row.map((field) => (field === null || field === undefined || Number.isNaN(field) ? "" : typeof field === "number" ? field : String(field)));

const at = (row, k) => row?.[k] ?? "";
