/** The strip of a room: who is there, where the teacher is, what is asked; for the teacher, what leads the room. */

import { asked, followAsked } from "../shared/asked/asked.js";
import { holdBack } from "../shared/asked/held_back.js";
import { hide, html, write } from "../shared/dom.js";
import { createBallot } from "./ballot.js";
import { follows, secretOf, setFollows } from "./browser.js";
import { createFollower } from "./follow.js";
import { createLead } from "./lead.js";
import { listen } from "./line.js";
import { createQuestion } from "./question.js";

/**
 * @param {HTMLElement} wrapper
 * @param {{room: string, page: string, names: Record<string, string>, questions: any[]}} header from Python
 * @param {{state: (name: string, value: any) => void, trigger: (name: string, value: any) => void}} say to Python
 */
export function openStrip(wrapper, header, say) {
  const { room, page, names } = header;
  const teaches = Boolean(secretOf(room));
  let ofPython = header.questions;
  let questions = [...ofPython, ...asked()];
  let [told, shown] = [null, ""];
  const [where, trouble] = [html("span", { class: "where", role: "status" }), html("span", { class: "trouble", role: "alert" })];
  const refused = (says) => write(trouble, says);
  const lead = teaches ? createLead(room, Object.hasOwn(names, page) ? page : "", () => questions, refused) : null;
  const ballot = teaches ? null : createBallot(room, refused);
  const follower = createFollower(page, names, (there, place) => say.trigger("went", { page: there, place }));
  const question = createQuestion(lead, (one) => say.trigger("answer", one.key));
  const led = html("input", { type: "checkbox", onchange: () => (teaches ? lead.setLeads(led.checked) : toggle()) });
  led.checked = teaches || follows();
  const switched = html("label", {}, led, teaches ? "Everybody follows me" : "Follow");
  const out = html("button", { type: "button", onclick: leave }, teaches ? "Close the room" : "Leave");
  wrapper.replaceChildren(
    html("div", { class: "strip", role: "region", "aria-label": `Room ${room}` }, html("b", { class: "name" }, `Room ${room}`), where, trouble, html("span", { class: "acts" }, switched, out)),
    question.element,
  );

  function toggle() {
    setFollows(led.checked);
    follower.forget();
    if (led.checked && told) follower.follow(told);
  }

  async function leave() {
    if (teaches && told && !(await lead.close())) return;
    say.trigger("left", true);
  }

  function heard(event) {
    if (event.says) {
      write(trouble, event.says);
      if (event.ended) told = null;
      keepBack();
      if (!event.ended) return;
      write(where, "");
      hide(switched, true);
      write(out, "Leave");
      question.draw([], null);
      return;
    }
    write(trouble, "");
    told = event;
    write(where, said(event));
    ballot?.heard(event.questions);
    keepBack();
    draw();
    if (!teaches && follows()) follower.follow(event);
    answered();
  }

  /** What the class is asked and may not know yet; a room that cannot be reached keeps nobody. */
  function keepBack() {
    const waits = Object.entries(teaches || !told ? {} : told.questions).flatMap(([name, one]) => (one.revealed ? [] : [name]));
    holdBack([...waits, ...ofPython.filter(({ name }) => waits.includes(name)).map(({ key }) => key)]);
  }

  function draw() {
    if (told) question.draw(questions, told);
  }

  /** The page itself shows its answer when the teacher does. */
  function answered() {
    const open = questions.filter(({ name, waits }) => waits && told?.questions[name]?.revealed).map(({ name }) => name);
    if (!open.length || shown === open.join(" ")) return;
    shown = open.join(" ");
    say.trigger("shown", shown);
  }

  function said({ here, page: there, place }) {
    const count = `${here} here`;
    if (teaches) return count;
    if (!Object.hasOwn(names, there)) return count;
    const word = new URLSearchParams(place).get("word");
    return `${count} · the teacher is at ${names[there]}${word && /^\d{1,6}$/.test(word) ? `, word ${word}` : ""}`;
  }

  /** What this page has asked and heard since it was drawn. */
  function hear() {
    questions = [...ofPython, ...asked()];
    for (const { name, said: choice } of questions) if (choice !== null) ballot?.vote(name, choice);
    lead?.ask().then(tellRight);
    if (told) keepBack();
    draw();
    answered();
  }

  /** Once an answer stands on the teacher's page, everybody sees which option it is; who walks past it has shown it. */
  function tellRight() {
    for (const { name, right, shown: passed } of questions) {
      const one = told?.questions[name];
      if (lead && one && (one.revealed ? right !== null && one.right === null : passed)) lead.reveal(name, right);
    }
  }

  hear();
  if (teaches) {
    keepBack();
    say.state("leads", true);
  }
  const ends = [
    listen(room, (event) => {
      heard(event);
      tellRight();
    }),
    followAsked(hear),
  ];

  return {
    take(now) {
      if (now.room !== room || now.page !== page) return false;
      ofPython = now.questions;
      hear();
      return true;
    },
    leave() {
      ends.forEach((end) => end());
      holdBack(null);
      follower.forget();
      lead?.leave();
      ballot?.leave();
    },
  };
}
