/** A component in its place, called as Streamlit calls it; what it tells the server is heard by the page. */

import { html } from "../../shared/dom.js";
import { bytes } from "./store.js";
import { whenTurned } from "./paper.js";
import { handedOver } from "./taken.js";

/**
 * @typedef {{name: string, key: string, bytes: string | null, json: any, html?: string, css?: string,
 *            files?: Record<string, {name: string, type: string, text: string}>}} Mounted
 * @param {Mounted} first
 * @param {(name: string) => Promise<(component: any) => (() => void) | void>} componentOf
 * @param {(name: string, value: any) => void} told of what a component tells the server
 */
export function createMounted(first, componentOf, told) {
  const element = html("div", { class: `component of-${first.name}` });
  const root = element.attachShadow({ mode: "open" });
  if (first.html) dressed(root, first);
  let [now, data, gone, leave] = [first, /** @type {any} */ (null), false, /** @type {() => void} */ (() => {})];
  const coming = componentOf(first.name);

  const tell = (name, value) => (now.files ? void give(value) : told(name, value));

  async function give(wanted) {
    data = await handedOver(data, now.files, wanted);
    await draw();
  }

  async function draw() {
    const component = await coming;
    if (gone) return;
    leave = component({ key: first.key, parentElement: root, data, setStateValue: tell, setTriggerValue: tell }) || leave;
  }

  async function show(node) {
    now = node;
    const found = node.bytes === null ? node.json : await bytes(node.bytes);
    if (gone || now !== node) return;
    data = found;
    await draw();
  }

  const again = () => void (data !== null && draw());
  const forget = whenTurned(again);
  return {
    element,
    update: show,
    shown: show(first),
    leave() {
      gone = true;
      forget();
      leave();
    },
  };
}

/** The markup and the style that a component stands in, both of the product's own files. */
function dressed(root, { html: markup, css }) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  root.append(...new DOMParser().parseFromString(markup, "text/html").body.childNodes);
}
