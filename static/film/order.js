/** In which order the lanes of a film stand. */

/** The memory first, then its factor, then the others, the output last: the way the story is told. */
export function orderOfLanes(lanes, { belt, output }) {
  const rank = ({ name, node }) => {
    if (belt[name] && name !== output) return 0;
    if (name === output && belt[name]) return 0;
    if (Object.values(belt).some((carry) => carry.factor === node)) return 1;
    return name === output ? 3 : 2;
  };
  return lanes.map((lane, k) => [rank(lane), k, lane]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , lane]) => lane);
}
