/** The bar of the one who presents: what the keys do, and a button for each of them. */

import { html, mark } from "../shared/dom.js";
import { createHint } from "../shared/keys/hint.js";
import { createBlank } from "./blank.js";
import { openChannel, presentation } from "./channel.js";
import { listenToPresenter } from "./keys.js";
import { goToNext } from "./next.js";
import { openNotes } from "./notes.js";
import { createSpot } from "./spot.js";

/**
 * @param {HTMLElement} wrapper
 * @param {(name: string) => void} tell Python
 * @returns {() => void} what ends it
 */
export function openBar(wrapper, tell) {
  const blank = createBlank();
  const spot = createSpot((on) => mark(buttons.s, { "aria-pressed": String(on) }));
  const asked = new WeakSet();
  const end = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    tell("ended");
  };
  const acts = { b: blank.show, s: spot.toggle, n: openNotes, q: () => goToNext(asked), p: end };
  const named = { b: "Blank", s: "Spotlight", n: "Notes", q: "Next question", p: "End" };
  const hint = createHint([], [
    [["PageUp", "PageDown"], "one step back, one on; a clicker's keys do the same"],
    [["B", "."], "a black screen; any key brings the lesson back"],
    [["S"], "a bright circle at the pointer, all else dimmed; once more, or Esc: none"],
    [["N"], "notes, next stop and clock in a second window, for you alone"],
    [["Q"], "on to the next question of this page, after the last one to the next stop"],
    [["P"], "present no longer (Alt + P begins it, on any page)"],
  ]);
  const button = (key) => html("button", { type: "button", "data-key": key, onclick: acts[key] }, html("kbd", { "aria-hidden": "true" }, key.toUpperCase()), named[key]);
  const buttons = Object.fromEntries(Object.keys(acts).map((key) => [key, button(key)]));
  const bar = html("div", { class: "bar", role: "toolbar", "aria-label": "Presenting" }, ...Object.values(buttons), hint.element);
  wrapper.replaceChildren(bar);
  mark(buttons.s, { "aria-pressed": "false" });

  const told = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const channel = openChannel(presentation(), { ask: () => tell("notes"), key: told });
  channel.say({ who: true }); // a window that is open from before asks for this page's notes
  const leaves = [listenToPresenter({ ...acts, ".": acts.b, "?": hint.toggle, Escape: spot.hide }), channel.leave, blank.leave, spot.leave];
  return () => leaves.forEach((leave) => leave());
}
