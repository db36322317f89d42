/** A bright circle at the pointer on a dimmed page; the page is worked as always. */

import { html } from "../shared/dom.js";

const RADIUS = 16; // hundredths of the smaller side of the window
const SHOWN = { position: "fixed", inset: "0", width: "100vw", height: "100vh", maxWidth: "none", maxHeight: "none", margin: "0", padding: "0", border: "0", pointerEvents: "none" };

/** @param {(on: boolean) => void} changed */
export function createSpot(changed) {
  const element = html("div", { class: "lstm-spot", popover: "manual", "aria-hidden": "true" });
  Object.assign(element.style, SHOWN);
  let at = { x: globalThis.innerWidth / 2, y: globalThis.innerHeight / 2 };

  function draw() {
    const edge = (by) => `${RADIUS + by}vmin`;
    element.style.background = `radial-gradient(circle at ${at.x}px ${at.y}px, transparent ${edge(-0.2)}, rgb(0 0 0 / .78) ${edge(0.2)})`;
  }

  const moved = ({ clientX, clientY }) => {
    at = { x: clientX, y: clientY };
    if (element.isConnected) draw();
  };

  function hide() {
    if (!element.isConnected) return;
    element.remove();
    changed(false);
  }

  globalThis.addEventListener("pointermove", moved, { capture: true });
  return {
    hide,
    toggle() {
      if (element.isConnected) return hide();
      draw();
      document.body.append(element);
      element.showPopover(); // over a film that fills the screen, too
      changed(true);
    },
    leave() {
      globalThis.removeEventListener("pointermove", moved, { capture: true });
      hide();
    },
  };
}
