/** All parts of the walk through one step, on one wrapper: what the learner does in one, the others show. */

import { html } from "../shared/dom.js";
import { listenToSwipe } from "../shared/keys/swipe.js";
import { readTheme, wearTheme } from "../shared/theme.js";
import { createAddress, readAddress } from "./address.js";
import { createBackCard } from "./back/card.js";
import { createCard } from "./card.js";
import { createCell } from "./cell.js";
import { createKeysHint, listenToKeys } from "./keyboard.js";
import { createReader } from "./reader.js";
import { createSheet } from "./sheet/sheet.js";
import { createState } from "./state.js";
import { openStep } from "./step.js";
import { createTold } from "./asked/told.js";
import { createTransport } from "./transport.js";

const EVERYTHING = ["back", "each", "arrives", "micro", "unit", "seen", "playing", "size", "theme", "data"];
/** @type {[string, number][]} from how many px on: the numbers stand beside cell and card, or below both, or all below each other */
const SIZES = [["wide", 1000], ["middle", 900], ["narrow", 0]];

/**
 * @param {HTMLElement} wrapper
 * @param {Uint8Array} message
 * @param {{setTriggerValue: (name: string, value: any) => void}} component
 * @param {import("./state.js").Place} [before] where the learner was in the walk that stood here
 */
export function openWalk(wrapper, message, { setTriggerValue: speak }, before) {
  const step = openStep(message);
  let theme = readTheme(wrapper);
  const view = { theme: () => theme, em: () => parseFloat(getComputedStyle(wrapper).fontSize) / 16 || 1 };
  const state = createState(startingPlace(step, before), step, draw);
  const address = createAddress(step, state);
  let asked = null; // the changes that the server was told of and has not answered

  /** @param {"set" | "reset"} what @param {string | boolean} content */
  function send(what, content) {
    address.write(); // the run that this causes sees the whole address
    asked = what === "set" ? content : "";
    if (what === "reset") wrapper.dataset.waiting = ""; // a change is drawn already
    speak(what, content);
  }

  const hint = createKeysHint();
  const [cell, card, transport] = [createCell(step, state, view), createCard(step, state, view), createTransport(step, state, view, hint)];
  const [numbers, reader] = [createSheet(step, state, view, send), createReader(step, state)];
  const backCard = createBackCard(step, state, view);
  const shared = [transport, cell, numbers, reader, address, createTold(step)];
  const stage = html("div", { class: "stage" });
  wrapper.replaceChildren(transport.element, stage, reader.element);
  for (const one of [cell, card, backCard]) listenToSwipe(one.element, state.move);
  const forget = listenToKeys(wrapper, state, step, hint);
  let width = 0;
  const watch = new ResizeObserver(() => {
    if (width !== wrapper.clientWidth) state.redraw("size");
    width = wrapper.clientWidth;
  });
  watch.observe(wrapper);
  state.redraw(...EVERYTHING);

  function draw(place, changed) {
    if (changed.has("theme")) theme = wearTheme(wrapper);
    if (changed.has("values")) wrapper.dataset.moving = "";
    if (changed.has("data")) wrapper.removeAttribute("data-moving");
    if (changed.has("size")) wrapper.dataset.size = SIZES.find(([, least]) => wrapper.clientWidth >= least * view.em())[0];
    const now = place.back ? backCard : card;
    if (now.element.parentElement !== stage) stage.replaceChildren(cell.element, now.element, numbers.element);
    for (const part of [...shared, now]) part.draw?.(place, changed);
  }

  return {
    place: state.get,
    redraw: () => state.redraw("theme", "size"),
    /** The run that a change caused has come. */
    hear({ setTriggerValue }) {
      speak = setTriggerValue;
      wrapper.removeAttribute("data-waiting");
    },
    /** Other numbers in the same cell: everything stays where it is; other numbers to begin with ask their questions anew. */
    take(other) {
      const news = step.take(other, asked);
      if (news === "other") return false;
      if (news !== "late") asked = null;
      if (news === "anew") state.set({ seen: new Set(), guesses: new Map() });
      if (news === "anew" || news === "changed") state.redraw(...EVERYTHING);
      return true;
    },
    leave() {
      state.stop();
      watch.disconnect();
      forget();
      for (const part of [card, backCard, reader]) part.leave();
      address.leave();
    },
  };
}

/** Where a walk begins: where the link says; after another cell, at the beginning. */
function startingPlace(step, before) {
  const asked = before ? { back: before.back, each: before.each, micro: 0, unit: Math.min(before.unit, step.units - 1), seen: new Set() } : readAddress(step);
  return { ...asked, playing: false, guesses: new Map() };
}
