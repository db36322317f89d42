/** Words beside points, where they cover neither each other nor another point: the first ones have the choice. */

const [LETTER, LINE, APART] = [0.55, 1.17, 7]; // of a letter and of a line, beside the size of type; px from the point

/**
 * @param {{x: number, y: number, text: string, strong?: boolean}[]} wanted the most wanted first
 * @param {{width: number, height: number, type: number}} picture in px, as is the size of type
 * @returns {({x: number, y: number, anchor: "start" | "middle" | "end"} | null)[]} null where there is no room
 */
export function placed(wanted, { width, height, type }) {
  const line = LINE * type;
  const taken = wanted.filter(({ strong }) => strong).map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }));
  return wanted.map(({ x, y, text, strong }) => {
    const wide = text.length * LETTER * type * (strong ? 1.1 : 1);
    const places = [
      { left: x + APART, top: y - line / 2, anchor: "start" },
      { left: x - APART - wide, top: y - line / 2, anchor: "end" },
      { left: x - wide / 2, top: y - APART - line, anchor: "middle" },
      { left: x - wide / 2, top: y + APART, anchor: "middle" },
    ];
    for (const { left, top, anchor } of places) {
      const box = { left, right: left + wide, top, bottom: top + line };
      const inside = box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
      if (!inside || taken.some((other) => crosses(box, other))) continue;
      taken.push(box);
      const at = { start: box.left, middle: x, end: box.right }[anchor];
      return { x: at, y: box.bottom - 0.25 * line, anchor: /** @type {any} */ (anchor) };
    }
    return null;
  });
}

const crosses = (one, other) => one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
