/** Mounts the button under a chart that saves it: its picture, and the numbers that it draws. */

import { decode } from "../shared/blob.js";
import { mountedBy } from "../shared/mounting.js";
import { createMenu } from "../shared/saving/menu.js";
import { asPng } from "../shared/saving/picture.js";
import { wearTheme } from "../shared/theme.js";
import { pictureOf } from "./picture.js";
import { tableOf } from "./table.js";

export default mountedBy({ class: "lstm-chart", module: import.meta.url, css: ["../shared/saving/menu.css", "chart.css"], open });

function open(wrapper, message) {
  const { name, says } = decode(message).header;
  const place = /** @type {ShadowRoot} */ (wrapper.getRootNode()).host?.closest("[class*='st-key-chart_']");
  /** The chart above the button, once Plotly has drawn it. */
  const drawn = () => {
    const found = place?.querySelector(".js-plotly-plot");
    if (!found?.querySelector(".main-svg")) throw new Error("the chart is not drawn yet");
    return found;
  };
  const paper = () => getComputedStyle(wrapper).getPropertyValue("--st-background-color").trim() || "#ffffff";
  const picture = () => pictureOf(drawn(), paper(), says);
  const menu = createMenu(`Save this chart: ${name.replaceAll("_", " ")}`, () => name.replaceAll("_", "-"), [
    ["Picture as PNG", "png", () => asPng(picture())],
    ["Picture as SVG", "svg", () => new Blob([picture()], { type: "image/svg+xml" })],
    ["Numbers as CSV", "csv", () => new Blob([tableOf(/** @type {any} */ (drawn()))], { type: "text/csv" })],
  ]);
  wearTheme(wrapper);
  wrapper.replaceChildren(menu.element);
  return { redraw: () => wearTheme(wrapper), leave: menu.leave };
}
