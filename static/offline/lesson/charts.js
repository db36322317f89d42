/** Charts by plotly.js, which lies beside the lessons once; where it is not, the chart says in words what it shows. */

import { html } from "../../shared/dom.js";
import { readTheme } from "../../shared/theme.js";
import { bytes, script } from "./store.js";

const INKS = { "#4a4e5a": "#c3c1bb", "#ffffff": "#15171c", "#f7f7f7": "#1b212b" }; // on light paper, on dark
let plotly = /** @type {Promise<any> | null} */ (null);

/** @typedef {{key: string, spec: string, alt: string}} Chart */

/** @param {Chart} first @param {boolean} withCharts */
export function createChart(first, withCharts) {
  const place = html("div", { class: "plot", role: "img", "aria-label": first.alt });
  const words = html("p", { class: "needs" });
  const element = html("figure", {}, place, words);
  const paper = globalThis.matchMedia("(prefers-color-scheme: dark)");
  let [now, gone] = [first, false];

  async function show(node) {
    now = node;
    place.setAttribute("aria-label", node.alt);
    if (!withCharts) return say(`A chart stands here in the app. ${node.alt}`);
    try {
      plotly ??= script("plotly.min.js").then(() => globalThis.Plotly);
      const [library, text] = await Promise.all([plotly, bytes(node.spec)]);
      if (gone || now !== node) return;
      const { data, layout } = JSON.parse(inked(new TextDecoder().decode(text), paper.matches));
      await library.react(place, data, worn(layout, readTheme(place)), { displayModeBar: false, scrollZoom: false, responsive: true });
    } catch (error) {
      plotly = null;
      say(`This chart could not be drawn: ${error.message}. ${node.alt}`);
    }
  }

  function say(sentence) {
    place.hidden = true;
    words.textContent = sentence;
  }

  const again = () => void show(now);
  paper.addEventListener("change", again);
  void show(first);
  return {
    element,
    update: show,
    leave() {
      gone = true;
      paper.removeEventListener("change", again);
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
