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
  const button = text ? html("button", { type: "button", class: "plain", onclick: () => say(what) }, text) : null;
  const told = rich(says.text).flatMap((part) => (asks ? part : mentioned(part)));
  return { element: html("div", { class: "rows-said" }, html("p", {}, ...told, asks && !touch && says.keys ? ` ${says.keys}` : null), button) };
}

/** Where it says "unit 29" a link that pins it, as pinned/mentions.js hears; bold text stays bold. @param {string | HTMLElement} part */
function mentioned(part) {
  if (typeof part !== "string") return [html("strong", {}, ...mentioned(part.textContent))];
  return part.split(/\b([Uu]nit \d+)/).map((text, k) => (k % 2 ? html("a", { href: `#unit-${text.split(" ")[1]}` }, text) : text));
}
