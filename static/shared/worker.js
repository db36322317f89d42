/** A worker whose modules come under the version of the page: import maps do not reach into workers. */

const IMPORT = /(\bfrom\s*")(\.[^"\n]+)(")/g;

/** @type {Map<string, Promise<string>>} from a module's address to a copy whose imports are copies too */
const copies = new Map();

/**
 * @param {URL} module its address, the version with it; it imports relatively and in no circle
 * @returns {Promise<Worker>} rejected where the page gets none
 */
export async function openWorker(module) {
  const linked = "linkedBeside" in globalThis; // then it imports nothing, and a page at a file address gets no module
  return new Worker(await copyOf(module.href), { type: linked ? "classic" : "module" });
}

function copyOf(address) {
  if (!copies.has(address)) copies.set(address, copied(address));
  return copies.get(address);
}

async function copied(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} could not be fetched`);
  const source = await answer.text();
  const names = [...new Set([...source.matchAll(IMPORT)].map(([, , name]) => name))];
  const version = new URL(address).search;
  const found = await Promise.all(names.map((name) => copyOf(new URL(name + version, address).href)));
  const places = new Map(names.map((name, k) => [name, found[k]]));
  const text = source.replace(IMPORT, (_, before, name, after) => before + places.get(name) + after);
  return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
}
