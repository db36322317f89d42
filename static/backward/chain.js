/** Chains of steps, one for each cell, that light up from the loss backwards; scrubbed, stepped or played. */

import { brightness } from "../shared/chart/brightness.js";
import { size } from "../shared/decades.js";
import { html, mark, write } from "../shared/dom.js";
import { listenToActs } from "../shared/keys/acts.js";
import { turned } from "../shared/levers/turned.js";
import { saved } from "../shared/saving/own.js";
import { readTheme } from "../shared/theme.js";

const SECONDS = 8; // for the whole way back
const HEIGHT = 34;

/**
 * @param {HTMLElement} wrapper
 * @param {import("../shared/blob.js").Blob_} blob rows of logarithms to base ten, the loss first
 * @param {number} [before] steps back where the chains that stood here were
 */
export function openChain(wrapper, { header, arrays }, before = 0) {
  const rows = header.rows.map((title, k) => ({ title, values: [...arrays.get(`log/${k}`).data] }));
  const last = rows[0].values.length - 1;
  const scale = brightness(rows.flatMap((row) => row.values), header.stops);
  let [at, playing, frame, started] = [Math.min(before, last), false, 0, 0];

  const play = html("button", { type: "button", "aria-label": "Play or pause", title: "Play or pause (Space)", onclick: toggle }, "▶");
  const place = turned(html("input", { type: "range", min: 0, max: last, "aria-label": "Steps back from the loss", oninput: () => go(Number(place.value)) }));
  const where = html("span", { class: "where" });
  const strips = rows.map((row) => {
    const canvas = html("canvas", { role: "img", "aria-label": `${row.title}: brightness is the length of its error signal at each step` });
    const value = html("span", { class: "value" });
    canvas.addEventListener("pointerdown", (event) => scrub(event, canvas));
    canvas.addEventListener("pointermove", (event) => event.buttons && scrub(event, canvas));
    return { ...row, canvas, value };
  });
  const ticks = [scale.low, (scale.low + scale.high) / 2, scale.high].map((tens) => html("span", {}, size(scale.high - scale.low < 3 ? tens : Math.round(tens))));
  const bar = html("canvas", { class: "bar", "aria-hidden": "true" });
  const spoken = html("p", { class: "spoken", "aria-live": "polite" });
  const chains = html(
    "div",
    { class: "chains" },
    ...strips.map(({ title, canvas, value }) => html("div", { class: "row" }, html("span", { class: "title" }, title), canvas, value)),
    html("div", { class: "row" }, html("span", { class: "title" }), html("div", { class: "ends" }, html("span", {}, "first step"), html("span", {}, "loss")), html("span", { class: "value" })),
    html("div", { class: "legend" }, bar, html("div", { class: "ticks" }, ...ticks)),
  );
  wrapper.replaceChildren(html("div", { class: "player" }, play, place, where), saved(chains, chains, "chains", table), spoken);

  /** Every length of every chain. */
  function table() {
    return [["cell", "steps back from the loss", "log10 of the length of the error signal"], ...rows.flatMap(({ title, values }) => values.map((tens, lag) => [title, lag, tens]))];
  }

  function scrub(event, canvas) {
    const box = canvas.getBoundingClientRect();
    const step = Math.floor(((event.clientX - box.left) / box.width) * (last + 1));
    go(last - Math.max(0, Math.min(last, step)));
  }

  function go(lag) {
    stop();
    at = Math.max(0, Math.min(last, lag));
    draw();
  }

  function toggle() {
    if (playing) return go(at);
    if (at === last) at = 0;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return go(last);
    [playing, started] = [true, performance.now() - (1000 * SECONDS * at) / last];
    frame = requestAnimationFrame(move);
  }

  function move(now) {
    const reached = Math.min(last, Math.floor(((now - started) / (1000 * SECONDS)) * last));
    if (reached !== at) {
      at = Math.max(0, reached);
      draw();
    }
    if (at === last) return go(last);
    frame = requestAnimationFrame(move);
  }

  function stop() {
    playing = false;
    cancelAnimationFrame(frame);
  }

  function draw() {
    const theme = readTheme(wrapper);
    write(play, playing ? "❚❚" : "▶");
    place.value = String(at);
    write(where, at === 0 ? "at the loss" : `${at} steps back`);
    mark(place, { "aria-valuetext": where.textContent });
    for (const { values, canvas, value } of strips) {
      const { context, width } = prepared(canvas, HEIGHT);
      const side = width / (last + 1);
      values.forEach((tens, lag) => {
        context.fillStyle = lag <= at ? scale.colour(tens) : theme.panel;
        context.fillRect((last - lag) * side, 0, side > 5 ? side - 1 : side + 0.5, HEIGHT);
      });
      context.strokeStyle = theme.text;
      context.lineWidth = 2;
      context.strokeRect((last - at) * side + 1, 1, Math.max(3, side - 2), HEIGHT - 2);
      write(value, size(values[at]));
    }
    const { context, width } = prepared(bar, 10);
    for (let x = 0; x < width; x++) {
      context.fillStyle = scale.colour(scale.low + (x / width) * (scale.high - scale.low));
      context.fillRect(x, 0, 1, 10);
    }
    if (!playing) write(spoken, `${where.textContent}: ${strips.map(({ title, values }) => `${title} ${size(values[at])}`).join(", ")}`);
  }

  const unkey = listenToActs(wrapper, {
    " ": toggle,
    ArrowLeft: () => go(at + 1),
    ArrowRight: () => go(at - 1),
    Home: () => go(last),
    End: () => go(0),
  });
  const resized = new ResizeObserver(draw);
  resized.observe(wrapper);
  draw();
  return {
    place: () => at,
    redraw: draw,
    leave() {
      stop();
      resized.disconnect();
      unkey();
    },
  };
}

/** The canvas at the screen's own resolution, empty. */
function prepared(canvas, height) {
  const ratio = devicePixelRatio || 1;
  const width = Math.max(1, canvas.clientWidth);
  const size = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size;
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, width };
}
