/** A patient: four instruments, and after the diagnosis the cures, each tried here. */

import { html, mark, write } from "../shared/dom.js";
import { percent } from "../shared/format.js";
import { listenToActs } from "../shared/keys/acts.js";
import { filled, rich } from "../shared/said.js";
import { signal } from "../shared/signals.js";
import { wearTheme } from "../shared/theme.js";
import { openModel } from "../live/model.js";
import { openCourse } from "./course.js";
import { createExamination } from "./examine.js";
import { openFramed } from "./message.js";
import { createGates } from "./panels/gates.js";
import { createLoss } from "./panels/loss.js";
import { createSignals } from "./panels/signals.js";
import { createStrip } from "./panels/strip.js";

const healed = new Set(); // patients, for as long as the page is open
let tried = 0;

/** @param {HTMLElement} wrapper @param {Uint8Array} message from Python */
export function openHero(wrapper, message) {
  let { header, bodies } = openFramed(message);
  const { words } = header;
  const delivered = openModel(bodies[0]);
  const examine = createExamination(header);
  const loss = createLoss(words.loss, header);
  const gates = createGates(words.gates, header.names.filter(({ name }) => header.gates.includes(name)));
  const signals = createSignals(words.signals);
  const strip = createStrip(words.strip, header.names, header.letters);
  const lead = html("p", { class: "lead" });
  const spoken = html("p", { class: "spoken", role: "status" });
  const cures = html("div", { class: "cures", role: "group", "aria-label": words.cures });
  const instruments = html("div", { class: "instruments" }, loss.element, gates.element, signals.element, strip.element);
  let course = /** @type {ReturnType<typeof openCourse> | null} */ (null);
  let [theme, cured, sentence, frame] = [wearTheme(wrapper), -1, "", 0];
  let found = examine(delivered, 0);
  let drawn = /** @type {any} */ (null);
  found.signals = header.signals && asRows(header.signals);

  function furnish() {
    cures.replaceChildren(
      html("span", { class: "what" }, header.cures ? words.cures : words.locked),
      ...(header.cures ?? []).map(({ label }, k) => html("button", { type: "button", onclick: () => apply(k), "data-cure": k }, label)),
      ...(header.cures ? [html("button", { type: "button", class: "plain", onclick: back }, words.back)] : []),
    );
    ask();
  }

  function back() {
    course?.close();
    [course, cured, sentence] = [null, -1, ""];
    found = examine(delivered, 0);
    found.signals = asRows(header.signals);
    ask();
  }

  function apply(which) {
    course?.close();
    [cured, sentence] = [which, words.runs];
    tried += 1;
    const { clip, window } = header.cures[which];
    course = openCourse(bodies[2 + which], bodies[1], { ...header.course, clip, window }, {
      looked(model) {
        found = examine(model, window);
        ask();
      },
      learned: ask,
      ended(why) {
        const well = found.right >= header.enough;
        if (well && header.ill) healed.add(header.key);
        sentence = why || filled(header.ill ? (well ? words.healed : words.ill) : well ? words.stays : words.harmed, { cure: header.cures[which].label, right: percent(found.right) });
        write(spoken, sentence.replaceAll("**", ""));
        mark(wrapper, { "data-ended": which });
        ask();
      },
    });
    mark(wrapper, { "data-ended": null });
  }

  function ask() {
    frame ||= requestAnimationFrame(draw);
  }

  function draw() {
    frame = 0;
    loss.draw(course?.losses ?? null, found.right);
    if (found !== drawn) {
      gates.draw(found, theme);
      signals.draw(found.signals);
      strip.draw(found, theme);
    }
    drawn = found;
    mark(wrapper, { "data-right": found.right, "data-patient": header.key });
    for (const button of cures.querySelectorAll("[data-cure]")) mark(button, { "aria-pressed": String(Number(button.dataset.cure) === cured) });
    lead.replaceChildren(...rich(sentence || (header.cures ? words.choose : "")));
    signal({ cures_tried: tried, healed: healed.size });
  }

  wrapper.replaceChildren(instruments, cures, lead, spoken);
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const unkey = listenToActs(wrapper, Object.fromEntries(Object.entries(moves).map(([key, by]) => [key, () => strip.move(...by)])));
  furnish();
  return {
    redraw() {
      [theme, drawn] = [wearTheme(wrapper), null];
      ask();
    },
    /** The diagnosis of the same patient: the cures come, the instruments stay. */
    take(next) {
      const opened = openFramed(next);
      if (opened.header.key !== header.key) return false;
      ({ header, bodies } = opened);
      furnish();
      return true;
    },
    leave() {
      course?.close();
      cancelAnimationFrame(frame);
      unkey();
    },
  };
}

/** null stands for the logarithm of nothing. */
const asRows = (signals) => Object.fromEntries(Object.entries(signals).map(([name, logs]) => [name, Float64Array.from(logs, (log) => log ?? -Infinity)]));
