/** The nodes of a program that a run needs: what equals another node is that node, what is nothing is left out. */

const NOTHING = -1; // the node of what is 0, as the gradient of what nothing reads

/**
 * What a run keeps. Of a `reading` it is every forward node at every step, as computed and then edited; of a training
 * the named values and what derivatives need, given the names at which a loss speaks (`outside`): those of the
 * `weights`, of `x`, of these `values`.
 * @typedef {{reading: true}} Reading
 * @typedef {{reading: false, outside: string[], weights: boolean, x: boolean, values: string[]}} Training
 * @typedef {Reading | Training} Asked
 * @typedef {ReturnType<typeof openGraph>} Graph
 */

/**
 * @param {import("../model.js").Program} program
 * @param {Asked} asked
 */
export function openGraph(program, asked) {
  const { nodes, forward, names, states, derivative } = program;
  const count = asked.reading ? forward : nodes.length;
  const op = (k) => nodes[k][0];
  const name = (k) => nodes[k][2];
  const isMatrix = (parameter) => program.parameters[parameter].length > 1;
  const same = equals(program, count, asked.reading ? [] : [...states, ...asked.outside]);
  /** The node that a node equals. */
  const is = (k) => (k === null || k === NOTHING || k >= count ? NOTHING : same[k]);
  const reads = Array.from({ length: count }, (_, k) => nodes[k][1].map(is));
  /** The products that a sum of products is made of. */
  const parts = (k) => (k === NOTHING ? [] : op(k) === "+" ? reads[k].flatMap(parts) : [k]);

  const arriving = {};
  for (let k = forward; k < count; k++) if (op(k) === "arriving" && same[k] === k) arriving[name(k)] = k;
  /** What arrives at each state from the step after. */
  const carried = asked.reading ? [] : states.map((state) => [state, is(derivative.prevs[state])]);
  /** What each gradient of a parameter is the sum of: products of a matrix's, the values of any other's. */
  const sums = [];
  for (const [parameter, k] of Object.entries(asked.reading || !asked.weights ? {} : derivative.parameters)) {
    if (isMatrix(parameter)) for (const part of parts(is(k))) sums.push([parameter, part]);
    else if (reads[k][0] !== NOTHING) sums.push([parameter, reads[k][0]]);
  }
  const wanted = asked.reading
    ? reads.keys()
    : [
        ...Object.values(names),
        ...asked.values.map((value) => is(derivative.names[value])),
        ...(asked.x ? [is(derivative.x)] : []),
        ...Object.keys(program.lost).flatMap((k) => [Number(k), ...reads[k]]), // a run looks at them when it is over
        ...sums.flatMap(([parameter, k]) => (isMatrix(parameter) ? reads[k] : [k])),
      ];
  const kept = new Set(wanted);

  /** These nodes and all that they are computed from. */
  function ancestors(seeds) {
    const found = new Set(seeds);
    for (let k = count - 1; k >= 0; k--) if (found.has(k)) for (const other of reads[k]) found.add(other);
    return found;
  }

  const needed = ancestors([...kept, ...carried.map(([, k]) => k), ...Object.values(arriving)]);
  const live = [...reads.keys()].filter((k) => needed.has(k));
  /** @type {number[][]} the nodes that read each node, one that reads it twice standing there twice */
  const readers = reads.map(() => []);
  for (const k of live) for (const other of reads[k]) readers[other].push(k);
  // A constant of all steps: what no edit can change, because it has no name, and no step.
  const fixed = [];
  // A number that stands beside values of any width.
  const scalar = [];
  for (const k of live) {
    const leaf = reads[k].length === 0;
    scalar[k] = leaf ? op(k) === "number" : !name(k) && reads[k].every((other) => scalar[other]);
    fixed[k] = leaf ? op(k) === "number" || op(k) === "parameter" : !name(k) && reads[k].every((other) => fixed[other]);
  }
  return { program, count, op, name, is, reads, isMatrix, arriving, carried, sums, kept, live, readers, fixed, scalar, ancestors };
}

/** The node that each node equals: 0 plus something is that, 0 times something is nothing. */
function equals({ nodes, forward }, count, heard) {
  const same = [];
  for (let k = 0; k < count; k++) {
    const [op, args, name] = nodes[k];
    const from = args.map((other) => same[other]);
    same[k] = k;
    if (k < forward) continue;
    if (op === "arriving" && !heard.includes(name)) same[k] = NOTHING;
    else if (op === "through") same[k] = from[0];
    else if (op === "+" && from.includes(NOTHING)) same[k] = Math.max(...from);
    else if (op !== "+" && from.includes(NOTHING)) same[k] = NOTHING;
  }
  return same;
}
