/** A message of several bodies: a header in JSON that says how long each is. */

/**
 * @param {Uint8Array} bytes [u32 header length][JSON header with the sizes of what follows][body …]
 * @returns {{header: any, bodies: Uint8Array[]}}
 */
export function openFramed(bytes) {
  let at = 4 + new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, at)));
  const bodies = header.sizes.map((size) => bytes.subarray(at, (at += size)));
  return { header, bodies };
}
