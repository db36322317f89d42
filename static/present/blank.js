/** A black screen over everything, for a class that is to look at its teacher; any key or click brings the lesson back. */

import { html } from "../shared/dom.js";

const SHOWN = { position: "fixed", inset: "0", width: "100vw", height: "100vh", maxWidth: "none", maxHeight: "none", margin: "0", padding: "0", border: "0", background: "#000", cursor: "none" };

export function createBlank() {
  const element = html("div", { class: "lstm-blank", popover: "manual", role: "status", "aria-label": "Black screen. Any key brings the lesson back." });
  Object.assign(element.style, SHOWN);
  const back = (event) => {
    if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    hide();
  };
  const events = ["keydown", "pointerdown"];

  function hide() {
    for (const one of events) globalThis.removeEventListener(one, back, { capture: true });
    element.remove();
  }

  return {
    show() {
      document.body.append(element);
      element.showPopover(); // over a film that fills the screen, too
      setTimeout(() => element.isConnected && events.forEach((one) => globalThis.addEventListener(one, back, { capture: true })));
    },
    leave: hide,
  };
}
