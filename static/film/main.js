/** Mounts the film, keeps one instance a place on the page, and takes it away again. */

import { same } from "../shared/blob.js";
import { html, write } from "../shared/dom.js";
import { mountedBy } from "../shared/mounting.js";
import { dress } from "../shared/sheet.js";
import { readTheme } from "../shared/theme.js";
import { openFilm } from "./film.js";
import { createLanes } from "./lanes/lanes.js";
import { createMark } from "./lanes/mark.js";
import { createTooltip } from "./lanes/tooltip.js";
import { createWords } from "./lanes/words.js";
import { createAddress, readAddress } from "./place/address.js";
import { openingPlace, usualPlace } from "./place/opening.js";
import { createReader } from "./place/reader.js";
import { createReport } from "./place/report.js";
import { createFullscreen } from "./player/fullscreen.js";
import { listenToKeys } from "./player/keyboard.js";
import { createSettings } from "./player/settings.js";
import { createTransport } from "./player/transport.js";
import { createDownload } from "./saving/download.js";
import { pictureAsSvg } from "./saving/picture.js";
import { createState } from "./state.js";
import { createBars } from "./views/bars.js";
import { createBelt } from "./views/belt.js";
import { createCell } from "./views/cell.js";
import { createNetwork } from "./views/network.js";
import { createPart } from "./views/part.js";
import { createUnit } from "./views/unit.js";

const EVERYTHING = ["word", "micro", "unit", "zoom", "speed", "playing", "order", "view", "size", "theme"];

const UNREAD = 90; // ms

/** Called by Streamlit on mounting, and again with the same parent whenever the data or the theme changes. */
export default mountedBy(mount);

function mount(parent) {
  const wrapper = html("div", { class: "lstm-film", tabindex: 0, role: "group", "aria-label": "Film of the network reading the sentence" });
  let shown = null;
  let bytes = null;
  let gone = false;

  async function show(component) {
    const fresh = new Uint8Array(component.data);
    await dress(parent, import.meta.url, "film.css");
    if (gone) return;
    if (same(bytes, fresh) && shown) return shown.state.redraw("theme", "size");
    const before = shown?.place();
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
  const owed = new Set();
  let drawn = 0;
  const { place, ignored } = readAddress(film);
  const state = createState(openingPlace(film, place, before), film, draw);
  const fullscreen = createFullscreen(wrapper, () => state.redraw("size"));
  const lanes = createLanes(film, state, view);
  const cell = createCell(film, state, view);
  const download = createDownload(film, () => pictureAsSvg(film, state.get(), theme, { lanes, diagram: cell.svg }));
  const words = createWords(film, state, view.still);
  const transport = createTransport(film, state, view, [download.element, fullscreen.button]);
  const settings = createSettings(film, state);
  const [part, belt, bars] = [createPart(film, state, view), createBelt(film, state, view), createBars(film)];
  const [network, unit] = [createNetwork(film, state, view), createUnit(film, state, view)];
  const tooltip = createTooltip(film, state, [lanes, network], wrapper);
  const [reader, address] = [createReader(film, state), createAddress(film, state, usualPlace(film))];
  const report = film.header.report ? createReport(state, setStateValue) : null;
  const marks = film.header.marks ? createMark(film, lanes, setStateValue) : null;
  const parts = [words, transport, settings, lanes, network, unit, reader, address, report, marks].filter(Boolean);
  const notice = html("p", { class: "notice", role: "status" });
  write(notice, before ? "" : ignored);
  const main = html("div", { class: "main" }, settings.element, lanes.element, network.element, unit.element);
  const panel = html("div", { class: "panel" }, cell.element, part.element, belt.element, bars.element);
  const stage = html("div", { class: "stage" }, main, panel);
  wrapper.replaceChildren(words.element, transport.element, notice, stage, tooltip.element, reader.element);
  const forget = listenToKeys(wrapper, state, film);
  let room = "";
  const watch = new ResizeObserver(() => {
    // A sentence that takes one line more makes the film taller; only another width, or another projector, is a new size.
    const now = `${wrapper.clientWidth} ${view.big() ? wrapper.clientHeight : ""}`;
    if (now !== room) state.redraw("size");
    room = now;
  });
  watch.observe(wrapper);

  function draw(now, changed) {
    if (changed.has("theme")) dressInTheme();
    if (changed.has("zoom")) wrapper.dataset.zoom = String(now.zoom);
    if (changed.has("size")) wrapper.dataset.size = view.narrow() ? "narrow" : wrapper.clientWidth < 1000 * view.em() ? "middle" : "wide";
    wrapper.dataset.playing = String(now.playing);
    drawPanel(now, changed); // first: the lanes are made as tall as the panel
    for (const one of parts) one.draw(now, changed);
    if (!wrapper.dataset.ready) requestAnimationFrame(() => (wrapper.dataset.ready = "true")); // the first picture does not sweep in
  }

  /** What lies beside the lanes changes faster than anyone reads while they play: a few times a second is enough. */
  function drawPanel(now, changed) {
    changed.forEach((key) => owed.add(key));
    const running = now.playing && now.zoom !== 3 && !["size", "theme", "zoom", "unit", "playing"].some((key) => owed.has(key));
    if (running && performance.now() - drawn < UNREAD && now.micro !== film.lastPart) return;
    drawn = performance.now();
    for (const one of [cell, part, belt, bars]) one.draw(now, owed);
    owed.clear();
  }

  // After a click the keys belong to the film again: Space plays, and does not press the same button once more.
  const refocus = (event) => event.detail && event.target.closest("button") && !event.target.closest(".download") && wrapper.focus({ preventScroll: true });
  wrapper.addEventListener("click", refocus);

  function dressInTheme() {
    theme = readTheme(wrapper);
    wrapper.dataset.theme = theme.dark ? "dark" : "light";
  }

  return {
    state,
    place: () => ({ ...state.get(), title: film.header.title }),
    leave() {
      state.stop();
      watch.disconnect();
      forget();
      wrapper.removeEventListener("click", refocus);
      for (const one of [lanes, download, fullscreen, tooltip, reader, address, report, marks]) one?.leave();
    },
  };
}
