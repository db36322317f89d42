/** What adds up to a gate's sum, in the cell's view: each term as a bar that begins where the one before ended. */

import { drawBars } from "../../shared/chart/bars.js";
import { hide, html, write } from "../../shared/dom.js";
import { number } from "../../shared/format.js";
import { colourOf } from "../../shared/theme.js";
import { sumsOf } from "../film.js";
import { createChoice } from "../player/choice.js";

const ROW = 25;
const CELL = 3;

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {{theme: () => import("../../shared/theme.js").Theme, em: () => number}} view
 * @param {import("../live/live.js").Live} live
 */
export function createTerms(film, state, view, live) {
  const sums = sumsOf(film);
  const choice = createChoice("What adds up to", sums.map(({ part, k }) => [k, film.name(part.name)?.letter ?? part.name]), (k) => state.set({ terms: state.get().terms === k ? null : k }));
  const told = html("p", { class: "count" });
  const bars = html("div", { class: "terms-bars" });
  const element = html("div", { class: "terms", hidden: true }, choice.element, told, bars);
  let opened = "";
  let held = new Map();

  /** @param {import("../state.js").Place} place @param {Set<string>} changed */
  function draw(place, changed) {
    hide(element, place.zoom !== CELL || !sums.length);
    if (element.hidden || !["word", "unit", "zoom", "theme", "size", "values", "terms"].some((key) => changed.has(key))) return;
    choice.show(place.terms ?? -1);
    const part = film.parts[place.terms ?? -1];
    for (const one of [bars, told]) hide(one, !part);
    if (!part) return;
    const key = `${place.terms} ${place.unit}`;
    if (key !== opened) held = new Map();
    opened = key;
    write(told, `${part.title.split(":")[0]} of unit ${place.unit} at ${film.named(place.word)}: each weight times the h of a unit before`);
    bars.replaceChildren(drawn(part, place));
  }

  function drawn(part, { word, unit }) {
    const theme = view.theme();
    const look = (name) => ({ mark: colourOf(film.colours.get(name), theme, "mark"), dash: film.name(name)?.dash });
    let to = 0;
    const rows = live.terms(part, word, unit).map((term, k) => {
      const from = to;
      to += term.value;
      const value = k === 0 || term.value < 0 ? number(term.value) : `+ ${number(term.value)}`;
      return { ...look(term.kind === "word" ? "" : term.of || part.name), label: labelOf(term, word), from, to, value, key: term.kind };
    });
    const sum = film.nodeValue(part.nodes.at(-1), word, unit);
    rows.push({ ...look(part.name), ink: colourOf(film.colours.get(part.name), theme, "text"), label: "sum", from: 0, to, value: number(sum), whole: true });
    const said = rows.map(({ label, value }) => `${label.replace("_", " ")} ${value}`).join(", ");
    const width = Math.max(220, bars.clientWidth);
    return drawBars(rows, { width, em: view.em(), theme, said, row: ROW, held });
  }

  function labelOf({ kind, of, unit, count, node }, word) {
    if (kind === "word") return film.named(word);
    if (kind === "unit") return `${of || "unit"}_${unit}`;
    if (kind === "rest") return `the other ${count}`;
    return kind === "bias" ? "bias" : film.header.nodes[node].text.slice(0, 16);
  }

  return { element, draw };
}
