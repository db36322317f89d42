/** The button and the key that begin to present a lesson. */

/** @type {WeakMap<Node, (name: string, value: boolean) => void>} how each place speaks to Python now */
const speaks = new WeakMap();

/**
 * Called by Streamlit on mounting, and again when the theme changes.
 * @param {{parentElement: HTMLElement | ShadowRoot, setTriggerValue: (name: string, value: boolean) => void}} component
 */
export default function begin({ parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  const known = speaks.has(parentElement);
  speaks.set(parentElement, setTriggerValue);
  if (!button || known) return;
  const present = () => {
    document.documentElement.requestFullscreen?.().catch(() => {}); // refused: it is presented in its window
    speaks.get(parentElement)?.("begun", true);
  };
  const pressed = (event) => {
    if (event.code !== "KeyP" || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    present();
  };
  button.addEventListener("click", present);
  document.addEventListener("keydown", pressed);
  button.disabled = false; // it stands in the page before this has come
  return () => {
    document.removeEventListener("keydown", pressed);
    speaks.delete(parentElement);
  };
}
