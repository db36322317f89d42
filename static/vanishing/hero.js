/** Levers, sentence, chart and numbers: all speak of where the levers stand now. */

import { decode } from "../shared/blob.js";
import { html, write } from "../shared/dom.js";
import { wearTheme } from "../shared/theme.js";
import { readAddress, writeAddress } from "./address.js";
import { createLevers } from "./levers.js";
import { openComputing } from "./numbers/computing.js";
import { measures, theoretical } from "./numbers/measures.js";
import { createChart } from "./picture/chart.js";
import { lead, rich } from "./sentence.js";
import { createTable } from "./table.js";

/**
 * @param {HTMLElement} wrapper what stood in it stays until the new picture is computed
 * @param {Uint8Array} message from Python
 * @param {any} component
 * @param {import("./numbers/noise.js").Position} [before] where the levers of the one that stood here are
 */
export function openHero(wrapper, message, component, before) {
  const { header } = decode(message);
  const position = before ?? readAddress(header.levers);
  const levers = createLevers(header.levers, position, { began, moved, rested });
  const sentence = html("p", { class: "sentence" });
  const spoken = html("p", { class: "spoken", role: "status" });
  const chart = createChart(header);
  const table = createTable(header);
  const parts = [levers.element, sentence, html("div", { class: "picture" }, chart.element, table.element), spoken];
  const computing = openComputing(message, arrived);
  let [frame, said, shown, cells, left] = [0, "", null, null, null];

  /** What stands now stays in the picture, thin, while the hand moves. */
  function began() {
    left = cells && cells.map(({ measures }) => measures.middle);
  }

  function moved() {
    computing.ask({ ...position });
  }

  function rested() {
    writeAddress(header.levers, position);
    write(spoken, said.replaceAll("**", ""));
    component.setStateValue("levers", { ...position });
  }

  function arrived(at, signals) {
    shown = { at, signals };
    frame ||= requestAnimationFrame(draw);
  }

  function draw() {
    frame = 0;
    const { at, signals } = shown;
    const { back, words } = header;
    cells = header.cells.map((cell, k) => {
      const now = measures(signals[k], back, words.early);
      const before = left && left[k].at(-1) !== now.middle.at(-1) ? left[k] : null;
      return { ...cell, measures: now, theory: theoretical(cell.theory, at), before };
    });
    if (!parts[0].isConnected) wrapper.replaceChildren(...parts);
    const text = lead(words.lead, cells, at, back);
    if (text !== said) sentence.replaceChildren(...rich(text));
    said = text;
    table.draw(cells);
    chart.draw(cells);
  }

  wearTheme(wrapper);
  if (!wrapper.firstChild) wrapper.append(html("p", { class: "waiting" }, header.words.slow));
  moved();
  return {
    redraw: () => wearTheme(wrapper),
    hear: (now) => {
      component = now;
    },
    place: () => position,
    leave() {
      cancelAnimationFrame(frame);
      computing.leave();
      levers.leave();
      chart.leave();
    },
  };
}
