/** A network that was trained on the lesson on learning, opened on another page: held and broken, or its signals measured. */

import { size } from "../../shared/decades.js";
import { html, mark, write } from "../../shared/dom.js";
import { filled } from "../../shared/said.js";
import { signal } from "../../shared/signals.js";
import { wearTheme } from "../../shared/theme.js";
import { createSignals } from "../picture/small.js";
import { count } from "../picture/scales.js";
import { createBackward } from "../run/backward.js";
import { handed } from "../run/handed.js";
import { openFramed } from "../run/message.js";
import { createReader } from "../run/reader.js";
import { frozenOf } from "./frozen.js";

/**
 * @param {HTMLElement} wrapper
 * @param {Uint8Array} message from Python: which of the VIEWS, and its words
 */
export function openBrought(wrapper, message) {
  const { words, view: kind } = openFramed(message).header;
  const [whose, place] = [html("p", { class: "whose", role: "status" }), html("div", {})];
  let [view, gone] = [/** @type {{redraw: () => void, leave: () => void} | null} */ (null), false];
  wearTheme(wrapper);
  wrapper.replaceChildren(whose, place);
  handed().then((found) => {
    if (gone) return;
    mark(wrapper, { "data-brought": found ? found.update : "none" });
    if (!found) return void whose.replaceChildren(words.nothing, " ", html("a", { href: "learning" }, words.train));
    const when = new Date(found.at).toLocaleString();
    whose.replaceChildren(filled(words.whose, { title: found.title, update: count(found.update), when }), " ", html("a", { href: globalThis.location.pathname }, words.back));
    view = VIEWS[kind](place, found, words);
  });
  return {
    redraw() {
      wearTheme(wrapper);
      view?.redraw();
    },
    leave() {
      gone = true;
      view?.leave();
    },
  };
}

const VIEWS = {
  /** Its film: hold a value, and see the answer before and after. */
  broken: (place, { header, model, update }) =>
    frozenOf(place, header, { model, update }, (holds, turned) => {
      signal({ held_values: holds.length || null, held_words: new Set(holds.map(({ step }) => step)).size || null, turned: turned ? "yes" : null });
    }),

  /** How long the error signal is at every step, before the training and after it. */
  signals(place, { header, model, begun }, words) {
    const { sequences, within } = header;
    const longest = Math.max(...sequences.map(({ labels }) => labels.length));
    const [reader, backward, chart] = [createReader(longest, within), createBackward(longest), createSignals(words.signals)];
    const [said, another] = [html("p", { class: "hint" }), html("button", { type: "button", class: "plain", onclick: next }, words.another)];
    let which = 0;
    place.replaceChildren(html("div", { class: "tools" }, another), html("div", { class: "brought-signals" }, chart.element), said);

    function next() {
      which = (which + 1) % sequences.length;
      draw();
    }

    function draw() {
      const sequence = sequences[which];
      const [before, now] = [begun, model].map((one) => backward(one, sequence, reader.read(one, sequence).answers));
      chart.draw(before, true);
      chart.draw(now, false);
      const [was, is] = [before, now].map((lengths) => lengths[0] - lengths[lengths.length - 1]);
      write(said, filled(words.left, { steps: String(before.length - 1), before: size(was / Math.LN10), now: size(is / Math.LN10) }));
      mark(place, { "data-before": was.toFixed(9), "data-now": is.toFixed(9) });
    }

    draw();
    return { redraw: draw, leave() {} };
  },
};
