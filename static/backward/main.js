/** Mounts the error signal on its way back, keeps one instance a place on the page, and takes it away again. */

import { decode, same } from "../shared/blob.js";
import { html } from "../shared/dom.js";
import { openChain } from "./chain.js";

/** @type {WeakMap<Node, {show: (component: any) => void, leave: () => void}>} */
const mounted = new WeakMap();

/** @type {Promise<CSSStyleSheet> | undefined} */
let sheet;

/** Called by Streamlit on mounting, and again with the same parent whenever the data or the theme changes. */
export default function backward(component) {
  const { parentElement } = component;
  if (!mounted.has(parentElement)) mounted.set(parentElement, mount(parentElement));
  mounted.get(parentElement).show(component);
  return () => {
    mounted.get(parentElement)?.leave();
    mounted.delete(parentElement);
  };
}

function mount(parent) {
  const wrapper = html("div", { class: "lstm-backward", tabindex: 0, role: "group", "aria-label": "The error signal on its way back, step by step" });
  let [chain, bytes, gone] = [null, null, false];

  async function show(component) {
    const fresh = new Uint8Array(component.data);
    await dress(parent);
    if (gone) return;
    if (!wrapper.isConnected) parent.replaceChildren(wrapper);
    if (chain && same(bytes, fresh)) return chain.redraw();
    bytes = fresh;
    const before = chain?.at();
    chain?.leave();
    try {
      chain = openChain(wrapper, decode(fresh), before);
    } catch (error) {
      chain = null;
      wrapper.replaceChildren(html("p", { role: "alert" }, `The way back cannot be shown: ${error.message}.`));
    }
  }

  return {
    show,
    leave() {
      gone = true;
      chain?.leave();
      wrapper.remove();
    },
  };
}

/** The style sheet, fetched once under the version of this module, adopted by the shadow root (or the page). */
async function dress(parent) {
  sheet ??= fetch(new URL(`backward.css${new URL(import.meta.url).search}`, import.meta.url)).then(async (answer) => {
    const rules = new CSSStyleSheet();
    rules.replaceSync(await answer.text());
    return rules;
  });
  const rules = await sheet;
  const root = /** @type {ShadowRoot | Document} */ (parent.getRootNode());
  if (!root.adoptedStyleSheets.includes(rules)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, rules];
}
