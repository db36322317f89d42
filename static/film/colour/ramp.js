/** A scale as a strip of its colours between its two ends, each end printed; it says whose range that is. */

import { css } from "../../shared/colour.js";
import { html, mark, write } from "../../shared/dom.js";
import { number } from "../../shared/format.js";

const STOPS = [0, 51, 102, 127, 153, 204, 255];

export function createRamp() {
  const [low, strip, high, of] = [html("span"), html("span", { class: "ramp" }), html("span"), html("span", { class: "of" })];
  let shown = null; // the table whose colours stand there

  return {
    parts: [low, strip, high, of],
    /** @param {import("./scales.js").Shades} shades @param {number} unit */
    draw(shades, unit) {
      if (shades.table !== shown) strip.style.background = `linear-gradient(90deg, ${STOPS.map((k) => css(shades.table[k])).join(",")})`;
      shown = shades.table;
      const [from, to] = shades.ends(unit);
      const digits = to >= 10 ? 0 : to >= 1 ? 1 : 2;
      const beyond = shades.isBeyond(unit);
      write(low, shades.gate ? "0" : `${beyond ? "\u2264\u2009" : ""}${number(from, digits)}`);
      write(high, shades.gate ? "1" : `${beyond ? "\u2265\u2009" : ""}${number(to, digits)}`);
      const whose = shades.of(unit);
      write(of, whose);
      mark(of, { title: !whose ? null : whose === "all lanes" ? "All lanes of signed values share this scale" : "Each row has a scale of its own; this is that of the chosen unit" });
    },
  };
}
