/** The way through the step: back, play, forward, and one dot for each micro-step, in groups. */

import { luminance, parse } from "../shared/colour.js";
import { html, mark, write } from "../shared/dom.js";
import { change, icon } from "../shared/icons.js";
import { colourOf } from "../shared/theme.js";

const EVEN = 0.19; // on a colour as light as this, white and black can be read equally well
const GROUPS = { concatenate: "put together", sum: "add up", squash: "squash", keep: "keep", write: "write", add: "add", show: "show", other: "compute" };

/**
 * @param {import("./step.js").Step} step
 * @param {ReturnType<import("./state.js").createState>} state
 * @param {{theme: () => import("../shared/theme.js").Theme}} view
 * @param {HTMLElement} hint of the keys
 */
export function createTransport(step, state, view, hint) {
  const button = (name, label, keys, act) => html("button", { type: "button", class: "step", "aria-label": label, title: `${label} (${keys})`, onclick: act }, icon(name));
  const play = button("play", "Play or pause", "Space", state.toggle);
  const back = button("less", "Micro-step before", "\u2190", () => state.move(-1));
  const forward = button("more", "Next micro-step", "\u2192", () => state.move(1));
  const onward = html("span");
  forward.classList.add("main");
  forward.prepend(onward);
  const dots = step.parts.map((part, k) =>
    html("button", { type: "button", class: "dot", title: part.title, "aria-label": `micro-step ${k + 1}: ${part.title}`, onclick: () => state.to(k) }, step.name(part.name) && part.kind !== "concatenate" ? step.name(part.name).letter : "x"),
  );
  const groups = [];
  step.parts.forEach((part, k) => {
    if (!k || part.kind !== step.parts[k - 1].kind) groups.push({ kind: part.kind, dots: [] });
    groups.at(-1).dots.push(dots[k]);
  });
  const line = groups.map(({ kind, dots: inside }) => html("span", { class: "steps" }, html("span", { class: "dots" }, ...inside), html("span", { class: "caption", "aria-hidden": "true" }, GROUPS[kind] ?? kind)));
  const player = html("div", { class: "player" }, button("start", "First micro-step", "Home", () => state.to(0)), back, play, forward, button("end", "Last micro-step", "End", () => state.to(step.lastPart)), hint);
  const element = html("div", { class: "transport" }, player, html("div", { class: "way" }, ...line));

  function draw({ micro, playing }, changed) {
    if (changed.has("playing")) change(play.firstElementChild, playing ? "pause" : "play");
    if (["micro", "unit", "seen", "data"].some((key) => changed.has(key))) {
      const asked = state.hidden() !== null;
      const label = asked ? "Show the value" : "Next micro-step";
      write(onward, asked ? "Show" : "Next");
      mark(forward, { "aria-label": label, title: `${label} (\u2192)` });
    }
    if (!["micro", "theme"].some((key) => changed.has(key))) return;
    mark(back, { disabled: micro === 0 ? "" : null });
    mark(forward, { disabled: micro === step.lastPart ? "" : null });
    step.parts.forEach((part, k) => {
      const colour = step.colours.get(part.kind === "concatenate" ? "" : part.name);
      const filled = colourOf(colour, view.theme(), "mark");
      dots[k].style.setProperty("--mark", filled);
      dots[k].style.setProperty("--on-mark", luminance(parse(filled)) < EVEN ? "#ffffff" : "#101218");
      dots[k].style.setProperty("--name", colourOf(colour, view.theme(), "text"));
      mark(dots[k], { "data-stage": k < micro ? "past" : k === micro ? "now" : "future", "aria-current": k === micro ? "step" : null });
    });
  }

  return { element, draw };
}
