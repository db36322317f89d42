/** A table as text, one line a row, as spreadsheets and programs read it. */

/** @param {(string | number)[][]} rows the first names the columns */
export const csv = (rows) => `${rows.map((row) => row.map((field) => (typeof field === "string" ? quoted(field) : field)).join(",")).join("\r\n")}\r\n`;

/**
 * A matrix as a table: a line for each of its numbers, after the names of its row and of its column.
 * @param {string[]} head
 * @param {(string | number | (string | number)[])[]} rows
 * @param {(string | number | (string | number)[])[]} columns
 * @param {(row: number, column: number) => number} at
 */
export const entries = (head, rows, columns, at) => [head, ...rows.flatMap((row, r) => columns.map((column, c) => [row, column, at(r, c)].flat()))];

/** As many numbers in a row. @param {number} many @param {number} [first] */
export const numbered = (many, first = 1) => Array.from({ length: many }, (_, k) => k + first);

/** A text as a field; one that a spreadsheet would take for a formula gets an apostrophe. */
function quoted(text) {
  const plain = /^[=+\-@\t\r]/.test(text) && text.length > 1 ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
