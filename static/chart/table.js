/** The numbers that a Plotly chart draws, as a table: a row for each mark, point or cell. */

import { csv } from "../shared/saving/csv.js";

const TYPED = { f8: Float64Array, f4: Float32Array, i4: Int32Array, u4: Uint32Array, i2: Int16Array, u2: Uint16Array, i1: Int8Array, u1: Uint8Array };

/** @typedef {any[] | ArrayBufferView | {bdata: string, dtype: string, shape?: string} | undefined} Column as Plotly takes it */

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

/** @param {Column} column @returns {any[]} */
function listed(column) {
  if (column && typeof column === "object" && "bdata" in column) return Array.from(decoded(column));
  return Array.isArray(column) || ArrayBuffer.isView(column) ? Array.from(/** @type {any} */ (column)) : [];
}

/** @param {Column} table rows of a matrix */
function grid(table) {
  if (!table || typeof table !== "object" || !("bdata" in table)) return listed(table).map(listed);
  const [, width] = String(table.shape).split(",").map(Number);
  const all = Array.from(decoded(table));
  return Array.from({ length: all.length / width }, (_, row) => all.slice(row * width, (row + 1) * width));
}

function decoded({ bdata, dtype }) {
  const bytes = Uint8Array.from(atob(bdata), (letter) => letter.charCodeAt(0));
  return /** @type {number[]} */ (/** @type {unknown} */ (new TYPED[dtype](bytes.buffer)));
}
