/** What a film saves: its numbers, its picture, moving or still, and its run in words, all made in the browser. */

import { asPng } from "../../shared/saving/picture.js";
import { filmAsApng } from "./moving.js";
import { pictureAsSvg } from "./picture.js";
import { transcript } from "./transcript.js";
import { valuesAsCsv, valuesAsJson, valuesAsNpz } from "./values.js";

/**
 * @typedef {object} Shown
 * @property {import("../film.js").Film} film
 * @property {ReturnType<import("../state.js").createState>} state
 * @property {() => import("../../shared/theme.js").Theme} theme
 * @property {HTMLElement} wrapper
 * @property {any} lanes
 * @property {SVGElement} diagram
 * @property {() => import("../live/holds.js").Hold[]} held what is held in it
 */

/** The film as it stands, as SVG. @param {Shown} shown */
const picture = ({ film, state, theme, wrapper, lanes, diagram }) => pictureAsSvg(film, state.get(), theme(), { wrapper, lanes, diagram });
const text = (content, type) => new Blob([content], { type });

/** @type {Record<string, (shown: Shown) => Blob | Promise<Blob>>} */
export const FILES = {
  csv: ({ film }) => text(valuesAsCsv(film), "text/csv"),
  json: ({ film }) => text(valuesAsJson(film), "application/json"),
  npz: ({ film }) => text(valuesAsNpz(film), "application/zip"),
  svg: (shown) => text(picture(shown), "image/svg+xml"),
  png: (shown) => asPng(picture(shown)),
  moving: (shown) => filmAsApng(shown.film, shown.state, () => picture(shown)),
  transcript: ({ film, held }) => text(transcript(film, held()), "text/plain;charset=utf-8"),
};
