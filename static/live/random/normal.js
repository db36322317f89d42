/** Numbers of the normal distribution, by the ziggurat (Marsaglia & Tsang 2000) with the layers that NumPy has. */

const REST = 2 ** 52; // what a word has room for beside layer and sign

/**
 * @param {import("./generator.js").Generator} generator
 * @param {number[]} edges where each of 256 layers ends, from lstm_core.live.ziggurat; the first is the one with the tail
 * @returns {() => number} mean 0, standard deviation 1
 */
export function openNormal({ words, random }, edges) {
  const tail = edges[edges.length - 1];
  const inner = edges.map((_, k) => (k > 1 ? edges[k - 1] : k ? 0 : tail));
  const inside = inner.map((edge, k) => Math.floor((edge / edges[k]) * REST));
  const widths = edges.map((edge) => edge / REST);
  const heights = edges.map((edge) => Math.exp(-0.5 * edge * edge));
  heights[0] = 1;

  return function normal() {
    for (;;) {
      words.next();
      const { low, high } = words;
      const layer = low & 255;
      const rest = (high & 0x1fffffff) * 2 ** 23 + (low >>> 9);
      const x = (low & 256 ? -rest : rest) * widths[layer];
      if (rest < inside[layer]) return x;
      if (!layer) return low & 0x20000 ? -beyond() : beyond();
      if ((heights[layer - 1] - heights[layer]) * random() + heights[layer] < Math.exp(-0.5 * x * x)) return x;
    }
  };

  /** Marsaglia (1964): from the last edge on. */
  function beyond() {
    for (;;) {
      const x = -(1 / tail) * Math.log1p(-random());
      const y = -Math.log1p(-random());
      if (y + y > x * x) return tail + x;
    }
  }
}
