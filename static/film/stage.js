/** Where the parts of a film stand: words and player over the stage, and on it the lanes with the panel beside them. */

import { html, write } from "../shared/dom.js";

/** @typedef {ReturnType<typeof createStage>} Stage */

/** @param {HTMLElement} wrapper */
export function createStage(wrapper) {
  const [main, panel] = [html("div", { class: "main" }), html("div", { class: "panel" })];
  const element = html("div", { class: "stage" }, main, panel);
  const notice = html("p", { class: "notice", role: "status" });

  return {
    /**
     * @param {Record<string, {element: Element, floats?: Element[]}>} parts `floats` lie over everything
     * @param {string} ignored what in the link could not be had
     */
    fill({ words, line, hand, transport, settings, lanes, network, unit, cell, part, belt, bars, tooltip, reader }, ignored) {
      main.replaceChildren(settings.element, lanes.element, network.element, unit.element);
      panel.replaceChildren(cell.element, part.element, belt.element, bars.element);
      write(notice, ignored);
      const parts = [words.element, line?.element, transport.element, notice, element, tooltip.element, ...(hand?.floats ?? []), reader.element];
      wrapper.replaceChildren(...parts.filter(Boolean));
    },
    /** @param {string} sentence in the place of what was said before */
    say: (sentence) => write(notice, sentence),
    /** What is left under the settings, of the projector or beside the panel; 0 where nothing limits it. */
    underSettings(big, em) {
      const over = main.firstElementChild.offsetHeight;
      if (big) return wrapper.clientHeight - element.offsetTop - over - 50 * em;
      return wrapper.dataset.size === "wide" ? panel.offsetHeight - over : 0;
    },
  };
}
