/** Where a page's text says "unit 29": a click there chooses and pins the unit in the film, without the server. */

import { MOST } from "./pins.js";
import { isTint } from "../colour/tint.js";

const MENTION = /^#unit-(\d{1,6})(?:-(\w{1,40}))?$/; // as ui/components/mention.py writes it
const FILM = 2;

/**
 * @param {HTMLElement} wrapper
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../view.js").View} view
 * @param {(sentence: string) => void} say
 */
export function listenToMentions(wrapper, film, state, view, say) {
  /** @param {MouseEvent} event */
  function pressed(event) {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement);
    const [, number, name] = MENTION.exec(link?.getAttribute("href") ?? "") ?? [];
    if (number === undefined) return;
    event.preventDefault(); // no other film takes it, and the address is the film's own
    event.stopPropagation();
    show(Number(number), name);
  }

  function show(unit, name) {
    const { pins } = state.get();
    const there = pins.includes(unit);
    if (unit >= film.units) say(`This film has the units 0 to ${film.units - 1}: unit ${unit} is not among them.`);
    else if (!there && pins.length >= MOST) say(`${MOST} units are pinned: unpin one, then unit ${unit} has room.`);
    else state.set({ zoom: FILM, unit, pins: there ? pins : [...pins, unit], ...(name && isTint(film, `${name}-${unit}`) && { tint: `${name}-${unit}` }) });
    const { top } = wrapper.getBoundingClientRect();
    if (top < 0 || top > globalThis.innerHeight / 2) wrapper.scrollIntoView({ block: "start", behavior: view.still() ? "instant" : "smooth" });
    wrapper.focus({ preventScroll: true });
  }

  document.addEventListener("click", pressed, { capture: true });
  return () => document.removeEventListener("click", pressed, { capture: true });
}
