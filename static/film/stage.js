/** Where the parts of a film stand: sentence, answer and player, then the picture, and under it how it is shown and read. */

import { html, write } from "../shared/dom.js";

const BELOW = 10; // px under the stage on the projector

/** @typedef {ReturnType<typeof createStage>} Stage */

/** @param {HTMLElement} wrapper */
export function createStage(wrapper) {
  const [main, panel, cards] = ["main", "panel", "cards"].map((name) => html("div", { class: name }));
  const element = html("div", { class: "stage" }, main, panel, cards);
  const notice = html("p", { class: "notice", role: "status" });

  return {
    /**
     * @param {Record<string, {element: Element, floats?: Element[]}>} parts `floats` lie over everything
     * @param {string} ignored what in the link could not be had
     */
    fill({ said, words, legend, line, more, hand, asking, transport, settings, lanes, network, unit, cell, part, belt, bars, tooltip, reading, reader }, ignored) {
      main.replaceChildren(lanes.element, lanes.folding, network.element, unit.element);
      panel.replaceChildren(cell.element);
      cards.replaceChildren(part.element, belt.element, bars.element);
      write(notice, ignored);
      const over = [said?.element, words.element, legend.element, line.element, more?.element, transport.element, more?.under, notice].filter(Boolean);
      const under = [settings.element, reading.element, reader.element, tooltip.element, ...(hand?.floats ?? []), ...(asking?.floats ?? [])];
      wrapper.replaceChildren(...over, element, ...under);
    },
    /** @param {string} sentence in the place of what was said before */
    say: (sentence) => write(notice, sentence),
    /** On the projector the stage fills what sentence, answer and player leave. */
    measure(big) {
      if (big) element.style.setProperty("--stage", `${Math.max(0, wrapper.clientHeight - element.offsetTop - BELOW)}px`);
    },
    /** How tall the lanes may be, of the projector or beside the cell; 0 where nothing limits it. */
    tall(big) {
      const folding = main.querySelector(".folding").offsetHeight;
      if (wrapper.dataset.size === "narrow") return 0;
      return big ? element.clientHeight - folding : wrapper.dataset.size === "wide" ? panel.offsetHeight - folding : 0;
    },
  };
}
