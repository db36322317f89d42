/** What a film saves: its numbers, its picture, moving or still, and its run in words, all made in the browser. */

import { createMenu } from "../../shared/saving/menu.js";
import { asPng } from "../../shared/saving/picture.js";
import { filmAsApng } from "./moving.js";
import { transcript } from "./transcript.js";
import { valuesAsCsv, valuesAsJson, valuesAsNpz } from "./values.js";

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {() => string} picture the film as it stands, as SVG
 * @param {() => import("../live/holds.js").Hold[]} held what is held in it
 */
export function createDownload(film, state, picture, held) {
  const name = () => `${film.header.title}-${film.words.length}-${film.noun}s`.toLowerCase().replace(/[^a-z0-9-]+/g, "-");
  return createMenu("Download", name, [
    ["Values as CSV", "csv", () => new Blob([valuesAsCsv(film)], { type: "text/csv" })],
    ["Values as JSON", "json", () => new Blob([valuesAsJson(film)], { type: "application/json" })],
    ["Values as NPZ", "npz", () => new Blob([valuesAsNpz(film)], { type: "application/zip" })],
    ["Picture as SVG", "svg", () => new Blob([picture()], { type: "image/svg+xml" })],
    ["Picture as PNG", "png", () => asPng(picture())],
    ["Film as animated PNG", "moving.png", () => filmAsApng(film, state, picture)],
    ["Transcript in words", "txt", () => new Blob([transcript(film, held())], { type: "text/plain;charset=utf-8" })],
  ]);
}
