/** Mounts the film, keeps one instance a place on the page, and takes it away again. */

import { same } from "../shared/blob.js";
import { html, write } from "../shared/dom.js";
import { readTheme } from "../shared/theme.js";
import { createAddress, readAddress } from "./address.js";
import { createBars } from "./bars.js";
import { createBelt } from "./belt.js";
import { createCell } from "./cell.js";
import { createDownload, pictureAsSvg } from "./download.js";
import { openFilm } from "./film.js";
import { createFullscreen } from "./fullscreen.js";
import { listenToKeys } from "./keyboard.js";
import { createLanes } from "./lanes.js";
import { createNetwork } from "./network.js";
import { createPart } from "./part.js";
import { createReader } from "./reader.js";
import { createReport } from "./report.js";
import { createSettings } from "./settings.js";
import { createState } from "./state.js";
import { createTooltip } from "./tooltip.js";
import { createTransport } from "./transport.js";
import { createUnit } from "./unit.js";
import { createWords } from "./words.js";

const EVERYTHING = ["word", "micro", "unit", "zoom", "speed", "playing", "order", "view", "size", "theme"];

/** @type {WeakMap<Node, {show: (component: any) => void, leave: () => void}>} */
const mounted = new WeakMap();

/** @type {Promise<CSSStyleSheet> | undefined} */
let sheet;

/** Called by Streamlit on mounting, and again with the same parent whenever the data or the theme changes. */
export default function film(component) {
  const { parentElement } = component;
  if (!mounted.has(parentElement)) mounted.set(parentElement, mount(parentElement));
  mounted.get(parentElement).show(component);
  return () => {
    mounted.get(parentElement)?.leave();
    mounted.delete(parentElement);
  };
}

function mount(parent) {
  const wrapper = html("div", { class: "lstm-film", tabindex: 0, role: "group", "aria-label": "Film of the network reading the sentence" });
  let shown = null;
  let bytes = null;
  let gone = false;

  async function show(component) {
    const fresh = new Uint8Array(component.data);
    await dress(parent);
    if (gone) return;
    if (same(bytes, fresh) && shown) return shown.state.redraw("theme", "size");
    const before = shown?.state.get();
    shown?.leave();
    bytes = fresh;
    try {
      shown = assemble(wrapper, openFilm(fresh), component, before);
    } catch (error) {
      shown = null;
      wrapper.replaceChildren(html("p", { role: "alert" }, `This film cannot be shown: ${error.message}.`));
    }
    parent.replaceChildren(wrapper);
    shown?.state.redraw(...EVERYTHING);
  }

  return {
    show,
    leave() {
      gone = true;
      shown?.leave();
      wrapper.remove();
    },
  };
}

/** The style sheet, fetched once under the version of this module, adopted by the shadow root (or the page). */
async function dress(parent) {
  sheet ??= fetch(new URL(`film.css${new URL(import.meta.url).search}`, import.meta.url)).then(async (answer) => {
    const rules = new CSSStyleSheet();
    rules.replaceSync(await answer.text());
    return rules;
  });
  const rules = await sheet;
  const root = /** @type {ShadowRoot | Document} */ (parent.getRootNode());
  if (!root.adoptedStyleSheets.includes(rules)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, rules];
}

/** All parts of one film in the wrapper; `before` is where the film that stood here was. */
function assemble(wrapper, film, { setStateValue }, before) {
  const motion = globalThis.matchMedia("(prefers-reduced-motion: reduce)");
  let theme = readTheme(wrapper.isConnected ? wrapper : document.documentElement);
  const view = {
    theme: () => theme,
    em: () => parseFloat(getComputedStyle(wrapper).fontSize) / 15 || 1,
    touch: globalThis.matchMedia("(pointer: coarse)").matches,
    still: () => motion.matches,
    big: () => wrapper.dataset.big !== undefined,
    narrow: () => wrapper.clientWidth < 640,
    /** how tall the lanes may be, with the words over them */
    tall: () => {
      if (view.big()) return wrapper.clientHeight - stage.offsetTop - settings.element.offsetHeight - 50 * view.em();
      return wrapper.dataset.size === "wide" ? panel.offsetHeight - settings.element.offsetHeight : 0;
    },
  };
  const { place, ignored } = readAddress(film);
  const state = createState(startingPlace(film, place, before), film, draw);
  const fullscreen = createFullscreen(wrapper, () => state.redraw("size"));
  const lanes = createLanes(film, state, view);
  const cell = createCell(film, state, view);
  const download = createDownload(film, () => pictureAsSvg(film, state.get(), theme, { lanes, diagram: cell.svg }));
  const words = createWords(film, state, view.still);
  const transport = createTransport(film, state, view, [download.element, fullscreen.button]);
  const settings = createSettings(film, state);
  const [part, belt, bars] = [createPart(film, state, view), createBelt(film, state, view), createBars(film)];
  const [network, unit] = [createNetwork(film, state, view), createUnit(film, state, view)];
  const tooltip = createTooltip(film, state, lanes, wrapper);
  const [reader, address] = [createReader(film, state), createAddress(state)];
  const report = film.header.report ? createReport(state, setStateValue) : null;
  const parts = [words, transport, settings, cell, part, belt, bars, lanes, network, unit, reader, address, report].filter(Boolean);
  const notice = html("p", { class: "notice", role: "status" });
  write(notice, before ? "" : ignored);
  const main = html("div", { class: "main" }, settings.element, lanes.element, network.element, unit.element);
  const panel = html("div", { class: "panel" }, cell.element, part.element, belt.element, bars.element);
  const stage = html("div", { class: "stage" }, main, panel);
  wrapper.replaceChildren(words.element, transport.element, notice, stage, tooltip.element, reader.element);
  const forget = listenToKeys(wrapper, state, film);
  const watch = new ResizeObserver(() => state.redraw("size"));
  watch.observe(wrapper);

  function draw(now, changed) {
    if (changed.has("theme")) dressInTheme();
    if (changed.has("zoom")) wrapper.dataset.zoom = String(now.zoom);
    if (changed.has("size")) wrapper.dataset.size = view.narrow() ? "narrow" : wrapper.clientWidth < 1000 * view.em() ? "middle" : "wide";
    wrapper.dataset.playing = String(now.playing);
    for (const one of parts) one.draw(now, changed);
  }

  function dressInTheme() {
    theme = readTheme(wrapper);
    wrapper.dataset.theme = theme.dark ? "dark" : "light";
  }

  return {
    state,
    leave() {
      state.stop();
      watch.disconnect();
      forget();
      for (const one of [lanes, download, fullscreen, tooltip, reader, address, report]) one?.leave();
    },
  };
}

/** Where a film opens: where the link says, else where the one before stood, else at the end of the gap. */
function startingPlace(film, asked, before) {
  const known = before ?? {};
  const asking = film.header.span ? film.header.span[1] : film.steps - 1;
  const word = before ? known.word : (asked.word ?? asking);
  const unit = before ? known.unit : (asked.unit ?? film.order("carries")[0]);
  return {
    word: Math.max(0, Math.min(film.steps - 1, word)),
    unit: unit < film.units ? unit : film.order("carries")[0],
    micro: film.lastPart,
    zoom: known.zoom ?? asked.zoom ?? 2,
    speed: known.speed ?? 1,
    playing: false,
    order: film.header.orders[known.order] ? known.order : film.header.orders.carries ? "carries" : "index",
    view: film.because.length ? (known.view ?? "because") : "raw",
  };
}
