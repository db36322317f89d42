/** The colours of the page around us, read from Streamlit's custom properties. */

import { luminance, parse } from "./colour.js";

/**
 * @typedef {{dark: boolean, text: string, paper: string, panel: string, dim: string, line: string}} Theme
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
  return {
    dark,
    paper,
    text: property("text-color", dark ? "#e8eaee" : "#1d2128"),
    panel: dark ? "#151a22" : "#faf9f7",
    dim: dark ? "#9aa3b0" : "#646b76",
    line: dark ? "#2a313c" : "#e4e1dc",
  };
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
