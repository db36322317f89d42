/** The three networks one above the other: where each loses the answer, and its next words at the cursor. */

import { html, mark, write } from "../../shared/dom.js";
import { percent } from "../../shared/format.js";
import { icon } from "../../shared/icons.js";
import { createChoice } from "../player/choice.js";
import { createStrip } from "./strip.js";

const PLAIN = "What you hold does not count here, nor does an earlier update: three trained networks read the sentence as it stands.";

/**
 * @param {import("./together.js").Together} together
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 */
export function createRows(together, film, state) {
  const choice = createChoice("Compare with", together.variants, (variant) => together.choose(variant));
  const close = html("button", { type: "button", class: "shut", "aria-label": "close the comparison", onclick: together.close }, icon("cross"));
  let right = together.rightOf(film.words);
  const after = html("span", { class: "after" });
  const rows = together.about().rows.map(row);
  const asked = html("span");
  const [strips, differs, proof] = [html("span"), html("p", { class: "differs" }), html("p", { class: "proof" })];
  const element = html(
    "section", { class: "together", role: "group", "aria-label": "three networks" },
    html("header", {}, html("h2", {}, "Three networks, one sentence"), choice.element, close),
    html("div", { class: "heads-of-rows", "aria-hidden": "true" }, html("span", {}), strips, after, asked),
    ...rows.map((one) => one.element),
    differs, html("p", { class: "plain-reading" }, PLAIN), proof,
  );
  let shown = "";

  function row({ title }) {
    const size = html("span", { class: "size" });
    const strip = createStrip((step) => state.toWord(step));
    const next = Array.from({ length: 3 }, () => {
      const [word, value, bar] = [html("span", { class: "guess" }), html("span", { class: "value" }), html("span", { class: "bar" })];
      return { word, value, bar, element: html("div", { class: "one" }, word, value, html("span", { class: "rail-of-bar" }, bar)) };
    });
    const [end, verdict] = [html("b", {}), html("span", { class: "verdict" })];
    const own = html("div", { class: "network-row", role: "group", "aria-label": title }, html("div", { class: "who" }, html("b", {}, title), size), strip.element, html("div", { class: "guesses" }, ...next.map((one) => one.element)), html("div", { class: "outcome" }, end, verdict));
    return { element: own, size, strip, next, end, verdict };
  }

  /** What only another sentence or another comparison changes. */
  function fill() {
    const about = together.about();
    right = together.rightOf(film.words);
    const { answer, at } = right;
    write(asked, answer ? `after ${film.named(at)}` : "");
    write(strips, answer ? `“${answer}”, if “${about.question.join(" ")}” came after this word` : "no country after “grew up in”: no language is right");
    write(differs, about.differs);
    write(proof, about.proof);
    together.read(film.words).forEach(({ top, asked }, k) => {
      const { size, strip, end, verdict, element: own } = rows[k];
      const { title, size: told } = about.rows[k];
      const [first] = top(at);
      write(size, told);
      strip.fill(asked, answer ? `${title}: probability of ${answer}, if asked after each word: ${spoken(film.words, asked)}` : `${title}: no language is right`);
      write(end, `${first.text} ${percent(first.probability)}`);
      const isRight = first.text === answer;
      write(verdict, answer ? (isRight ? "✓ right" : `✗ wrong: ${answer} ${percent(asked[at].probability)}`) : "");
      mark(own, { "data-right": answer ? String(isRight) : null });
    });
  }

  /** @param {import("../state.js").Place} place @param {Set<string>} changed */
  function draw({ word }, changed) {
    if (changed.has("more")) {
      choice.show(together.wanted());
    }
    const fresh = shown !== together.variant() || changed.has("sentence");
    if (fresh) fill();
    if (!changed.has("word") && !fresh) return;
    shown = together.variant();
    const asks = right.answer !== null && word === right.at;
    write(after, `next ${film.noun} after ${film.named(word)}`);
    together.read(film.words).forEach(({ top }, k) => {
      const { strip, next } = rows[k];
      strip.point(word);
      top(word).forEach(({ text, probability }, place) => {
        const { word: guess, value, bar } = next[place];
        const sign = !asks ? "" : text === right.answer ? "✓ " : place === 0 ? "✗ " : "";
        write(guess, sign + text);
        write(value, percent(probability));
        bar.style.transform = `scaleX(${probability})`;
      });
    });
  }

  return { element, draw, focus: () => choice.element.querySelector("button").focus({ preventScroll: true }) };
}

/** The words at which the answer stops or begins to be the likeliest. */
function spoken(words, asked) {
  const turns = asked.flatMap((one, step) => (one && one.likeliest !== asked[step - 1]?.likeliest ? [`${one.likeliest ? "likeliest" : "not likeliest"} from ${words[step]} on`] : []));
  return turns.slice(0, 6).join(", ");
}
