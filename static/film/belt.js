/** What became of the memory at this word: kept, added, and what of it is shown, as bars on one scale. */

import { html, mark, write } from "../shared/dom.js";
import { number, percent } from "../shared/format.js";
import { colourOf } from "../shared/theme.js";

/**
 * @param {import("./film.js").Film} film
 * @param {ReturnType<import("./state.js").createState>} state
 * @param {{theme: () => import("../shared/theme.js").Theme}} view
 */
export function createBelt(film, state, view) {
  const says = html("span", { class: "count" });
  const groups = Object.entries(film.header.belt).map(([name, carry]) => createGroup(name, carry));
  const none = groups.length ? null : html("p", { class: "sentence" }, "This cell has no belt: nothing is kept as it is, everything is written anew.");
  const element = html("section", { class: "card belt" }, html("header", {}, html("h3", {}, "Kept, added, shown"), says), none, ...groups.map((group) => group.element));

  function createGroup(name, { factor, factor_text, kept, added }) {
    const letter = film.name(name)?.letter ?? name;
    const rows = [
      ...kept.map(([sign, node]) => createRow("kept", sign, node, name)),
      ...added.map(([sign, node]) => createRow("added", sign, node, name)),
      createRow(letter, 1, film.name(name).node, name, "total"),
    ];
    if (film.header.output !== name) {
      const { node, letter: shown } = film.name(film.header.output);
      rows.push(createRow(shown, 1, node, film.header.output, "shown"));
    }
    const [low, high] = [html("span"), html("span")];
    const ends = html("div", { class: "ends", "aria-hidden": "true" }, low, html("span", {}, "0"), high);
    return {
      element: html("div", { class: "group" }, ...rows.map((row) => row.element), ends),
      draw(place) {
        let at = 0;
        const scale = film.reach(rows.map((row) => row.node), place.unit);
        for (const row of rows) at = row.draw(place, at, scale);
        [low, high].forEach((end, k) => write(end, number((k ? 1 : -1) * scale, 1)));
        const open = (factor ?? null) !== null && film.stage(factor, place.micro) !== "future";
        const keeps = !open ? null : film.nodeValue(factor, place.word, place.unit);
        write(says, keeps === null ? "" : `${factor_text} keeps ${percent(keeps)}`);
      },
    };
  }

  function createRow(label, sign, node, name, kind = label) {
    const bar = html("span", { class: "bar" });
    const text = html("span", { class: "value", "data-node": node });
    const caption = html("span", { class: kind === "total" || kind === "shown" ? "letter" : "term" }, label);
    const what = html("span", { class: "expression" }, kind === "total" ? film.name(name).label : film.header.nodes[node].text);
    const element = html("div", { class: `row ${kind}`, title: film.header.nodes[node].text }, html("span", { class: "name" }, caption, what), html("span", { class: "track" }, html("span", { class: "zero" }), bar), text);
    return {
      element,
      node,
      /** Draws from where the row before ended; the total and the output start at zero. */
      draw(place, from, scale) {
        const value = sign * (film.nodeValue(node, place.word, place.unit) ?? 0);
        const stage = film.stage(node, place.micro);
        const whole = kind === "total" || kind === "shown";
        const start = whole ? 0 : from;
        const [low, high] = [Math.min(start, start + value), Math.max(start, start + value)];
        const share = (at) => 50 + 50 * Math.max(-1, Math.min(1, at / scale));
        bar.style.left = `${share(low)}%`;
        bar.style.width = `${Math.max(0.6, share(high) - share(low))}%`;
        element.style.setProperty("--mark", colourOf(film.colours.get(name), view.theme(), "mark"));
        element.style.setProperty("--name", colourOf(film.colours.get(name), view.theme(), "text"));
        mark(element, { "data-stage": stage, "data-sign": value < 0 ? "minus" : "plus" });
        write(text, stage === "future" ? "" : number(value));
        return whole ? from : start + value;
      },
    };
  }

  /** @param {import("./state.js").Place} place */
  function draw(place, changed) {
    if (place.zoom === 1 || place.zoom === 4) return;
    if (["word", "micro", "unit", "zoom", "theme"].some((key) => changed.has(key))) groups.forEach((group) => group.draw(place));
  }

  return { element, draw };
}
