/** The keys of the one who presents: heard before all others, and never while a person types. */

const TYPED = "input:not([type=radio], [type=checkbox], [type=range], [type=button], [type=submit]), textarea, select, [contenteditable]:not([contenteditable=false])";
const ROLES = ["textbox", "combobox", "searchbox", "spinbutton", "listbox", "menu"].map((role) => `[role=${role}]`).join(", ");
const PASSED_ON = new Set(["Escape"]); // others may close something with it, too

/**
 * @param {Record<string, () => void>} acts
 * @returns {() => void} no more
 */
export function listenToPresenter(acts) {
  const pressed = (event) => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!acts[key] || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyped(event)) return;
    if (!PASSED_ON.has(key)) {
      event.preventDefault();
      event.stopPropagation();
    }
    if (!event.repeat) acts[key]();
  };
  globalThis.addEventListener("keydown", pressed, { capture: true });
  return () => globalThis.removeEventListener("keydown", pressed, { capture: true });
}

const isTyped = (event) => event.composedPath().some((one) => one instanceof Element && one.matches(`${TYPED}, ${ROLES}`));
