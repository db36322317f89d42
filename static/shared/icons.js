/** The signs on the buttons, drawn, so that no font can lack them. */

import { svg } from "./dom.js";

const PATHS = {
  play: "M7 4.6v14.8L19.4 12z",
  pause: "M6.5 4.5h4v15h-4zM13.5 4.5h4v15h-4z",
  start: "M5 5h2.6v14H5zM19.5 5v14L8.6 12z",
  end: "M16.4 5H19v14h-2.6zM4.5 5v14l10.9-7z",
  back: "M17 5v14L6.4 12z",
  forward: "M7 5v14l10.6-7z",
  less: "M14.6 5.2 7.8 12l6.8 6.8 1.6-1.6L11 12l5.2-5.2z",
  more: "M9.4 5.2 7.8 6.8 13 12l-5.2 5.2 1.6 1.6 6.8-6.8z",
  wide: "M4 4h6v2H6v4H4zm10 0h6v6h-2V6h-4zM4 14h2v4h4v2H4zm14 0h2v6h-6v-2h4z",
  pencil: "M4 16.6V20h3.4L17.6 9.8l-3.4-3.4zM20.3 7.1a1.1 1.1 0 0 0 0-1.5l-1.9-1.9a1.1 1.1 0 0 0-1.5 0l-1.5 1.5 3.4 3.4z",
  plus: "M10.8 5h2.4v5.8H19v2.4h-5.8V19h-2.4v-5.8H5v-2.4h5.8z",
  lock: "M7 10V8a5 5 0 0 1 10 0v2h1.5v10h-13V10zm2.4 0h5.2V8a2.6 2.6 0 0 0-5.2 0z",
  cross: "M6.6 5.2 12 10.6l5.4-5.4 1.4 1.4-5.4 5.4 5.4 5.4-1.4 1.4-5.4-5.4-5.4 5.4-1.4-1.4 5.4-5.4-5.4-5.4z",
  over: "M11 3h2v12.2l4-4 1.4 1.4L12 19l-6.4-6.4L7 11.2l4 4z",
  pin: "M8 3h8v2l-1.4 1v5.2l2.9 2.9V16h-4.6v5.5h-1.8V16H6.5v-1.9l2.9-2.9V6L8 5z",
  drop: "M12 2.8c3.7 4.6 5.8 7.8 5.8 11a5.8 5.8 0 0 1-11.6 0c0-3.2 2.1-6.4 5.8-11z",
  save: "M11 4h2v8.2l3-3 1.4 1.4L12 16l-5.4-5.4L8 9.2l3 3zM5 18h14v2H5z",
};

/** @param {keyof typeof PATHS} name */
export function icon(name) {
  return svg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }, svg("path", { d: PATHS[name] }));
}

/**
 * @param {SVGElement} element made by `icon`
 * @param {keyof typeof PATHS} name
 */
export function change(element, name) {
  element.firstElementChild.setAttribute("d", PATHS[name]);
}
