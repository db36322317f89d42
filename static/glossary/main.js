/** A term in a page's text, pointed at or tapped: its explanation stands beside it, with the way to all terms. */

import { html, write } from "../shared/dom.js";
import { learnNotations } from "../shared/formulas/notation.js";
import { dress } from "../shared/sheet.js";
import { wearTheme } from "../shared/theme.js";

const TERM = "a[href^='#term-']";
const EDGE = 8; // px of paper left at the edges of the screen

/** @typedef {{terms: Record<string, string>, more: Record<string, string>, notations: any}} Told by the address of a term: its explanation, its place among all terms */
/** @type {WeakMap<Node, {show: (told: Told) => void, leave: () => void}>} */
const mounted = new WeakMap();

/** Called by Streamlit on mounting and on every run of the page. */
export default function glossary({ parentElement, data }) {
  if (!mounted.has(parentElement)) mounted.set(parentElement, mount(parentElement));
  mounted.get(parentElement).show(data);
  return () => {
    mounted.get(parentElement)?.leave();
    mounted.delete(parentElement);
  };
}

function mount(parent) {
  const says = html("span", { role: "status" });
  const more = html("a", { class: "all" }, "All terms");
  const box = html("div", { class: "lstm-term", popover: "manual" }, says, more);
  /** @type {Told} */
  let told = { terms: {}, more: {}, notations: {} };
  /** @type {Element | null} */
  let at = null;
  dress(parent, import.meta.url, "glossary.css");
  parent.append(box);

  /** @param {Event} event @returns {Element | null} the term under the hand */
  const termOf = ({ target }) => (target instanceof Element ? target.closest(TERM) : null);

  /** @param {Element} link @param {boolean} stays until it is closed, so that a hand can reach the way to all terms */
  function explain(link, stays) {
    const term = (link.getAttribute("href") ?? "").slice("#term-".length);
    const said = told.terms[term];
    if (!said) return;
    at = link;
    wearTheme(box);
    write(says, said);
    const place = told.more[term];
    if (place) more.setAttribute("href", new URL(place, globalThis.location.href).href);
    more.hidden = !stays || !place;
    box.toggleAttribute("data-stays", stays);
    box.showPopover();
    const [there, own] = [link.getBoundingClientRect(), box.getBoundingClientRect()];
    const left = Math.max(EDGE, Math.min(there.left, innerWidth - own.width - EDGE));
    const under = there.bottom + 4;
    box.style.left = `${left}px`;
    box.style.top = `${under + own.height > innerHeight ? there.top - own.height - 4 : under}px`;
  }

  function close() {
    at = null;
    if (box.isConnected && box.matches(":popover-open")) box.hidePopover();
  }

  /** A tap, or Enter on the link. @param {MouseEvent} event */
  function pressed(event) {
    if (event.composedPath().includes(more)) return;
    const link = termOf(event);
    if (!link) return close();
    event.preventDefault(); // the address of the page stays what it is
    event.stopPropagation();
    explain(link, true);
  }

  const pointed = (event) => {
    const link = event.pointerType === "touch" ? null : termOf(event);
    if (link && link !== at) explain(link, false);
    else if (!link && at && !box.hasAttribute("data-stays") && event.pointerType !== "touch") close();
  };
  const pressedKey = ({ key }) => key === "Escape" && close();

  document.addEventListener("click", pressed, { capture: true });
  document.addEventListener("pointerover", pointed);
  document.addEventListener("keydown", pressedKey);
  document.addEventListener("scroll", close, { capture: true, passive: true });

  return {
    show(now) {
      const first = !told.notations.labels;
      told = now;
      if (first) learnNotations(now.notations);
    },
    leave() {
      document.removeEventListener("click", pressed, { capture: true });
      document.removeEventListener("pointerover", pointed);
      document.removeEventListener("keydown", pressedKey);
      document.removeEventListener("scroll", close, { capture: true });
      box.remove();
    },
  };
}
