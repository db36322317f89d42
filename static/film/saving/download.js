/** The menu of what a film saves; what makes the files comes with the first of them that is asked for. */

import { createMenu } from "../../shared/saving/menu.js";

/** @type {[string, string, keyof typeof import("./files.js").FILES][]} what an entry is called, how its file ends, what makes it */
const ENTRIES = [
  ["Values as CSV", "csv", "csv"],
  ["Values as JSON", "json", "json"],
  ["Values as NPZ", "npz", "npz"],
  ["Picture as SVG", "svg", "svg"],
  ["Picture as PNG", "png", "png"],
  ["Film as animated PNG", "moving.png", "moving"],
  ["Transcript in words", "txt", "transcript"],
];

/** @param {import("./files.js").Shown} shown */
export function createDownload(shown) {
  const { film } = shown;
  const name = () => `${film.header.title}-${film.words.length}-${film.noun}s`.toLowerCase().replace(/[^a-z0-9-]+/g, "-");
  const made = (kind) => async () => (await import("./files.js")).FILES[kind](shown);
  return createMenu("Download", name, ENTRIES.map(([text, ending, kind]) => [text, ending, made(kind)]));
}
