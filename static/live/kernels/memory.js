/** One memory for all numbers of a network: places are taken first, then it is opened once. */

export class Memory {
  size = 0;
  /** @type {Float64Array} */
  M = new Float64Array(0);

  /** @returns {number} where this many numbers begin, all 0 when the memory is opened */
  take(count) {
    this.size += count;
    return this.size - count;
  }

  open() {
    this.M = new Float64Array(this.size);
    return this.M;
  }
}
