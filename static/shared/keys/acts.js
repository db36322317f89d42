/** The keys of one instrument: what each of them does. */

/**
 * They are heard where they are not those of what has the focus.
 * @param {HTMLElement} wrapper
 * @param {Record<string, () => void>} acts
 * @returns {() => void} no more
 */
export function listenToActs(wrapper, acts) {
  const pressed = (event) => {
    const target = event.composedPath()[0];
    const own = target instanceof Element && target.closest(event.key === " " ? "button, input, select" : "input, select");
    if (event.defaultPrevented || own || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !acts[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  };
  wrapper.addEventListener("keydown", pressed);
  return () => wrapper.removeEventListener("keydown", pressed);
}
