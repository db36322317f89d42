/** How often the words that count stand in many texts, written free and with the unit held: one text proves nothing. */

import { html, write } from "../shared/dom.js";

/**
 * @param {{kinds: import("./letters.js").Kind[], many: number, says: Record<string, string>}} about
 */
export function createTally({ kinds, many, says }) {
  const rows = kinds.map(({ name }) => {
    const sides = ["free", "held"].map((side) => {
      const [bar, value] = [html("i", { class: "bar" }), html("span", { class: "value" })];
      return { bar, value, element: html("span", { class: `side ${side}` }, html("span", { class: "track" }, bar), value) };
    });
    return { sides, element: html("div", { class: "row", "data-kind": name }, html("span", { class: "kind" }, name), ...sides.map(({ element }) => element)) };
  });
  const heads = html("div", { class: "row", "aria-hidden": "true" }, html("span", {}), html("span", {}, says.unheld ?? ""), html("span", {}, says.holding ?? ""));
  const about = html("p", {}, says.tally ?? "");
  const element = html("div", { class: "tally", role: "group", "aria-label": says.tally }, about, heads, ...rows.map((row) => row.element));
  let totals = { free: kinds.map(() => 0), held: kinds.map(() => 0) };
  let written = 0;

  function draw() {
    const most = Math.max(1, ...totals.free, ...totals.held);
    rows.forEach(({ sides }, k) =>
      sides.forEach(({ bar, value }, side) => {
        const count = totals[side ? "held" : "free"][k];
        bar.style.width = `${(100 * count) / most}%`;
        write(value, String(count));
      }),
    );
    element.toggleAttribute("data-counting", written < many);
  }

  return {
    element,
    /** None is counted yet. */
    clear() {
      totals = { free: kinds.map(() => 0), held: kinds.map(() => 0) };
      written = 0;
      element.toggleAttribute("data-counting", true);
    },
    /** One text more, on both sides. @param {number[]} free @param {number[]} held */
    add(free, held) {
      totals = { free: totals.free.map((n, k) => n + free[k]), held: totals.held.map((n, k) => n + held[k]) };
      written += 1;
      if (written === many) draw();
    },
    /** What stands there, as a sentence. */
    spoken: () => kinds.map(({ name }, k) => `${name}: ${totals.free[k]}, ${totals.held[k]}`).join("; "),
    next: () => (written < many ? written : null),
  };
}
