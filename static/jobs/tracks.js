/** Everybody who does the job, a track each: a dot for every trained network, a bar for who learns none; the guess marked. */

import { html } from "../shared/dom.js";

/**
 * @typedef {{name: string, learned: boolean, colour: number, shares: number[] | null, mean: number | null, told: string, mark: string}} Track
 * @param {{tracks: Track[], measure: string, texts: {waits: string}}} header
 */
export function createTracks({ tracks, measure, texts }) {
  const rows = tracks.map(({ name, learned, colour, shares, mean, told, mark }) => {
    const bar = html("div", { class: "bar", style: `width:${100 * (mean ?? 0)}%` });
    const dots = learned ? (shares ?? []).map((share) => html("i", { class: "dot", style: `left:${100 * share}%` })) : [];
    const inside = shares ? [bar, ...dots] : [html("div", { class: "waiting" }, texts.waits)];
    const title = html("p", {}, html("span", { class: "who", "data-colour": colour }, name), mark ? html("b", { class: "mark" }, mark) : null, html("span", { class: "told" }, told));
    return html("div", { class: "row", "data-learned": learned, "data-who": name }, title, html("div", { class: "track" }, ...inside));
  });
  return html("div", { class: "tracks" }, ...rows, html("p", { class: "ends" }, html("span", {}, "0 %"), html("span", {}, measure), html("span", {}, "100 %")));
}
