/** Between which two words a point lies: where a word would be put in. */

/** @typedef {{step: number, x: number, top: number, bottom: number}} Gap before which step; its place on the screen */

/**
 * @param {Element[]} chips in lines
 * @param {number} x
 * @param {number} y
 * @returns {Gap} the nearest one
 */
export function gapAt(chips, x, y) {
  const boxes = chips.map((chip) => chip.getBoundingClientRect());
  const away = ({ top, bottom }) => Math.max(top - y, y - bottom, 0);
  const nearest = Math.min(...boxes.map(away));
  const line = boxes.flatMap((box, step) => (away(box) === nearest ? [{ step, box }] : []));
  const right = line.find(({ box }) => x < (box.left + box.right) / 2);
  if (right) return gapBeside(right.step, right.box, right.box.left);
  const { step, box } = line[line.length - 1];
  return gapBeside(step + 1, box, box.right);
}

/** @param {Element} chip @param {number} step @returns {Gap} the gap after one word */
export function gapAfter(chip, step) {
  const box = chip.getBoundingClientRect();
  return gapBeside(step + 1, box, box.right);
}

const gapBeside = (step, { top, bottom }, x) => ({ step, x, top, bottom });
