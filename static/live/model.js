/** A network opened from the one message that Python packed: programs, weights in doubles, words. */

const FORMAT = 1;

/**
 * @typedef {{data: Float64Array, shape: number[]}} Weight
 * @typedef {[op: string, args: number[], name: string, value: number]} Node
 * @typedef {{title: string, nodes: Node[], forward: number, names: Record<string, number>, states: string[],
 *            parameters: Record<string, string[]>, fixed: string[], kernel: number | null,
 *            lost: Record<string, string>,
 *            derivative: {names: Record<string, number>, prevs: Record<string, number>, x: number | null,
 *                         parameters: Record<string, number>},
 *            carry: Record<string, {factor: [nodes: number[], coefficient: number][],
 *                                   constants: Record<string, number>}>}} Program
 * @typedef {{program: Program, weights: Record<string, Weight>, D: number, H: number}} Layer
 * @typedef {{header: any, programs: Program[], layers: Layer[], embedding: Weight | null,
 *            readout: {W: Weight, b: Weight}, vocabulary: string[], answers: string[],
 *            index: Map<string, number>}} Model
 */

/**
 * The first network of a message, or its only one.
 * @param {Uint8Array | ArrayBuffer} message
 * @returns {Model}
 */
export const openModel = (message) => openModels(message)[0];

/**
 * Reads [u32 header length][JSON header, padded to 8][float16, float32 or float64 …]; little-endian, whatever the alignment.
 * @param {Uint8Array | ArrayBuffer} message
 * @returns {Model[]} networks of the same cells and sizes
 */
export function openModels(message) {
  const bytes = message instanceof Uint8Array ? message : new Uint8Array(message);
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  for (const { format } of [header, ...header.programs]) {
    if (format !== FORMAT) throw new Error(`this network has format ${format}; the page knows format ${FORMAT}: reload it`);
  }
  const numbers = numbersOf(bytes.slice(4 + length).buffer, header.dtype);
  const { networks: count = 1 } = header;
  const each = numbers.length / count;
  return Array.from({ length: count }, (_, k) => modelOf(header, numbers.subarray(k * each, (k + 1) * each)));
}

/** @returns {Model} */
function modelOf(header, numbers) {
  const weight = ({ offset, shape }) => {
    const size = shape.reduce((product, side) => product * side, 1);
    return { data: Float64Array.from(numbers.subarray(offset, offset + size)), shape };
  };
  const weights = (places) => Object.fromEntries(Object.entries(places).map(([name, place]) => [name, weight(place)]));
  return {
    header,
    programs: header.programs,
    layers: header.layers.map((layer) => ({
      program: header.programs[layer.program],
      weights: weights(layer.weights),
      D: layer.D,
      H: layer.H,
    })),
    embedding: header.embedding && weight(header.embedding),
    readout: { W: weight(header.readout.W), b: weight(header.readout.b) },
    vocabulary: header.vocabulary,
    answers: header.answers,
    index: new Map(header.vocabulary.map((word, number) => [word, number])),
  };
}

function numbersOf(buffer, dtype) {
  if (dtype === "float64") return new Float64Array(buffer);
  return dtype === "float32" ? new Float32Array(buffer) : Float32Array.from(new Uint16Array(buffer), half);
}

/** A number of half precision, of which not every browser has arrays. */
function half(bits) {
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  const size = exponent ? (1 + fraction / 1024) * 2 ** (exponent - 15) : fraction * 2 ** -24;
  return bits >> 15 ? -size : size;
}
