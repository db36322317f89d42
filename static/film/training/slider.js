/** The slider from the random to the trained network, with the marks of what it has learned by then. */

import { html, mark, write } from "../../shared/dom.js";
import { change, icon } from "../../shared/icons.js";

const OWN_KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"];

/**
 * @param {import("./training.js").Training} training
 * @param {import("../view.js").View} view
 * @param {() => void} moved the first time that another checkpoint reads
 */
export function createSlider(training, view, moved) {
  const { updates, last } = training;
  const about = training.about();
  const slider = /** @type {HTMLInputElement} */ (
    html("input", { type: "range", class: "scrub updates", min: 0, max: last, step: 1, "aria-label": "training", oninput: slid, onkeydown: kept })
  );
  const sign = icon("play");
  const playText = html("span", {}, "Play");
  const play = html("button", { type: "button", class: "run", "aria-label": "play the training", onclick: () => (tell(), training.toggle()) }, sign, playText);
  const now = html("b", { class: "update" });
  const ticks = updates.map((_, k) => html("i", { class: "tick", style: place(k) }));
  const [right, carried] = [flag("right"), flag("carried")];
  const track = html("div", { class: "track" }, right.element, slider, html("div", { class: "ticks", "aria-hidden": "true" }, ...ticks), carried.element);
  const close = html("button", { type: "button", class: "shut", "aria-label": "close the training", title: "Back to the trained network", onclick: training.close }, icon("cross"));
  const why = html("p", {});
  const more = html("details", { class: "why" }, html("summary", {}, about.stays, " ", html("u", {}, "What do the marks mean?")), why);
  const element = html(
    "section", { class: "training", role: "group", "aria-label": "training" },
    html("div", { class: "training-row" }, play, html("span", { class: "end" }, "random"), track, html("span", { class: "end" }, "trained"), now, close),
    more,
  );
  let told = false;
  play.hidden = view.still();

  function tell() {
    if (!told) moved();
    told = true;
  }

  function slid() {
    tell();
    training.pause();
    training.to(Number(slider.value));
  }

  function kept(event) {
    if (OWN_KEYS.includes(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  }

  /** Over or under its checkpoint: a sign, and words on the side where there is room. */
  function flag(kind) {
    const words = html("span", {});
    const own = html("div", { class: `flag ${kind}`, hidden: true }, words);
    return {
      element: own,
      show(checkpoint, text) {
        own.hidden = checkpoint === null;
        if (checkpoint === null) return;
        own.setAttribute("style", place(checkpoint));
        mark(own, { "data-side": checkpoint > last / 2 ? "left" : "right", "data-at": updates[checkpoint] });
        write(words, text);
      },
    };
  }

  function place(checkpoint) {
    return `--at: ${checkpoint / last}`;
  }

  function draw(_place, changed) {
    if (!["word", "more", "values"].some((key) => changed.has(key))) return;
    const at = training.at();
    slider.value = String(at);
    slider.style.setProperty("--share", String(at / last));
    mark(slider, { "aria-valuetext": `update ${counted(updates[at])} of ${counted(updates[last])}` });
    write(now, `update ${counted(updates[at])} of ${counted(updates[last])}`);
    mark(play, { "aria-pressed": String(training.playing()) });
    change(sign, training.playing() ? "pause" : "play");
    write(playText, training.playing() ? "Pause" : "Play");
    ticks.forEach((tick, k) => mark(tick, { "data-past": k <= at }));
    marks();
    training.look();
  }

  function marks() {
    const from = training.rightFrom();
    const known = from !== null && from !== undefined;
    const wrong = from === Infinity;
    right.show(known ? (wrong ? last : from) : null, wrong ? "still wrong at the end" : `right from update ${counted(updates[from])} on`);
    const carrying = about.carried === null ? null : updates.indexOf(about.carried);
    carried.show(carrying, carrying === null ? "" : `carriers carry from update ${counted(about.carried)} on`);
    const answer = wrong ? "The trained network gives a wrong answer here." : known ? `With nothing held, the answer to this sentence is right at update ${counted(updates[from])} and at every later checkpoint.` : "";
    write(why, [answer, about.carriers].filter(Boolean).join(" "));
  }

  return { element, draw, focus: () => slider.focus({ preventScroll: true }) };
}

/** 1500 as 1,500. */
const counted = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
