/** The words as chips that can be changed: a sign on the one being read, and in red what the network does not know. */

import { html, mark } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { createWords } from "../lanes/words.js";

const WITH_NEAR = 6; // unknown words beside which the near ones stand; those of the others stand in their menus

/**
 * @typedef {import("./text.js").Stranger} Stranger
 * @typedef {{near: (one: Stranger) => string[], take: (one: Stranger, word: string) => void, skip: (one?: Stranger) => void,
 *            choose: (one: Stranger, beside: Element) => void}} ForStrangers
 */

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../view.js").View} view
 * @param {(step: number) => void} open the menu of a word
 * @param {() => void} type
 */
export function createStrip(film, state, view, open, type) {
  const pencil = html("button", { type: "button", class: "pencil", onclick: pressed, title: "Type a sentence of your own" }, icon("pencil"), html("span", {}, "Type a sentence"));
  const words = createWords(film, state, view, pencil);
  const { element, chips } = words;

  function pressed(event) {
    event.stopPropagation(); // the field keeps the focus
    type();
  }

  const stepOf = (event) => chips.indexOf(event.target.closest(".chip"));
  const listeners = {
    click(event) {
      const step = stepOf(event);
      if (step < 0 || step !== state.get().word) return;
      event.stopPropagation();
      open(step);
    },
    contextmenu(event) {
      const step = stepOf(event);
      if (step < 0) return;
      event.preventDefault();
      if (event.pointerType !== "touch" && !element.closest("[data-dragging]")) open(step); // a finger that rests is told by the drag
    },
  };
  for (const [event, listener] of Object.entries(listeners)) element.addEventListener(event, listener, { capture: true });

  /** @param {import("../state.js").Place} place */
  function draw(place, changed) {
    words.draw(place, changed);
    if (!changed.has("word")) return;
    chips.forEach((chip, step) => {
      const now = step === place.word;
      mark(chip, { tabindex: now ? 0 : -1, "aria-haspopup": now ? "dialog" : null, title: now ? "Change this word (Enter)" : null });
    });
    queueMicrotask(() => centre(chips[place.word]));
  }

  /** A sentence of many lines scrolls inside, so that the film stays in sight. */
  function centre(chip) {
    if (element.scrollHeight <= element.clientHeight + 1) return;
    element.scrollTop = chip.offsetTop - (element.clientHeight - chip.offsetHeight) / 2;
  }

  /** @param {Stranger[]} strangers @param {ForStrangers} act */
  function showStrangers(strangers, act) {
    for (const one of element.querySelectorAll(".stranger")) one.remove();
    strangers.forEach((one, k) => {
      const unknown = html("button", { type: "button", class: "unknown", "aria-haspopup": "dialog", "aria-label": `${one.text}, not known to the network: choose another word`, onclick: (event) => (event.stopPropagation(), act.choose(one, unknown)) }, one.text);
      const near = k < WITH_NEAR ? act.near(one) : [];
      const offers = near.map((word) => html("button", { type: "button", class: "near", "aria-label": `${word} instead of ${one.text}`, onclick: () => act.take(one, word) }, word));
      if (k < WITH_NEAR) offers.push(html("button", { type: "button", class: "near skip", "aria-label": `skip ${one.text}`, onclick: () => act.skip(one) }, "skip"));
      const group = html("span", { class: "stranger", role: "group", "aria-label": `unknown word ${one.text}` }, unknown, ...offers);
      if (k > 0 && k === strangers.length - 1) group.append(html("button", { type: "button", class: "near skip", onclick: () => act.skip() }, "skip all"));
      element.insertBefore(group, chips[one.at] ?? pencil);
    });
  }

  return { element, chips, take: words.take, draw, showStrangers };
}
