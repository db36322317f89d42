/** An animated PNG, put together from the pictures of one canvas: each frame holds what changed since the one before. */

import { crc32, join } from "./bytes.js";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const letters = new TextEncoder();

/** @typedef {{x: number, y: number, png: Uint8Array, milliseconds: number}} Frame a whole PNG, and where it lies */

/**
 * @param {Frame[]} frames the first as large as the whole
 * @returns {Uint8Array} it plays once; a viewer that knows no animation shows the first frame
 */
export function animated(frames) {
  const heads = frames.map(({ png }) => only(png, "IHDR"));
  const depth = (head) => head.subarray(8).join(" ");
  if (heads.some((head) => depth(head) !== depth(heads[0]))) throw new Error("this browser writes pictures of different kinds");
  let number = 0;
  const body = frames.flatMap(({ x, y, png, milliseconds }, k) => {
    const control = [u32(number++), heads[k].subarray(0, 8), u32(x), u32(y), u16(milliseconds), u16(1000), [0, 0]];
    const data = chunksOf(png).filter(({ type }) => type === "IDAT");
    return [chunk("fcTL", ...control), ...data.map((one) => (k ? chunk("fdAT", u32(number++), one.body) : chunk("IDAT", one.body)))];
  });
  return join([SIGNATURE, chunk("IHDR", heads[0]), chunk("acTL", u32(frames.length), u32(1)), ...body, chunk("IEND")]);
}

/** @param {Uint8Array} png */
export function chunksOf(png) {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const found = [];
  for (let at = SIGNATURE.length; at < png.length; at += 12 + view.getUint32(at)) {
    const body = png.subarray(at + 8, at + 8 + view.getUint32(at));
    found.push({ type: String.fromCharCode(...png.subarray(at + 4, at + 8)), body });
  }
  return found;
}

const only = (png, type) => chunksOf(png).find((one) => one.type === type).body;

/** Length, type, body, checksum. */
function chunk(type, ...parts) {
  const inside = join([letters.encode(type), ...parts]);
  return join([u32(inside.length - 4), inside, u32(crc32(inside))]);
}

const u32 = (value) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const u16 = (value) => [(value >>> 8) & 255, value & 255];
