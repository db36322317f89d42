/** The second window of the one who presents: what the lesson claims, asks and shows, what comes next, and the clock. */

import { html, write } from "../shared/dom.js";
import { rich } from "../shared/said.js";
import { openChannel } from "./channel.js";

const KEYS = ["b", ".", "s", "q", "p", "PageUp", "PageDown", " ", "ArrowLeft", "ArrowRight", "Home", "End", "1", "2", "3", "4"];
const BUTTONS = { PageUp: "\u2190 Back", PageDown: "On \u2192", b: "Blank", s: "Spotlight", q: "Next question" };
const [clock, times, main] = [html("p", { class: "clock" }), html("p", { class: "times" }), html("main")];
const begun = Date.now();
let here = { lesson: "", since: begun, minutes: 0 };

const channel = openChannel(new URL(import.meta.url).hash.slice(1), { who: ask, notes: show });
function ask() {
  channel.say({ ask: true });
}

/** @param {any} notes */
function show(notes) {
  if (notes.lesson !== here.lesson) here = { lesson: notes.lesson, since: Date.now(), minutes: notes.minutes };
  const { where, claim, asks, next } = notes;
  main.replaceChildren(
    html("p", { class: "where" }, where),
    html("h1", {}, claim),
    ...part("To do", notes.do),
    ...(asks ? [html("section", {}, html("h2", {}, "Question"), said("p", asks.says), html("p", { class: "options" }, asks.options.join(" \u00b7 ")), html("p", {}, html("b", {}, `Answer: ${asks.right}. `), ...rich(asks.why)))] : []),
    ...part("What to watch for", notes.watch),
    html("section", { class: "next" }, html("h2", {}, "Next stop"), html("p", {}, html("b", {}, next.menu), `: ${next.claim}${next.minutes ? ` (${next.minutes} min)` : ""}`)),
  );
  tick();
}

const said = (tag, text) => html(tag, {}, ...rich(text));
const part = (title, texts) => (texts.length ? [html("section", {}, html("h2", {}, title), html("ul", {}, ...texts.map((text) => said("li", text))))] : []);

function tick() {
  const now = Date.now();
  const minutes = (since) => `${Math.floor((now - since) / 60_000)}:${String(Math.floor(((now - since) % 60_000) / 1000)).padStart(2, "0")}`;
  write(clock, new Date(now).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
  write(times, `${minutes(here.since)} at this stop${here.minutes ? ` of ${here.minutes} min` : ""} \u00b7 ${minutes(begun)} since these notes were opened`);
}

addEventListener("keydown", (event) => {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!KEYS.includes(key) || event.ctrlKey || event.metaKey || event.altKey || (key === " " && /** @type {Element} */ (event.target).matches("button"))) return;
  event.preventDefault();
  channel.say({ key });
});
const press = (key) => html("button", { type: "button", onclick: () => channel.say({ key }) }, BUTTONS[key]);
document.body.append(html("header", {}, clock, times, html("nav", {}, ...Object.keys(BUTTONS).map(press))), main);
main.append(html("p", {}, "Waiting for the lesson that is presented."));
setInterval(tick, 1000);
tick();
ask();
