/** Charts: by plotly.js, which lies beside the lessons of a folder once; in a file that stands alone drawn by ourselves. */

import { html } from "../../shared/dom.js";
import { readTheme } from "../../shared/theme.js";
import { drawn } from "../drawn/drawn.js";
import { isDark, whenTurned } from "./paper.js";
import { bytes, script } from "./store.js";

const INKS = { "#4a4e5a": "#c3c1bb", "#ffffff": "#15171c", "#f7f7f7": "#1b212b" }; // on light paper, on dark
let plotly = /** @type {Promise<any> | null} */ (null);

/** @typedef {{key: string, spec: string, alt: string}} Chart */

/** @param {Chart} first @param {boolean} withPlotly */
export function createChart(first, withPlotly) {
  const place = html("div", { class: "plot js-plotly-plot", role: "img", "aria-label": first.alt });
  const words = html("p", { class: "needs" });
  const element = html("figure", {}, place, words);
  let [now, gone] = [first, false];

  async function show(node) {
    now = node;
    place.setAttribute("aria-label", node.alt);
    try {
      if (withPlotly) plotly ??= script("plotly.min.js").then(() => globalThis.Plotly);
      const [library, text] = await Promise.all([plotly, bytes(node.spec)]);
      if (gone || now !== node) return;
      const { data, layout } = JSON.parse(inked(new TextDecoder().decode(text), isDark()));
      if (library) await library.react(place, data, worn(layout, readTheme(place)), { displayModeBar: false, scrollZoom: false, responsive: true });
      else draw(data, layout);
    } catch (error) {
      plotly = null;
      say(`This chart could not be drawn: ${error.message}. ${node.alt}`);
    }
  }

  /** As wide as there is room; what saves the chart reads its numbers where Plotly has them. */
  function draw(data, layout) {
    Object.assign(place, { data, layout });
    if (place.clientWidth) place.replaceChildren(drawn({ data, layout }, place.clientWidth, readTheme(place)));
  }

  const resized = new ResizeObserver(() => {
    const { data, layout } = /** @type {any} */ (place);
    if (data && !withPlotly && Math.round(place.clientWidth) !== Number(place.firstElementChild?.getAttribute("width"))) draw(data, layout);
  });
  resized.observe(place);

  function say(sentence) {
    place.hidden = true;
    words.textContent = sentence;
  }

  const again = () => void show(now);
  const forget = whenTurned(again);
  void show(first);
  return {
    element,
    update: show,
    leave() {
      gone = true;
      resized.disconnect();
      forget();
      globalThis.Plotly?.purge(place);
    },
  };
}

const inked = (text, dark) => (dark ? Object.entries(INKS).reduce((so, [light, ink]) => so.replaceAll(`"${light}"`, `"${ink}"`), text) : text);

/** The chart on this page's paper, in its letters. */
function worn(layout, { text, line }) {
  const axes = Object.keys(layout).filter((name) => /^[xy]axis\d*$/.test(name));
  const lined = Object.fromEntries(axes.map((name) => [name, { gridcolor: line, linecolor: line, ...layout[name] }]));
  const font = { family: "system-ui, sans-serif", color: text, ...layout.font };
  return { ...layout, ...lined, template: undefined, font, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", autosize: true };
}
