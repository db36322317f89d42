/** What stands over what: the narrower the page, the less stands over the film. */

import { html } from "../shared/dom.js";
import { arrangedBy } from "../shared/levers/narrow.js";

/** @typedef {{element: HTMLElement}} Part */

/**
 * @param {HTMLElement} wrapper
 * @param {Part & {rate: HTMLElement}} controls
 * @param {Part} levers
 * @param {HTMLElement} charts
 * @param {Part} film
 * @param {Part} lead
 * @param {HTMLElement} spoken
 * @returns {() => void} what ends it
 */
export function arrange(wrapper, controls, levers, charts, film, lead, spoken) {
  const picture = html("div", { class: "picture" });
  return arrangedBy(wrapper, (size) => {
    if (size === "narrow") {
      picture.replaceChildren(film.element, controls.rate, charts);
      wrapper.replaceChildren(controls.element, picture, lead.element, levers.element, spoken);
    } else {
      controls.element.append(controls.rate);
      picture.replaceChildren(...(size === "wide" ? [charts, film.element] : [film.element, charts]));
      wrapper.replaceChildren(controls.element, levers.element, picture, lead.element, spoken);
    }
  });
}
