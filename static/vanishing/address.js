/** Where the levers stand, in the address of the page, written without a message to the server. */

/**
 * @typedef {{name: string, address: string, label: string, low: number, high: number, step: number, start: number,
 *            idle: string}} Lever
 */

/**
 * What the link asks for, as far as a lever has such a stop; the server says what was ignored.
 * @param {Lever[]} levers
 * @returns {import("./numbers/noise.js").Position}
 */
export function readAddress(levers) {
  const query = new URLSearchParams(globalThis.location.search);
  const stop = ({ address, low, high, step, start }) => {
    const text = query.getAll(address).at(-1) ?? "";
    const value = /^-?\d{1,3}(\.\d{1,2})?$/.test(text) ? Number(text) : NaN;
    const off = Math.abs((value - low) / step - Math.round((value - low) / step));
    return value >= low && value <= high && off < 1e-6 ? value : start;
  };
  return Object.fromEntries(levers.map((lever) => [lever.name, stop(lever)]));
}

/**
 * @param {Lever[]} levers
 * @param {import("./numbers/noise.js").Position} position
 */
export function writeAddress(levers, position) {
  const address = new URL(globalThis.location.href);
  for (const { name, address: key, start } of levers) {
    if (position[name] === start) address.searchParams.delete(key);
    else address.searchParams.set(key, String(position[name]));
  }
  if (address.href !== globalThis.location.href) history.replaceState(history.state, "", address);
}
