/** The keys of the film, while it has the focus. */

/**
 * @param {HTMLElement} wrapper
 * @param {ReturnType<import("./state.js").createState>} state
 * @param {import("./film.js").Film} film
 */
export function listenToKeys(wrapper, state, film) {
  const keys = {
    " ": () => state.toggle(),
    ArrowLeft: (event) => (event.shiftKey ? state.stepMicro(-1) : state.stepWord(-1)),
    ArrowRight: (event) => (event.shiftKey ? state.stepMicro(1) : state.stepWord(1)),
    ",": () => state.stepMicro(-1),
    ".": () => state.stepMicro(1),
    ArrowUp: () => neighbour(-1),
    ArrowDown: () => neighbour(1),
    Home: () => state.toWord(0),
    End: () => state.toWord(film.steps - 1),
    ...Object.fromEntries([1, 2, 3, 4].map((zoom) => [String(zoom), () => state.set({ zoom })])),
  };

  /** The unit in the row above or below. */
  function neighbour(by) {
    const { order: way, unit } = state.get();
    const order = film.order(way);
    const rank = Math.max(0, Math.min(order.length - 1, order.indexOf(unit) + by));
    state.set({ unit: order[rank] });
  }

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
