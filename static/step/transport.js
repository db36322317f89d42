/** The way through the step: back, play, forward, and one dot for each micro-step, in groups. */

import { WAITS } from "../shared/asked/held_back.js";
import { luminance, parse } from "../shared/colour.js";
import { html, mark, write } from "../shared/dom.js";
import { change, icon } from "../shared/icons.js";
import { colourOf } from "../shared/theme.js";

const EVEN = 0.19; // on a colour as light as this, white and black can be read equally well
const GROUPS = { arrive: "arrives", leave: "goes on", concatenate: "put together", sum: "add up", squash: "squash", keep: "keep", write: "write", add: "add", show: "show", other: "compute" };

/**
 * @param {import("./step.js").Step} step
 * @param {ReturnType<import("./state.js").createState>} state
 * @param {{theme: () => import("../shared/theme.js").Theme}} view
 * @param {ReturnType<import("../shared/keys/hint.js").createHint>} hint of the keys
 */
export function createTransport(step, state, view, hint) {
  const button = (name, label, keys, act) => html("button", { type: "button", class: "step", "aria-label": label, title: `${label} (${keys})`, onclick: act }, icon(name));
  const play = button("play", "Play or pause", "Space", state.toggle);
  const earlier = button("less", "Micro-step before", "\u2190", () => state.move(-1));
  const forward = button("more", "Next micro-step", "\u2192", () => state.move(1));
  const onward = html("span");
  forward.classList.add("main");
  forward.prepend(onward);
  const ways = [step.parts, step.back.parts].map((parts) => wayOf(parts));
  const player = html("div", { class: "player" }, button("start", "First micro-step", "Home", () => state.to(0)), earlier, play, forward, button("end", "Last micro-step", "End", () => state.to(state.last())), hint.few, hint.element);
  const turns = [false, true].map((back) => html("button", { type: "button", onclick: () => state.turn(back) }, back ? "backward" : "forward"));
  const direction = html("div", { class: "direction", role: "group", "aria-label": "direction" }, ...turns);
  const element = html("div", { class: "transport" }, player, ...ways.map(({ element }) => element), direction);

  /** One dot for each part, in groups of a kind. */
  function wayOf(parts) {
    const dots = parts.map((part, k) =>
      html("button", { type: "button", class: "dot", title: part.title, "aria-label": `micro-step ${k + 1}: ${part.title}`, onclick: () => state.to(k) }, letterOf(part)),
    );
    const groups = [];
    parts.forEach((part, k) => {
      if (!k || part.kind !== parts[k - 1].kind) groups.push({ kind: part.kind, inside: [] });
      groups.at(-1).inside.push(dots[k]);
    });
    const line = groups.map(({ kind, inside }) => html("span", { class: "steps" }, html("span", { class: "dots" }, ...inside), html("span", { class: "caption", "aria-hidden": "true" }, GROUPS[kind] ?? kind)));
    return { parts, dots, element: html("div", { class: "way" }, ...line) };
  }

  function letterOf({ kind, name }) {
    if (kind === "arrive") return "\u2202";
    return step.name(name) && kind !== "concatenate" && kind !== "leave" ? step.name(name).letter : "x";
  }

  function draw({ back, micro, playing }, changed) {
    if (changed.has("playing")) change(play.firstElementChild, playing ? "pause" : "play");
    if (changed.has("back")) {
      ways.forEach(({ element }, k) => (element.hidden = Boolean(k) !== back));
      turns.forEach((button, k) => mark(button, { "aria-pressed": String(Boolean(k) === back) }));
    }
    if (["back", "micro", "unit", "seen", "data"].some((key) => changed.has(key))) {
      const asked = state.hidden();
      const held = state.isHeld(asked);
      const label = held ? WAITS : asked ? "Show the value" : "Next micro-step";
      write(onward, asked ? "Show" : "Next");
      mark(forward, { "aria-label": label, title: held ? label : `${label} (\u2192)`, disabled: held || micro === state.last() ? "" : null });
    }
    if (!["back", "micro", "theme"].some((key) => changed.has(key))) return;
    mark(earlier, { disabled: micro === 0 ? "" : null });
    const { parts, dots } = ways[Number(back)];
    parts.forEach((part, k) => {
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
