/** Levers, sentence, chart and numbers: all speak of where the levers stand now. */

import { decode } from "../shared/blob.js";
import { html, write } from "../shared/dom.js";
import { followAddress, readAddress, writeAddress } from "../shared/levers/address.js";
import { createLevers } from "../shared/levers/levers.js";
import { arrangedBy } from "../shared/levers/narrow.js";
import { signal } from "../shared/signals.js";
import { wearTheme } from "../shared/theme.js";
import { openComputing } from "./numbers/computing.js";
import { measures, theoretical } from "./numbers/measures.js";
import { createChart } from "./picture/chart.js";
import { createSentence, lead, shown as written } from "./sentence.js";
import { createTable } from "./table.js";
import { createTour } from "./tour.js";

/**
 * @typedef {{position: import("./numbers/noise.js").Position, voted: boolean}} Place
 * @param {HTMLElement} wrapper what stood in it stays until the new picture is computed
 * @param {Uint8Array} message from Python
 * @param {any} component
 * @param {Place} [before] of the one that stood here
 */
export function openHero(wrapper, message, component, before) {
  const { header } = decode(message);
  const { words, back, tour: played } = header;
  const position = before?.position ?? readAddress(header.levers);
  const play = html("button", { type: "button", "aria-label": words.play, title: words.play, onclick: () => begin() }, "");
  const hands = { read: (name) => ({ value: position[name] }), write: (name, value) => (position[name] = value), text: written };
  const levers = createLevers(header.levers, { ...hands, began, moved, rested }, played ? { bias: play } : {});
  const sentence = createSentence();
  const chart = createChart(header);
  const table = createTable(header);
  const [above, picture] = [html("div", { class: "picture" }), html("div", { class: "picture" })];
  const computing = openComputing(message, arrived);
  const tour = createTour(played?.stops ?? [], { go, reached, ended });
  const unfollow = followAddress(header.levers, (now) => {
    tour.stop();
    place(now);
    component.setStateValue("levers", { ...position });
  });
  /** What stood before a hand moved: medians of the cells; what the tour has passed: of the one that it is about. */
  let [left, passed] = [null, []];
  let [frame, shown, cells] = [0, null, null];
  let unarrange = /** @type {(() => void) | null} */ (null);

  /** What stands now stays in the picture, thin, while the hand moves. */
  function began() {
    tour.stop();
    left = cells && cells.map(({ measures }) => measures.middle);
    passed = [];
  }

  function moved() {
    sentence.moves();
    computing.ask({ ...position });
    write(play, tour.plays() ? words.stop : words.stops);
  }

  function place(now) {
    Object.assign(position, now);
    [left, passed] = [null, []];
    levers.refresh();
    moved();
  }

  function begin() {
    if (tour.plays()) return ended();
    [left, passed] = [null, []];
    tour.begin();
    moved();
  }

  function go(bias) {
    if (position.bias === bias && shown?.at.bias === bias) tour.shows(bias);
    position.bias = bias;
    levers.refresh();
    moved();
  }

  function reached(bias) {
    passed.push({ bias, middle: cells[played.cell].measures.middle });
  }

  function ended() {
    tour.stop();
    moved();
    levers.settle();
  }

  function rested() {
    writeAddress(header.levers, position);
    sentence.rests(here());
    component.setStateValue("levers", { ...position });
  }

  /** Whether the numbers of where the levers stand have come. */
  const here = () => shown !== null && header.levers.every(({ name }) => shown.at[name] === position[name]);

  /** On a phone the chart comes first, as on the page after this one; chart, levers and sentence are one screen. */
  function arrange(size) {
    picture.replaceChildren(chart.element, table.element);
    if (size === "narrow") above.append(chart.element);
    wrapper.replaceChildren(above, levers.element, sentence.seen, picture, sentence.heard);
  }

  function arrived(at, signals) {
    shown = { at, signals };
    frame ||= requestAnimationFrame(draw);
  }

  function draw() {
    frame = 0;
    const { at, signals } = shown;
    cells = header.cells.map((cell, k) => {
      const now = measures(signals[k], back, words.early);
      const before = left && left[k].at(-1) !== now.middle.at(-1) ? left[k] : null;
      return { ...cell, measures: now, theory: theoretical(cell.theory, at), before };
    });
    unarrange ??= arrangedBy(wrapper, arrange);
    sentence.say(lead(words.lead, cells, at, back), here());
    table.draw(cells);
    const rests = cells.map(({ title, measures: { left: rest } }) => [`left_${title.toLowerCase()}`, Math.exp(rest)]);
    signal({ ...Object.fromEntries(rests), levers_moved: header.levers.filter(({ name, start }) => at[name] !== start).length });
    chart.draw(cells, passed.filter(({ bias }) => bias !== at.bias));
    tour.shows(at.bias);
  }

  wearTheme(wrapper);
  if (!wrapper.firstChild) wrapper.append(html("p", { class: "waiting" }, words.slow));
  moved();
  if (before && !before.voted && header.guess && played) begin();
  return {
    redraw: () => wearTheme(wrapper),
    hear: (now) => {
      component = now;
    },
    place: () => ({ position, voted: Boolean(header.guess) }),
    leave() {
      tour.stop();
      unfollow();
      cancelAnimationFrame(frame);
      computing.leave();
      unarrange?.();
      levers.leave();
      chart.leave();
    },
  };
}
