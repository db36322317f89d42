/** The keys of the walk, while it has the focus and no number is being written. */

/**
 * @param {HTMLElement} wrapper
 * @param {ReturnType<import("./state.js").createState>} state
 * @param {import("./step.js").Step} step
 */
export function listenToKeys(wrapper, state, step) {
  const unit = (by) => state.toUnit(Math.max(0, Math.min(step.units - 1, state.get().unit + by)));
  const keys = {
    " ": state.toggle,
    ArrowLeft: () => state.move(-1),
    ArrowRight: () => state.move(1),
    ",": () => state.move(-1),
    ".": () => state.move(1),
    ArrowUp: () => unit(-1),
    ArrowDown: () => unit(1),
    Home: () => state.to(0),
    End: () => state.to(step.lastPart),
  };

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = /** @type {Element} */ (event.composedPath()[0] ?? event.target);
    const act = keys[event.key];
    if (!act || target.closest("input") || (event.key === " " && target.closest("button, summary"))) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  /** While nothing on the page has the focus, ← and → are ours; the other keys scroll, as on every page. */
  function pressedAnywhere(event) {
    if (event.target === document.body && /^Arrow(Left|Right)$/.test(event.key)) pressed(event);
  }

  wrapper.addEventListener("keydown", pressed);
  document.addEventListener("keydown", pressedAnywhere);
  return () => {
    wrapper.removeEventListener("keydown", pressed);
    document.removeEventListener("keydown", pressedAnywhere);
  };
}
