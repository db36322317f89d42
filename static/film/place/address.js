/** Where the film stands, in the address of the page: read when it mounts, written without a message to the server. */

import { SCOPES } from "../colour/scales.js";
import { isTint } from "../colour/tint.js";
import { sumsOf } from "../film.js";
import { areLanes } from "../folded.js";
import { pinnable, readPins } from "../pinned/pins.js";

const SETTLED = 300; // ms after the last movement

/**
 * What the link asks for, and a sentence on what in it cannot be had. Words and micro-steps count from 1, units from 0,
 * as on the screen.
 * @param {import("../film.js").Film} film
 * @param {string} search of the address
 * @returns {{place: Partial<import("../state.js").Place>, ignored: string}}
 */
export function readAddress(film, search = globalThis.location.search) {
  const query = new URLSearchParams(search);
  const place = {};
  const ignored = [];
  const read = (key, allowed, says, take) => {
    const text = query.get(key);
    if (text === null) return;
    if (allowed(text)) take(text);
    else ignored.push(`${key}=${text.slice(0, 20)} (${says})`);
  };
  const between = (low, high) => (text) => /^\d{1,6}$/.test(text) && Number(text) >= low && Number(text) <= high;
  const number = (key, low, high, what, name, from) =>
    read(key, between(low, high), `${what} are ${low} to ${high}`, (text) => (place[name] = Number(text) - from));
  number("word", 1, film.steps, `${film.noun}s`, "word", 1);
  number("unit", 0, film.units - 1, "units", "unit", 0);
  number("zoom", 1, 4, "zooms", "zoom", 0);
  number("part", 1, film.parts.length, "micro-steps", "micro", 1);
  const orders = Object.keys(film.header.orders);
  read("rows", (text) => orders.includes(text), `rows are by ${orders.join(", ")}`, (text) => (place.order = text));
  const views = film.because.length ? ["because", "raw"] : ["raw"];
  read("colour", (text) => views.includes(text), `colours are ${views.join(", ")}`, (text) => (place.view = text));
  const lanes = film.lanes.map(({ name }) => name).join(",");
  read("lanes", (text) => areLanes(film, text), `lanes are ${lanes}`, (text) => (place.lanes = text));
  const scopes = SCOPES.map(([scope]) => scope);
  read("scale", (text) => scopes.includes(text), `scales are ${scopes.join(", ")}`, (text) => (place.scope = text));
  read("tint", (text) => isTint(film, text), `it is a lane of this film, with a unit of it: ${film.lanes[0].name}-0`, (text) => (place.tint = text));
  read("below", (text) => text === "open", "it is open or left out", () => (place.below = true));
  const sums = sumsOf(film);
  read("terms", (text) => sums.some(({ k }) => text === String(k + 1)), sums.length ? `sums are micro-steps ${sums.map(({ k }) => k + 1).join(", ")}` : "nothing is summed", (text) => (place.terms = Number(text) - 1));
  const { pins, wrong } = readPins(query.get("pin") ?? "", film.units);
  if (pins.length) place.pins = pins;
  if (wrong.some(Boolean)) ignored.push(`pin=${wrong.join(",").slice(0, 20)} (${pinnable(film.units)})`);
  return { place, ignored: ignored.length ? `The link was ignored where it said ${ignored.join(", ")}.` : "" };
}

/**
 * Word, unit and zoom are written once the reader has moved; the micro-step, the rows, the colours and the lanes where they
 * are not as the film opens.
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../state.js").Place} usual
 */
export function createAddress(film, state, usual) {
  let timer = 0;
  let start = "";

  const said = ({ word, unit, zoom, micro, order, view, lanes, scope, tint, pins, below, terms }) => ({
    word: word + 1,
    unit,
    zoom,
    part: micro === film.lastPart ? null : micro + 1,
    rows: order === usual.order ? null : order,
    colour: view === usual.view || !film.because.length ? null : view,
    lanes: lanes === usual.lanes ? null : lanes,
    scale: scope === usual.scope ? null : scope,
    tint: tint || null,
    pin: pins.join(",") || null,
    below: below ? "open" : null,
    terms: terms === null || terms === undefined ? null : terms + 1,
  });

  function write() {
    if (state.get().playing) return;
    const address = new URL(globalThis.location.href);
    for (const [key, value] of Object.entries(said(state.get()))) {
      if (value === null) address.searchParams.delete(key);
      else address.searchParams.set(key, String(value));
    }
    if (address.href !== globalThis.location.href) history.replaceState(history.state, "", address);
  }

  return {
    /** @param {import("../state.js").Place} place @param {Set<string>} changed */
    draw(place, changed) {
      if (!["word", "unit", "zoom", "micro", "order", "view", "lanes", "scope", "tint", "pins", "below", "terms", "playing"].some((key) => changed.has(key))) return;
      const now = JSON.stringify(said(place));
      start = !start ? now : changed.has("sentence") ? "moved" : start; // another sentence's place is written from the beginning
      clearTimeout(timer);
      if (now === start) return; // a film that nobody has moved leaves the address alone
      start = "moved";
      timer = setTimeout(write, SETTLED);
    },
    leave: () => clearTimeout(timer),
  };
}
