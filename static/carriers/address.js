/** Where the hand stands, in the address of the page, written without a message to the server. */

/**
 * @typedef {{guess: number | null, by: string, rows: number, source: string}} Place
 * @typedef {{units: number, orders: Record<string, any>, sources: Record<string, any>}} About what a link may say
 */

export const GUESS = "carriers_guess"; // the question's key, too
const KEYS = { guess: GUESS, by: "carriers_by", rows: "carriers_rows", source: "carriers_from" };
const SOURCE = "spain";

/**
 * @param {About} about
 * @returns {Place} where a place of its own fails, the usual one
 */
export function usualPlace({ orders, sources }) {
  const [by] = Object.keys(orders);
  return { guess: null, by, rows: 0, source: SOURCE in sources ? SOURCE : Object.keys(sources)[0] };
}

/**
 * What the link asks for, as far as it can be had; the server says what was ignored.
 * @param {About} about
 * @returns {Place}
 */
export function readAddress(about) {
  const query = new URLSearchParams(globalThis.location.search);
  const said = (name) => query.getAll(KEYS[name]).at(-1) ?? "";
  const whole = (text, most) => (/^(0|[1-9]\d{0,3})$/.test(text) && Number(text) <= most ? Number(text) : null);
  const usual = usualPlace(about);
  return {
    guess: whole(said("guess"), about.units - 1),
    by: Object.hasOwn(about.orders, said("by")) ? said("by") : usual.by,
    rows: whole(said("rows"), about.units) ?? 0,
    source: Object.hasOwn(about.sources, said("source")) ? said("source") : usual.source,
  };
}

/** @param {About} about @param {Place} place */
export function writeAddress(about, place) {
  const address = new URL(globalThis.location.href);
  const usual = usualPlace(about);
  for (const [name, key] of Object.entries(KEYS)) {
    if (place[name] === usual[name]) address.searchParams.delete(key);
    else address.searchParams.set(key, String(place[name]));
  }
  if (address.href !== globalThis.location.href) history.replaceState(history.state, "", address);
}
