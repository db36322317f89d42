/** What the equations alone say of the cell: its size, its memory, what carries, whether its gradients are right. */

import { html } from "../shared/dom.js";

export function createFacts() {
  const list = html("dl");
  const element = html("section", { class: "card facts", "aria-label": "What it is" }, html("header", {}, html("h2", {}, "What it is")), list);
  return {
    element,
    /** @param {{facts: {label: string, value: string, says: string}[]}} header */
    take({ facts }) {
      list.replaceChildren(
        ...facts.map(({ label, value, says }) => html("div", {}, html("dt", {}, label), html("dd", {}, html("strong", {}, value), html("span", {}, says)))),
      );
    },
  };
}
