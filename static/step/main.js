/** Mounts the walk through one step, keeps one instance a place on the page, and takes it away again. */

import { same } from "../shared/blob.js";
import { html } from "../shared/dom.js";
import { mountedBy } from "../shared/mounting.js";
import { dress } from "../shared/sheet.js";
import { readTheme } from "../shared/theme.js";
import { createAddress, readAddress } from "./address.js";
import { createCard } from "./card.js";
import { createCell } from "./cell.js";
import { listenToKeys } from "./keyboard.js";
import { createReader } from "./reader.js";
import { createSheet } from "./sheet/sheet.js";
import { createState } from "./state.js";
import { openStep } from "./step.js";
import { createTransport } from "./transport.js";

const EVERYTHING = ["micro", "unit", "seen", "playing", "size", "theme", "data"];

/** Called by Streamlit on mounting, and again with the same parent whenever the data or the theme changes. */
export default mountedBy(mount);

function mount(parent) {
  const wrapper = html("div", { class: "lstm-step", tabindex: 0, role: "group", "aria-label": "One step of the cell, one micro-step at a time" });
  let [walk, bytes, gone] = [null, null, false];

  async function show(component) {
    const fresh = new Uint8Array(component.data);
    await dress(parent, import.meta.url, "step.css");
    if (gone) return;
    if (!wrapper.isConnected) parent.replaceChildren(wrapper);
    wrapper.removeAttribute("data-waiting");
    if (walk && same(bytes, fresh)) return walk.state.redraw("theme", "size", "data");
    bytes = fresh;
    if (walk?.take(fresh, component)) return;
    try {
      const before = walk?.state.get();
      walk?.leave();
      walk = assemble(wrapper, openStep(fresh), component, before);
    } catch (error) {
      walk = null;
      wrapper.replaceChildren(html("p", { role: "alert" }, `This step cannot be shown: ${error.message}.`));
    }
  }

  return {
    show,
    leave() {
      gone = true;
      walk?.leave();
      wrapper.remove();
    },
  };
}

/** All parts of one walk in the wrapper; `before` is where the learner was in the walk that stood here. */
function assemble(wrapper, step, component, before) {
  let theme = readTheme(wrapper);
  let speak = component.setTriggerValue;
  const view = { theme: () => theme, em: () => parseFloat(getComputedStyle(wrapper).fontSize) / 16 || 1 };
  const state = createState(startingPlace(step, before), step, draw);
  const address = createAddress(state);

  /** @param {"set" | "reset"} what @param {string | boolean} content */
  function send(what, content) {
    address.write(); // the run that this causes sees the whole address
    wrapper.dataset.waiting = "";
    speak(what, content);
  }

  const [cell, card, transport] = [createCell(step, state, view), createCard(step, state, view), createTransport(step, state, view)];
  const [numbers, reader] = [createSheet(step, state, view, send), createReader(step, state)];
  const parts = [transport, cell, card, numbers, reader, address];
  wrapper.replaceChildren(transport.element, html("div", { class: "stage" }, cell.element, card.element), numbers.element, reader.element);
  const forget = listenToKeys(wrapper, state, step);
  let width = 0;
  const watch = new ResizeObserver(() => {
    if (width !== wrapper.clientWidth) state.redraw("size");
    width = wrapper.clientWidth;
  });
  watch.observe(wrapper);
  state.redraw(...EVERYTHING);

  function draw(place, changed) {
    if (changed.has("theme")) dressInTheme();
    if (changed.has("size")) wrapper.dataset.size = wrapper.clientWidth < 900 * view.em() ? "narrow" : "wide";
    for (const part of parts) part.draw?.(place, changed);
  }

  function dressInTheme() {
    theme = readTheme(wrapper);
    for (const key of ["text", "paper", "panel", "dim", "line"]) wrapper.style.setProperty(`--${key}`, theme[key]);
    wrapper.dataset.theme = theme.dark ? "dark" : "light";
  }

  return {
    state,
    /** Other numbers in the same cell: everything stays where it is; other numbers to begin with ask their questions anew. */
    take(bytes, { setTriggerValue }) {
      const base = ({ seed, preset }) => `${seed} ${preset}`;
      const last = base(step.header());
      if (!step.take(bytes)) return false;
      speak = setTriggerValue;
      if (base(step.header()) !== last) state.set({ seen: new Set(), guesses: new Map() });
      state.redraw("data", "theme", "size");
      return true;
    },
    leave() {
      state.stop();
      watch.disconnect();
      forget();
      reader.leave();
      address.leave();
    },
  };
}

/** Where a walk begins: where the link says; after another cell, at the beginning. */
function startingPlace(step, before) {
  const asked = before ? { micro: 0, unit: Math.min(before.unit, step.units - 1), seen: new Set() } : readAddress(step);
  return { ...asked, playing: false, guesses: new Map() };
}
