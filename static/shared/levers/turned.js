/** A range that runs from right to left, moved by the arrow keys to where they point: WebKit moves it the other way. */

const WAYS = { ArrowLeft: "stepUp", ArrowRight: "stepDown" };

/** @param {HTMLElement} range @returns {HTMLInputElement} */
export function turned(range) {
  const input = /** @type {HTMLInputElement} */ (range);
  input.dir = "rtl";
  input.addEventListener("keydown", (event) => {
    if (!Object.hasOwn(WAYS, event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const before = input.value;
    input[WAYS[event.key]]();
    if (input.value !== before) input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  return input;
}
