/** The tasks whose sequences a page draws itself, by the names that lstm_core.live.drawn gives them. */

import { adding } from "./adding.js";
import { adding97 } from "./adding97.js";
import { copy } from "./copy.js";
import { latch } from "./latch.js";
import { order } from "./order.js";
import { reber } from "./reber.js";

/** @typedef {(generator: import("./batch.js").Generator, count: number, level: [number, number], about: any) => import("./batch.js").Block} Draw */

/** @type {Record<string, Draw>} */
export const DRAWS = { adding, adding97, copy, latch, order, reber };
