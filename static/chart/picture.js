/** A chart that Plotly drew, as one SVG that stands alone. */

import { svg } from "../shared/dom.js";

/**
 * @param {Element} chart Plotly draws several drawings over each other
 * @param {string} paper the colour of the page
 * @param {string} says what the chart shows, for whoever cannot see it
 */
export function pictureOf(chart, paper, says) {
  const drawings = /** @type {SVGElement[]} */ ([...chart.querySelectorAll(".main-svg")]);
  const [width, height] = ["width", "height"].map((side) => Number(drawings[0].getAttribute(side)));
  const parts = drawings.flatMap((drawing) => [...drawing.children].map((part) => part.cloneNode(true)));
  const root = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, role: "img" }, svg("title", {}, says), svg("rect", { width, height, fill: paper }), ...parts);
  root.querySelectorAll(".hoverlayer, .modebar, .zoomlayer").forEach((part) => part.replaceChildren());
  // Plotly writes the page's address before the names of what it clips by.
  return new XMLSerializer().serializeToString(root).replace(/url\((&quot;|["'])?[^)#]*#([^)"'&]+)(?:&quot;|["'])?\)/g, "url(#$2)");
}
