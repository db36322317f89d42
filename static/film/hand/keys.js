/** The keys of the hand: H holds, C carries over, Esc lets go, Ctrl+Z steps back. */

/**
 * @param {HTMLElement} wrapper
 * @param {import("../live/live.js").Live} live
 * @param {{hold: () => void, carry: () => void, leave: () => boolean}} acts `leave` says whether there was anything to leave
 */
export function listenToHand(wrapper, live, { hold, carry, leave }) {
  const act = (event) => {
    const key = event.key.toLowerCase();
    if (event.altKey) return false;
    if (event.ctrlKey || event.metaKey) {
      if (key === "z") (event.shiftKey ? live.redo : live.undo)();
      else if (key === "y") live.redo();
      else return false;
      return true;
    }
    if (key === "escape") return leave();
    if (key === "h") hold();
    else if (key === "c") carry();
    else return false;
    return true;
  };

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const target = /** @type {Element} */ (event.composedPath()[0]);
    if (event.defaultPrevented || target.closest("select, textarea, input:not([type=range]), [contenteditable], [role=menu]")) return;
    if (!act(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  wrapper.addEventListener("keydown", pressed);
  return () => wrapper.removeEventListener("keydown", pressed);
}
