/** Mounts the editor of a cell with its picture beside it; the page of equations is read in Python, never here. */

import { decode, same } from "../shared/blob.js";
import { createDiagram } from "../shared/diagram.js";
import { html, write } from "../shared/dom.js";
import { mountedBy } from "../shared/mounting.js";
import { dress } from "../shared/sheet.js";
import { readTheme } from "../shared/theme.js";
import { createBoard } from "./board.js";
import { createEditor } from "./editor.js";
import { createFacts } from "./facts.js";
import { createRules } from "./rules.js";

const WIDE = 860; // em/16 of width, from which on the diagram stands beside the editor

/** Called by Streamlit on mounting, and again with the same parent whenever the data or the theme changes. */
export default mountedBy(mount);

function mount(parent) {
  const wrapper = html("div", { class: "lstm-invent" });
  let [bench, bytes, gone] = [null, null, false];

  async function show(component) {
    const fresh = new Uint8Array(component.data);
    await dress(parent, import.meta.url, "invent.css");
    if (gone) return;
    if (!wrapper.isConnected) parent.replaceChildren(wrapper);
    bench ??= createBench(wrapper);
    bench.hear(component);
    if (!same(bytes, fresh)) bench.take(decode(fresh).header);
    bytes = fresh;
    bench.paint();
  }

  return {
    show,
    leave() {
      gone = true;
      bench?.leave();
      wrapper.remove();
    },
  };
}

/** Editor and rules, diagram, board and facts; the picture follows the page as far as it was understood. */
function createBench(wrapper) {
  let [theme, header, diagram, drawn, component] = [readTheme(wrapper), null, null, "", null];
  const editor = createEditor({
    send: (text) => component?.setStateValue("typed", { text, origin: header.origin }),
    back: () => component?.setTriggerValue("back", true),
    moved: () => paintPicture(),
  });
  const [board, facts, rules] = [createBoard(editor.goTo), createFacts(), createRules()];
  const heading = html("h3");
  const stale = html("p", { class: "stale", role: "note" });
  const place = html("div", { class: "place" });
  const picture = html("section", { class: "card picture", "aria-label": "The cell's wiring" }, html("header", {}, heading), stale, place);
  wrapper.replaceChildren(
    html("div", { class: "bench" }, html("div", { class: "left" }, editor.element, rules.element), html("div", { class: "right" }, picture)),
    html("div", { class: "below" }, board.element, facts.element),
  );
  let width = 0;
  const watch = new ResizeObserver(() => {
    if (width === wrapper.clientWidth) return;
    width = wrapper.clientWidth;
    const size = width < WIDE * (parseFloat(getComputedStyle(wrapper).fontSize) / 16 || 1) ? "narrow" : "wide";
    if (wrapper.dataset.size !== size) rules.unfold(size === "wide");
    wrapper.dataset.size = size;
    board.fit();
  });
  watch.observe(wrapper);

  /** What Python says of the page: its mistake, or the cell that it is. */
  function take(next) {
    header = next;
    wrapper.dataset.stale = String(header.stale);
    write(heading, header.cell.title);
    write(stale, header.stale ? "The picture of the last page without a mistake." : "");
    stale.hidden = !header.stale;
    const wiring = JSON.stringify([header.cell.diagram, header.cell.names]);
    if (drawn !== wiring) {
      diagram = createDiagram(header.cell.diagram, coloursOf(header), header.cell.spoken);
      diagram.element.style.maxWidth = `${Math.round(header.cell.diagram.width * 1.35)}px`;
      diagram.element.style.minWidth = `${Math.round(Math.min(header.cell.diagram.width, 1200) * 0.62)}px`;
      place.replaceChildren(diagram.element);
      drawn = wiring;
    }
    diagram.entitle(header.cell.spoken);
    board.take(header);
    facts.take(header);
    rules.take(header);
    editor.take(header, coloursOf(header));
  }

  function paint() {
    theme = readTheme(wrapper);
    for (const key of ["text", "paper", "panel", "dim", "line"]) wrapper.style.setProperty(`--${key}`, theme[key]);
    wrapper.dataset.theme = theme.dark ? "dark" : "light";
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

  return {
    take,
    paint,
    hear: (latest) => (component = latest),
    leave() {
      watch.disconnect();
      editor.leave();
    },
  };
}

const coloursOf = (header) => new Map(header.cell.names.map((name) => [name.name, name.color]));
