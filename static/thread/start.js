/** On Start: where the reader left off, which lessons are done, and a way to forget both. */

import { html, write } from "../shared/dom.js";
import { forget, read } from "./record.js";
import { countDone } from "./watch.js";

/** @param {any} header from Python; in a file it says how those of the other lessons end, "" where there are none */
export function createLeftOff({ lessons, tours, file = null }) {
  const [before, menu, after] = [html("span"), html("em"), html("span")];
  const on = html("a", {}, "go on");
  const wipe = html("button", { type: "button", onclick: forget, title: "Forget all ticks and where you were; they are kept in this browser only" }, "Forget");
  const element = html("div", { class: "tour left-off" }, html("span", { class: "where" }, before, menu, after, on), wipe);
  const marks = document.createElement("style"); // the links to the lessons are the page's, not ours
  document.head.append(marks);

  on.addEventListener("click", (event) => {
    const same = [...document.querySelectorAll("a")].find((link) => link.href === /** @type {HTMLAnchorElement} */ (on).href);
    if (!same || event.ctrlKey || event.metaKey || event.shiftKey) return; // the browser follows the link by itself
    event.preventDefault();
    same.click(); // without loading the app anew
  });

  function draw() {
    const { at } = read();
    const known = at !== null && file !== "" && Object.hasOwn(lessons, at.lesson) && !lessons[at.lesson].home;
    const finished = Object.keys(lessons).filter((name) => countDone(name, lessons[name].do) === lessons[name].do.length);
    marks.textContent = finished.map(ticked).join("\n");
    element.hidden = !known;
    if (!known) return;
    const stops = tours[at.tour] ?? at.tour?.split(".") ?? [];
    const place = stops.indexOf(at.lesson);
    write(before, "You were at ");
    write(menu, lessons[at.lesson].menu);
    write(after, place < 0 ? ": " : `, stop ${place + 1} of ${stops.length}: `);
    const address = file ? new URL(at.lesson + file, globalThis.location.href) : new URL(at.lesson, new URL(globalThis.location.pathname.replace(/\/?$/, "/"), globalThis.location.origin));
    if (place >= 0) address.searchParams.set("tour", String(at.tour));
    on.setAttribute("href", address.href);
  }

  return { element, draw, leave: () => marks.remove() };
}

/** A tick after every link to a lesson, read aloud as a word where the browser can. */
function ticked(name) {
  const links = [`a[href="${name}"]`, `a[href^="${name}?"]`, `a[href$="/${name}"]`, `a[href*="/${name}?"]`].map((link) => `[data-testid="stMain"] ${link}::after`).join(", ");
  return `${links} { content: "\u2713"; content: "\u2713" / "done"; margin-inline-start: .4rem; font-weight: 700; }`;
}
