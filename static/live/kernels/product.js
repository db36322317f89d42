/** Products of matrices that lie in one memory, several sums at a time. */

/**
 * out[i, j] = (what stands there, if `add`) + Σₖ a[i, k] · w[k, j], for I × J numbers and sums of K terms. A row of
 * `out` is `oi` after the one before; a[i, k] lies at i·ai + k·ak, w[k, j] at k·wk + j.
 *
 * Measured: 2 × 4 sums at a time are 1.5 times as fast as one, if the four lie side by side; `| 0` tells the engine
 * that a place is a whole number.
 * @param {Float64Array} M the memory; out, a and w are places in it
 */
export function product(M, out, oi, a, ai, ak, w, wk, I, J, K, add) {
  let i = 0;
  for (; i + 1 < I; i += 2) {
    let j = 0;
    for (; j + 3 < J; j += 4) eight(M, out + i * oi + j, oi, a + i * ai, ai, ak, w + j, wk, K, add);
    for (; j < J; j++) {
      one(M, out + i * oi + j, a + i * ai, ak, w + j, wk, K, add);
      one(M, out + (i + 1) * oi + j, a + (i + 1) * ai, ak, w + j, wk, K, add);
    }
  }
  if (i === I) return;
  let j = 0;
  for (; j + 3 < J; j += 4) four(M, out + i * oi + j, a + i * ai, ak, w + j, wk, K, add);
  for (; j < J; j++) one(M, out + i * oi + j, a + i * ai, ak, w + j, wk, K, add);
}

function eight(M, out, oi, a, ai, ak, w, wk, K, add) {
  let p = a | 0;
  let q = w | 0;
  let s = 0, t = 0, u = 0, v = 0, S = 0, T = 0, U = 0, V = 0; // a list of them would be made for every call
  for (let k = 0; k < K; k = (k + 1) | 0) {
    const x = M[p];
    const y = M[(p + ai) | 0];
    const e = M[q];
    const f = M[(q + 1) | 0];
    const g = M[(q + 2) | 0];
    const h = M[(q + 3) | 0];
    s += x * e;
    t += x * f;
    u += x * g;
    v += x * h;
    S += y * e;
    T += y * f;
    U += y * g;
    V += y * h;
    p = (p + ak) | 0;
    q = (q + wk) | 0;
  }
  store(M, out, s, t, u, v, add);
  store(M, out + oi, S, T, U, V, add);
}

function four(M, out, a, ak, w, wk, K, add) {
  let p = a | 0;
  let q = w | 0;
  let s = 0, t = 0, u = 0, v = 0;
  for (let k = 0; k < K; k = (k + 1) | 0) {
    const x = M[p];
    s += x * M[q];
    t += x * M[(q + 1) | 0];
    u += x * M[(q + 2) | 0];
    v += x * M[(q + 3) | 0];
    p = (p + ak) | 0;
    q = (q + wk) | 0;
  }
  store(M, out, s, t, u, v, add);
}

function one(M, out, a, ak, w, wk, K, add) {
  let sum = add ? M[out] : 0;
  for (let k = 0; k < K; k++) sum += M[a + k * ak] * M[w + k * wk];
  M[out] = sum;
}

function store(M, out, s, t, u, v, add) {
  M[out] = add ? M[out] + s : s;
  M[out + 1] = add ? M[out + 1] + t : t;
  M[out + 2] = add ? M[out + 2] + u : u;
  M[out + 3] = add ? M[out + 3] + v : v;
}

/** Writes W (R, C), which lies at `from`, turned, (C, R), to `to`. */
export function transpose(M, from, to, R, C) {
  for (let r = 0; r < R; r++) for (let c = 0; c < C; c++) M[to + c * R + r] = M[from + r * C + c];
}
