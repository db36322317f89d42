/** The question of the page in the room: how many have voted, and once it is answered, on what. */

import { hide, html, write } from "../shared/dom.js";
import { drawTally } from "./tally.js";

/**
 * @param {ReturnType<typeof import("./lead.js").createLead> | null} lead of a teacher
 * @param {(question: any) => void} answer asks the page for its own answer
 */
export function createQuestion(lead, answer) {
  const [asks, voted] = [html("span", { class: "asks" }), html("span", { class: "voted", role: "status" })];
  const place = html("div", { class: "votes" });
  const show = html("button", { type: "button", class: "main", onclick: reveal }, "Show the answer");
  const peek = html("button", { type: "button", onclick: () => ((peeks = !peeks), redraw()) });
  const next = html("button", { type: "button", onclick: () => lead.choose(following.name) }, "Next question");
  const element = html("div", { class: "question", hidden: true }, html("div", { class: "line" }, asks, voted, lead ? html("span", { class: "acts" }, show, peek, next) : null), place);
  let [questions, told, one, following, peeks] = [[], null, null, null, false];

  async function reveal() {
    if ((await lead.reveal(one.name, one.right)) && one.key) answer(one); // a picture shows its own
  }

  /** The one that is asked now; where none is, the last one that was answered. */
  function current() {
    const known = questions.filter(({ name }) => told.questions[name]);
    return known.find(({ name }) => name === told.question) ?? known.filter(({ name }) => told.questions[name].revealed).at(-1) ?? null;
  }

  function redraw() {
    const before = one;
    one = told && current();
    hide(element, !one);
    if (!one) return;
    if (before?.name !== one.name) peeks = false;
    const about = told.questions[one.name];
    following = questions.find(({ name }) => name !== one.name && told.questions[name] && !told.questions[name].revealed) ?? null;
    write(asks, spoken(one.asks));
    write(voted, about.revealed || about.voted > told.here ? `${about.voted} voted` : `${about.voted} of ${told.here} voted`);
    write(peek, peeks ? "Hide the votes" : "Show the votes only");
    hide(show, about.revealed);
    hide(peek, about.revealed);
    hide(next, !following || !about.revealed);
    const open = about.votes && (about.revealed || (lead && peeks));
    place.replaceChildren(...(open ? [drawTally(one, about, !about.revealed)] : []));
  }

  return {
    element,
    /** @param {any[]} ofPage @param {any} event what the room told last */
    draw(ofPage, event) {
      [questions, told] = [ofPage, event];
      redraw();
    },
  };
}

/** A sentence without its marks of emphasis, begun with a capital letter. */
function spoken(text) {
  const plain = text.replaceAll("**", "");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
