/** Values of the known unit that mean something, below the lever that holds it. */

import { html } from "../shared/dom.js";

/** @param {{marks: {at: number, label: string}[], levers: any[]}} header */
export function createMarks({ marks, levers }) {
  const markOf = ({ at, label }) => {
    const { low, high } = levers.find(({ name }) => name === "held");
    const near = marks.find((other) => other.at !== at && Math.abs(other.at - at) < (high - low) / 4);
    const lean = near ? { "data-lean": at < near.at ? "left" : "right" } : {};
    return html("span", { style: `left: ${(100 * (at - low)) / (high - low)}%`, ...lean }, label);
  };
  return html("div", { class: "marks", "aria-hidden": "true" }, ...marks.map(markOf));
}
