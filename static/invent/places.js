/** Places in a page of equations: lines and columns are counted from 1, as Python counts them. */

/** @param {string} text @param {number} line @param {number} column */
export function placeOf(text, line, column) {
  const above = text.split("\n").slice(0, line - 1);
  return above.reduce((sum, row) => sum + row.length + 1, 0) + column - 1;
}

/** The name that a line defines, "" where none. @param {string} line */
export const definedIn = (line) => /^\s*([A-Za-z]\w*)\s*=/.exec(line)?.[1] ?? "";

/** Where the line of a name begins, -1 where no line defines it. @param {string} text @param {string} name */
export function startOf(text, name) {
  const row = text.split("\n").findIndex((line) => definedIn(line) === name);
  return row < 0 ? -1 : placeOf(text, row + 1, 1);
}
