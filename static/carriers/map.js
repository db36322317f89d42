/** The memory: a row a unit, a column a word; a row is marked by a click, a tap or keys, and said by a second press on it or on its button. */

import { signedScale } from "../shared/colour.js";
import { html, mark, write } from "../shared/dom.js";
import { filled } from "../shared/said.js";

const LONGEST = 12; // letters of a word over a column

/**
 * @param {any} header
 * @param {import("./rows.js").Rows} rows
 * @param {{say: (unit: number) => void, seen: (unit: number) => void, asks: () => boolean}} hand
 */
export function createMap({ words, marked, units, limit, middle, says, memory }, rows, hand) {
  const small = new OffscreenCanvas(words.length, units);
  const canvas = /** @type {HTMLCanvasElement} */ (html("canvas", { "aria-hidden": "true" }));
  const frame = html("div", { class: "row-frame", hidden: true }, html("span", { class: "row-name" }));
  const taken = html("div", { class: "taken", hidden: true });
  const confirm = html("button", { type: "button", class: "confirm", hidden: true, onclick: say });
  const heads = html("div", { class: "heads", "aria-hidden": "true" }, ...words.map((word, t) => html("span", { "data-marked": marked.includes(t) }, html("span", {}, word.slice(0, LONGEST)))));
  const field = html(
    "div",
    {
      ...{ class: "field", tabindex: 0, role: "slider", "aria-orientation": "vertical", "aria-label": says.map, "aria-valuemin": 0, "aria-valuemax": units, "aria-valuenow": 0, "aria-valuetext": says.unmarked },
      onpointermove: (event) => event.pointerType === "mouse" && named < 0 && look(unitAt(event)),
      onpointerleave: (event) => event.pointerType === "mouse" && named < 0 && look(-1),
      onclick: (event) => hand.asks() && pressed(unitAt(event)),
      onkeydown: press,
      onblur: (event) => event.relatedTarget !== confirm && name(-1),
    },
    canvas,
    taken,
    frame,
    confirm,
  );
  let painted = /** @type {ArrayLike<number>} */ ([]);
  let [seen, named, height] = [-1, -1, 1]; // `named`: marked by a hand, and not said yet

  /** @param {number} unit which a button offers to say; −1: none */
  function name(unit) {
    named = unit;
    look(unit);
    confirm.hidden = unit < 0;
    if (unit < 0) return;
    write(confirm, filled(says.confirm, { unit }));
    mark(confirm, { "data-over": rows.rank(unit) > units / 2 });
    confirm.style.top = `${(rows.rank(unit) + 0.5) * height}px`;
  }

  /** A first press marks a row, so that a slip can be mended; a second one says it. */
  function pressed(unit) {
    if (unit !== named) return name(unit);
    name(-1);
    hand.say(unit);
  }

  function say(event) {
    event.stopPropagation();
    pressed(named);
  }

  function unitAt(event) {
    const { top, height: tall } = field.getBoundingClientRect();
    const place = Math.floor(((event.clientY - top) / tall) * units);
    return rows.order()[Math.max(0, Math.min(units - 1, place))];
  }

  function look(unit) {
    if (unit === seen) return;
    seen = unit;
    show();
    hand.seen(unit);
  }

  function press(event) {
    const onButton = event.target === confirm;
    if (onButton && event.key === "Enter" && event.repeat) return event.preventDefault(); // a key held down says nothing
    const place = seen < 0 ? -1 : rows.rank(seen);
    const to = { ArrowDown: place + 1, ArrowUp: place - 1, PageDown: place + 8, PageUp: place - 8, Home: 0, End: units - 1 }[event.key];
    if (to !== undefined) field.focus(), name(-1), look(rows.order()[Math.max(0, Math.min(units - 1, to))]);
    else if (!onButton && (event.key === "Enter" || event.key === " ") && seen >= 0) hand.asks() && (name(seen), confirm.focus());
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function show() {
    frame.hidden = seen < 0;
    if (seen < 0) return;
    frame.style.top = `${rows.rank(seen) * height}px`;
    frame.style.height = `${height}px`;
    const text = filled(says.row, { unit: seen });
    write(frame.firstElementChild, text);
    mark(field, { "aria-valuenow": rows.rank(seen) + 1, "aria-valuetext": text });
  }

  return {
    field,
    heads,
    /** What its colour says. @param {number} unit @param {number} t */
    valueOf: (unit, t) => painted[t * units + unit],
    /** @param {ArrayLike<number>} values minus the mean, step by step of all units @param {boolean} dark */
    paint(values, dark) {
      painted = values;
      const scale = signedScale(dark);
      const image = new ImageData(words.length, units);
      for (let t = 0; t < words.length; t += 1)
        for (let u = 0; u < units; u += 1) {
          const share = Math.max(-1, Math.min(1, values[t * units + u] / limit));
          image.data.set([...scale[Math.round((share + 1) * 127.5)], 255], 4 * (u * words.length + t));
        }
      small.getContext("2d").putImageData(image, 0, 0);
    },
    /** @param {number} row px @param {number} width px */
    draw(row, width) {
      height = row;
      const dense = Math.max(1, globalThis.devicePixelRatio || 1);
      const [wide, tall] = [Math.round(width * dense), Math.round(row * units * dense)];
      if (canvas.width !== wide) canvas.width = wide;
      if (canvas.height !== tall) canvas.height = tall;
      const context = canvas.getContext("2d");
      context.imageSmoothingEnabled = false;
      context.clearRect(0, 0, wide, tall);
      for (let u = 0; u < units; u += 1) context.drawImage(small, 0, u, words.length, 1, 0, rows.place(u) * row * dense, wide, row * dense);
      [...heads.children].forEach((head, t) => (/** @type {HTMLElement} */ (head).style.left = `${(t + 0.5) * (width / words.length)}px`));
      show();
    },
    /** The rows and words that hold another country's memory. */
    take(count, width) {
      taken.hidden = count === 0;
      const from = (middle + (memory === "h" ? 0 : 1)) * (width / words.length);
      Object.assign(taken.style, { left: `${from}px`, width: `${width - from}px`, height: `${count * height}px` });
    },
  };
}
