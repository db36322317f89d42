/** A text, what the network writes after it, and what it writes while a hand holds one unit: all in the page. */

import { decode } from "../shared/blob.js";
import { hide, html, mark, write } from "../shared/dom.js";
import { number } from "../shared/format.js";
import { followAddress, readAddress, writeAddress } from "../shared/levers/address.js";
import { createLevers } from "../shared/levers/levers.js";
import { arrangedBy } from "../shared/levers/narrow.js";
import { whenKept } from "../shared/networks.js";
import { filled, rich } from "../shared/said.js";
import { signal } from "../shared/signals.js";
import { wearTheme } from "../shared/theme.js";
import { createChoice } from "./choice.js";
import { counted, createSide, paint } from "./letters.js";
import { createMarks } from "./marks.js";
import { createScale } from "./scale.js";
import { createTally } from "./tally.js";
import { createUnits } from "./units.js";
import { createWriter } from "./writer.js";

/**
 * @typedef {{held: number, text: number, unit: number}} Position where the unit is held, which text is read, which unit
 * @param {HTMLElement} wrapper
 * @param {Uint8Array} message from Python
 * @param {any} component
 * @param {{of: string, position: Position}} [before] where the hand was in the one that stood here
 */
export function openHero(wrapper, message, component, before) {
  const { header, arrays } = decode(message);
  const { says, texts, kinds, guessed } = header;
  const { data, shape } = arrays.get("draws");
  const draws = Array.from({ length: shape[0] }, (_, k) => data.subarray(k * shape[1], (k + 1) * shape[1]));
  const position = { ...readAddress(header.levers), ...(before?.of === header.of && before.position) };
  const choice = createChoice(header, position, changed);
  const opening = html("p", { class: "letters opening" });
  const units = createUnits(header, () => {
    position.unit = units.value();
    changed();
  });
  const scale = createScale(header, units.element);
  const hands = { read: () => ({ value: position.held }), write: (_, value) => (position.held = value), text: (_, value) => number(value), began() {}, moved, rested };
  const levers = createLevers(header.levers.filter(({ name }) => name === "held"), hands);
  const marks = createMarks(header);
  const [free, held] = ["free", "held"].map(createSide);
  const tally = createTally({ kinds, many: draws.length, says });
  const spoken = html("p", { class: "spoken", role: "status" });
  const hold = html("div", { class: "hold" }, html("div", {}, levers.element, marks), tally.element);
  const columns = html("div", { class: "columns" }, free.element, held.element);
  const unarrange = arrangedBy(wrapper, (size) => {
    const read = size === "narrow" ? [opening, scale.element, choice.element] : [choice.element, opening, scale.element];
    wrapper.replaceChildren(...read, hold, columns, spoken);
  });
  mark(wrapper, { "data-guessed": guessed });
  for (const part of [scale.element, hold, held.element]) hide(part, !guessed);
  hide(tally.element, !kinds.length);
  write(free.title, says.free);
  const unfollow = followAddress(header.levers, (now) => {
    Object.assign(position, now);
    levers.refresh();
    changed();
  });
  /** @type {ReturnType<typeof createWriter> | null} */
  let writer = null;
  let [frame, counting, gone, read, left, beyond, told] = [0, 0, false, null, null, "", JSON.stringify(position)]; // told to the server

  /** Another text is read. */
  function changed() {
    read = null;
    moved();
    rested();
  }

  function moved() {
    cancelAnimationFrame(counting);
    tally.clear();
    frame ||= requestAnimationFrame(draw);
  }

  function rested() {
    writeAddress(header.levers, position);
    if (frame) draw();
    counting = requestAnimationFrame(count);
    const now = JSON.stringify(position);
    if (now !== told) component.setStateValue("levers", { ...position });
    told = now;
  }

  function draw() {
    cancelAnimationFrame(frame);
    frame = 0;
    if (gone || !writer) return;
    const look = { limit: header.limits[position.unit ?? 0], dark: wearTheme(wrapper).dark, kinds };
    const colours = (values) => (guessed ? values : null);
    if (!read) {
      if (guessed) writer.follow(units.show(position.unit));
      hide(marks, position.unit !== header.known); // what is marked is known of one unit
      const text = writer.known(choice.text());
      read = writer.read(text);
      left = writer.write(null, draws[0]);
      signal({ unit_end: guessed && position.unit === header.known ? (read.values.at(-1) ?? null) : null });
      choice.tell([...choice.text()].filter((letter) => !writer.knows(letter)));
      paint(opening, text, colours(read.values), look);
      paint(free.text, left.text, colours(left.values), look);
    }
    scale.draw(look, read);
    if (!guessed) return;
    held.title.replaceChildren(...rich(filled(says.held, { unit: units.name(position.unit), value: number(position.held) })));
    try {
      const now = writer.write(position.held, draws[0]);
      paint(held.text, now.text, now.values, look);
      beyond = "";
    } catch (error) {
      beyond = error.message; // a value from which the cell leaves the numbers: said in place of the text
      write(held.text, beyond);
    }
  }

  /** One text more a frame, until all are counted. */
  function count() {
    const next = tally.next();
    if (gone || !writer || !read || !guessed || beyond || next === null) return;
    tally.add(...[null, position.held].map((value) => counted(writer.write(value, draws[next]).text, kinds)));
    if (tally.next() === null) write(spoken, `${held.title.textContent}. ${says.tally} ${tally.spoken()}.`);
    counting = requestAnimationFrame(count);
  }

  whenKept(header.network).then((bytes) => {
    if (gone) return;
    writer = createWriter(bytes, header, header.most + draws[0].length);
    draw();
    counting = requestAnimationFrame(count);
  });

  return {
    redraw() {
      read = null;
      frame ||= requestAnimationFrame(draw);
    },
    hear: (heard) => (component = heard),
    place: () => ({ of: header.of, position }),
    leave() {
      gone = true;
      cancelAnimationFrame(frame);
      cancelAnimationFrame(counting);
      unfollow();
      unarrange();
      levers.leave();
    },
  };
}
