/** In which order the units stand in a film's lanes: by what they carry, by how long they keep it, by number. */

/**
 * The twin of lstm_core's film; ties stay in the units' own order.
 * @param {any} header with span and belt
 * @param {Map<string, {data: Float32Array}>} arrays
 * @param {number} H
 */
export function ordersOf({ span, belt, names, output }, arrays, H) {
  const [state = output] = Object.keys(belt);
  const { node } = names.find(({ name }) => name === state);
  const held = (arrays.get(`because/${state}`) ?? arrays.get(`node/${node}`)).data;
  const [start, stop] = span ?? [0, held.length / H];
  const factors = arrays.get(`carry/${state}`)?.data;
  const sum = (unit, from, of) => {
    let total = 0;
    for (let step = from; step < stop; step += 1) total += of(step * H + unit);
    return total;
  };
  const units = Array.from({ length: H }, (_, unit) => unit);
  const carried = units.map((unit) => sum(unit, start, (at) => Math.abs(held[at])));
  const keeps = units.map((unit) => (factors ? sum(unit, start + 1, (at) => Math.log(Math.abs(factors[at]))) : 0));
  const sorted = (score) => [...units].sort((a, b) => (score[b] > score[a] ? 1 : score[b] < score[a] ? -1 : a - b));
  return { carries: sorted(carried), keeps: sorted(keeps), index: units };
}
