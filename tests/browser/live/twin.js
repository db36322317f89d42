/** Answers a test's questions with what static/live computes: every number as a double, in one text. */

import { openModel } from "/live/model.js";
import { createNetwork } from "/live/network.js";

const models = new Map();

async function modelOf(name) {
  if (!models.has(name)) models.set(name, openModel(await (await fetch(`/models/${name}`)).arrayBuffer()));
  return models.get(name);
}

/** Reads one case after another; each says which network, what it reads, with which edits, and what is asked. */
export async function readings(cases) {
  const found = [];
  for (const one of cases) {
    const model = await modelOf(one.model);
    const net = createNetwork(model, { T: one.room ?? one.steps, B: one.inputs.length, ...one.maps });
    const reads = one.reads ?? [{ edits: one.edits }];
    let reading = null;
    for (const { edits, from, state } of reads) reading = net.read(one.inputs, { edits, from, state });
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
