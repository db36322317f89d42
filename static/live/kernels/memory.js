/** One memory for all numbers of a network: places are taken first, then it is opened once. */

import { KERNEL } from "./kernels.js";
import { fastKernels } from "./simd.js";

const PAGE = 65536; // bytes by which WebAssembly's memories grow

export class Memory {
  size = 0;
  /** @type {Float64Array} */
  M = new Float64Array(0);
  /** What computes in it. */
  kernels = KERNEL;
  /** @type {WebAssembly.Memory | null} */
  #shared = null;

  /** A fast one computes in WebAssembly, to the same bits, where the browser lets it. */
  constructor({ fast = false } = {}) {
    try {
      if (fast) this.#shared = new WebAssembly.Memory({ initial: 1 });
      this.kernels = fastKernels(this.#shared);
    } catch {
      this.#shared = null;
    }
  }

  /** @returns {number} where this many numbers begin, all 0 when the memory is opened */
  take(count) {
    this.size += count;
    return this.size - count;
  }

  open() {
    this.#shared?.grow(Math.ceil((8 * this.size) / PAGE));
    this.M = this.#shared ? new Float64Array(this.#shared.buffer, 0, this.size) : new Float64Array(this.size);
    return this.M;
  }
}
