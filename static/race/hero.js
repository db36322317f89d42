/** Lever, strip, question, answers and lines: all speak of the same moment of one clock. */

import { decode } from "../shared/blob.js";
import { createClock } from "../shared/clock/clock.js";
import { WORDS, createBar, listenToKeys } from "../shared/clock/bar.js";
import { html } from "../shared/dom.js";
import { followAddress, readAddress, writeAddress } from "../shared/levers/address.js";
import { createLevers } from "../shared/levers/levers.js";
import { arrangedBy } from "../shared/levers/narrow.js";
import { filled } from "../shared/said.js";
import { signal } from "../shared/signals.js";
import { wearTheme } from "../shared/theme.js";
import { createAnswers } from "./answers.js";
import { createGaps } from "./gaps.js";
import { createLines } from "./lines.js";
import { createQuestion } from "./question.js";
import { count, openScenes, paceOf } from "./scene.js";
import { createStrip } from "./strip.js";

/**
 * @param {HTMLElement} wrapper
 * @param {Uint8Array} message from Python
 * @param {any} component
 * @param {{position: Record<string, number>, which: number, guessed: boolean}} [before] of the one that stood here
 */
export function openHero(wrapper, message, component, before) {
  const { header } = decode(message);
  const { words, levers: asked, levels } = header;
  const position = asked.length ? { ...readAddress(asked), ...before?.position } : {};
  let [which, frame] = [before?.which ?? 0, 0];
  const scenes = openScenes(header);
  const scene = () => scenes(levels.findIndex(({ level }) => level === position.gap), which);
  const last = () => scene().last;
  const clock = createClock({ last, at: last(), pace: (at) => paceOf(scene(), at), stops: () => scene().stops, moved: ask });
  const transport = createBar(clock, { ...WORDS, rail: words.clock }, text);
  const levers = createLevers(asked, {
    read: (name) => ({ value: position[name] }),
    write: set,
    text: (_name, value) => String(value),
    began: clock.stop,
    moved: ask,
    rested,
  });
  const another = html("button", { type: "button", class: "another", onclick: other }, words.another);
  const strip = createStrip(words, (step) => clock.go(step));
  const question = createQuestion(words);
  const answers = createAnswers(header);
  const lines = createLines(header, (frame) => clock.go(scene().steps + frame));
  const gaps = header.gaps && createGaps(header, (level) => (set("gap", level), levers.refresh(), rested(), ask()));
  const unkey = listenToKeys(wrapper, clock);
  const unfollow = followAddress(asked, (now) => {
    Object.assign(position, now);
    levers.refresh();
    clock.go(last());
    component.setStateValue("levers", { ...position });
  });

  function text(at) {
    const { steps, grid } = scene();
    if (at >= steps) return filled(words.seen, { seen: count(grid[at - steps]) });
    return at === steps - 1 ? words.asked : filled(words.step, { at: String(at + 1), all: String(steps) });
  }

  /** At another level the clock stands where the whole of it is seen. */
  function set(name, value) {
    position[name] = value;
    clock.go(last());
  }

  function other() {
    which = (which + 1) % levels[0].sequences.length;
    clock.go(Math.min(clock.at(), last()));
  }

  function rested() {
    writeAddress(asked, position);
    component.setStateValue("levers", { ...position });
  }

  function ask() {
    frame ||= requestAnimationFrame(draw);
  }

  function draw() {
    frame = 0;
    const [now, at] = [scene(), clock.at()];
    transport.draw();
    strip.draw(now, at);
    question.draw(now, at);
    answers.draw(now, at);
    lines.draw(now, at);
    gaps?.draw(position.gap);
    const racers = header.gaps?.racers ?? [];
    signal({ racers: racers.length, learners: racers.length ? racers.filter(({ middle }) => middle[header.gaps.levels.indexOf(position.gap)] !== null).length : null });
  }

  wearTheme(wrapper);
  const hands = html("div", { class: "hands" });
  const chosen = html("div", { class: "chosen" }, asked.length ? levers.element : null, another);
  const running = html("div", { class: "running" }, answers.element, lines.element, html("p", { class: "below" }, words.chance));
  const picture = html("div", { class: "picture", "data-alone": !gaps });
  wrapper.replaceChildren(hands, strip.element, question.element, picture);
  const unarrange = arrangedBy(wrapper, (size) => {
    const below = size === "narrow" ? [chosen] : []; // what is chosen stands under what is seen first
    hands.replaceChildren(transport.element, ...(below.length ? [] : [chosen]));
    picture.replaceChildren(...(gaps ? [gaps.element, ...below, running] : [running, ...below]));
  });
  draw();
  if (before && !before.guessed && header.guessed) clock.go(scene().stops.at(-1));
  return {
    redraw: () => wearTheme(wrapper),
    hear: (now) => (component = now),
    place: () => ({ position, which, guessed: header.guessed }),
    leave() {
      clock.stop();
      unkey();
      unarrange();
      unfollow();
      cancelAnimationFrame(frame);
      levers.leave();
      lines.leave();
      gaps?.leave();
    },
  };
}
