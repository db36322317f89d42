/** The controls of a lesson: what the page's own were, with the means of any browser. */

import { html, write } from "../../shared/dom.js";

/**
 * @typedef {{key: string, kind: string, label: string, options: string[], usual: string[], hidden: boolean, help: string}} Control
 * @typedef {{element: HTMLElement, show: (value: string) => void}} Made
 */

/**
 * @param {Control} control
 * @param {string[]} held the options that this file has
 * @param {(value: string) => void} moved
 * @returns {Made}
 */
export function createControl(control, held, moved) {
  const make = { selectbox: createList, slider: createSlider, radio: createOptions, button_group: createOptions }[control.kind];
  if (!make) throw new Error(`a ${control.kind} is no control of a lesson`);
  const made = held.length > 1 || control.kind === "radio" ? make({ ...control, options: held }, moved) : createFixed(control);
  const missing = control.options.filter((option) => !held.includes(option));
  if (missing.length) made.element.append(html("small", { class: "missing", title: missing.join(", ") }, `${missing.length} more in the app`));
  return made;
}

/** What has one place only is no control. */
function createFixed({ kind, label, hidden, help }) {
  const says = html("b");
  return { element: html("p", { class: "control", "data-was": kind, title: help || null }, hidden ? html("span", { class: "heard" }, label) : `${label}: `, says), show: (value) => write(says, value) };
}

function createList({ label, options, help }, moved) {
  const list = /** @type {HTMLSelectElement} */ (html("select", {}, ...options.map((option) => html("option", { value: option }, option))));
  list.addEventListener("change", () => moved(list.value));
  return {
    element: html("label", { class: "control list", title: help || null }, html("span", {}, label), list),
    show: (value) => (list.value = value),
  };
}

function createSlider({ label, options, help }, moved) {
  const handle = /** @type {HTMLInputElement} */ (html("input", { type: "range", min: 0, max: options.length - 1, step: 1 }));
  const says = html("output", { "aria-live": "off" });
  const tell = () => {
    write(says, options[Number(handle.value)]);
    handle.setAttribute("aria-valuetext", options[Number(handle.value)]);
  };
  handle.addEventListener("input", tell);
  handle.addEventListener("change", () => moved(options[Number(handle.value)]));
  return {
    element: html("label", { class: "control slider", title: help || null }, html("span", {}, label, " ", says), handle),
    show(value) {
      handle.value = String(Math.max(0, options.indexOf(value)));
      tell();
    },
  };
}

let count = 0;

function createOptions({ kind, label, options, hidden, help }, moved) {
  const name = `control-${(count += 1)}`;
  const marks = options.map((option) => /** @type {HTMLInputElement} */ (html("input", { type: "radio", name, value: option })));
  const rows = options.map((option, place) => html("label", {}, marks[place], html("span", {}, option)));
  for (const one of marks) one.addEventListener("change", () => moved(one.value));
  const legend = html("legend", { class: hidden ? "heard" : null, title: help || null }, label);
  return {
    element: html("fieldset", { class: `control ${kind === "radio" ? "answers" : "pills"}` }, legend, html("div", {}, ...rows)),
    show: (value) => marks.forEach((one) => (one.checked = one.value === value)),
  };
}
