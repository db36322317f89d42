/** Computes beside the page: takes the networks once, then a position of the levers at a time. */

import { decode } from "../../shared/blob.js";
import { openNoise } from "./noise.js";

/** @type {ReturnType<typeof openNoise>} */
let signals;

addEventListener("message", ({ data: { message, position } }) => {
  if (message) signals = openNoise(decode(message));
  if (position) postMessage({ position, signals: signals(position) });
});
