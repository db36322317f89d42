/** Answers a test's questions with what static/live computes: every number as a double, in one text. */

import { openModel } from "/live/model.js";
import { createNetwork } from "/live/network.js";

const models = new Map();
const nets = new Map();

async function modelOf(name) {
  if (!models.has(name)) models.set(name, openModel(await (await fetch(`/models/${name}`)).arrayBuffer()));
  return models.get(name);
}

/** A network with room for this and most of what follows, as a page keeps one while a reader edits. */
function networkFor(name, model, { steps, inputs, maps }) {
  const key = JSON.stringify([name, maps]);
  const kept = nets.get(key);
  if (kept && kept.T >= steps && kept.B >= inputs.length) return kept;
  nets.set(key, createNetwork(model, { T: steps + 2, B: inputs.length + 1, ...maps }));
  return nets.get(key);
}

/** Reads one case after another; each says which network, what it reads, with which edits, and what is asked. */
export async function readings(cases) {
  const found = [];
  for (const one of cases) {
    const net = networkFor(one.model, await modelOf(one.model), one);
    let reading = null;
    for (const options of one.reads) reading = net.read(one.inputs, options);
    for (const [layer, node] of one.nodes) take(found, reading, reading.node(layer, node));
    for (const [layer, state] of one.carries) found.push(reading.carry(layer, state));
    for (let t = 0; t < reading.T; t++)
      for (let b = 0; b < reading.B; b++) found.push(one.probs ? reading.probs(t, b) : reading.outputs(t, b));
  }
  return text(found);
}

function take(found, { T, B, M }, { base, stride, width }) {
  for (let t = 0; t < T; t++) found.push(M.slice(base + t * stride, base + t * stride + B * width));
}

/** All numbers, in base 64. */
async function text(arrays) {
  const address = await new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(new Blob(arrays));
  });
  return address.slice(address.indexOf(",") + 1);
}
