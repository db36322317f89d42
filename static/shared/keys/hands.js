/** What a hand has hold of while other things come: whoever replaces them waits for it, and gives the focus back. */

/** @param {HTMLElement} wrapper */
export function watchHands(wrapper) {
  let pressed = false;
  const press = () => (pressed = true);
  const release = () => setTimeout(() => (pressed = false)); // the click comes first
  wrapper.addEventListener("pointerdown", press, { capture: true });
  for (const end of ["pointerup", "pointercancel"]) globalThis.addEventListener(end, release, { capture: true });

  return {
    /** Until no button is down, and nothing is open that a list of selectors names. @param {string} [open] */
    async quiet(open) {
      while (wrapper.isConnected && (pressed || (open && wrapper.querySelector(open)))) await new Promise(requestAnimationFrame);
    },
    leave() {
      wrapper.removeEventListener("pointerdown", press, { capture: true });
      for (const end of ["pointerup", "pointercancel"]) globalThis.removeEventListener(end, release, { capture: true });
    },
  };
}

/**
 * What gives the focus back, once other things stand in the wrapper, to the one among them that is called as the one
 * that has it now, else to the wrapper.
 * @param {HTMLElement} wrapper
 */
export function focusKept(wrapper) {
  const focused = /** @type {ShadowRoot} */ (wrapper.getRootNode()).activeElement;
  if (!focused || !wrapper.contains(focused)) return () => {};
  const name = nameOf(focused);
  return () => {
    const same = [...wrapper.querySelectorAll(focused.localName)].find((one) => nameOf(one) === name);
    /** @type {HTMLElement} */ (same ?? wrapper).focus({ preventScroll: true });
  };
}

const nameOf = (element) => element.id || element.getAttribute("aria-label") || element.textContent;
