/** Mounts the error signal on its way back, keeps one instance a place on the page, and takes it away again. */

import { decode, same } from "../shared/blob.js";
import { html } from "../shared/dom.js";
import { mountedBy } from "../shared/mounting.js";
import { dress } from "../shared/sheet.js";
import { openChain } from "./chain.js";

/** Called by Streamlit on mounting, and again with the same parent whenever the data or the theme changes. */
export default mountedBy(mount);

function mount(parent) {
  const wrapper = html("div", { class: "lstm-backward", tabindex: 0, role: "group", "aria-label": "The error signal on its way back, step by step" });
  let [chain, bytes, gone] = [null, null, false];

  async function show(component) {
    const fresh = new Uint8Array(component.data);
    await dress(parent, import.meta.url, "backward.css");
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

