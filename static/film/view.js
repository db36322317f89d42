/** What a part may ask of the screen it stands on: the theme, the size of type, how much room there is. */

import { mark } from "../shared/dom.js";
import { readTheme } from "../shared/theme.js";

/** @typedef {ReturnType<typeof createView>} View */

/**
 * @param {HTMLElement} wrapper
 * @param {import("./stage.js").Stage} stage
 */
export function createView(wrapper, stage) {
  const motion = globalThis.matchMedia("(prefers-reduced-motion: reduce)");
  let theme = readTheme(wrapper);
  let em = 1; // the size of type, in 15 px; asking for it again would lay out the page
  const big = () => wrapper.dataset.big !== undefined;
  const narrow = () => wrapper.clientWidth < 640;
  const host = /** @type {ShadowRoot} */ (wrapper.getRootNode()).host;
  const hero = Boolean(host?.closest(".st-key-hero"));

  /** A page that is presented shows its hero as the projector does. */
  function readPresented() {
    const presented = hero && getComputedStyle(wrapper).getPropertyValue("--presented") !== "";
    if (presented === (wrapper.dataset.presented !== undefined)) return;
    mark(wrapper, { "data-presented": presented, "data-big": presented });
  }

  return {
    theme: () => theme,
    /** whether the page shows it as its hero, which one screen holds: what lies under the picture is folded */
    hero,
    em: () => em,
    touch: globalThis.matchMedia("(pointer: coarse)").matches,
    still: () => motion.matches,
    big,
    narrow,
    /** how tall the lanes may be, with the words over them */
    tall: () => stage.tall(big()),
    readTheme() {
      theme = readTheme(wrapper);
      wrapper.dataset.theme = theme.dark ? "dark" : "light";
    },
    readSize() {
      readPresented();
      em = parseFloat(getComputedStyle(wrapper).fontSize) / 15 || 1;
      wrapper.dataset.size = narrow() ? "narrow" : wrapper.clientWidth < 1000 * em && !big() ? "middle" : "wide";
      stage.measure(big());
    },
  };
}
