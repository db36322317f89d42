/** Where a page's text says "unit 29": a click there chooses and pins the unit in the film, without the server. */

import { MOST } from "./pins.js";
import { isTint } from "../colour/tint.js";

const MENTION = /^#unit-(\d{1,6})(?:-(\w{1,40}))?$/; // as ui/components/mention.py writes it
const FILM = 2;
/** The films of the page. @type {Set<HTMLElement>} */
const films = new Set();

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
    if (number === undefined || meant(link) !== wrapper) return;
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

  films.add(wrapper);
  document.addEventListener("click", pressed, { capture: true });
  return () => {
    films.delete(wrapper);
    document.removeEventListener("click", pressed, { capture: true });
  };
}

/** Which film a link speaks of: the one it stands in, else the next one after it, else the last of the page. @param {Node} link */
function meant(link) {
  const all = [...films].filter((film) => film.checkVisibility());
  const place = (node) => (node.getRootNode() instanceof ShadowRoot ? node.getRootNode().host : node);
  const follows = (one, other) => Boolean(place(one).compareDocumentPosition(place(other)) & Node.DOCUMENT_POSITION_FOLLOWING);
  all.sort((one, other) => (follows(one, other) ? -1 : 1));
  return all.find((film) => film.contains(link)) ?? all.find((film) => follows(link, film)) ?? all.at(-1);
}
