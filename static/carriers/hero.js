/** Guess, ranking, lever and answer on one map: the page computes what a hand changes, and tells where it came to rest. */

import { followHeldBack, isHeldBack } from "../shared/asked/held_back.js";
import { decode } from "../shared/blob.js";
import { html, mark, write } from "../shared/dom.js";
import { whenKept } from "../shared/networks.js";
import { filled, rich } from "../shared/said.js";
import { signal } from "../shared/signals.js";
import { colourOf, wearTheme } from "../shared/theme.js";
import { GUESS, readAddress, usualPlace, writeAddress } from "./address.js";
import { likeliest } from "./answer.js";
import { createBoard } from "./board.js";
import { createPanel } from "./panel.js";
import { createSwap } from "./swap.js";

/**
 * @param {HTMLElement} wrapper
 * @param {Uint8Array} message from Python
 * @param {any} component
 * @param {{of: string} & import("./address.js").Place} [before] where the hand was in the picture that stood here
 */
export function openHero(wrapper, message, component, before) {
  const { header, arrays } = decode(message);
  const { says, of } = header;
  const [because, mean] = ["because", "mean"].map((key) => arrays.get(key).data);
  let place = before ? taken(before) : readAddress(header);
  const hand = { say, choose: (by) => change({ by }, true), moved: (rows) => change({ rows }), rested: rest };
  const board = createBoard(header, hand, request);
  const panel = createPanel(header, (source) => change({ source }, true));
  const ask = html("p", { class: "ask" });
  const again = html("button", { type: "button", class: "again", onclick: () => change({ guess: null, rows: 0 }, true) }, says.again);
  const spoken = html("p", { class: "spoken", role: "status" });
  const asked = globalThis.matchMedia("(pointer: coarse)").matches ? says.ask : `${says.ask}${says.keys}`;
  const parts = [html("div", { class: "said" }, ask, again), html("div", { class: "picture" }, board.element, panel.element), spoken];
  /** @type {import("./swap.js").Swap | null} */
  let swap = null;
  /** What is answered, and what was before anything was carried over: @type {[ArrayLike<number> | null, ArrayLike<number> | null]} */
  let [now, untouched] = [null, null];
  let [frame, gone, said, painted] = [0, false, "", ""];

  /** A guess, and what was carried over, belong to the network in which they were made. */
  function taken({ of: other, ...left }) {
    const by = Object.hasOwn(header.orders, left.by) ? left.by : usualPlace(header).by;
    return other === of ? { ...left, by } : { ...left, by, guess: null, rows: 0 };
  }

  /** What of it is shown: a guess that waits for a room's teacher gives nothing away. */
  const open = () => (isHeldBack(GUESS) ? { ...place, guess: null, rows: 0 } : place);

  function request() {
    frame ||= requestAnimationFrame(draw);
  }

  function say(unit) {
    if (open().guess === null) change({ guess: unit }, true);
  }

  /** @param {Partial<import("./address.js").Place>} part @param {boolean} [rested] */
  function change(part, rested = false) {
    place = { ...place, ...part };
    board.arrange(open());
    if (rested) rest();
    else request();
  }

  function rest() {
    writeAddress(header, place);
    draw();
    write(spoken, place.guess === null ? "" : `${ask.textContent} ${open().guess === null ? "" : panel.spoken()}`);
    component.setStateValue("said", { of, ...place });
  }

  /** Reads the sentence with what is carried over, where that is another than the one that is shown. */
  function compute(dark) {
    const { guess, rows, source, by } = open();
    const carried = guess === null ? 0 : rows;
    const key = `${carried} ${source} ${by} ${dark} ${swap !== null}`;
    if (key === painted) return;
    painted = key;
    untouched ??= swap && swap.read(source, []).probs;
    const read = swap && swap.read(source, board.first(carried));
    now = read && read.probs;
    board.paint(read && carried ? read.held.map((value, k) => value - mean[k]) : because, dark);
  }

  function draw() {
    cancelAnimationFrame(frame);
    frame = 0;
    if (gone) return;
    const theme = wearTheme(wrapper);
    const shown = open();
    const guessed = shown.guess !== null;
    wrapper.style.setProperty("--memory", colourOf(header.color, theme, "text"));
    mark(wrapper, { "data-guessed": guessed });
    compute(theme.dark);
    const text = guessed ? header.verdicts[place.guess] : place.guess === null ? asked : filled(says.held, { unit: place.guess });
    if (text !== said) ask.replaceChildren(...rich(text));
    said = text;
    again.hidden = !guessed;
    board.draw(shown, swap !== null);
    panel.draw(shown, now, untouched, place.guess !== shown.guess);
    const turned = guessed && place.rows && now && likeliest(now) === header.sources[place.source].answer;
    signal({ turned_with: turned ? place.rows : null });
  }

  const resized = new ResizeObserver(request);
  wrapper.replaceChildren(...parts);
  resized.observe(wrapper);
  if (before) writeAddress(header, place);
  board.arrange(open(), true);
  const forget = followHeldBack(() => {
    board.arrange(open());
    request();
  });
  draw();
  whenKept(header.network).then((bytes) => {
    if (gone) return;
    swap = createSwap(bytes, header);
    request();
  });

  return {
    redraw: request,
    hear: (heard) => {
      component = heard;
    },
    place: () => ({ of, ...place }),
    leave() {
      gone = true;
      cancelAnimationFrame(frame);
      forget();
      resized.disconnect();
      board.leave();
    },
  };
}
