/** Columns and tables of numbers as Plotly takes them: lists, typed arrays, or bytes that Python packed. */

const TYPED = { f8: Float64Array, f4: Float32Array, i4: Int32Array, u4: Uint32Array, i2: Int16Array, u2: Uint16Array, i1: Int8Array, u1: Uint8Array };

/** @typedef {any[] | ArrayBufferView | {bdata: string, dtype: string, shape?: string} | undefined} Column as Plotly takes it */

/** @param {Column} column @returns {any[]} */
export function listed(column) {
  if (column && typeof column === "object" && "bdata" in column) return Array.from(decoded(column));
  return Array.isArray(column) || ArrayBuffer.isView(column) ? Array.from(/** @type {any} */ (column)) : [];
}

/** @param {Column} table rows of a matrix @returns {any[][]} */
export function grid(table) {
  if (!table || typeof table !== "object" || !("bdata" in table)) return listed(table).map(listed);
  const [, width] = String(table.shape).split(",").map(Number);
  const all = Array.from(decoded(table));
  return Array.from({ length: all.length / width }, (_, row) => all.slice(row * width, (row + 1) * width));
}

function decoded({ bdata, dtype }) {
  const bytes = Uint8Array.from(atob(bdata), (letter) => letter.charCodeAt(0));
  return /** @type {number[]} */ (/** @type {unknown} */ (new TYPED[dtype](bytes.buffer)));
}
