/** The one message from Python: a JSON header and float32 arrays in a single blob of bytes. */

/**
 * @typedef {{shape: number[], data: Float32Array}} NumberArray
 * @typedef {{header: any, arrays: Map<string, NumberArray>}} Blob_
 */

/**
 * Reads [u32 header length][JSON header, padded to 4][float32 …]; little-endian, whatever the alignment of the slice.
 * @param {Uint8Array | ArrayBuffer} message
 * @returns {Blob_}
 */
export function decode(message) {
  const bytes = message instanceof Uint8Array ? message : new Uint8Array(message);
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const floats = new Float32Array(bytes.slice(4 + length).buffer);
  const arrays = new Map();
  for (const [key, { offset, shape }] of Object.entries(header.arrays)) {
    const size = shape.reduce((product, side) => product * side, 1);
    arrays.set(key, { shape, data: floats.subarray(offset, offset + size) });
  }
  return { header, arrays };
}

/**
 * Whether two messages say the same, so that a rerun that changed nothing costs nothing.
 * @param {Uint8Array | null} one
 * @param {Uint8Array} other
 */
export function same(one, other) {
  return one !== null && one.length === other.length && one.every((byte, place) => byte === other[place]);
}
