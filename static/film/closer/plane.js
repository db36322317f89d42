/** Where states stand in a plane that Python found: the twin of lstm_core/experiments/plane.py. */

/**
 * @typedef {{title: string, of: string, mean: number[], axes: number[][], shares: number[]}} Plane
 * @typedef {{x: number, y: number}} Point
 */

/**
 * @param {Plane} plane
 * @param {ArrayLike<number>} states of T steps, H numbers each
 * @returns {Point[]} one a step
 */
export function projected({ mean, axes: [first, second] }, states) {
  const H = mean.length;
  return Array.from({ length: states.length / H }, (_, t) => {
    let [x, y] = [0, 0];
    for (let u = 0; u < H; u += 1) {
      const moved = states[t * H + u] - mean[u];
      x += first[u] * moved;
      y += second[u] * moved;
    }
    return { x, y };
  });
}

/**
 * The smallest rectangle around points, not less than a little.
 * @param {Point[]} points
 */
export function bounds(points) {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
}

/**
 * A unit is as long on both axes, so that distances are true; the points lie in the middle of the picture.
 * @param {ReturnType<typeof bounds>} around
 * @param {{width: number, height: number, margin: number}} picture in px
 */
export function scaleOf({ left, right, bottom, top }, { width, height, margin }) {
  const unit = Math.min((width - 2 * margin) / Math.max(right - left, 1e-6), (height - 2 * margin) / Math.max(top - bottom, 1e-6));
  return {
    unit,
    /** @param {number} value along the first axis @returns {number} px from the left */
    x: (value) => width / 2 + (value - (left + right) / 2) * unit,
    /** @param {number} value along the second axis, upwards @returns {number} px from the top */
    y: (value) => height / 2 - (value - (bottom + top) / 2) * unit,
  };
}
