/** The bubble at a stretch of a lane: whose value it is, a lever for it, for which units, and a way out. */

import { hide, html, mark, write } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { colourOf } from "../../shared/theme.js";
import { outcomeOf } from "../line/outcome.js";
import { createChoice } from "../player/choice.js";
import { createLever } from "./lever.js";
import { createPick } from "./pick.js";
import { placed } from "./placing.js";
import { carriersOf, plain, spreadOf, spreads, whose } from "./told.js";

const NONE = []; // no pick
const EDGE = 8; // px between the bubble and the edge of the screen

/**
 * @param {HTMLElement} wrapper
 * @param {import("../film.js").Film} film
 * @param {{theme: () => import("../../shared/theme.js").Theme, big: () => boolean}} view
 * @param {import("./grasp.js").Grasp} grasp
 * @param {import("../live/live.js").Live} live
 */
export function createBubble(wrapper, film, view, grasp, live) {
  const [letter, owner] = [html("span", { class: "letter" }), html("span", { class: "owner" })];
  const from = createPick("first word", (value) => grasp.stretch(Number(value), Math.max(Number(value), grasp.get().last)));
  const to = createPick("last word", (value) => grasp.stretch(grasp.get().first, Number(value)));
  const at = html("span", {}, " at ");
  const close = html("button", { type: "button", class: "close", "aria-label": "Close", title: "Close (Esc)", onclick: leave }, icon("cross"));
  const lever = createLever(grasp);
  const spread = createChoice("Held for", spreads(film), (which) => grasp.spread(which));
  const remove = html("button", { type: "button", class: "plain remove", onclick: () => grasp.remove() }, "Remove");
  const state = html("p", { class: "state", role: "status" });
  const beak = html("span", { class: "beak", "aria-hidden": "true" });
  const title = html("div", { class: "title" }, letter, " of ", owner, at, from.element, html("span", { class: "until" }, " … "), to.element);
  const [middle, foot] = [html("div", { class: "middle" }, lever.ends, spread.element), html("footer", {}, state, remove)];
  const element = html("div", { class: "bubble", role: "dialog", "aria-label": "Hold a value", hidden: true, onkeydown: pressed }, beak, html("header", {}, title, close), lever.element, middle, foot);
  /** The words as they can be picked: all, and those at which a stretch may end. */
  let picks = { words: /** @type {string[]} */ ([]), first: -1, all: [], ends: [] };
  let stood = "";

  function leave() {
    const inside = element.contains(/** @type {ShadowRoot} */ (wrapper.getRootNode()).activeElement);
    grasp.release();
    if (inside) wrapper.focus({ preventScroll: true });
  }

  /** The keys of the bubble are its own: nothing of them reaches the film, but for a step back. */
  function pressed(event) {
    const typing = event.target.closest("button, select");
    if (event.key === "Escape" || (event.key === "Enter" && !typing)) {
      event.preventDefault();
      event.stopPropagation();
      leave();
    }
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
  }

  function picksFrom(first) {
    if (picks.words === film.words && picks.first === first) return picks;
    const all = picks.words === film.words ? picks.all : film.words.map((word, k) => ({ value: String(k), text: `${k + 1} ${word}` }));
    picks = { words: film.words, first, all, ends: [{ value: String(first), text: "this word only" }, ...all.slice(first + 1)] };
    return picks;
  }

  function drawTitle({ name, first, last, units, hold }) {
    const carried = hold?.from !== undefined;
    const { letter: sign, color } = film.name(name);
    element.style.setProperty("--name", colourOf(color, view.theme(), "text"));
    element.style.setProperty("--mark", colourOf(color, view.theme(), "mark"));
    write(letter, sign);
    write(owner, whose(units, film));
    write(at, carried ? ` from \u201c${hold.from}\u201d after ` : " at ");
    const { all, ends } = picksFrom(first);
    from.show(all, String(first), film.named(first));
    to.show(carried ? NONE : ends, String(last), last === first ? "only" : film.named(last));
    mark(title, { "data-carried": carried, "data-single": last === first });
    mark(element, { "aria-label": `Hold a value: ${sign} of ${owner.textContent}` });
  }

  function drawState({ name, first, unit, hold }) {
    const was = `${film.name(name).letter} of unit ${unit} was ${plain(live.alone().value(name, first, unit))} at ${film.named(first)}`;
    const full = grasp.isFull();
    write(state, full ? "Twelve values are held: remove one first." : hold ? `${outcomeOf(hold, film, live, carriersOf(film))} ${was}.` : "Nothing is held yet: move the lever.");
    hide(remove, !hold);
  }

  /** @param {{left: number, right: number, top: number, bottom: number}} of on the screen */
  function place(of) {
    const box = wrapper.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const room = { left: Math.max(box.left, EDGE), right: Math.min(box.right, clientWidth - EDGE), top: EDGE, bottom: clientHeight - EDGE };
    const { offsetWidth: width, offsetHeight: height } = element;
    const where = placed(of, { width, height }, room);
    element.style.left = `${where.left - box.left + wrapper.scrollLeft}px`;
    element.style.top = `${where.top - box.top + wrapper.scrollTop}px`;
    beak.style.left = `${where.beak}px`;
    mark(element, { "data-over": where.over });
  }

  return {
    element,
    leave,
    focus: () => (grasp.get()?.hold?.from === undefined ? lever.focus() : from.select.focus()),
    /**
     * @param {string} where a text that differs once the bubble has to stand elsewhere
     * @param {() => DOMRect | null} anchor
     */
    draw(where, anchor) {
      const grasped = grasp.get();
      hide(element, !grasped);
      if (!grasped) return void (stood = "");
      drawTitle(grasped);
      drawState(grasped);
      lever.draw(grasped);
      spread.show(spreadOf(grasped.units, film));
      if (where !== stood) place(anchor());
      stood = where;
    },
  };
}
