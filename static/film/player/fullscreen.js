/** The film alone on the projector. */

import { html, mark } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";

/**
 * @param {HTMLElement} wrapper
 * @param {() => void} resized
 */
export function createFullscreen(wrapper, resized) {
  const button = html("button", { type: "button", class: "step", "aria-label": "Full screen", title: "Full screen", "aria-pressed": "false", onclick: toggle }, icon("wide"));

  /** The page itself shows it as large as it can. */
  const presented = () => wrapper.dataset.presented !== undefined;

  function isFull() {
    const root = /** @type {ShadowRoot | Document} */ (wrapper.getRootNode());
    return root.fullscreenElement === wrapper;
  }

  async function toggle() {
    if (isFull()) return document.exitFullscreen();
    if (wrapper.dataset.big !== undefined && !presented()) return show(false);
    try {
      await wrapper.requestFullscreen();
    } catch {
      show(true); // a browser without full screen for elements: the film covers the page instead
    }
  }

  function show(big) {
    mark(wrapper, { "data-big": big || presented() });
    mark(button, { "aria-pressed": String(big) });
    resized();
  }

  const changed = () => show(isFull());
  const escape = (event) => event.key === "Escape" && wrapper.dataset.big !== undefined && !presented() && !isFull() && show(false);
  document.addEventListener("fullscreenchange", changed);
  wrapper.addEventListener("keydown", escape);
  return {
    button,
    leave() {
      document.removeEventListener("fullscreenchange", changed);
      wrapper.removeEventListener("keydown", escape);
    },
  };
}
