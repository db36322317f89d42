/** What stands between two diagrams: what both have moves, what only one has fades. */

const POINTS = 25;

/**
 * @param {import("../shared/diagram.js").Diagram} a its parts carry a `key`, the same for the same part of the other
 * @param {import("../shared/diagram.js").Diagram} b
 * @param {number} share 0 is a, 1 is b
 * @returns {{diagram: import("../shared/diagram.js").Diagram, opacity: Record<string, number[]>}}
 */
export function between(a, b, share) {
  const parts = { wires: betweenWires, boxes: betweenBoxes, labels: betweenLabels };
  const [diagram, opacity] = [{ width: mix(a.width, b.width, share), height: mix(a.height, b.height, share) }, {}];
  for (const [kind, both] of Object.entries(parts)) {
    const merged = merge(a[kind], b[kind], share, both);
    diagram[kind] = merged.map(({ part }) => part);
    opacity[kind] = merged.map((found) => found.opacity);
  }
  return { diagram, opacity };
}

function merge(as, bs, share, both) {
  const later = new Map(bs.map((part) => [part.key, part]));
  const known = new Set(as.map((part) => part.key));
  const kept = as.map((part) => (later.has(part.key) ? { part: both(part, later.get(part.key), share), opacity: 1 } : { part, opacity: 1 - share }));
  return [...kept, ...bs.filter((part) => !known.has(part.key)).map((part) => ({ part, opacity: share }))].filter((found) => found.opacity > 0.01);
}

const mix = (x, y, share) => x + (y - x) * share;
const nearer = (a, b, share) => (share < 0.5 ? a : b);

function moved(a, b, share, keys) {
  return { ...nearer(a, b, share), ...Object.fromEntries(keys.map((key) => [key, mix(a[key], b[key], share)])) };
}

const betweenBoxes = (a, b, share) => moved(a, b, share, ["x", "y", "w", "h"]);
const betweenLabels = (a, b, share) => moved(a, b, share, ["x", "y"]);

function betweenWires(a, b, share) {
  if (share === 0 || share === 1) return nearer(a, b, share);
  const [from, to] = [spread(a.points), spread(b.points)];
  return { ...nearer(a, b, share), points: from.map(([x, y], k) => [mix(x, to[k][0], share), mix(y, to[k][1], share)]) };
}

/** The same line as points at equal distances along it. */
function spread(points) {
  const lengths = points.slice(1).map(([x, y], k) => Math.hypot(x - points[k][0], y - points[k][1]));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return Array.from({ length: POINTS }, (_, k) => along(points, lengths, (total * k) / (POINTS - 1)));
}

function along(points, lengths, distance) {
  for (let k = 0; k < lengths.length; k++) {
    if (distance <= lengths[k] || k === lengths.length - 1) {
      const share = lengths[k] ? Math.min(1, distance / lengths[k]) : 0;
      return [mix(points[k][0], points[k + 1][0], share), mix(points[k][1], points[k + 1][1], share)];
    }
    distance -= lengths[k];
  }
  return points[0];
}
