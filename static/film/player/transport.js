/** The player: play, steps of both sizes, scrubbing, speed and zoom. */

import { html, mark, write } from "../../shared/dom.js";
import { change, icon } from "../../shared/icons.js";
import { colourOf } from "../../shared/theme.js";
import { createChoice } from "./choice.js";

const SPEEDS = [0.25, 0.5, 1, 2, 4];
const ZOOMS = ["Network", "Film", "Cell", "Unit"];

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {{theme: () => import("../../shared/theme.js").Theme}} view
 * @param {HTMLElement[]} extras buttons at the end
 */
export function createTransport(film, state, view, extras) {
  const button = (name, label, act, keys) =>
    html("button", { type: "button", class: "step", "aria-label": label, title: `${label} (${keys})`, onclick: act }, icon(name));
  const sign = icon("play");
  const playText = html("span", {}, "Play");
  const play = html("button", { type: "button", class: "play", title: "Play or pause (Space)", onclick: state.toggle }, sign, playText);
  const scrub = /** @type {HTMLInputElement} */ (
    html("input", {
      type: "range",
      min: 0,
      step: 1,
      class: "scrub",
      "aria-label": film.noun,
      oninput: () => state.toWord(Number(scrub.value)),
    })
  );
  const dots = film.parts.map((part, k) =>
    html("button", {
      type: "button",
      class: "dot",
      tabindex: -1,
      title: part.title,
      "aria-label": `micro-step ${k + 1}: ${part.title}`,
      onclick: () => state.set({ micro: k, playing: false }),
    }),
  );
  const now = html("span", { class: "now" });
  const speed = /** @type {HTMLSelectElement} */ (
    html(
      "select",
      { class: "speed", "aria-label": "speed", title: "Speed", onchange: () => state.set({ speed: Number(speed.value) }) },
      ...SPEEDS.map((value) => html("option", { value }, `${value}\u00d7`)),
    )
  );
  const zoom = createChoice("Zoom", ZOOMS.map((text, k) => [k + 1, text, String(k + 1)]), (value) => state.set({ zoom: value }));
  const element = html(
    "div",
    { class: "transport" },
    scrub,
    html(
      "div",
      { class: "group" },
      button("start", `First ${film.noun}`, () => state.toWord(0), "Home"),
      button("back", `${film.Noun} before`, () => state.stepWord(-1), "\u2190"),
      play,
      button("forward", `Next ${film.noun}`, () => state.stepWord(1), "\u2192"),
      button("end", `Last ${film.noun}`, () => state.toWord(film.steps - 1), "End"),
    ),
    html(
      "div",
      { class: "group parts" },
      button("less", "Micro-step before", () => state.stepMicro(-1), "Shift+\u2190 or ,"),
      html("span", { class: "dots" }, ...dots),
      button("more", "Next micro-step", () => state.stepMicro(1), "Shift+\u2192 or ."),
      now,
    ),
    html("div", { class: "group end" }, speed, zoom.element, ...extras),
  );

  /** @param {import("../state.js").Place} place */
  function draw(place, changed) {
    if (changed.has("playing")) {
      change(sign, place.playing ? "pause" : "play");
      write(playText, place.playing ? "Pause" : "Play");
    }
    if (changed.has("speed")) speed.value = String(place.speed);
    if (changed.has("zoom")) zoom.show(place.zoom);
    if (changed.has("word")) {
      mark(scrub, { max: film.steps - 1 });
      scrub.value = String(place.word);
      mark(scrub, { "aria-valuetext": `${film.noun} ${place.word + 1} of ${film.steps}: ${film.words[place.word]}` });
      scrub.style.setProperty("--share", String(film.steps > 1 ? place.word / (film.steps - 1) : 0));
    }
    if (changed.has("micro") || changed.has("theme")) drawDots(place);
  }

  function drawDots(place) {
    write(now, film.parts[place.micro]?.title ?? "");
    film.parts.forEach((part, k) => {
      const colour = film.colours.get(part.name);
      dots[k].style.setProperty("--mark", colour ? colourOf(colour, view.theme(), "mark") : "currentColor");
      mark(dots[k], { "data-stage": k < place.micro ? "past" : k === place.micro ? "now" : "future" });
    });
  }

  return { element, draw };
}
