/** Answers a test's questions with what static/live computes: every number as a double, in one text. */

import { createGradients } from "/live/gradients.js";
import { createLearner } from "/live/learning.js";
import { openModel } from "/live/model.js";
import { createNetwork } from "/live/network.js";

const models = new Map();
const nets = new Map();

/** Answers a question about these networks, packed as Python packs them. */
export async function answer({ question, cases, networks }) {
  nets.clear();
  models.clear();
  for (const [name, packed] of Object.entries(networks))
    models.set(name, openModel(Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0))));
  return text(QUESTIONS[question](cases));
}

const QUESTIONS = { readings, gradients, losses, learning };

/** A network with room for this and most of what follows, as a page keeps one while a reader edits. */
function networkFor(name, model, { steps, inputs, maps }) {
  const key = JSON.stringify([name, maps]);
  const kept = nets.get(key);
  if (kept && kept.T >= steps && kept.B >= inputs.length) return kept;
  nets.set(key, createNetwork(model, { T: steps + 2, B: inputs.length + 1, ...maps }));
  return nets.get(key);
}

/** Reads one case after another; each says which network, what it reads, with which edits, and what is asked. */
function readings(cases) {
  const found = [];
  for (const one of cases) {
    const net = networkFor(one.model, models.get(one.model), one);
    let reading = null;
    for (const options of one.reads) reading = net.read(one.inputs, options);
    for (const [layer, node] of one.nodes) take(found, reading, reading.node(layer, node));
    for (const [layer, state] of one.carries) found.push(reading.carry(layer, state));
    for (let t = 0; t < reading.T; t++)
      for (let b = 0; b < reading.B; b++) found.push(one.probs ? reading.probs(t, b) : reading.outputs(t, b));
  }
  return found;
}

/** Forward and back, twice: what is left of the first time must not be in the second. */
function gradients(cases) {
  const found = [];
  for (const one of cases) {
    const model = models.get(one.model);
    const { steps: T, outside, values, maps } = one;
    const network = createGradients(model, { T: T + 1, B: one.inputs.length + 1, outside, values, ...maps });
    for (let twice = 0; twice < 2; twice++) {
      network.read(one.inputs, one.state);
      network.backward(one);
    }
    for (const [layer, { program }] of model.layers.entries()) {
      for (const name of Object.keys(program.names)) found.push(network.value(layer, name));
      for (const name of values) if (name in program.names) found.push(network.ofValue(layer, name));
      for (const name of program.states) found.push(network.ofState(layer, name));
      if (!layer) found.push(network.ofX(layer));
    }
    const weights = network.ofWeights();
    for (const name of one.weights) found.push(weights[name]);
  }
  return found;
}

/** The loss of a batch and the gradients of all parameters, asked twice. */
function losses(cases) {
  const found = [];
  for (const { model, batch, room, parameters } of cases) {
    const learner = createLearner(models.get(model), room);
    learner.lossAndGradients(batch);
    const { loss, right } = learner.lossAndGradients(batch);
    found.push(Float64Array.of(loss, right));
    const gradients = learner.gradients();
    for (const name of parameters) found.push(gradients[name]);
  }
  return found;
}

/** Updates from a start: loss and gradient's length of each, then the weights and what Adam keeps of them. */
function learning(starts) {
  const found = [];
  for (const { model, moments, room, batches, how, parameters } of starts) {
    const learner = createLearner(models.get(model), { ...room, moments });
    for (const batch of batches) {
      const { loss, norm } = learner.learn(batch, how);
      found.push(Float64Array.of(loss, norm));
    }
    const { mean, square } = learner.moments();
    const weights = learner.weights();
    for (const arrays of [weights, mean, square]) for (const name of parameters) found.push(arrays[name]);
  }
  return found;
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
