/** A network taken out of its training as it is: its film on any sequence, with values held, and what its units carry. */

import { html, mark, write } from "../../shared/dom.js";
import { filled } from "../../shared/said.js";
import { wearTheme } from "../../shared/theme.js";
import { count } from "../picture/scales.js";
import { createSignals } from "../picture/small.js";
import { createStrip } from "../picture/strip.js";
import { createBackward } from "../run/backward.js";
import { follow, shared } from "../run/kept.js";
import { openFramed } from "../run/message.js";
import { createReader } from "../run/reader.js";
import { createAnswers } from "./answers.js";
import { createCarriers } from "./carriers.js";
import { editsOf } from "./holds.js";
import { createTyping } from "./typing.js";

/**
 * @param {HTMLElement} wrapper
 * @param {Uint8Array} message from Python
 */
export const openFrozen = (wrapper, message) => frozenOf(wrapper, openFramed(message).header);

/**
 * @param {HTMLElement} wrapper
 * @param {any} header
 * @param {import("../run/history.js").Moment | null} [given] a network from elsewhere; without, that of this page's training
 * @param {(holds: import("./holds.js").Hold[], turned: boolean) => void} [told] what is held, whether the answer is another one
 */
export function frozenOf(wrapper, header, given = null, told = () => {}) {
  const { words, names, sequences, answers, within } = header;
  const longest = Math.max(header.longest, ...sequences.map(({ labels }) => labels.length));
  const reader = createReader(longest, within);
  const backward = createBackward(longest);
  let [theme, which, place, holding] = [wearTheme(wrapper), header.first, 0, 0];
  /** @type {import("../run/history.js").Moment | null} */
  let moment = given;
  /** @type {import("../run/reader.js").Sequence} */
  let sequence = sequences[0];
  /** @type {import("./holds.js").Hold[]} */
  let holds = [];
  let refused = "";

  const freeze = html("button", { type: "button", class: "play", onclick: take }, words.freeze);
  const title = html("span", { class: "film-title" });
  const buttons = names.map(({ name, short, label }) => html("button", { type: "button", title: label, "aria-label": label, onclick: () => ((which = name), draw()) }, short));
  const choice = html("div", { class: "choice names", role: "group", "aria-label": words.film.names }, ...buttons);
  const values = [0, 1].map((value) => html("button", { type: "button", onclick: () => ((holding = value), draw()) }, `= ${value}`));
  const hold = html("div", { class: "choice", role: "group", "aria-label": words.hold }, ...values);
  const clear = html("button", { type: "button", class: "plain", onclick: () => held([]) }, words.clear);
  const another = html("button", { type: "button", class: "plain", onclick: next }, words.another);
  const typing = createTyping(header, reads);
  const strip = createStrip(words.film, names, "film-that-is-frozen", press);
  const answered = createAnswers(header);
  const signals = createSignals(words.signals);
  const carriers = createCarriers(header, reader, (unit) => toggle(unit));
  const rowHold = html("p", { class: "hint" }, words.drag);
  const body = html("div", { class: "frozen-body", hidden: true },
    html("div", { class: "tools" }, title, choice, html("span", { class: "hold-label" }, words.hold), hold, clear, another),
    ...(typing ? [typing.element] : []), strip.element, rowHold,
    html("div", { class: "beside" }, answered.element, signals.element, carriers.element));
  const waits = html("p", { class: "waiting" }, words.waiting);
  wrapper.replaceChildren(...(given ? [] : [html("div", { class: "tools" }, freeze, waits)]), body);

  function take() {
    const run = shared();
    if (!run) return;
    moment = run.history().last();
    reads(sequence);
    carriers.measure(moment.model, which, sequences);
  }

  function next() {
    place = (place + 1) % sequences.length;
    reads(sequences[place]);
  }

  function reads(other) {
    [sequence, holds, refused] = [other, [], ""];
    draw();
  }

  /** Other values are held; where the network then has no value, those before stay, and it is said. */
  function held(next) {
    const { lost } = reader.read(moment.model, sequence, editsOf(next));
    refused = lost === null || !next.length ? "" : lost || words.film.lost;
    if (!refused) holds = next;
    draw();
  }

  /** A value is held, or let go where it was held already; one that is drawn over is held. */
  function press({ step, unit, name }, drag) {
    const at = holds.findIndex((one) => one.step === step && one.unit === unit && one.name === name);
    if (at >= 0 && drag) return;
    const others = holds.filter((_, k) => k !== at);
    held(at >= 0 && holds[at].value === holding ? others : [...others, { step, unit, name, value: holding }]);
  }

  /** One unit of the shown gate at all steps. */
  function toggle(unit) {
    const own = (one) => one.unit === unit && one.name === which;
    const all = holds.filter(own).length === sequence.labels.length;
    const others = holds.filter((one) => !own(one));
    held(all ? others : [...others, ...sequence.labels.map((_, step) => ({ step, unit, name: which, value: holding }))]);
  }

  function draw() {
    const ready = shared() !== null;
    mark(freeze, { disabled: !ready });
    write(waits, moment ? "" : words.waiting);
    body.hidden = !moment;
    if (!moment) return;
    const { model, update } = moment;
    const before = reader.read(model, sequence);
    const now = holds.length ? reader.read(model, sequence, editsOf(holds)) : reader.read(model, sequence);
    write(title, filled(words.title, { update: count(update) }));
    buttons.forEach((button, k) => mark(button, { "aria-pressed": String(names[k].name === which) }));
    values.forEach((button, k) => mark(button, { "aria-pressed": String(holding === k) }));
    strip.draw(now, sequence, which, { H: now.H, dark: theme.dark, answers, holds: holds.filter(({ name }) => name === which) });
    answered.draw(before.answers, now.answers, sequence);
    signals.draw(backward(model, sequence, before.answers), false);
    mark(clear, { disabled: !holds.length });
    mark(wrapper, { "data-frozen": update, "data-holds": holds.length });
    write(strip.value, holds.length ? filled(words.held, { count: String(holds.length) }) : "");
    write(rowHold, now.lost === null ? refused || words.drag : now.lost || words.film.lost);
    carriers.show(which);
    told(holds, now.answers.said.some((one, k) => one !== before.answers.said[k]));
  }

  const unfollow = follow(() => mark(freeze, { disabled: shared() === null }));
  draw();
  if (given) carriers.measure(given.model, which, sequences);
  return {
    redraw() {
      theme = wearTheme(wrapper);
      draw();
    },
    leave() {
      unfollow();
      carriers.leave();
    },
  };
}
