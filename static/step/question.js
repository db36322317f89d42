/** Predict, then reveal: the learner drags the pin or takes a value; a wrong one says which misconception it fits. */

import { WAITS } from "../shared/asked/held_back.js";
import { html, mark, svg } from "../shared/dom.js";
import { number } from "../shared/format.js";
import { colourOf } from "../shared/theme.js";

const HEIGHT = 74;

/**
 * @param {import("./step.js").Step} step
 * @param {ReturnType<import("./state.js").createState>} state
 * @param {{theme: () => any, em: () => number}} view
 */
export function createQuestion(step, state, view) {
  const element = html("div", { class: "question" });

  /** @param {string | null} name what this micro-step computes and may be asked for */
  function draw(name, width) {
    element.hidden = name === null;
    if (name === null) return;
    const { unit } = state.get();
    const [waiting, held] = [state.hidden() === name, state.isHeld(name)];
    const answer = state.answer(name);
    const guess = answer && answer.value;
    element.dataset.waiting = String(waiting);
    const choices = answer?.choices ?? step.choices(name, unit); // what was answered stays as it was asked
    const meaning = step.name(name);
    const colour = colourOf(step.colours.get(name), view.theme(), "text");
    const asked = html("p", { class: "asks" }, "What will ", html("span", { class: "letter", style: `color: ${colour}` }, name), ` of unit ${unit + 1}, the ${noun(meaning)}, be?`);
    if (waiting) {
      const said = held && guess !== null ? `You said ${number(guess)}. ` : "";
      const hint = html("p", { class: "hint", role: held ? "status" : null }, said || "Everything that it is computed from is known. Drag the pin to your value, or choose one below. ", held ? WAITS : "");
      const skip = html("button", { type: "button", class: "quiet", onclick: () => state.reveal(name, null) }, "Just show it");
      const values = choices.map(({ value }) => html("button", { type: "button", class: "option", onclick: () => state.reveal(name, value), "aria-pressed": held ? String(value === guess) : null }, number(value)));
      element.replaceChildren(asked, hint, line(name, choices, width, null), html("div", { class: "options" }, ...values, held ? null : skip));
      return;
    }
    const right = choices.find((choice) => choice.says === null);
    const taken = choices.find((choice) => choice.value === guess);
    const again = html("button", { type: "button", class: "quiet", onclick: () => state.askAgain(name) }, "Ask me again");
    const verdict = guess === null || !taken ? null : html("p", { class: "verdict", role: "status", "data-right": taken === right }, html("strong", {}, taken === right ? `Yes, ${number(right.value)}.` : `You said ${number(taken.value)}; it is ${number(right.value)}.`), taken.says ? ` ${taken.says}` : "", past(name, right, unit));
    const others = html(
      "details",
      { open: element.querySelector("details")?.open },
      html("summary", {}, "What the other values would be"),
      html("ul", {}, ...choices.filter((choice) => choice.says).map(({ value, says }) => html("li", {}, html("span", { class: "number" }, number(value)), ` ${says}`))),
    );
    element.replaceChildren(...(verdict ? [line(name, choices, width, guess), verdict] : []), html("div", { class: "after" }, others, again));
  }

  /** The numbers may have changed since: the verdict is about those of then. */
  function past(name, right, unit) {
    const now = step.value(step.name(name).node, unit);
    return number(now) === number(right.value) ? null : html("span", { class: "caption" }, " That was with the earlier numbers.");
  }

  /** The values on a line from low to high with a pin; after the answer, the right one comes to stand beside it. */
  function line(name, choices, width, guess) {
    const [theme, em] = [view.theme(), view.em()];
    const values = choices.map((choice) => choice.value);
    const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
    const [left, right, base] = [34 * em, width - 34 * em, 40 * em];
    const x = (value) => left + ((value - low) / (high - low)) * (right - left);
    const nearest = (at) => values.reduce((best, value) => (Math.abs(x(value) - at) < Math.abs(x(best) - at) ? value : best));
    const colour = colourOf(step.colours.get(name), theme, "mark");
    const pin = svg("g", { class: "pin", transform: `translate(${guess === null ? x(0) : x(guess)} ${base})` }, svg("path", { d: pinPath(em), fill: guess === null ? colour : theme.panel, stroke: theme.text, "stroke-width": 1.6 }), guess === null ? svg("text", { y: -17 * em, dy: "0.35em", "text-anchor": "middle", class: "inpin", fill: theme.paper }, "?") : null);
    const truth = choices.find((choice) => choice.says === null).value;
    const reveal = guess === null ? null : svg("g", { class: "slide", style: `--from: ${x(guess)}px; --to: ${x(truth)}px`, transform: `translate(${x(truth)} ${base})` }, svg("circle", { r: 8 * em, fill: colour, stroke: theme.text, "stroke-width": 1.4 }));
    const drawing = svg(
      "svg",
      { width, height: HEIGHT * em, class: "line", "data-drags": "", "aria-hidden": "true" },
      svg("line", { x1: left - 16 * em, x2: right + 16 * em, y1: base, y2: base, stroke: theme.dim, "stroke-width": 1.5 }),
      svg("line", { x1: x(0), x2: x(0), y1: base - 7 * em, y2: base + 7 * em, stroke: theme.dim, "stroke-width": 1.5 }),
      values.some((value) => Math.abs(x(value) - x(0)) < 34 * em) ? null : svg("text", { x: x(0), y: base + 24 * em, "text-anchor": "middle", class: "axis", fill: theme.dim }, "0"),
      ...values.map((value) => svg("circle", { cx: x(value), cy: base, r: 4.5 * em, fill: theme.panel, stroke: theme.text, "stroke-width": 1.4 })),
      pin,
      reveal,
    );
    if (guess === null) listen(drawing, pin, { clamp: (at) => Math.max(left, Math.min(right, at)), base, settle: (at) => state.reveal(name, nearest(at)) });
    return drawing;
  }

  return { element, draw };
}

/** A drop with its point at the origin. */
const pinPath = (em) => `M0 0C${-4 * em} ${-6 * em} ${-10 * em} ${-9 * em} ${-10 * em} ${-17 * em}A${10 * em} ${10 * em} 0 1 1 ${10 * em} ${-17 * em}C${10 * em} ${-9 * em} ${4 * em} ${-6 * em} 0 0Z`;

function listen(drawing, pin, { clamp, base, settle }) {
  let held = false;
  const at = (event) => clamp(event.clientX - drawing.getBoundingClientRect().left);
  const move = (event) => mark(pin, { transform: `translate(${at(event)} ${base})` });
  drawing.addEventListener("pointerdown", (event) => {
    held = true;
    drawing.setPointerCapture(event.pointerId);
    move(event);
  });
  drawing.addEventListener("pointermove", (event) => held && move(event));
  drawing.addEventListener("pointerup", (event) => held && settle(at(event)));
  drawing.addEventListener("pointercancel", () => (held = false));
}

const noun = (meaning) => meaning.label.split(" (")[0];
