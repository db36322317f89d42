/** What the keys do to the sentence while the film has the focus. */

/**
 * @param {HTMLElement} wrapper
 * @param {{open: () => void, insert: () => void, remove: (back: boolean) => void, carry: (by: number) => void,
 *          undo: () => void, redo: () => void}} acts
 * @returns {() => void} forgets them
 */
export function listenToSentenceKeys(wrapper, acts) {
  const keys = {
    Enter: acts.open,
    F2: acts.open,
    Insert: acts.insert,
    "+": acts.insert,
    Delete: () => acts.remove(false),
    Backspace: () => acts.remove(true),
  };

  /** @param {KeyboardEvent} event */
  function actOf(event) {
    const target = /** @type {Element} */ (event.composedPath()[0]);
    if (event.defaultPrevented || target.closest("input:not([type=range]), textarea, [role=dialog]")) return null;
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && !event.altKey) {
      if (key === "z") return event.shiftKey ? acts.redo : acts.undo;
      return key === "y" && event.ctrlKey ? acts.redo : null;
    }
    if (event.ctrlKey || event.metaKey || target.closest("select, input, a, [role=menu], button:not(.chip)")) return null;
    if (event.altKey) return { arrowleft: () => acts.carry(-1), arrowright: () => acts.carry(1) }[key] ?? null;
    return Object.hasOwn(keys, event.key) ? keys[event.key] : null;
  }

  function pressed(event) {
    const act = actOf(event);
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  }

  wrapper.addEventListener("keydown", pressed);
  return () => wrapper.removeEventListener("keydown", pressed);
}
