/** A table as text, one line a row, as spreadsheets and programs read it. */

/** @param {(string | number)[][]} rows the first names the columns */
export const csv = (rows) => `${rows.map((row) => row.map((field) => (typeof field === "string" ? quoted(field) : field)).join(",")).join("\r\n")}\r\n`;

/** A text as a field; one that a spreadsheet would take for a formula gets an apostrophe. */
function quoted(text) {
  const plain = /^[=+\-@\t\r]/.test(text) && text.length > 1 ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
