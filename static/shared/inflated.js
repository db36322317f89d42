/** What was packed with deflate, unpacked. */

/**
 * Without a Blob: WebKit reads none in the worker of a page that was opened from a disk.
 * @param {Uint8Array} packed
 * @returns {Promise<ArrayBuffer>}
 */
export function inflated(packed) {
  const stream = new Response(/** @type {any} */ (packed)).body.pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).arrayBuffer();
}
