/** WebAssembly put together from named instructions, as far as loops over numbers in one memory need it. */

/** @typedef {(number | Code)[]} Code bytes, nested as expressions are */

const [I32, V128] = [0x7f, 0x7b];

/** A whole number as WebAssembly writes it, seven bits a byte. */
function leb(number, bits = []) {
  const [low, more] = [number & 127, number >> 7];
  const last = more === 0 && low < 64 || more === -1 && low >= 64;
  return last ? [...bits, low] : leb(more, [...bits, low | 128]);
}

/** The same where it has no sign. */
const count = (number) => (number < 128 ? [number] : [(number & 127) | 128, ...count(number >>> 7)]);
const sized = (bytes) => [...count(bytes.length), ...bytes];
const list = (items) => [...count(items.length), ...items.flat()];
const text = (name) => sized([...new TextEncoder().encode(name)]);
const vector = (code) => [0xfd, ...count(code)];
const double = (number) => [...new Uint8Array(Float64Array.of(number).buffer)];

/** Whole numbers, as addresses are. */
export const whole = (number) => [0x41, ...leb(number)];
export const plus = (a, b) => [a, b, 0x6a];
export const minus = (a, b) => [a, b, 0x6b];

/** Two doubles at a time. */
export const both = (number) => [...vector(12), ...double(number), ...double(number)];
export const load = (address, offset = 0) => [address, ...vector(0), 3, ...count(offset)];
export const loadTwice = (address) => [address, ...vector(10), 3, 0];
export const store = (address, value, offset = 0) => [address, value, ...vector(11), 3, ...count(offset)];
export const neg = (a) => [a, ...vector(237)];
const pair = (code) => (a, b) => [a, b, ...vector(code)];
export const [add, sub, mul, div, min, max] = [240, 241, 242, 243, 244, 245].map(pair);
/** The same 128 bits as two whole numbers of 64. */
export const shiftLeft = (a, bits) => [a, whole(bits), ...vector(203)];
export const addWhole = pair(206);
export const bothWhole = (number) => [...vector(12), ...[0, 1].flatMap(() => [...new Uint8Array(BigInt64Array.of(number).buffer)])];

/**
 * A function of whole numbers, with more of them and pairs of doubles as its own.
 * @param {string[]} given
 * @param {string[]} own
 * @param {string[]} pairs
 * @param {(at: {get: (name: string) => Code, set: (name: string, value: Code) => Code, step: (name: string, by: Code) => Code,
 *          repeat: (name: string, body: Code) => Code, when: (name: string, body: Code) => Code}) => Code} body
 */
export function routine(given, own, pairs, body) {
  const names = [...given, ...own, ...pairs];
  const place = (name) => count(names.indexOf(name));
  const get = (name) => [0x20, ...place(name)];
  const set = (name, value) => [value, 0x21, ...place(name)];
  const step = (name, by) => set(name, plus(get(name), by));
  /** At least once, until the name has counted down to 0. */
  const repeat = (name, inside) => [0x03, 0x40, inside, set(name, minus(get(name), whole(1))), get(name), 0x0d, 0, 0x0b];
  const when = (name, inside) => [get(name), 0x04, 0x40, inside, 0x0b];
  const locals = list([[...count(own.length), I32], [...count(pairs.length), V128]]);
  return { given: given.length, code: sized([...locals, ...[body({ get, set, step, repeat, when })].flat(Infinity), 0x0b]) };
}

/**
 * @param {Record<string, ReturnType<typeof routine>>} routines by the names under which they are called
 * @returns {Uint8Array} a module that works in the memory `page.memory`
 */
export function assembled(routines) {
  const all = Object.entries(routines);
  const section = (number, items) => [number, ...sized(list(items))];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, all.map(([, { given }]) => [0x60, ...count(given), ...Array(given).fill(I32), 0])),
    ...section(2, [[...text("page"), ...text("memory"), 2, 0, 1]]),
    ...section(3, all.map((_, k) => count(k))),
    ...section(7, all.map(([name], k) => [...text(name), 0, ...count(k)])),
    ...section(10, all.map(([, { code }]) => code)),
  ]);
}
