/** Trains beside the page: takes network and sequences once, then what a hand asks. */

import { createEngine } from "./engine.js";

/** @type {Promise<(message: any) => void> | null} */
let engine = null;

addEventListener("message", ({ data }) => {
  engine ??= createEngine(data.task, (message) => postMessage(message));
  engine
    .then((hear) => data.do && hear(data))
    .catch((error) => postMessage({ kind: "error", sentence: String(error.message ?? error) }));
});
