/** What became of the memory at this word: kept, added, and what of it is shown, as bars on one scale. */

import { html, mark, write } from "../../shared/dom.js";
import { number, percent } from "../../shared/format.js";
import { lowered } from "../../shared/formulas/subscripts.js";
import { colourOf } from "../../shared/theme.js";

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {{theme: () => import("../../shared/theme.js").Theme}} view
 */
export function createBelt(film, state, view) {
  const says = html("span", { class: "count" });
  const groups = Object.keys(film.header.belt).map((name) => createGroup(name));
  const none = groups.length ? null : html("p", { class: "sentence" }, "This cell has no belt: nothing is kept as it is, everything is written anew.");
  const element = html("section", { class: "card belt" }, html("header", {}, html("h2", {}, "Kept, added, shown"), says), none, ...groups.map((group) => group.element));

  function createGroup(name) {
    const { factor, factor_text } = film.header.belt[name];
    const whole = (one, kind) => ({
      kind,
      label: film.name(one).letter,
      name: one,
      node: film.name(one).node,
      text: kind === "total" ? film.name(one).label : film.header.nodes[film.name(one).node].text,
      at: (word, unit) => film.value(one, word, unit),
    });
    const rows = [
      ...film.terms(name).map((term) => ({ ...term, kind: term.part, label: term.part, name })),
      whole(name, "total"),
      ...(film.header.output === name ? [] : [whole(film.header.output, "shown")]),
    ].map(createRow);
    const [low, high] = ["low", "high"].map((end) => html("span", { class: end }));
    const ends = html("div", { class: "ends", "aria-hidden": "true" }, html("div", { class: "scale" }, low, html("span", {}, "0"), high));
    return {
      element: html("div", { class: "group" }, ...rows.map((row) => row.element), ends),
      draw(place) {
        const scale = film.reach(rows.map((row) => row.at), place.unit);
        let from = 0;
        for (const row of rows) from = row.draw(place, from, scale);
        [low, high].forEach((end, k) => write(end, number((k ? 1 : -1) * scale, 1)));
        const open = (factor ?? null) !== null && film.stage(factor, place.micro) !== "future";
        const keeps = open ? film.nodeValue(factor, place.word, place.unit) : null;
        write(says, keeps === null ? "" : `${factor_text.replaceAll(" - ", " \u2212 ")} keeps ${percent(keeps)}`);
      },
    };
  }

  function createRow({ kind, label, name, node, text, at }) {
    const whole = kind === "total" || kind === "shown";
    const bar = html("span", { class: "bar" });
    const value = html("span", { class: "value", "data-node": node });
    const caption = html("span", { class: whole ? "letter" : "term" }, label);
    const element = html(
      "div",
      { class: `row ${kind}`, title: text },
      html("span", { class: "name" }, caption, html("span", { class: "expression" }, ...(kind === "total" ? [text] : lowered(text)))),
      html("span", { class: "track" }, html("span", { class: "zero" }), bar),
      value,
    );
    return {
      element,
      at,
      /** Draws from where the row before ended; the total and the output start at zero. */
      draw(place, from, scale) {
        const size = at(place.word, place.unit);
        const stage = film.stage(node, place.micro);
        const start = whole ? 0 : from;
        const share = (end) => 50 + 50 * Math.max(-1, Math.min(1, end / scale));
        const [left, right] = [share(Math.min(start, start + size)), share(Math.max(start, start + size))];
        bar.style.left = `${left}%`;
        bar.style.width = `${Math.max(0.6, right - left)}%`;
        element.style.setProperty("--mark", colourOf(film.colours.get(name), view.theme(), "mark"));
        element.style.setProperty("--name", colourOf(film.colours.get(name), view.theme(), "text"));
        mark(element, { "data-stage": stage });
        write(value, stage === "future" ? "" : number(size));
        return whole ? from : start + size;
      },
    };
  }

  /** @param {import("../state.js").Place} place */
  function draw(place, changed) {
    if (place.zoom === 1) return;
    if (["word", "micro", "unit", "zoom", "theme", "values"].some((key) => changed.has(key))) groups.forEach((group) => group.draw(place));
  }

  return { element, draw };
}
