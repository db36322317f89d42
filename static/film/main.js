/** Mounts the film, keeps one instance a place on the page, and takes it away again. */

import { same } from "../shared/blob.js";
import { html } from "../shared/dom.js";
import { mountedBy } from "../shared/mounting.js";
import { dress } from "../shared/sheet.js";
import { openFilm } from "./film.js";
import { openScreen } from "./screen.js";

/** Called by Streamlit on mounting, and again with the same parent whenever the data or the theme changes. */
export default mountedBy(mount);

function mount(parent) {
  const wrapper = html("div", { class: "lstm-film", tabindex: 0, role: "group", "aria-label": "Film of the network reading the sentence" });
  let shown = null;
  let bytes = null;
  let gone = false;

  async function show(component) {
    const fresh = new Uint8Array(component.data);
    await dress(parent, import.meta.url, "film.css");
    if (gone) return;
    if (same(bytes, fresh) && shown) return shown.redraw();
    const before = shown?.place();
    shown?.leave();
    bytes = fresh;
    try {
      shown = openScreen(wrapper, openFilm(fresh), component, before);
    } catch (error) {
      shown = null;
      wrapper.replaceChildren(html("p", { role: "alert" }, `This film cannot be shown: ${error.message}.`));
    }
    parent.replaceChildren(wrapper);
  }

  return {
    show,
    leave() {
      gone = true;
      shown?.leave();
      wrapper.remove();
    },
  };
}
