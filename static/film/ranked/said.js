/** Over the film: what is asked of its rows and, once that was answered, what is so. */

import { html } from "../../shared/dom.js";
import { rich } from "../../shared/said.js";

/**
 * @param {import("../film.js").Film} film
 * @param {import("../view.js").View} view
 * @param {(said: string) => void} say
 */
export function createSaid({ asks, header }, { touch }, say) {
  const { says } = header.live.rows;
  const [what, text] = asks ? ["show", says.show] : ["again", says.again];
  const button = html("button", { type: "button", class: "plain", onclick: () => say(what) }, text);
  return { element: html("div", { class: "rows-said" }, html("p", {}, ...rich(says.text), asks && !touch ? ` ${says.keys}` : null), button) };
}
