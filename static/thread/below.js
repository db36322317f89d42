/** Below a lesson: its exercises, which check themselves, how much is done, and at the end of a tour its slip. */

import { html, write } from "../shared/dom.js";
import { signal } from "../shared/signals.js";
import { createList } from "./list.js";
import { createSlip } from "./slip.js";
import { watch } from "./watch.js";

/**
 * @param {HTMLElement} wrapper
 * @param {any} header from Python
 */
export function openBelow(wrapper, header) {
  const { lesson, do: things, exercises, later, told, hides, last } = header;
  const list = createList(lesson, exercises, { class: "exercises", label: "Exercises", sign: () => "" });
  const todo = createList(lesson, things, { class: "", label: "", sign: () => "" });
  const count = html("p", { class: "count" });
  const heading = html("h2", {}, exercises.length > 1 ? "Exercises" : "Exercise");
  const hint = html("p", { class: "hint" }, "Do it in the lesson above. The page notices when it is done.");
  const waits = html("p", { class: "hint" }, "An exercise waits for your guess, above.");
  const tasks = exercises.length ? [heading, hint, list.element] : [];
  const shown = [...tasks, ...(later ? [waits] : [])];
  const parts = shown.length && !hides.includes("exercises") ? [html("section", {}, ...shown)] : [];
  const slip = last ? createSlip(header) : null;
  count.hidden = hides.includes("todo");
  wrapper.replaceChildren(...parts, ...(slip ? [slip.element] : []), count);

  function draw() {
    list.draw();
    slip?.draw();
    const open = todo.draw();
    const done = `${things.length - open.length} of ${things.length} done`;
    write(count, open.length ? `${done}. Still to do: ${open.join(" \u00b7 ")}` : `${done}.`);
  }

  draw();
  signal(told);
  const end = watch(lesson, exercises, draw);
  return {
    leave() {
      end();
      signal(Object.fromEntries(Object.keys(told).map((name) => [name, null])));
    },
  };
}
