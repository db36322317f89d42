/** Gates and memory at every pixel, computed in the page: the network reads the film that is shown. */

import { openModel } from "../live/model.js";
import { createNetwork } from "../live/network.js";

/**
 * @param {Uint8Array} network as Python packed it
 * @param {import("../shared/blob.js").NumberArray} film the pictures that came, (T, Y, X)
 * @param {string[]} names
 * @returns {Map<string, import("../shared/blob.js").NumberArray>} each (T, H, Y, X)
 */
export function mapsOf(network, { shape: [T, height, width], data }, names) {
  const model = openModel(network);
  const { M, node, names: places } = createNetwork(model, { T, B: 1, height, width }).read([data]);
  const size = model.layers[0].H * height * width;
  const found = names.map((name) => {
    const { base, stride } = node(0, places(0)[name]);
    const numbers = new Float32Array(T * size);
    for (let t = 0; t < T; t++) numbers.set(M.subarray(base + t * stride, base + t * stride + size), t * size);
    return [name, { shape: [T, model.layers[0].H, height, width], data: numbers }];
  });
  return new Map(found);
}
