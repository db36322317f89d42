/** Where levers stand, in the address of the page, written without a message to the server. */

/**
 * One of a few options in place of a lever; what is said of a lever holds for it.
 * @typedef {{name: string, address: string, label: string, options: string[], start: string}} Choice
 *
 * `idle` says why a lever moves nothing; a `turned` one has its low end at the right.
 * @typedef {{name: string, address: string, label: string, low: number, high: number, step: number, start: number,
 *            idle?: string, turned?: boolean}} Lever
 * @typedef {Record<string, any>} Position
 */

/**
 * What the link asks for, as far as a lever has such a stop; the server says what was ignored.
 * @param {(Lever | Choice)[]} levers
 * @returns {any} a Position
 */
export function readAddress(levers) {
  const query = new URLSearchParams(globalThis.location.search);
  const stop = ({ address, options, low, high, step, start }) => {
    const text = query.getAll(address).at(-1) ?? "";
    if (options) return options.includes(text) ? text : start;
    const value = /^-?\d{1,3}(\.\d{1,2})?$/.test(text) ? Number(text) : NaN;
    const off = Math.abs((value - low) / step - Math.round((value - low) / step));
    return value >= low && value <= high && off < 1e-6 ? value : start;
  };
  return Object.fromEntries(levers.map((lever) => [lever.name, stop(lever)]));
}

/**
 * Each place where the levers came to rest is one that the browser's Back returns to.
 * @param {(Lever | Choice)[]} levers
 * @param {Position} position
 */
export function writeAddress(levers, position) {
  const address = new URL(globalThis.location.href);
  for (const { name, address: key, start } of levers) {
    if (position[name] === start) address.searchParams.delete(key);
    else address.searchParams.set(key, String(position[name]));
  }
  if (address.href !== globalThis.location.href) history.pushState({}, "", address);
}

/**
 * Says where the levers stand after the browser's Back or Forward.
 * @param {(Lever | Choice)[]} levers
 * @param {(position: any) => void} arrived
 * @returns {() => void} what ends it
 */
export function followAddress(levers, arrived) {
  const { pathname } = globalThis.location;
  const gone = () => pathname === globalThis.location.pathname && arrived(readAddress(levers));
  addEventListener("popstate", gone);
  return () => removeEventListener("popstate", gone);
}
