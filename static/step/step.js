/** One step, opened from its message: every value of every unit, and what each micro-step draws, as its numbers move. */

import { decode } from "../shared/blob.js";
import { fill } from "../shared/format.js";
import { enliven } from "./live/live.js";
import { createWayBack } from "./live/way_back.js";

/**
 * @typedef {{node: number, sign: number, label: string, text: string, name: string}} Term
 * @typedef {{kind: string, title: string, sentence: string, name: string, nodes: number[], reads: number[],
 *            formula: any, source: string, picture: any}} Part
 * @typedef {{value: number, says: string | null}} Choice
 * @typedef {ReturnType<typeof openStep>} Step
 * @typedef {{step: Step, part: Part, unit: number, width: number, em: number,
 *            theme: import("../shared/theme.js").Theme, held: Map<string, number>}} Look what a micro-step's picture is
 *   drawn from; `held` are the scales that it holds, so that a moving number moves its bar and not the others
 */

/** @param {Uint8Array} message */
export function openStep(message) {
  let { header, arrays } = decode(message);
  if (header.format !== 1) throw new Error(`this step has format ${header.format}; the page knows format 1: reload it`);
  let live = null; // from the first number that moves
  /** @type {Part[]} */
  const parts = header.micro_steps;
  const names = new Map(header.names.map((name) => [name.name, name]));
  const computedAt = new Map();
  parts.forEach((part, k) => part.kind !== "concatenate" && part.nodes.forEach((node) => computedAt.set(node, k)));
  const asked = new Map(Object.keys(header.questions).map((name) => [firstOf(name), name]));

  /** The micro-step before which a value is to be predicted: all it is made of is known, nothing of it is computed yet. */
  function firstOf(name) {
    return parts.findIndex((part) => part.name === name && part.kind !== "concatenate" && part.kind !== "sum");
  }

  const back = createWayBack(() => ({ header, arrays }));

  /** @returns {number | null} the value of a node for one unit, of the way back too; null where it has none of its own */
  function value(node, unit) {
    if (node >= header.nodes.length) return back.value(node, unit);
    const { op, value: constant } = header.nodes[node];
    if (op === "number") return constant;
    const array = arrays.get(`node/${node}`);
    if (!array || op === "x") return null;
    return array.data.length === header.units ? array.data[unit] : array.data[0];
  }

  return {
    parts,
    lastPart: parts.length - 1,
    back,
    units: /** @type {number} */ (header.units),
    colours: new Map(header.names.map((name) => [name.name, name.color])),
    header: () => header,
    name: (name) => names.get(name),
    node: (node) => header.nodes[node],
    /** @returns {{shape: number[], data: Float32Array}} */
    array: (key) => arrays.get(key),
    /** The whole equation of a name. */
    equation: (name) => header.equations.find((equation) => equation.name === name).formula,
    value,
    /** All entries of a node that is a vector. */
    vector: (node) => [...(arrays.get(`node/${node}`)?.data ?? [])],
    /** A hand comes near: what opens the cell is done before the first move. */
    awaken() {
      live ??= enliven(header, arrays);
    },
    /**
     * A number moves, and all that is made of it; what is asked stays as it is until the number rests.
     * @returns {string} why it cannot be worth that, "" where it can
     */
    move(name, place, to) {
      this.awaken();
      try {
        live.move(name, place, to);
      } catch (error) {
        if (error instanceof RangeError) return `${error.message}.`;
        throw error;
      }
      back.move(name, place, to);
      return "";
    },
    /** The numbers rest with these changes by hand, as a link writes them. */
    rest(edits) {
      header = { ...header, edits, questions: live?.questions() ?? header.questions };
    },
    /**
     * Another message: of another cell, of other numbers to begin with, of other changes, which take the place of what
     * stands here; or it says what is known here already, or what was so before the last change.
     * @param {string | null} asked the changes of which the server has yet to hear
     * @returns {"other" | "anew" | "changed" | "known" | "late"}
     */
    take(other, asked) {
      const next = decode(other);
      const of = ({ format, title, units, inputs, nodes }) => JSON.stringify([format, title, units, inputs, nodes]);
      const base = ({ seed, preset }) => `${seed} ${preset}`;
      if (of(next.header) !== of(header)) return "other";
      const anew = base(next.header) !== base(header);
      if (!anew && asked !== null && next.header.edits !== asked) return "late";
      if (!anew && next.header.edits === header.edits) return "known";
      ({ header, arrays } = next);
      live = null;
      back.renew();
      return anew ? "anew" : "changed";
    },
    /** @returns {"past" | "now" | "future"} where a node stands at a micro-step; what is given is always there */
    stage(node, micro) {
      const at = computedAt.get(node) ?? -1;
      const comesIn = parts[micro].kind === "concatenate" && parts[micro].nodes.includes(node);
      return comesIn || at === micro ? "now" : at < micro ? "past" : "future";
    },
    /** The name whose value is to be predicted before this micro-step, null where there is none. */
    asksFor(micro, unit) {
      const name = asked.get(micro);
      return name !== undefined && header.questions[name][unit].length ? name : null;
    },
    /** @returns {Choice[]} from low to high */
    choices: (name, unit) => header.questions[name][unit],
    /** The largest size of a node's values, at least 1: full width of its wire. */
    scale: (node) => (arrays.get(`node/${node}`)?.data ?? []).reduce((most, one) => Math.max(most, Math.abs(one)), 1),
  };
}

/** What a node is called in a picture: its name, "c before", or its expression. */
export function called(step, node) {
  const { op, name, text } = step.node(node);
  return op === "prev" ? `${name} before` : name || spoken(text);
}

/** An expression as a person says it: "c before" for c_prev. */
export const spoken = (text) => text.replace(/(\w+)_prev\b/g, "$1 before").replaceAll(" - ", " \u2212 ").replaceAll(" * ", " \u00b7 ");

/** The sentence of a micro-step; here the input is a few numbers, not a word. */
export const sentenceOf = (part, valueOf, unit) => fill(part.sentence.replace("\u201c{word}\u201d", "The input").replace("Picture {word}", "The picture"), valueOf, { unit: unit + 1 }).replace("\u2026.", "\u2026");
