/** Where a bubble stands: under what it speaks of or over it, never on it, and never beyond the screen. */

const GAP = 9; // px between the two, for the beak

/**
 * @param {{left: number, right: number, top: number, bottom: number}} of what the bubble speaks, on the screen
 * @param {{width: number, height: number}} size of the bubble
 * @param {{left: number, right: number, top: number, bottom: number}} room
 * @returns {{left: number, top: number, beak: number, over: boolean}} on the screen; `beak` from the bubble's left
 */
export function placed(of, { width, height }, room) {
  const middle = (Math.max(of.left, room.left) + Math.min(of.right, room.right)) / 2;
  const left = Math.max(room.left, Math.min(room.right - width, middle - width / 2));
  const over = of.bottom + GAP + height > room.bottom && of.top - GAP - height >= room.top;
  const beak = Math.max(14, Math.min(width - 14, middle - left));
  return { left, top: over ? of.top - GAP - height : of.bottom + GAP, beak, over };
}
