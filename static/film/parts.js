/** All parts of one film, each made once; what one of them does to the state, the others draw; each takes another sentence. */

import { isHeldBack } from "../shared/asked/held_back.js";
import { createLegend } from "./colour/legend.js";
import { createLanes } from "./lanes/lanes.js";
import { createTooltip } from "./lanes/tooltip.js";
import { createWords } from "./lanes/words.js";
import { createStrip } from "./line/answers.js";
import { createTold } from "./line/told.js";
import { createAddress } from "./place/address.js";
import { usualPlace } from "./place/opening.js";
import { createReader } from "./place/reader.js";
import { createReading } from "./place/reading.js";
import { createReport } from "./place/report.js";
import { createKeysHint } from "./player/keyboard.js";
import { createFullscreen } from "./player/fullscreen.js";
import { createSettings } from "./player/settings.js";
import { createTransport } from "./player/transport.js";
import { createAsking } from "./ranked/asking.js";
import { createRanks } from "./ranked/ranks.js";
import { createSaid } from "./ranked/said.js";
import { createDownload } from "./saving/download.js";
import { createBars } from "./views/bars.js";
import { createBelt } from "./views/belt.js";
import { createCell } from "./views/cell.js";
import { createLater } from "./views/later.js";
import { createNetwork } from "./views/network.js";
import { createPart } from "./views/part.js";
import { createUnit } from "./views/unit.js";

/** @typedef {ReturnType<typeof createParts>} Parts */

/**
 * @param {HTMLElement} wrapper
 * @param {import("./film.js").Film} film
 * @param {ReturnType<import("./state.js").createState>} state
 * @param {import("./view.js").View} view
 * @param {(name: string, value: any) => void} tell Python
 * @param {import("./live/live.js").Live} [live]
 * @param {(...given: any[]) => ReturnType<typeof import("./alive.js").createAliveParts>} [makeAlive] with it
 */
export function createParts(wrapper, film, state, view, tell, live, makeAlive) {
  const lanes = createLanes(film, state, view, live);
  const network = createLater(1, () => createNetwork(film, state, view));
  const cell = createCell(film, state, view, live);
  const download = createDownload({ film, state, theme: () => view.theme(), wrapper, lanes, diagram: cell.svg, held: () => live?.holds() ?? [] });
  const fullscreen = createFullscreen(wrapper, () => state.redraw("size"));
  const hint = createKeysHint(film, Boolean(live) && !film.asks);
  const settings = createSettings(film, state);
  settings.element.append(hint.few);
  const says = (text) => tell("guess", `${text} ${Date.now()}`); // the same may be said twice
  const alive = live ? makeAlive(wrapper, film, state, view, live, lanes) : { words: null, hand: null, more: null };

  /** The row that is guessed is held at once, unless a room's teacher has yet to show that; the page is told, and says what is so. */
  function guessed(unit) {
    const { key, hold } = film.header.live.rows;
    const { name, step, value } = hold;
    if (!isHeldBack(key)) live?.receive([...live.holds(), { name, first: step, last: step, units: [unit], value }]);
    says(String(unit));
  }

  return {
    lanes,
    said: film.header.live?.rows ? createSaid(film, view, says) : null,
    asking: film.asks ? createAsking(wrapper, film, state, lanes, guessed) : null,
    ranks: film.ranking ? createRanks(film, state, view, lanes) : null,
    network,
    cell,
    download,
    fullscreen,
    hint,
    line: createStrip(film),
    told: createTold(film, live),
    ...alive,
    words: alive.words ?? createWords(film, state, view),
    legend: createLegend(film, state, view),
    transport: createTransport(film, state, view, [download.element, fullscreen.button, hint.element]),
    settings,
    unit: createLater(4, () => createUnit(film, state, view)),
    part: createPart(film, state, view, live),
    belt: createBelt(film, state, view),
    bars: createBars(film),
    tooltip: createTooltip(film, state, [lanes, network], wrapper),
    reading: createReading(film),
    reader: createReader(film, state),
    address: createAddress(film, state, usualPlace(film)),
    report: film.header.report ? createReport(state, tell) : null,
  };
}
