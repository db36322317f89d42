/** Parts that stand in another order where there is less width: the keys meet them in the order in which they are seen. */

const WIDTHS = { narrow: 38, middle: 52 }; // rem, as in the style sheets

/**
 * @param {HTMLElement} wrapper
 * @param {(size: "narrow" | "middle" | "wide") => void} arrange puts the parts where they belong: now, and whenever that changes
 * @returns {() => void} what ends it
 */
export function arrangedBy(wrapper, arrange) {
  let [size, frame] = [sizeOf(wrapper), 0];
  arrange(size);
  const look = () => {
    frame = 0;
    const now = sizeOf(wrapper);
    if (now === size || !wrapper.clientWidth) return;
    const { activeElement } = /** @type {ShadowRoot} */ (wrapper.getRootNode());
    arrange((size = now));
    if (wrapper.contains(activeElement)) /** @type {HTMLElement} */ (activeElement).focus({ preventScroll: true });
  };
  const watch = new ResizeObserver(() => (frame ||= requestAnimationFrame(look))); // what it moves, it measures anew
  watch.observe(wrapper);
  return () => {
    watch.disconnect();
    cancelAnimationFrame(frame);
  };
}

function sizeOf(wrapper) {
  const rems = wrapper.clientWidth / parseFloat(getComputedStyle(document.documentElement).fontSize);
  return rems <= WIDTHS.narrow ? "narrow" : rems <= WIDTHS.middle ? "middle" : "wide";
}
