/** Editor and rules, diagram, board and facts; the picture follows the page as far as it was understood. */

import { decode } from "../shared/blob.js";
import { createDiagram } from "../shared/diagram.js";
import { html, write } from "../shared/dom.js";
import { saved } from "../shared/saving/own.js";
import { signal } from "../shared/signals.js";
import { readTheme, wearTheme } from "../shared/theme.js";
import { createBoard } from "./board.js";
import { createEditor } from "./editor.js";
import { createFacts } from "./facts.js";
import { createRules } from "./rules.js";

const SMALLEST = 0.75; // of its own size, for a tall drawing beside the editor: a taller one scrolls
const WIDE = 860; // em/16 of width, from which on the diagram stands beside the editor

/**
 * @param {HTMLElement} wrapper
 * @param {Uint8Array} message
 * @param {any} component where the editor speaks to; `hear` brings the latest
 */
export function openBench(wrapper, message, component) {
  let [theme, header, diagram, drawn] = [readTheme(wrapper), null, null, ""];
  const editor = createEditor({
    send: (text) => component.setStateValue("typed", { text, origin: header.origin }),
    back: () => component.setTriggerValue("back", true),
    moved: () => paintPicture(),
  });
  const [board, facts, rules] = [createBoard(editor.goTo, () => {
    board.take(header);
    paint();
  }), createFacts(), createRules()];
  const heading = html("h2");
  const stale = html("p", { class: "stale", role: "note" });
  const place = html("div", { class: "place" });
  const picture = html("section", { class: "card picture", "aria-label": "The cell's wiring" }, saved(html("header", {}, heading), place, "wiring", null), stale, place);
  const summary = html("summary", {}, "Formulas, derivatives, numbers");
  const more = html("details", { class: "more" }, summary, html("div", { class: "below" }, board.element, facts.element));
  more.addEventListener("toggle", () => board.fit());
  wrapper.replaceChildren(
    html("div", { class: "bench" }, html("div", { class: "left" }, editor.element, rules.element), html("div", { class: "right" }, picture)),
    more,
  );
  let [width, frame] = [0, 0];
  const watch = new ResizeObserver(() => (frame ||= requestAnimationFrame(resize))); // what is laid out anew changes its own height
  function resize() {
    frame = 0;
    if (width === wrapper.clientWidth) return;
    width = wrapper.clientWidth;
    const size = width < WIDE * (parseFloat(getComputedStyle(wrapper).fontSize) / 16 || 1) ? "narrow" : "wide";
    wrapper.dataset.size = size;
    board.fit();
  }
  resize();
  watch.observe(wrapper);

  /** What Python says of the page: its mistake, or the cell that it is. */
  function take(other) {
    ({ header } = decode(other));
    wrapper.dataset.stale = String(header.stale);
    signal({ kept_whole: header.stale ? null : header.cell.whole.length });
    write(heading, header.cell.title);
    write(stale, header.stale ? "The picture of the last page without a mistake." : "");
    stale.hidden = !header.stale;
    const wiring = JSON.stringify([header.cell.diagram, header.cell.names]);
    if (drawn !== wiring) {
      diagram = createDiagram(header.cell.diagram, coloursOf(header), header.cell.spoken);
      diagram.element.style.maxWidth = `${Math.round(header.cell.diagram.width * 1.35)}px`;
      diagram.element.style.minWidth = `${Math.round(Math.min(header.cell.diagram.width, 1200) * 0.62)}px`;
      diagram.element.style.setProperty("--readable", `${Math.round(header.cell.diagram.height * SMALLEST)}px`);
      place.replaceChildren(diagram.element);
      drawn = wiring;
    }
    diagram.entitle(header.cell.spoken);
    board.take(header);
    facts.take(header);
    rules.take(header);
    editor.take(header, coloursOf(header));
    paint();
    return true;
  }

  function paint() {
    theme = wearTheme(wrapper);
    editor.paint(theme);
    board.paint(theme, coloursOf(header));
    board.fit();
    paintPicture();
  }

  /** The line in which the caret stands is lit in the diagram and on the board. */
  function paintPicture() {
    if (!diagram) return;
    const name = editor.nameAtCaret();
    const node = header.cell.names.find((known) => known.name === name)?.node;
    diagram.draw({ value: () => null, scale: () => 1, stage: (at) => (at === node ? "now" : "past") }, theme);
    board.light(name);
  }

  take(message);
  return {
    redraw: paint,
    hear: (latest) => (component = latest),
    take,
    leave() {
      watch.disconnect();
      cancelAnimationFrame(frame);
      editor.leave();
      board.leave();
    },
  };
}

const coloursOf = (header) => new Map(header.cell.names.map((name) => [name.name, name.color]));
