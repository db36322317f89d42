/** What the colours of the letters mean, and what the unit holds on average after the sentences. */

import { css, signedScale } from "../shared/colour.js";
import { html, write } from "../shared/dom.js";
import { number } from "../shared/format.js";

/** @param {{says: Record<string, string>}} header @param {HTMLElement} which unit, to be chosen */
export function createScale({ says }, which) {
  const bar = html("i", { class: "ramp" });
  const ends = [html("span", {}), html("span", {})];
  const stops = html("span", { class: "stops" });
  return {
    element: html("p", { class: "scale" }, which, html("span", {}, says.scale ?? ""), ends[0], bar, ends[1], stops, html("span", {}, says.underlined ?? "")),
    /** @param {import("./letters.js").Look} look @param {import("./writer.js").Written} read */
    draw({ dark, limit }, { text, values }) {
      write(ends[0], number(-limit, 1));
      write(ends[1], number(limit, 1));
      const ended = Array.from(values).filter((_, k) => text[k] === " " && text[k - 1] === ".");
      const mean = ended.reduce((sum, value) => sum + value, 0) / ended.length;
      if (says.stops) write(stops, ended.length ? says.stops.replace("{mean}", number(mean)) : "");
      const table = signedScale(dark);
      bar.style.background = `linear-gradient(90deg, ${[0, 64, 128, 192, 255].map((k) => css(table[k])).join(", ")})`;
    },
  };
}
