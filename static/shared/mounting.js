/** One instance of a component for each place on a page: opened, kept while its data stay, and taken away again. */

import { same } from "./blob.js";
import { html } from "./dom.js";
import { focusKept, watchHands } from "./keys/hands.js";
import { hearPage } from "./keys/page.js";
import { dress } from "./sheet.js";

/**
 * @typedef {object} Shown what stands in the wrapper
 * @property {() => void} redraw nothing has changed, but perhaps the theme
 * @property {(component: any) => void} [hear] each call of Streamlit, before anything else
 * @property {(message: Uint8Array) => boolean} [take] other data for what stands here; false: it has to be opened anew
 * @property {() => any} [place] where it stands, for the one that is opened after it
 * @property {() => void} leave
 */

/**
 * @typedef {object} Kind
 * @property {string} class of the wrapper
 * @property {string} [label] of a wrapper that takes the keys, the page's too, for readers of the screen
 * @property {string} module the address of the component's main.js
 * @property {string | string[]} css the files of its style sheets, beside main.js
 * @property {string} [what] begins the sentence that stands here where `open` fails; without it the error is the console's
 * @property {(wrapper: HTMLElement, message: Uint8Array, component: any, before: any) => Shown} open
 */

/**
 * The default export of a component's module. Streamlit calls it on mounting, and again with the same parent whenever
 * the data or the theme changes.
 * @param {Kind} kind
 */
export function mountedBy(kind) {
  const mounted = new WeakMap();
  return (component) => {
    const { parentElement } = component;
    if (!mounted.has(parentElement)) mounted.set(parentElement, mount(parentElement, kind));
    mounted.get(parentElement).show(component);
    return () => {
      mounted.get(parentElement)?.leave();
      mounted.delete(parentElement);
    };
  };
}

function mount(parent, { class: name, label, module, css, what, open }) {
  const wrapper = html("div", { class: name, ...(label && { tabindex: 0, role: "group", "aria-label": label }) });
  const forget = label ? hearPage(wrapper) : () => {};
  const hands = watchHands(wrapper);
  let [shown, bytes, gone] = [null, null, false];
  let waits = null; // the message that is opened when the hand lets go

  async function show(component) {
    const message = new Uint8Array(component.data);
    await dress(parent, module, css);
    if (gone) return;
    if (!wrapper.isConnected) parent.replaceChildren(wrapper);
    shown?.hear?.(component);
    waits = null;
    if (shown && same(bytes, message)) return shown.redraw();
    if (!shown?.take?.(message)) {
      waits = message;
      await hands.quiet();
      if (gone || waits !== message) return;
      openAnew(message, component);
    }
    bytes = message;
  }

  function openAnew(message, component) {
    const [before, focus] = [shown?.place?.(), focusKept(wrapper)];
    shown?.leave();
    shown = null;
    try {
      shown = open(wrapper, message, component, before);
    } catch (error) {
      if (!what) throw error;
      wrapper.replaceChildren(html("p", { role: "alert" }, `${what} cannot be shown: ${error.message}.`));
    }
    focus();
  }

  return {
    show,
    leave() {
      gone = true;
      forget();
      hands.leave();
      shown?.leave();
      wrapper.remove();
    },
  };
}
