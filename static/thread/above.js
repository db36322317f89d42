/** The line above a lesson: what there is to do, and on which way the reader is. */

import { html } from "../shared/dom.js";
import { forgetSignals } from "../shared/signals.js";
import { createList } from "./list.js";
import { standAt } from "./record.js";
import { createLeftOff } from "./start.js";
import { createTour } from "./tour.js";
import { watch } from "./watch.js";

/**
 * @param {HTMLElement} wrapper
 * @param {any} header from Python
 * @param {() => void} leaveTour
 */
export function openAbove(wrapper, header, leaveTour) {
  const { lesson, tour, start, hides } = header;
  const { pathname } = globalThis.location;
  const list = createList(lesson, header.do, { class: "do", label: "To do in this lesson", sign: (place) => String(place + 1) });
  const way = tour ? createTour(header, leaveTour) : null;
  const leftOff = start ? createLeftOff(header) : null;
  list.element.hidden = hides.includes("todo");
  const parts = [list.element, way?.element ?? leftOff?.element].filter(Boolean);
  wrapper.replaceChildren(html("div", { class: "line" }, ...parts), ...(way ? [way.bar] : []));

  const draw = () => [list, way, leftOff].forEach((part) => part?.draw());
  draw();
  const end = watch(lesson, header.do, draw);
  if (!start) standAt(lesson, tour?.said ?? null);
  return {
    leave() {
      end();
      if (globalThis.location.pathname !== pathname) forgetSignals(pathname);
      leftOff?.leave();
    },
  };
}
