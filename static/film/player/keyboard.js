/** The keys of the film, while it has the focus. */

/**
 * @param {HTMLElement} wrapper
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../film.js").Film} film
 */
export function listenToKeys(wrapper, state, film) {
  const keys = {
    " ": () => state.toggle(),
    ArrowLeft: (event) => (event.shiftKey ? state.stepMicro(-1) : state.stepWord(-1)),
    ArrowRight: (event) => (event.shiftKey ? state.stepMicro(1) : state.stepWord(1)),
    ",": () => state.stepMicro(-1),
    ".": () => state.stepMicro(1),
    ArrowUp: () => state.stepUnit(-1),
    ArrowDown: () => state.stepUnit(1),
    Home: () => state.toWord(0),
    End: () => state.toWord(film.steps - 1),
    ...Object.fromEntries([1, 2, 3, 4].map((zoom) => [String(zoom), () => state.set({ zoom })])),
  };

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = /** @type {Element} */ (event.composedPath()[0]);
    if (target.closest("select, [role=menu]") || (event.key === " " && target.closest("button"))) {
      event.stopPropagation();
      return;
    }
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act(event);
  }

  wrapper.addEventListener("keydown", pressed);
  return () => wrapper.removeEventListener("keydown", pressed);
}
