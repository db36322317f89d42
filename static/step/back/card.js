/** The current part of the way back: what arrives, the local derivatives, what is handed on, as bars and as equations. */

import { drawBars } from "../../shared/chart/bars.js";
import { html, mark, write } from "../../shared/dom.js";
import { number } from "../../shared/format.js";
import { letters, numbers } from "../../shared/formulas/mathml.js";
import { createNotationChoice } from "../../shared/formulas/notation.js";
import { colourOf } from "../../shared/theme.js";
import { painted } from "../painted.js";
import { renew } from "../renew.js";
import { sentenceOf } from "../step.js";
import { createLevers } from "./levers.js";
import { drawVectors } from "./vectors.js";

const SEEN = ["back", "micro", "unit", "size", "theme", "data", "values"];

/**
 * @param {import("../step.js").Step} step
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {{theme: () => import("../../shared/theme.js").Theme, em: () => number}} view
 */
export function createBackCard(step, state, view) {
  const [title, count] = [html("h2"), html("span", { class: "count" })];
  const sentence = html("p", { class: "sentence" });
  const levers = createLevers(step, state, view);
  const picture = html("div", { class: "picture" });
  const board = html("div", { class: "equations" });
  const notation = createNotationChoice(() => state.redraw("theme"));
  const element = html("section", { class: "card part backward" }, html("header", {}, title, count, notation.element), sentence, levers.element, picture, board);
  let held = new Map();

  /** @param {import("../state.js").Place} place @param {Set<string>} changed */
  function draw(place, changed) {
    if (!SEEN.some((key) => changed.has(key))) return;
    const opened = ["back", "micro", "unit"].some((key) => changed.has(key));
    if (opened || changed.has("size") || changed.has("data")) held = new Map();
    mark(element, { "data-still": opened ? null : "" });
    const part = /** @type {import("../live/way_back.js").BackPart} */ (state.part());
    const valueOf = (node) => step.value(node, place.unit);
    write(title, part.title);
    write(count, `${place.micro + 1} of ${step.back.parts.length}`);
    write(sentence, sentenceOf(part, valueOf, place.unit));
    levers.element.hidden = part.kind !== "arrive";
    levers.draw();
    if (opened) picture.replaceChildren();
    renew(picture, pictureOf(part, place.unit));
    board.replaceChildren(...part.hands.flatMap(({ formula }) => lines(formula, valueOf)));
  }

  /** An equation in letters, and with numbers where it is of one unit. */
  function lines(formula, valueOf) {
    const put = painted(numbers(formula, valueOf), step, view.theme());
    const ofUnit = put.firstElementChild.firstElementChild.classList.contains("put");
    return [html("div", { class: "equation letters" }, painted(letters(formula), step, view.theme())), ofUnit ? html("div", { class: "equation numbers" }, put) : null].filter(Boolean);
  }

  function pictureOf(part, unit) {
    const [theme, em] = [view.theme(), view.em()];
    const width = Math.min(600 * em, element.clientWidth - 2 * parseFloat(getComputedStyle(element).paddingLeft));
    const look = (name) => ({ mark: colourOf(step.colours.get(name), theme, "mark"), dash: step.name(name)?.dash });
    const single = part.hands.filter(({ vector, matrix }) => !vector && !matrix);
    const come = part.arrives === undefined ? null : step.value(part.arrives, unit);
    const bars = single.map(({ label, name, share, local, constant }) => {
      const value = step.value(share, unit);
      const times = constant ?? step.value(local, unit);
      return { ...look(name), label, text: `\u00d7 ${number(times)}`, from: 0, to: value, value: number(value), node: share, key: "share" };
    });
    if (come !== null) bars.unshift({ ...look(part.name), label: "arrives", text: "", from: 0, to: come, value: number(come), node: part.arrives, key: "arrives" });
    const said = bars.map(({ label, value }) => `${label} ${value}`).join(", ");
    const drawn = bars.length ? drawBars(bars, { width, em, theme, held, said, joined: false }) : null;
    return html("div", {}, ...[drawn, drawVectors(step, part, unit, theme)].filter(Boolean));
  }

  return { element, draw, leave: notation.leave };
}
