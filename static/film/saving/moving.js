/** The film as a picture that moves: it goes through its words once, and every word is one frame. */

import { imageOf } from "../../shared/saving/picture.js";
import { animated } from "./apng.js";

const WORD = 900; // ms
const LAST = 4000;

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {() => string} picture the film as it stands, as SVG
 * @returns {Promise<Blob>} the reader's place is as it was
 */
export async function filmAsApng(film, state, picture) {
  const { word, micro } = state.get();
  const seen = [];
  try {
    for (let step = 0; step < film.steps; step += 1) {
      state.toWord(step);
      await drawn();
      seen.push(picture());
    }
  } finally {
    state.set({ word, micro, playing: false });
  }
  const images = [];
  for (const svg of seen) images.push(await imageOf(svg));
  return new Blob([animated(await framesOf(images))], { type: "image/png" });
}

/** @param {HTMLImageElement[]} images */
async function framesOf(images) {
  const [width, height] = [Math.max(...images.map((one) => one.width)), Math.max(...images.map((one) => one.height))];
  const [whole, part] = [canvasOf(width, height), canvasOf(1, 1)];
  const frames = /** @type {import("./apng.js").Frame[]} */ ([]);
  let before = null;
  for (const [k, image] of images.entries()) {
    whole.drawImage(image, 0, 0);
    const { data } = whole.getImageData(0, 0, width, height);
    const now = new Uint32Array(data.buffer);
    const { x, y, wide, tall } = before ? changed(before, now, width) : { x: 0, y: 0, wide: width, tall: height };
    Object.assign(part.canvas, { width: wide, height: tall });
    part.drawImage(whole.canvas, -x, -y);
    frames.push({ x, y, png: await pngOf(part.canvas), milliseconds: k === images.length - 1 ? LAST : WORD });
    before = now;
  }
  return frames;
}

/** The smallest rectangle with every pixel that differs; one pixel where none does. */
function changed(before, now, width) {
  let [left, right, top, bottom] = [width, -1, -1, -1];
  for (let k = 0; k < now.length; k += 1) {
    if (before[k] === now[k]) continue;
    const [x, y] = [k % width, Math.floor(k / width)];
    if (top < 0) top = y;
    bottom = y;
    left = Math.min(left, x);
    right = Math.max(right, x);
  }
  return right < 0 ? { x: 0, y: 0, wide: 1, tall: 1 } : { x: left, y: top, wide: right - left + 1, tall: bottom - top + 1 };
}

const canvasOf = (width, height) => Object.assign(document.createElement("canvas"), { width, height }).getContext("2d", { willReadFrequently: true });

/** @param {HTMLCanvasElement} canvas @returns {Promise<Uint8Array>} */
const pngOf = async (canvas) => new Uint8Array(await (await new Promise((done) => canvas.toBlob((blob) => done(/** @type {Blob} */ (blob)), "image/png"))).arrayBuffer());

/** Two frames: what was changed is drawn. */
const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
