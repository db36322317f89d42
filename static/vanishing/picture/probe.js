/** Reads the curves off at one step: pointed at, or moved by the arrow keys. */

import { size } from "../../shared/decades.js";
import { html, mark } from "../../shared/dom.js";
import { filled } from "../../shared/said.js";

/** @param {{probe: string, at: string}} words */
export function createProbe(words) {
  const rule = html("i", {});
  const card = html("div", { class: "card" });
  const element = html(
    "div",
    { class: "probe", tabindex: 0, role: "slider", "aria-label": words.probe, onpointermove: point, onpointerdown: point, onpointerleave: hide, onblur: hide, onfocus: show, onkeydown: press },
    rule,
    card,
  );
  let [lag, seen, cells, place] = [50, false, null, null];

  function point(event) {
    const box = element.getBoundingClientRect();
    go(Math.round(((event.clientX - box.left) / box.width) * (place.length - 1)));
  }

  function press(event) {
    const to = { ArrowRight: lag + 1, ArrowLeft: lag - 1, PageUp: lag + 10, PageDown: lag - 10, Home: 0, End: Infinity }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    go(to);
  }

  function go(to) {
    lag = Math.max(0, Math.min(place.length - 1, to));
    show();
  }

  function show() {
    seen = true;
    draw(cells, place);
  }

  function hide() {
    seen = false;
    draw(cells, place);
  }

  function draw(found, now) {
    [cells, place] = [found, now];
    const { x, left, right, top, bottom, length } = place;
    lag = Math.min(lag, length - 1);
    Object.assign(element.style, { left: `${left}px`, width: `${right - left}px`, top: `${top}px`, height: `${bottom - top}px` });
    element.classList.toggle("seen", seen);
    const at = filled(words.at, { lag: String(lag) });
    const rows = found.map(({ title, measures }) => `${title} ${size(measures.middle[lag] / Math.LN10)}`);
    mark(element, { "aria-valuemin": 0, "aria-valuemax": length - 1, "aria-valuenow": lag, "aria-valuetext": `${at}: ${rows.join(", ")}` });
    if (!seen) return;
    const across = x(lag) - left;
    rule.style.left = `${across}px`;
    card.style.left = across > (right - left) / 2 ? "" : `${across + 10}px`;
    card.style.right = across > (right - left) / 2 ? `${right - left - across + 10}px` : "";
    card.replaceChildren(html("b", {}, at), ...rows.map((row) => html("span", {}, row)));
  }

  return { element, draw };
}
