/** The one message from Python: a JSON header, then other messages as they are. */

/**
 * @param {Uint8Array} bytes
 * @returns {{header: any, part: (name: string) => Uint8Array}}
 */
export function openBundle(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const part = (name) => {
    const [offset, size] = header.parts[name];
    return bytes.subarray(4 + length + offset, 4 + length + offset + size);
  };
  return { header, part };
}
