/** Answers a test's questions with the films that static/film/live makes: headers, and every number as a float32. */

import { decode } from "/shared/blob.js";
import { openModel, openModels } from "/live/model.js";
import { createLive } from "/film/live/live.js";

const quiet = { values() {}, sentence() {}, changed() {}, looked: () => [] };
const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** Films of one network: each of a sentence with holds, made from the header of another sentence's film. */
export function films(network, template, versions) {
  const [model, { header, arrays: given }] = [openModel(bytesOf(network)), decode(bytesOf(template))];
  return versions.map((version) => {
    const live = createLive(model, { ...header, given }, quiet);
    live.take(version);
    const { arrays, header: made } = live.film();
    return { header: made, arrays: [...arrays].map(([key, { shape, data }]) => [key, shape, textOf(data)]) };
  });
}

function textOf(data) {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** A film of one network, read by each checkpoint of its training; words with their probabilities come as they are shown. */
export function learnt(network, template, checkpoints, version) {
  const { header } = decode(bytesOf(template));
  const live = createLive(openModel(bytesOf(network)), header, quiet);
  live.take(version);
  const film = live.film();
  return [...openModels(bytesOf(checkpoints)), live.model].map((model) => {
    live.wear(model);
    const arrays = [...film.arrays].map(([key, { shape, data }]) => [key, shape, textOf(data)]);
    const scales = film.lanes.map(({ name }) => film.laneValues(name, "raw").limit);
    const { top_words, orders } = film.header;
    return { arrays, scales, top_words: [...top_words], orders, alone: live.alone().next(film.steps - 1)[0].text };
  });
}
