/** A lesson without a server: the screens that Python recorded, their controls, and the components that compute here. */

import { html } from "../../shared/dom.js";
import { opened, script } from "./store.js";
import { notThere } from "./nearest.js";
import { createStates, write } from "./states.js";
import { listenForPaper } from "./paper.js";
import { createTree } from "./tree.js";

const AGAIN = "again"; // what a picture says when its guess is taken back

/**
 * @param {HTMLElement} place
 * @param {(name: string) => any} component
 */
export default async function openLesson(place, component) {
  listenForPaper();
  const lesson = await opened("lesson");
  let further = /** @type {Promise<void> | null} */ (null);
  globalThis.linkedLater = () => (further ??= script(lesson.script));
  begin(lesson);
  const answers = new Map();
  const notice = html("p", { class: "notice", role: "status" });
  const note = html("p", { class: "notice needs", role: "status" });
  const ground = html("div", { class: "screen" });
  const states = createStates(lesson, (key) => Object.values(lesson.nodes).some((node) => node.is === "control" && node.key === key));
  const query = () => new URLSearchParams(globalThis.location.search);

  const tree = createTree(ground, {
    node: (number) => lesson.nodes[number],
    component,
    charts: lesson.charts,
    note,
    held: ({ key, options }) => (lesson.held[key] ? options.filter((option) => lesson.held[key].includes(option)) : options),
    value: (key) => (Object.hasOwn(lesson.usual, key) ? states.value(key) : (answers.get(key) ?? query().get(key) ?? "")),
    opened: (key) => (answers.get(key) ?? query().get(key)) === "true",
    told(name, value) {
      if (name === "levers") void rested(value);
      for (const key of lesson.asked) {
        const made = name === "guess" ? String(value).split(" ")[0] : (query().get(key) ?? "");
        const said = made === AGAIN ? "" : made;
        if (Boolean(said) !== Boolean(states.value(key))) void go(key, said);
      }
      if (lesson.waits.some((key) => query().has(key))) notice.textContent = "What waits for your guess further below needs the app.";
    },
    moved(key, value) {
      if (Object.hasOwn(lesson.usual, key)) return void go(key, value);
      answers.set(key, value);
      write(key, value);
      tree.seen();
    },
  });

  /** The levers of a picture came to rest: what else stands on the page follows, as near as this file can. */
  async function rested(position) {
    for (const [key, { name }] of Object.entries(lesson.levers)) if (name in position) states.stand(key, String(position[name]));
    await whole();
    show();
  }

  async function go(key, value) {
    states.move(key, value);
    await whole();
    show(key);
  }

  /** The screens besides the first come when they are asked for. */
  async function whole() {
    if (!lesson.more) return;
    const { screens, nodes } = await opened(lesson.more);
    Object.assign(lesson.screens, screens);
    Object.assign(lesson.nodes, nodes);
    lesson.more = "";
  }

  function show(moved = "") {
    const { screen, back, stands } = states.screen();
    tree.show(screen);
    tree.seen();
    notice.textContent = sentence(back, moved);
    note.textContent = notThere(lesson.levers, stands, states.value);
  }

  /** What went back because nobody recorded all of it together. */
  function sentence(back, moved) {
    if (!back.length) return "";
    const label = (key) => Object.values(lesson.nodes).find((node) => node.key === key)?.label ?? key;
    const gone = back.map((key) => `\u201c${label(key)}\u201d`).join(", ");
    const why = back.includes(moved) ? "This place was not recorded" : "This file holds only some of all combinations";
    return `${why}: ${gone} went back to the start. The app has them all.`;
  }

  states.fromAddress();
  if (states.name() !== states.first()) await whole();
  show();
  place.replaceChildren(notice, ground);
  addEventListener("keydown", (event) => {
    if (event.key === "p" && (event.ctrlKey || event.metaKey)) (event.preventDefault(), printed());
  });
  document.querySelector("footer")?.append(html("button", { type: "button", class: "print", onclick: printed }, "Print this lesson"));
  return lesson;
}

/** Once all that is folded stands on the sheet. */
const printed = async () => (await import("./printed.js")).printed();

/** A file that holds the state of a screen opens there, unless its own address says something. */
function begin({ query }) {
  if (query && !globalThis.location.search) history.replaceState(history.state, "", `?${query}`);
}
