/** What each network says at the noun once its heads have been there: a bar for the mean of the seeds, a dot for each. */

import { html, mark, write } from "../shared/dom.js";
import { signal } from "../shared/signals.js";

/** @param {{ways: {name: string, heads: string[], from: number, seeds: number[] | null, told: string[], waits: string}[], guess: {low: number, high: number, name: string, way: number} | null}} header */
export function createAnswers({ ways, guess }) {
  const rows = ways.map(({ name, heads, from, seeds, told, waits }, k) => {
    const mean = seeds ? seeds.reduce((sum, one) => sum + one, 0) / seeds.length : 0;
    const text = html("span", { class: "said" });
    const rest = html("span", { class: "rest" });
    const bar = html("div", { class: "bar", style: `width:${100 * mean}%` });
    const dots = (seeds ?? []).map((one) => html("i", { class: "dot", style: `left:${100 * one}%` }));
    const marked = guess?.way === k && html("div", { class: "guess", style: `left:${100 * guess.low}%;width:${100 * (guess.high - guess.low)}%` }, html("span", {}, guess.name));
    const waiting = html("span", { class: "waiting" }, waits);
    const track = html("div", { class: "track", "data-way": k }, bar, ...dots, marked || null, waiting);
    const element = html("div", { class: "answer" }, html("p", {}, ...heads.map((side) => html("b", { class: side })), html("span", {}, name)), track, html("p", { class: "ends" }, text, rest));
    const draw = (moment) => {
      const here = Boolean(seeds) && moment >= from;
      mark(track, { "data-said": here });
      write(text, here ? told[0] : "");
      write(rest, here ? told[1] : "");
      waiting.hidden = here;
    };
    return { element, draw, mean: seeds && mean };
  });
  const means = rows.map(({ mean }) => mean);
  return {
    /** How far apart the ways of reading are, for the rest of the page. */
    tell: () => signal({ ways_apart: means.includes(null) ? null : Math.max(...means) - Math.min(...means) }),
    element: html("div", { class: "answers" }, ...rows.map((row) => row.element)),
    /** @param {number} moment how many words each head has read */
    draw: (moment) => rows.forEach((row) => row.draw(moment)),
  };
}
