/** A network that trains in this page: its loss, the film of one sequence, and levers that act while it trains. */

import { html, write } from "../shared/dom.js";
import { listenToActs } from "../shared/keys/acts.js";
import { followAddress, readAddress, writeAddress } from "../shared/levers/address.js";
import { createLevers } from "../shared/levers/levers.js";
import { signal } from "../shared/signals.js";
import { wearTheme } from "../shared/theme.js";
import { arraysOf } from "../trainer/weights.js";
import { arrange } from "./arrange.js";
import { createControls } from "./controls.js";
import { createFilm } from "./film.js";
import { createChart } from "./picture/chart.js";
import { createGaps } from "./picture/gaps.js";
import { createLead } from "./picture/lead.js";
import { createRail } from "./picture/rail.js";
import { createHistogram, createSignals } from "./picture/small.js";
import { createBackward } from "./run/backward.js";
import { follow, share, tell } from "./run/kept.js";
import { openFramed } from "./run/message.js";
import { createRun } from "./run/run.js";
import { positionOf, said, settingsOf, shown } from "./run/settings.js";
import { createTold } from "./run/told.js";

const PACE = 50; // updates a second, at first

/**
 * @param {HTMLElement} wrapper
 * @param {Uint8Array} message from Python
 */
export function openHero(wrapper, message) {
  const { header: opened, bodies } = openFramed(message);
  let header = opened;
  const { words, levers: asked } = header;
  const position = readAddress(asked);
  const run = createRun(header, bodies[0], bodies[1], settingsOf(position, header), { said: heard });
  let [pace, stopped, theme, spokenNow, moved] = [PACE, "", wearTheme(wrapper), "", 0];
  let [at, drawn] = /** @type {[number | null, import("./run/history.js").Moment | null]} */ ([null, null]);
  const controls = createControls(words.controls, header.speeds, { toggle: () => act(run.toggle), step: () => act(run.step), reset: () => (levers.arrive(), reset()), speed });
  const levers = createLevers(asked, { read: (name) => ({ value: position[name] }), write: (name, value) => (position[name] = value), text: shown, began() {}, moved() {}, rested });
  const chart = createChart(words.chart, header.updates, (name, value) => said(name, value, header.drawn), look);
  const lead = createLead(words.lead);
  const film = createFilm(header);
  const backward = createBackward(header.sequences[0].labels.length);
  const told = createTold(header.gates, film.valuesOf);
  const [signals, histogram, gaps, rail] = [createSignals(words.signals), createHistogram(words.histogram), createGaps(words.gaps, header.levels), createRail(words, look)];
  const spoken = html("p", { class: "spoken", role: "status" });
  const left = html("div", { class: "left" }, chart.element, rail.element, html("div", { class: "smalls" }, gaps.element, signals.element, histogram.element));
  const unarrange = arrange(wrapper, controls, levers, left, film, lead, spoken);
  run.set("speed", PACE);
  share(run);
  const unfollow = follow(draw);
  const unaddress = followAddress(asked, (now) => (Object.assign(position, now), levers.refresh(), rested()));
  const resized = new ResizeObserver(tell);
  resized.observe(wrapper);
  const unkey = listenToActs(wrapper, { " ": () => act(run.toggle), ArrowRight: () => act(run.step), Home: () => look(0), End: () => look(null) });

  let low = position.bias <= 0; // where it began
  const locked = () => header.guess === null;

  function act(doing) {
    if (locked()) return;
    levers.arrive();
    [at, stopped] = [null, ""];
    doing();
  }

  function reset() {
    [at, stopped, moved] = [null, "", 0];
    low = position.bias <= 0;
    run.reset();
  }

  function speed(value) {
    pace = value;
    run.set("speed", value);
    tell();
  }

  function rested() {
    const refused = Object.entries(settingsOf(position, header)).map(([name, value]) => run.set(name, value)).filter(Boolean);
    if (refused.length) [Object.assign(position, positionOf(run.settings, header)), levers.refresh()];
    writeAddress(asked, position);
    if (run.update()) moved += Number(!refused.length);
    else low = position.bias <= 0;
    stopped = refused.join(" ") || stopped;
    tell();
  }

  /** The moment that is looked at; null is now. */
  function look(update) {
    at = update === null || update >= run.update() ? null : update;
    tell();
  }

  function heard(kind, sentence) {
    [stopped, at] = [sentence ?? "", kind === "stopped" ? null : at];
  }

  /** What is seen of the network at a moment. */
  function inside(moment) {
    const first = moment.update === 0;
    const answers = film.draw(moment, theme.dark);
    signals.draw(backward(moment.model, header.sequences[0], answers), first);
    histogram.draw(arraysOf(moment.model), first);
  }

  function draw() {
    const history = run.history();
    const { learned, rise, judged, firsts } = told(history, header.guess);
    const moment = at === null ? history.last() : history.nearest(at);
    const shownAt = at === null ? run.update() : moment.update;
    controls.draw(run, pace, locked());
    chart.draw({ losses: history.losses, solved: history.solved, marks: history.marks.filter(({ update }) => update), at: shownAt, rise, judged, guessed: !locked() });
    if (moment !== drawn) inside(moment);
    drawn = moment;
    gaps.draw(run.sharesAt(shownAt), run.settings.length);
    signal({ learned: learned === null ? null : 1, moved_while: moved, began_low: low ? "yes" : "no" });
    rail.draw(shownAt, run.update(), at === null);
    const text = lead.draw({ stage: run.stage(), learned, judged, guess: header.guess, firsts, stopped, labels: words.labels, locked: locked() });
    if (run.stage() !== "runs" && text !== spokenNow) write(spoken, (spokenNow = text));
  }

  draw();
  return {
    redraw() {
      [theme, drawn] = [wearTheme(wrapper), null];
      draw();
    },
    /** Another guess about the same training: it goes on. */
    take(next) {
      const { header: other } = openFramed(next);
      if (other.key !== header.key) return false;
      header = { ...header, guess: other.guess };
      tell();
      return true;
    },
    leave() {
      run.leave();
      share(null);
      unfollow();
      unarrange();
      unaddress();
      resized.disconnect();
      chart.leave();
      levers.leave();
      unkey();
    },
  };
}
