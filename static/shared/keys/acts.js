/** The keys of one instrument: what each of them does. */

/** A clicker's keys do what the arrows do. */
const CLICKER = { PageUp: "ArrowLeft", PageDown: "ArrowRight" };
/** What has a use of its own for a key: a lever has none for Space, the rail of a clock none for a clicker. */
const OWN = { " ": "button, select, input:not([type=range])", ...Object.fromEntries(Object.keys(CLICKER).map((key) => [key, "input:not(.clock > input), select"])) };

/**
 * They are heard where they are not those of what has the focus.
 * @param {HTMLElement} wrapper
 * @param {Record<string, () => void>} acts
 * @returns {() => void} no more
 */
export function listenToActs(wrapper, acts) {
  const pressed = (event) => {
    const target = event.composedPath()[0];
    const own = target instanceof Element && target.closest(OWN[event.key] ?? "input, select");
    const act = acts[event.key] ?? acts[CLICKER[event.key]];
    if (event.defaultPrevented || own || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  wrapper.addEventListener("keydown", pressed);
  return () => wrapper.removeEventListener("keydown", pressed);
}
