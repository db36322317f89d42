/** The colours of the page around us, read from Streamlit's custom properties. */

import { css, luminance, mix, parse } from "./colour.js";

/**
 * @typedef {{dark: boolean, text: string, paper: string, panel: string, dim: string, edge: string, line: string}} Theme
 */

/**
 * @param {Element} element any element of the component; the properties inherit into the shadow root
 * @returns {Theme}
 */
export function readTheme(element) {
  const style = getComputedStyle(element);
  const property = (name, fallback) => style.getPropertyValue(`--st-${name}`).trim() || fallback;
  const paper = property("background-color", "#ffffff");
  const dark = luminance(parse(paper)) < 0.2;
  const text = property("text-color", dark ? "#e8eaee" : "#1d2128");
  const ink = (share) => css(mix(parse(paper), parse(text), share));
  return { dark, paper, text, panel: ink(0.03), dim: ink(0.68), edge: ink(0.55), line: ink(0.14) };
}

/**
 * The same, and written onto the element for its style sheet: data-theme, --text, --paper, --panel, --dim, --line, and --edge: of controls.
 * @param {HTMLElement} element
 * @returns {Theme}
 */
export function wearTheme(element) {
  const theme = readTheme(element);
  for (const key of ["text", "paper", "panel", "dim", "edge", "line"]) element.style.setProperty(`--${key}`, theme[key]);
  element.dataset.theme = theme.dark ? "dark" : "light";
  return theme;
}

/**
 * The colour of a name as a mark (lines, areas) or as text, for this theme.
 * @param {{mark: string, light: string, dark: string} | undefined} colour
 * @param {Theme} theme
 * @param {"mark" | "text"} use
 */
export function colourOf(colour, theme, use) {
  if (!colour) return use === "text" ? theme.text : theme.dim;
  return use === "mark" ? colour.mark : theme.dark ? colour.dark : colour.light;
}
