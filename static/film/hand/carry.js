/** Carrying over: the same sentence with another word above the lanes, whose memory is put into this one. */

import { hide, html, mark, write } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { MOST } from "../live/text.js";
import { createChoice } from "../player/choice.js";
import { createDrag } from "./drag.js";
import { createPick } from "./pick.js";
import { createStrip } from "./strip.js";
import { spreads, unitsOf } from "./told.js";

const USUAL = "spain";

/**
 * @param {HTMLElement} wrapper
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../view.js").View} view
 * @param {import("../live/live.js").Live} live
 * @param {ReturnType<import("../lanes/lanes.js").createLanes>} lanes
 */
export function createCarry(wrapper, film, state, view, live, lanes) {
  const names = film.lanes.map(({ name }) => name).filter((name) => film.header.states.includes(name));
  /** The words that could stand in the place of this sentence's; none where it asks nothing. */
  let others = /** @type {string[]} */ ([]);
  let options = /** @type {{value: string, text: string}[]} */ ([]);
  let [word, spread, isOpen] = [USUAL, "all", false];

  const button = html("button", { type: "button", class: "plain carry-over", "aria-expanded": "false", onclick: () => fold(!isOpen) }, icon("over"), html("span", {}, "Carry over from another country …"));
  const pick = createPick("the other word", (value) => {
    word = value;
    state.redraw("hand");
  });
  const strip = createStrip(film, view, lanes, names);
  const after = html("span", { class: "after" });
  const carrying = names.map((name) => [[name], film.name(name).letter]);
  if (names.length > 1) carrying.push([names, "both"]);
  const buttons = carrying.map(([which, text]) =>
    html("button", { type: "button", class: which.length > 1 ? "plain" : "plain letter", "data-carry": which.join(" "), onclick: () => carry(which, state.get().word) }, text),
  );
  const spreading = createChoice("of", spreads(film), (which) => {
    spread = which;
    state.redraw("hand");
  });
  mark(spreading.element, { "aria-label": "of which units" });
  const how = html("span", { class: "how", role: "status" });
  const head = html(
    "div", { class: "carry-head" },
    html("span", { class: "said" }, "The same sentence with ", pick.element, how),
    strip.line,
    html("span", { class: "acts" }, after, ...buttons, spreading.element),
  );
  lanes.element.prepend(head);
  lanes.rail.prepend(strip.rail);
  lanes.field.prepend(strip.element);
  const drag = createDrag(wrapper, film, lanes, strip, [strip.element, strip.line], { carry, choose: (step) => state.toWord(step), word: () => word, names });

  take();

  /** The words of the sentence: what it carries over opens the strip, and else it stays as it was. */
  function take() {
    others = live.othersHere().sort();
    options = others.map((other) => ({ value: other, text: other }));
    const carried = live.holds().find(({ from }) => from !== undefined)?.from;
    if (carried !== undefined) [word, isOpen] = [carried, true];
    else if (!others.includes(word)) word = others.includes(USUAL) ? USUAL : others[0];
  }

  function fold(open) {
    isOpen = open;
    state.redraw("hand", "size");
  }

  /** Puts what the other sentence has after a step into this one. */
  function carry(which, step) {
    const units = unitsOf(spread, state.get().unit, film);
    const fresh = which.filter((name) => !isLate(name, step)).map((name) => ({ name, first: step, last: step, units, from: word }));
    const same = (hold) => fresh.some(({ name }) => hold.from !== undefined && hold.name === name && hold.first === step && String(hold.units) === String(units));
    const holds = [...live.holds().filter((hold) => !same(hold)), ...fresh];
    if (fresh.length && holds.length <= MOST) live.setHolds(holds);
  }

  /** After the last word no step reads a memory; the output is still read, by the readout. */
  const isLate = (name, step) => name !== film.header.output && step === film.steps - 1;

  let taken = 0;

  function draw(place, changed) {
    const shown = isOpen && others.length > 0;
    hide(button, !others.length);
    mark(button, { "aria-expanded": String(isOpen) });
    mark(lanes.element, { "data-carry": shown });
    if (!shown) lanes.element.style.setProperty("--other", "0px");
    for (const element of [head, strip.rail, strip.element]) hide(element, !shown);
    if (["hand", "size", "zoom"].some((key) => changed.has(key)) && place.zoom === 2) giveRoom(shown);
    if (!shown) return;
    pick.show(options, word);
    write(after, `Carry over after ${film.named(place.word)}:`);
    carrying.forEach(([which], k) => mark(buttons[k], { "aria-disabled": which.every((name) => isLate(name, place.word)), "aria-label": `carry ${which.join(" and ")} over` }));
    spreading.show(spread);
    const late = names.filter((name) => isLate(name, place.word)).map((name) => film.name(name).letter);
    write(how, live.holds().length >= MOST ? `: ${MOST} changes are made, remove one first.` : late.length ? `: after the last word no step reads ${late.join(", ")}, so choose an earlier word.` : ": drag a word of it down onto the film.");
    if (place.zoom === 2) strip.draw(live.other(word), place);
  }

  /** The lanes are as tall as they can be beside the strip. */
  function giveRoom(shown) {
    const height = shown ? head.offsetHeight + strip.element.offsetHeight : 0;
    if (Math.abs(height - taken) < 2) return;
    taken = height;
    lanes.spare(height);
    state.redraw("size");
  }

  return {
    button,
    take,
    draw,
    /** For the key: opens it, and the next Enter carries. */
    start() {
      if (!others.length) return;
      if (state.get().zoom !== 2) state.set({ zoom: 2 });
      if (!isOpen) fold(true);
      requestAnimationFrame(() => buttons[0].focus({ preventScroll: true }));
    },
    ghost: drag.ghost,
    leave: drag.leave,
  };
}
