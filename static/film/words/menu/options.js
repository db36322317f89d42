/** All words that the network knows, by kind: found by typing, walked with the arrow keys, chosen with Enter. */

import { html, mark } from "../../../shared/dom.js";

/**
 * @typedef {{title: string, words: string[]}} Kind
 */

/**
 * @param {Kind[]} kinds in the order in which they are shown
 * @param {string | null} now the word that stands there
 * @param {(typed: string) => string[]} near what is offered where nothing is found
 * @param {{choose: (word: string) => void, walked: (word: string | null) => void}} told
 */
export function createOptions(kinds, now, near, told) {
  let count = 0;
  const option = (word) =>
    html("button", { type: "button", role: "option", class: "option", id: `known-word-${(count += 1)}`, tabindex: -1, "aria-selected": String(word === now), "data-now": word === now, onclick: () => told.choose(word) }, word);
  const groups = kinds.map(({ title, words }) => {
    const options = words.map(option);
    return { options, element: html("div", { role: "group", class: "kind", "aria-label": title }, html("h3", { "aria-hidden": "true" }, title), html("div", { class: "flow" }, ...options)) };
  });
  const nearby = { options: /** @type {HTMLElement[]} */ ([]), element: html("div", { role: "group", class: "kind", hidden: true }) };
  const element = html("div", { class: "options-list", role: "listbox", id: "known-words", "aria-label": "words that the network knows" }, nearby.element, ...groups.map((group) => group.element));
  const all = [nearby, ...groups];
  /** @type {HTMLElement | null} */
  let active = null;

  const shown = () => all.flatMap(({ options }) => options.filter((one) => !one.hidden));

  function activate(one, { scroll = true } = {}) {
    if (active) mark(active, { "data-active": null });
    active = one;
    if (one) mark(one, { "data-active": true });
    if (one && scroll) reveal(one);
    told.walked(one?.textContent ?? null);
  }

  function reveal(one) {
    const [box, window] = [one.getBoundingClientRect(), element.getBoundingClientRect()];
    if (box.top < window.top + 24) element.scrollTop -= window.top + 24 - box.top;
    else if (box.bottom > window.bottom - 6) element.scrollTop += box.bottom - window.bottom + 6;
  }

  /** Words that begin with what is typed come before those that have it inside. */
  function filter(typed) {
    const text = typed.trim().toLowerCase();
    for (const { options, element: group } of groups) {
      for (const one of options) one.hidden = !one.textContent.toLowerCase().includes(text);
      group.hidden = options.every((one) => one.hidden);
    }
    const nothing = text !== "" && groups.every((group) => group.element.hidden);
    nearby.options = nothing ? near(text).map(option) : [];
    nearby.element.hidden = !nothing;
    const title = nearby.options.length ? `Not known: \u201c${text.slice(0, 30)}\u201d. Near it` : `The network does not know \u201c${text.slice(0, 30)}\u201d.`;
    if (nothing) nearby.element.replaceChildren(html("h3", {}, title), html("div", { class: "flow" }, ...nearby.options));
    const found = shown();
    activate(text ? found.find((one) => one.textContent.startsWith(text)) ?? found[0] ?? null : shown().find((one) => one.dataset.now !== undefined) ?? null);
    return found.length;
  }

  /** The option beside the active one, or in the line over or under it. */
  function walk(key) {
    const found = shown();
    const at = found.indexOf(active);
    if (at < 0) return activate(found[0] ?? null);
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (step) return activate(found[Math.max(0, Math.min(found.length - 1, at + step))]);
    if (key === "Home" || key === "End") return activate(found.at(key === "Home" ? 0 : -1));
    const box = active.getBoundingClientRect();
    const down = key === "ArrowDown";
    const beyond = found.map((one) => ({ one, to: one.getBoundingClientRect() })).filter(({ to }) => (down ? to.top > box.top + 2 : to.top < box.top - 2));
    if (!beyond.length) return undefined;
    const line = beyond.at(down ? 0 : -1).to.top;
    const centre = ({ left, right }) => (left + right) / 2;
    const [best] = beyond.filter(({ to }) => Math.abs(to.top - line) < 2).sort((a, b) => Math.abs(centre(a.to) - centre(box)) - Math.abs(centre(b.to) - centre(box)));
    return activate(best.one);
  }

  element.addEventListener("pointermove", (event) => {
    const one = event.target.closest(".option");
    if (one && one !== active && event.pointerType !== "touch") activate(one, { scroll: false });
  });
  return { element, filter, walk, active: () => active, choose: () => active && told.choose(active.textContent) };
}
