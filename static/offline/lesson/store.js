/** What is packed in this file, or lies beside it: unpacked when it is wanted. */

import { inflated } from "../../shared/inflated.js";

const APART = 1; // as offline/said/shelf.py says it
/** @type {Map<string, Promise<Uint8Array>>} */
const kept = new Map();

/** @param {string} names of one part, or of several with + between them @returns {Promise<Uint8Array>} */
export async function bytes(names) {
  const found = await Promise.all(names.split("+").map(one));
  return found.length === 1 ? found[0] : new Uint8Array(await new Blob(/** @type {any} */ (found)).arrayBuffer());
}

function one(name) {
  if (!kept.has(name)) kept.set(name, unpacked(name));
  return /** @type {Promise<Uint8Array>} */ (kept.get(name));
}

/**
 * A part that carries others: [u32 length][what it says, as JSON, and where each of the others lies][the others].
 * @param {string} name @returns {Promise<any>} what it says
 */
export async function opened(name) {
  const all = await bytes(name);
  const start = 4 + new DataView(all.buffer, all.byteOffset).getUint32(0, true);
  const { parts, ...said } = JSON.parse(new TextDecoder().decode(all.subarray(4, start)));
  for (const [one, [at, size]] of Object.entries(parts)) kept.set(one, Promise.resolve(all.slice(start + at, start + at + size)));
  return said;
}

async function unpacked(name) {
  const text = document.getElementById(`kept-${name}`)?.textContent ?? (await beside(name));
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  if (packed[0] !== APART) return new Uint8Array(await inflated(packed.subarray(1)));
  return together(new Uint8Array(await inflated(packed.subarray(5))), new DataView(packed.buffer).getUint32(1, true));
}

/** Behind `start` the four bytes of each number lay apart, all first bytes first: they come together again. */
function together(apart, start) {
  const count = Math.floor((apart.length - start) / 4);
  const found = apart.slice();
  for (let plane = 0; plane < 4; plane += 1)
    for (let k = 0; k < count; k += 1) found[start + 4 * k + plane] = apart[start + plane * count + k];
  return found;
}

/** A file beside the page says `packed.name = "…"`: a script, because a page at a file address may load nothing else. */
async function beside(name) {
  const found = (globalThis.packed ??= {});
  if (!(name in found)) await script(`data/${name}.js`);
  if (!(name in found)) throw new Error("a part of this lesson is missing");
  return found[name];
}

/** @param {string} address @returns {Promise<void>} once the script has run */
export function script(address) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = address;
    element.onload = () => resolve();
    element.onerror = () => reject(new Error(`${address} could not be loaded`));
    document.head.append(element);
  });
}
