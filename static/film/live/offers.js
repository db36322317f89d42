/** What Python sends once the reader asks for it: each kind is asked for at most once, and opened when it has come. */

import { isKept, whenKept } from "../../shared/networks.js";

/** @typedef {{about: any, bodies: Uint8Array[]}} Sent what is said of it, and what it consists of */

/**
 * @param {Record<string, {name: string}>} offers
 * @param {(name: string, value: string) => void} tell Python
 */
export function createOffers(offers, tell) {
  const kinds = new Set();

  /** @param {string} kind @returns {Promise<Sent>} */
  function ask(kind) {
    const { name } = offers[kind];
    if (!isKept(name) && !kinds.has(kind)) {
      kinds.add(kind);
      tell("asks", [...kinds].join(" "));
    }
    return whenKept(name).then(opened);
  }

  return { ask };
}

/** @param {Uint8Array} bytes [u32 header length][JSON header with the sizes of what follows][body …] @returns {Sent} */
function opened(bytes) {
  let at = 4 + new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  const about = JSON.parse(new TextDecoder().decode(bytes.subarray(4, at)));
  const bodies = about.sizes.map((size) => bytes.subarray(at, (at += size)));
  return { about, bodies };
}
