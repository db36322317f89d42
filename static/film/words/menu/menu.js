/** The menu at a word: what else could stand there, and what else can be done with it. It never leaves the screen. */

import { html, mark, write } from "../../../shared/dom.js";
import { createOptions } from "./options.js";

const LEAST = 250; // px under a word, else the menu opens over it where there is more room
const MOST = 440; // px
const OVER = 64; // px at the top of the page that belong to the page
const WALKING = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];

/**
 * @typedef {{title: string, kinds: import("./options.js").Kind[], now: string | null, choose: (word: string) => void,
 *            would: (word: string) => string, near: (typed: string) => string[],
 *            acts: {text: string, title: string, act: (() => void) | null}[]}} Asked `would`: what the network would answer
 */

/**
 * @param {HTMLElement} bar in which it stands
 * @param {() => boolean} touch whether a keyboard on the screen would cover it
 * @param {() => void} closed gives the focus back
 */
export function createMenu(bar, touch, closed) {
  const element = html("div", { class: "word-menu", role: "dialog", hidden: true, onkeydown: pressed, onfocusout: left });
  /** @type {ReturnType<typeof createOptions> | null} */
  let options = null;
  let field = null;

  /** @param {Asked} asked @param {Element} beside */
  function open(asked, beside) {
    const would = html("p", { class: "would", "aria-live": "polite" });
    const choose = (word) => (close(), asked.choose(word));
    options = createOptions(asked.kinds, asked.now, asked.near, {
      choose,
      walked: (word) => {
        if (field) mark(field, { "aria-activedescendant": options?.active()?.id ?? null });
        write(would, word === null ? "" : asked.would(word));
      },
    });
    field = html("input", { type: "text", class: "find", role: "combobox", "aria-expanded": "true", "aria-controls": "known-words", "aria-autocomplete": "list", "aria-label": "find a word", placeholder: "type to find", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "done", maxlength: 60, oninput: () => options.filter(field.value) });
    const acts = asked.acts.map(({ text, title, act }) => html("button", { type: "button", title, disabled: act === null, onclick: () => (close(), act()) }, text));
    mark(element, { "aria-label": asked.title, hidden: null });
    element.replaceChildren(...[field, options.element, would, acts.length ? html("div", { class: "acts", role: "group", "aria-label": "this word" }, ...acts) : null].filter(Boolean));
    put(beside);
    options.filter("");
    (touch() ? element : field).focus({ preventScroll: true });
  }

  /** Under the word, or over it; as tall as there is room on the screen. */
  function put(beside) {
    const [word, frame] = [beside.getBoundingClientRect(), bar.getBoundingClientRect()];
    const screen = globalThis.visualViewport?.height ?? globalThis.innerHeight;
    const first = bar.closest("[data-big]") ? 8 : OVER;
    const [under, over] = [screen - Math.max(first, word.bottom) - 16, Math.min(screen, word.top) - first];
    const below = under >= LEAST || under >= over;
    element.style.maxHeight = `${Math.min(MOST, Math.max(LEAST, below ? under : over))}px`;
    const { width, height } = element.getBoundingClientRect();
    const [least, most] = [Math.max(0, 8 - frame.left), Math.min(frame.width, globalThis.innerWidth - 8 - frame.left) - width];
    element.style.left = `${Math.max(least, Math.min(most, word.left - frame.left - 10))}px`;
    const top = below ? word.bottom + 6 : word.top - height - 6;
    element.style.top = `${Math.max(first, Math.min(screen - height - 8, top)) - frame.top}px`;
  }

  function close() {
    if (element.hidden) return;
    element.hidden = true;
    [options, field] = [null, null];
    closed();
    element.replaceChildren();
  }

  function pressed(event) {
    event.stopPropagation(); // neither the film nor the page plays while somebody types
    if (event.isComposing) return;
    const inField = event.target === field || event.target === element;
    if (event.key === "Escape") close();
    else if (inField && WALKING.includes(event.key)) options.walk(event.key);
    else if (inField && event.key === "Enter") options.choose();
    else return;
    event.preventDefault();
  }

  function left(event) {
    const inside = !event.relatedTarget || element.contains(event.relatedTarget);
    if (!inside) close();
  }

  const listeners = {
    click: (event) => event.stopPropagation(), // the focus stays here
    pointerdown(event) {
      if (event.target !== field && !event.target.closest("button")) event.preventDefault();
    },
  };
  for (const [event, listener] of Object.entries(listeners)) element.addEventListener(event, listener);
  element.tabIndex = -1;
  const away = (event) => element.hidden || event.composedPath().includes(element) || close();
  document.addEventListener("pointerdown", away);

  return {
    element,
    open,
    close,
    leave: () => document.removeEventListener("pointerdown", away),
  };
}
