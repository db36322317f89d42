/** Whether a condition on the page's state holds: parts about the address or about signals, all of them at once. */

/** @typedef {{link: boolean, name: string, asks: string, value: string, without: boolean}} Part as Python has read it */

const COMPARED = {
  "": () => true,
  "=": (text, value) => text === value,
  "!=": (text, value) => text !== value,
  ">=": (text, value) => Number(text) >= Number(value),
  "<=": (text, value) => Number(text) <= Number(value),
  ">": (text, value) => Number(text) > Number(value),
  "<": (text, value) => Number(text) < Number(value),
};

/**
 * What is not there fulfils nothing but a `without`.
 * @param {Part[]} parts
 * @param {URLSearchParams} query
 * @param {(name: string) => string | undefined} signalled
 */
export function holds(parts, query, signalled) {
  return parts.every(({ link, name, asks, value, without }) => {
    const texts = (link ? query.getAll(name) : [signalled(name) ?? ""]).filter(Boolean);
    return without ? !texts.length : texts.some((text) => COMPARED[asks](text, value));
  });
}
