/** The film's numbers as files: every named value of every unit at every word. */

import { csv } from "../../shared/saving/csv.js";
import { npy, npyOfWords, zip } from "./npz.js";

/** @param {import("../film.js").Film} film */
function columnsOf(film) {
  const named = film.names.map(({ name, node }) => [name, film.arrays.get(`node/${node}`)]);
  const because = film.because.map((name) => [`because_${name}`, film.arrays.get(`because/${name}`)]);
  return [...named, ...because].filter(([, array]) => array);
}

/**
 * One line a word and unit; words count from 1, units from 0, as on the screen.
 * @param {import("../film.js").Film} film
 */
export function valuesAsCsv(film) {
  const columns = columnsOf(film);
  const rows = film.words.flatMap((word, step) =>
    Array.from({ length: film.units }, (_, unit) => [step + 1, word, unit, ...columns.map(([, { data }]) => data[step * film.units + unit])]),
  );
  return csv([["step", "word", "unit", ...columns.map(([name]) => name)], ...rows]);
}

/**
 * numpy.load(…)["f"] is (T, H); words, next_words (T, 5) flattened, and their probabilities come along.
 * @param {import("../film.js").Film} film
 */
export function valuesAsNpz(film) {
  const files = columnsOf(film).map(([name, { data, shape }]) => [`${name}.npy`, npy(data, shape)]);
  const probabilities = film.arrays.get("top_probs");
  const next = probabilities && [
    ["next_words.npy", npyOfWords(film.header.top_words.flat())],
    ["next_probabilities.npy", npy(probabilities.data, probabilities.shape)],
  ];
  return zip([
    ["words.npy", npyOfWords(film.words)],
    ...(next ?? []),
    ...files,
  ]);
}

/**
 * {"words", "units", "values": {"f": a list for each word of a number for each unit, …}, "next": the likeliest words}.
 * @param {import("../film.js").Film} film
 */
export function valuesAsJson(film) {
  const rows = ({ data }) => film.words.map((_, step) => Array.from(data.subarray(step * film.units, (step + 1) * film.units)));
  const values = Object.fromEntries(columnsOf(film).map(([name, array]) => [name, rows(array)]));
  const next = film.words.map((_, step) => film.next(step));
  return JSON.stringify({ cell: film.header.title, words: film.words, units: film.units, values, next });
}
