/** From gradients to better weights: clipping by length, Adam, the cosine schedule. */

/** The length of `count` numbers taken as one vector. */
export function norm(M, place, count) {
  let sum = 0;
  for (let k = place; k < place + count; k++) sum += M[k] * M[k];
  return Math.sqrt(sum);
}

/** What gradients of this length are multiplied by so that they are at most `limit` long. */
export const clipFactor = (length, limit) => (length > 0 ? Math.min(1, limit / length) : 1);

/** The learning rate of a step: from `rate` at step 0 down to 0 at `steps`. */
export const cosine = (rate, step, steps) => rate * 0.5 * (1 + Math.cos((Math.PI * step) / steps));

/**
 * Adam: each of `count` weights, which begin at 0, moves by its mean gradient over the root of its mean squared gradient.
 * Gradient, mean and mean square lie one, two and three blocks later.
 * @param {number} updates how many there have been, this one included
 * @param {number} scale what the gradient is multiplied by first
 */
export function adam(M, count, block, updates, rate, scale, { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = {}) {
  const [gradient, mean, square] = [block, 2 * block, 3 * block];
  // Both means start at 0; dividing by these makes them unbiased.
  const meanShare = 1 - beta1 ** updates;
  const squareShare = 1 - beta2 ** updates;
  const pace = rate / meanShare;
  for (let k = 0; k < count; k++) {
    const d = M[gradient + k] * scale;
    M[mean + k] += (1 - beta1) * (d - M[mean + k]);
    M[square + k] += (1 - beta2) * (d * d - M[square + k]);
    M[k] -= (pace * M[mean + k]) / (Math.sqrt(M[square + k] / squareShare) + epsilon);
  }
}
