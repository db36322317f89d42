/** A 'same' convolution of maps with a kernel, and its two gradients, in one memory. */

/**
 * The three kernels for maps of one size; places as in kernels.js: n sequences, R units, C channels, and a map lies row
 * by row. A kernel of even side sees one pixel more after than before.
 * @param {number} side of the kernel
 */
export function convolutions(side, height, width) {
  const before = (side - 1) >> 1;
  const size = height * width;

  /** Calls `visit` for every pair of rows that a kernel's number joins: its place, its shift, what both rows begin at. */
  function eachPair(n, R, C, visit) {
    for (let b = 0; b < n; b++)
      for (let r = 0; r < R; r++)
        for (let c = 0; c < C; c++)
          for (let i = 0; i < side; i++)
            for (let j = 0; j < side; j++) {
              const kernel = ((r * C + c) * side + i) * side + j;
              const shift = j - before;
              const first = Math.max(0, -shift);
              const last = Math.min(width, width - shift);
              for (let y = Math.max(0, before - i); y < Math.min(height, height + before - i); y++) {
                const one = (b * R + r) * size + y * width;
                visit(kernel, one, (b * C + c) * size + (y + i - before) * width + shift, first, last);
              }
            }
  }

  return {
    conv(M, o, w, a, n, R, C) {
      M.fill(0, o, o + n * R * size);
      eachPair(n, R, C, (kernel, out, seen, first, last) => {
        const weight = M[w + kernel];
        for (let x = first; x < last; x++) M[o + out + x] += weight * M[a + seen + x];
      });
    },
    conv_turned(M, o, w, d, n, R, C) {
      M.fill(0, o, o + n * C * size);
      eachPair(n, R, C, (kernel, out, seen, first, last) => {
        const weight = M[w + kernel];
        for (let x = first; x < last; x++) M[o + seen + x] += weight * M[d + out + x];
      });
    },
    conv_outer(M, o, d, a, n, R, C) {
      eachPair(n, R, C, (kernel, out, seen, first, last) => {
        let sum = 0;
        for (let x = first; x < last; x++) sum += M[d + out + x] * M[a + seen + x];
        M[o + kernel] += sum;
      });
    },
  };
}
