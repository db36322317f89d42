/** Levers, sentence, words, chart and numbers: all speak of where the levers stand now. */

import { decode } from "../shared/blob.js";
import { html, write } from "../shared/dom.js";
import { followAddress, readAddress, writeAddress } from "../shared/levers/address.js";
import { createLevers } from "../shared/levers/levers.js";
import { arrangedBy } from "../shared/levers/narrow.js";
import { whenKept } from "../shared/networks.js";
import { filled, rich } from "../shared/said.js";
import { signal } from "../shared/signals.js";
import { wearTheme } from "../shared/theme.js";
import { createChart } from "./chart.js";
import { lead, wordAt } from "./lead.js";
import { createPlayer } from "./player.js";
import { openScenes } from "./scene.js";
import { createStrip } from "./strip.js";
import { createTable } from "./table.js";
import { createWindows } from "./windows.js";

/**
 * @param {HTMLElement} wrapper
 * @param {Uint8Array} message from Python
 * @param {any} component
 * @param {{position: import("./scene.js").Position, voted: boolean}} [before] of the one that stood here
 */
export function openHero(wrapper, message, component, before) {
  const blob = decode(message);
  const { header } = blob;
  const { words } = header;
  const scenes = openScenes(blob);
  const position = before?.position ?? readAddress(header.levers);
  const longest = Math.max(...header.sentences.map((one) => one.words.length));
  const play = html("button", { type: "button", "aria-label": words.play, title: words.play, onclick: () => toggle() });
  const levers = createLevers(header.levers, { read, write: set, text, began: () => player.stop(), moved: ask, rested }, { at: play });
  const sentence = html("p", { class: "sentence" });
  const spoken = html("p", { class: "spoken", role: "status" });
  const strip = createStrip(header, look);
  const chart = createChart(header, look);
  const table = createTable(header);
  const player = createPlayer({ go, ended });
  /** @type {ReturnType<typeof createWindows> | null} */
  let turned = null;
  let [frame, said, gone] = [0, "", false];
  const unfollow = followAddress(header.levers, (now) => {
    player.stop();
    Object.assign(position, now);
    levers.refresh();
    ask();
    component.setStateValue("levers", { ...position });
  });
  whenKept(header.network).then((bytes) => {
    if (gone) return;
    turned = createWindows(bytes, header.score, longest);
    ask();
  });

  /** @param {string} name */
  function read(name) {
    const { steps, at, window } = scenes(position);
    if (name === "at") return { value: at, high: steps - 1 };
    if (name === "window") return { value: window, high: steps };
    return { value: position[name] };
  }

  function set(name, value) {
    const { steps, gap } = scenes(position);
    position[name] = name === "at" && value === gap ? -1 : name === "window" && value === steps ? longest : value;
    levers.refresh();
  }

  function text(name, value) {
    const scene = scenes(position);
    if (name === "clauses") return String(value);
    if (name === "by") return words.by[value];
    if (name === "at") return value ? filled(words.here, { word: wordAt(scene, value), back: String(value) }) : words.asked;
    return filled(value === scene.steps ? words.all : value === 1 ? words.one : words.some, { words: String(value) });
  }

  /** A word was pointed at. */
  function look(at) {
    player.stop();
    go(at);
    levers.settle();
  }

  function go(at) {
    set("at", at);
    ask();
  }

  function toggle() {
    if (player.plays()) return ended();
    player.begin(scenes(position).gap);
    ask();
  }

  function ended() {
    player.stop();
    ask();
    levers.settle();
  }

  function rested() {
    writeAddress(header.levers, position);
    write(spoken, said.replaceAll("**", ""));
    component.setStateValue("levers", { ...position });
  }

  function ask() {
    frame ||= requestAnimationFrame(draw);
  }

  function draw() {
    frame = 0;
    const scene = scenes(position);
    const angle = turned && scene.cut ? turned(scene.words, scene.window) : null;
    const now = lead(header, scene, angle);
    if (now !== said) sentence.replaceChildren(...rich(now));
    said = now;
    write(play, player.plays() ? words.stop : words.start);
    strip.draw(scene, player.plays());
    chart.draw(scene, player.plays(), position.clauses);
    table.draw(scene);
    signal({ words_short: Math.max(0, scene.gap + 1 - scene.window) });
  }

  wearTheme(wrapper);
  const [above, picture] = [html("div", { class: "picture" }), html("div", { class: "picture" })];
  const unarrange = arrangedBy(wrapper, (size) => {
    picture.replaceChildren(strip.element, chart.element, table.element);
    if (size === "narrow") above.append(chart.element); // on a phone's first screen
    wrapper.replaceChildren(above, levers.element, sentence, picture, spoken);
  });
  draw();
  if (before && !before.voted && header.voted) toggle();
  return {
    redraw: () => wearTheme(wrapper),
    hear: (now) => (component = now),
    place: () => ({ position, voted: header.voted }),
    leave() {
      gone = true;
      player.stop();
      unarrange();
      unfollow();
      cancelAnimationFrame(frame);
      levers.leave();
      chart.leave();
    },
  };
}
