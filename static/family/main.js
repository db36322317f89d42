/** Mounts the gallery of cells, or two cells side by side; Python says which, and what they are made of. */

import { decode, same } from "../shared/blob.js";
import { html } from "../shared/dom.js";
import { mountedBy } from "../shared/mounting.js";
import { dress } from "../shared/sheet.js";
import { readTheme } from "../shared/theme.js";
import { createGallery } from "./gallery.js";
import { createPair } from "./pair.js";

const KINDS = { gallery: createGallery, pair: createPair };

/** Called by Streamlit on mounting, and again with the same parent whenever the data or the theme changes. */
export default mountedBy(mount);

function mount(parent) {
  const wrapper = html("div", { class: "lstm-family" });
  let [part, bytes, latest, gone] = [null, null, null, false];
  const speak = (what, content) => latest?.setTriggerValue(what, content);

  async function show(component) {
    latest = component;
    const fresh = new Uint8Array(component.data);
    await dress(parent, import.meta.url, "family.css");
    if (gone) return;
    if (!wrapper.isConnected) parent.replaceChildren(wrapper);
    const theme = readTheme(wrapper);
    for (const key of ["text", "paper", "panel", "dim", "line"]) wrapper.style.setProperty(`--${key}`, theme[key]);
    if (!same(bytes, fresh)) {
      const { header } = decode(fresh);
      if (!part) wrapper.replaceChildren((part = KINDS[header.kind](speak)).element);
      part.take(header);
    }
    bytes = fresh;
    part.paint(theme);
  }

  return {
    show,
    leave() {
      gone = true;
      part?.leave();
      wrapper.remove();
    },
  };
}
