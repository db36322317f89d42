/** A file of a lesson, handed to the component that asked for it as the server would. */

import { decode } from "../../shared/blob.js";
import { bytes } from "./store.js";

/**
 * @param {Uint8Array} message what the component reads
 * @param {Record<string, {name: string, type: string, text: string}>} files by key, the text the name of its part
 * @param {{key: string, number: string}} wanted
 * @returns {Promise<Uint8Array>} the message, with the file
 */
export async function handedOver(message, files, { key, number }) {
  const text = new TextDecoder().decode(await bytes(files[key].text));
  return written({ ...decode(message).header, file: { ...files[key], number, text } });
}

/** [u32 length][what it says, as JSON, padded to 4] */
function written(header) {
  const said = new TextEncoder().encode(JSON.stringify(header));
  const whole = new Uint8Array(4 + 4 * Math.ceil(said.length / 4)).fill(32);
  new DataView(whole.buffer).setUint32(0, whole.length - 4, true);
  whole.set(said, 4);
  return whole;
}
