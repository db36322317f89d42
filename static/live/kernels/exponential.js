/** Sigmoid and tanh by the same sums and products in every browser; Math.exp and Math.tanh differ from one to the next. */

export const [PER_LN2, LN2_HIGH, LN2_LOW] = [1.4426950408889634, 6.93147180369123816e-1, 1.90821492927058770e-10];
export const WHOLE = 6755399441055744; // 1.5 · 2^52: what is added to it and taken away again is a whole number
export const [LEAST, MOST] = [-708, 709]; // the powers of e that are numbers, none of them too small to be exact
export const LEVEL = 40; // tanh of half of it is 1
/** 1 / 2!, 1 / 3!, … 1 / 13! */
export const TERMS = [1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040, 1 / 40320, 1 / 362880, 1 / 3628800, 1 / 39916800, 1 / 479001600, 1 / 6227020800];

const [A, B, C, D, E, F, G, H, I, J, K, L] = TERMS;
const SHIFT = 1100;
const POWERS = Float64Array.from({ length: 2 * SHIFT }, (_, k) => 2 ** (k - SHIFT)); // of 2

/** e^r − 1 for r between −ln 2 / 2 and ln 2 / 2. */
const rest = (r) => r + r * r * (A + r * (B + r * (C + r * (D + r * (E + r * (F + r * (G + r * (H + r * (I + r * (J + r * (K + r * L)))))))))));

/** 1 / (1 + e^−z), also where z is large. */
export function sigmoid(z) {
  const power = Math.min(Math.max(-z, LEAST), MOST);
  const whole = power * PER_LN2 + WHOLE - WHOLE;
  const scale = POWERS[(whole + SHIFT) | 0];
  return 1 / (1 + (scale + scale * rest(power - whole * LN2_HIGH - whole * LN2_LOW)));
}

/** (e^2x − 1) / (e^2x + 1), exact in its last digits where x is small. */
export function tanh(x) {
  const power = Math.min(Math.max(x + x, -LEVEL), LEVEL);
  const whole = power * PER_LN2 + WHOLE - WHOLE;
  const scale = POWERS[(whole + SHIFT) | 0];
  const less = scale * rest(power - whole * LN2_HIGH - whole * LN2_LOW) + (scale - 1);
  return less / (less + 2);
}
