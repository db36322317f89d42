/** In which letters formulas are written: this page's, PyTorch's, a textbook's. Python says how each symbol looks. */

import { html } from "../dom.js";

const KEY = "notation"; // in the address
const STORED = "lstm-notation"; // in this browser
const CHANGED = "lstm-notation";

/** @typedef {[string, Record<string, any> | null, ...any[]]} Tree */
/** @typedef {Record<string, [Tree, Tree][]>} Spellings by notation: a symbol as Python writes it, and as it is written there */
/** @typedef {Record<string, Map<string, Tree>>} Tables */
/** @typedef {{labels: Record<string, string>, tables: Tables, own: Tables, inTab: string}} Known the first label is the usual one */

/** Shared by all versions of this module, as the parts of a page come one after the other. */
const known = /** @type {Known} */ (globalThis[Symbol.for(STORED)] ??= { labels: {}, tables: {}, own: {}, inTab: "" });
const keyOf = ([tag, , ...children]) => JSON.stringify([tag, null, ...children]);

/** @param {Spellings} spellings @returns {Tables} */
const tablesOf = (spellings) => Object.fromEntries(Object.entries(spellings).map(([name, pairs]) => [name, new Map(pairs.map(([one, other]) => [keyOf(one), other]))]));

/** @param {{labels: Record<string, string>, spellings: Spellings}} told of the cells of the app */
export function learnNotations({ labels, spellings }) {
  known.labels = labels;
  known.tables = tablesOf(spellings);
  globalThis.dispatchEvent(new Event(CHANGED));
}

/** @param {Spellings} spellings of a reader's own cell, which come before all others; {} takes them back */
export function learnOwn(spellings) {
  known.own = tablesOf(spellings);
}

/** @param {Tree} symbol @returns {Tree | undefined} */
const otherOf = (symbol) => known.own[notation()]?.get(keyOf(symbol)) ?? known.tables[notation()]?.get(keyOf(symbol));

function stored() {
  try {
    return localStorage.getItem(STORED) ?? "";
  } catch {
    return known.inTab;
  }
}

/** @returns {string} what the address asks for, else what this reader chose last; "" is the usual one */
export function notation() {
  const asked = new URLSearchParams(globalThis.location.search).get(KEY) ?? stored();
  return asked in known.tables ? asked : "";
}

/** @param {string} name */
function choose(name) {
  known.inTab = name in known.tables ? name : "";
  try {
    localStorage.setItem(STORED, known.inTab);
  } catch {
    // a browser that keeps nothing: the tab does
  }
  intoAddress(known.inTab);
  globalThis.dispatchEvent(new Event(CHANGED));
}

function intoAddress(name) {
  const address = new URL(globalThis.location.href);
  if (name) address.searchParams.set(KEY, name);
  else address.searchParams.delete(KEY);
  if (address.href !== globalThis.location.href) history.replaceState(history.state, "", address);
}

/** @param {Tree} tree @returns {Tree} the symbol in the chosen notation, with the marks that it has */
export function spelled(tree) {
  if (!notation() || !["mi", "msub", "msubsup"].includes(tree[0])) return tree;
  const raised = tree[0] === "msubsup";
  const other = otherOf(raised ? ["msub", null, ...tree.slice(2, 4)] : tree);
  if (!other) return tree;
  return raised ? ["msubsup", tree[1], ...other.slice(2), ...tree.slice(4)] : [other[0], tree[1], ...other.slice(2)];
}

/** @param {string} name "g" @returns {Tree | null} what stands there for it, null where that is the name itself */
export const spelledName = (name) => otherOf(["msub", null, ["mi", null, name], ["mi", null, "t"]]) ?? null;

/** @param {() => void} heard @returns {() => void} what ends it */
export function followNotation(heard) {
  globalThis.addEventListener(CHANGED, heard);
  return () => globalThis.removeEventListener(CHANGED, heard);
}

/**
 * The choice of a notation, beside formulas. It stands in the address wherever it is seen, so that a link shows the same.
 * @param {() => void} redraw writes the formulas beside it anew
 * @param {boolean} [said] whether there is room to say what is chosen
 */
export function createNotationChoice(redraw, said = false) {
  const choice = /** @type {HTMLSelectElement} */ (html("select", { "aria-label": "Letters of", title: "In which letters the formulas are written", onchange: () => choose(choice.value) }));
  const element = html("label", { class: "notation" }, said ? "letters: " : null, choice);
  element.style.cssText = "margin-inline-start: auto; font-size: .82em; font-weight: 400; white-space: nowrap;";
  choice.style.cssText = "font: inherit; color: inherit; background: transparent; border: 1px solid color-mix(in srgb, currentColor 60%, transparent); border-radius: .35em; padding: .05em .2em; min-height: 24px;";

  function renew() {
    const names = Object.keys(known.labels);
    element.hidden = names.length < 2;
    if (choice.options.length !== names.length) choice.replaceChildren(...names.map((name) => html("option", { value: name }, known.labels[name])));
    choice.value = notation() || names[0];
    if (notation()) intoAddress(notation());
  }

  renew();
  const forget = followNotation(() => {
    renew();
    redraw();
  });
  return { element, leave: forget };
}
