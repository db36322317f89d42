/** The rules of the language under the page, folded away. */

import { html } from "../shared/dom.js";

export function createRules() {
  const list = html("dl");
  const element = html("details", { class: "rules" }, html("summary", {}, "The language"), list);
  return {
    element,
    /** @param {{rules: [string, string][]}} header */
    take({ rules }) {
      if (list.childElementCount) return;
      list.replaceChildren(...rules.flatMap(([code, words]) => [html("dt", {}, html("code", {}, code)), html("dd", {}, words)]));
    },
  };
}
