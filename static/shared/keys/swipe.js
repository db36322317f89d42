/** A finger that wipes sideways over a picture; up and down it scrolls the page, as everywhere. */

const FAR = 36; // px
const SIDEWAYS = 1.4; // so much further across than along

/**
 * What is marked `data-drags` inside has another use for it.
 * @param {HTMLElement | SVGElement} element
 * @param {(by: -1 | 1) => void} go 1 where the finger went to the left: what comes next is pulled in
 */
export function listenToSwipe(element, go) {
  /** @type {{x: number, y: number, id: number} | null} */
  let from = null;
  element.style.touchAction = "pan-y pinch-zoom"; // no zoom by two taps, and what goes across is ours
  element.addEventListener("pointerdown", (event) => {
    const free = event.pointerType === "touch" && event.isPrimary && !event.target.closest("[data-drags]");
    from = free ? { x: event.clientX, y: event.clientY, id: event.pointerId } : null;
  });
  element.addEventListener("pointerup", (event) => {
    if (event.pointerId !== from?.id) return;
    const [across, along] = [event.clientX - from.x, event.clientY - from.y];
    from = null;
    if (Math.abs(across) >= FAR && Math.abs(across) > SIDEWAYS * Math.abs(along)) go(across < 0 ? 1 : -1);
  });
  element.addEventListener("pointercancel", () => (from = null));
}
