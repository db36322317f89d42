/** A network as a .safetensors file, as the core writes and reads it. */

import { sized } from "./weights.js";

const [KIND, FORMAT] = ["network", "1"];

/**
 * @param {import("./weights.js").Arrays} arrays
 * @param {any} about what the arrays do not say: cells, words, answers
 * @returns {Uint8Array}
 */
export function written(arrays, about) {
  const header = { __metadata__: { kind: KIND, format: FORMAT, about: JSON.stringify(about) } };
  let size = 0;
  for (const [name, { data, shape }] of Object.entries(arrays)) {
    header[name] = { dtype: "F64", shape, data_offsets: [size, size + 8 * data.length] };
    size += 8 * data.length;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const padded = 8 * Math.ceil(text.length / 8);
  const bytes = new Uint8Array(8 + padded + size);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(padded), true);
  bytes.fill(32, 8, 8 + padded);
  bytes.set(text, 8);
  let place = 8 + padded;
  for (const { data } of Object.values(arrays)) for (const number of data) view.setFloat64((place += 8) - 8, number, true);
  return bytes;
}

/**
 * The arrays of such a file, if it holds a network of the same cells, words and answers; of any number of units.
 * @param {Uint8Array} bytes
 * @param {any} about
 * @param {import("../live/model.js").Model} model
 * @returns {{arrays: import("./weights.js").Arrays} | {refused: string}} the name of the sentence that refuses it
 */
export function read(bytes, about, model) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length > 8 ? Number(view.getBigUint64(0, true)) : 0;
  if (!(length > 2 && 8 + length <= bytes.length)) return { refused: "no file" };
  const header = parsed(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  const found = parsed(header.__metadata__?.about);
  if (header.__metadata__?.kind !== KIND || header.__metadata__.format !== FORMAT || !Array.isArray(found.layers)) return { refused: "no file" };
  if (!same(found.layers.map(equations), about.layers.map(equations))) return { refused: "other cell" };
  for (const name of ["vocabulary", "outputs", "input_size", "output"])
    if (!same(found[name] ?? null, about[name] ?? null)) return { refused: "other task" };
  const names = Object.keys(sizesOf(model));
  const arrays = {};
  for (const name of names) {
    const place = placeOf(header[name]);
    if (!place) return { refused: "misfit" };
    const array = numbers(view, 8 + length, place);
    if (!array) return { refused: "torn" };
    if (!array.data.every(Number.isFinite)) return { refused: "not finite" };
    arrays[name] = array;
  }
  return fits(model, arrays) ? { arrays } : { refused: "misfit" };
}

/** A JSON object; an empty one where the text is none. */
function parsed(text) {
  try {
    const found = JSON.parse(text);
    return found !== null && typeof found === "object" ? found : {};
  } catch {
    return {};
  }
}

const equations = (layer) => [layer?.text, Object.entries(layer?.constants ?? {}).sort(), layer?.fixed ?? []];
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The symbols of each array's sides. */
function sizesOf({ embedding, layers }) {
  const found = embedding ? { embedding: ["V", "E"] } : {};
  layers.forEach(({ program }, k) => {
    for (const [name, sides] of Object.entries(program.parameters)) found[`layers.${k}.${name}`] = sides;
  });
  return { ...found, "readout.W": ["K", "H"], "readout.b": ["K"] };
}

/** What the header says of an array, where it makes sense: whole sides, and as many bytes as they ask for. */
function placeOf(said) {
  const bytes = { F32: 4, F64: 8 }[said?.dtype];
  const [shape, offsets] = [said?.shape, said?.data_offsets];
  if (!bytes || !whole(shape, 1) || !whole(offsets, 0)) return null;
  const size = shape.reduce((product, side) => product * side, 1);
  return offsets.length === 2 && offsets[1] - offsets[0] === size * bytes ? { bytes, shape, size, from: offsets[0] } : null;
}

const whole = (list, least) => Array.isArray(list) && list.every((number) => Number.isSafeInteger(number) && number >= least);

/** Null where the file ends before. */
function numbers(view, begin, { bytes, shape, size, from }) {
  if (begin + from + size * bytes > view.byteLength) return null;
  const read = bytes === 8 ? "getFloat64" : "getFloat32";
  return { shape, data: Float64Array.from({ length: size }, (_, k) => view[read](begin + from + bytes * k, true)) };
}

/** Whether all shapes belong together, and words and answers are as many as before. */
function fits(model, arrays) {
  const known = { V: model.vocabulary.length, K: model.readout.b.data.length };
  const network = sized(model, arrays);
  let reads = network.embedding ? network.embedding.shape[1] : model.layers[0].D;
  const sides = Object.entries(sizesOf(model)).every(([name, symbols]) => {
    const layer = network.layers[Number(name.split(".")[1])] ?? network.layers.at(-1);
    const all = { ...known, E: reads, D: layer.D, H: layer.H };
    const { shape } = arrays[name];
    return shape.length === symbols.length && symbols.every((symbol, k) => shape[k] === all[symbol]);
  });
  return sides && network.layers.every(({ D, H }) => [D === reads, (reads = H)][0]);
}
