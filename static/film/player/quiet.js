/** Waits until nothing of a film is pressed or open: whoever replaces its parts then takes nothing out of a hand. */

const OPEN = ":popover-open, .menu:not([hidden])";

/** @param {HTMLElement} wrapper */
export function watchHands(wrapper) {
  let pressed = false;
  const press = () => (pressed = true);
  const release = () => setTimeout(() => (pressed = false)); // the click comes first
  wrapper.addEventListener("pointerdown", press, { capture: true });
  for (const end of ["pointerup", "pointercancel"]) globalThis.addEventListener(end, release, { capture: true });

  return {
    /** Until no button is down, and no list of the film is open. */
    async quiet() {
      while (wrapper.isConnected && (pressed || wrapper.querySelector(OPEN))) await new Promise(requestAnimationFrame);
    },
    leave() {
      wrapper.removeEventListener("pointerdown", press, { capture: true });
      for (const end of ["pointerup", "pointercancel"]) globalThis.removeEventListener(end, release, { capture: true });
    },
  };
}
