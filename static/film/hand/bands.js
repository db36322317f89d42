/** What is held, drawn where it is held: an outline over its words in the rows of its units, with its value. */

import { hide, html, mark, write } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { plain } from "./told.js";

const TAG = 15; // px that a value needs in height

/** @typedef {{left: number, width: number, top: number, height: number}} Box in px, in its lane */

/**
 * @param {import("../film.js").Film} film
 * @param {import("../live/live.js").Live} live
 * @param {ReturnType<import("../lanes/lanes.js").createLanes>} lanes
 */
export function createBands(film, live, lanes) {
  /** @type {Map<string, HTMLElement>} */
  let drawn = new Map();
  /** @type {Map<string, number>} of each lane, in px from the top of all */
  const tops = new Map();
  let lit = -1;

  /** @returns {Box[]} one for each run of neighbouring rows */
  function boxesOf({ name, first, last, units }) {
    const lane = lanes.lane(name);
    if (!lane) return [];
    const { rank, bounds } = lanes.rows();
    const { width } = lanes.columns();
    const [height, along] = [lane.height(), { left: first * width, width: (last - first + 1) * width }];
    if (!units) return [{ ...along, top: 0, height }];
    const ranks = units.map((unit) => rank.get(unit)).sort((a, b) => a - b);
    const runs = ranks.reduce((found, place) => {
      const run = found[found.length - 1];
      if (run && place <= run[1] + 1) run[1] = place;
      else found.push([place, place]);
      return found;
    }, []);
    return runs.map(([from, to]) => {
      const [top, bottom] = [Math.round(bounds[from] * height), Math.round(bounds[to + 1] * height)];
      return { ...along, top, height: Math.max(3, bottom - top) };
    });
  }

  function createBand() {
    const said = html("span");
    const tag = html("span", { class: "tag" }, icon("lock"), said);
    return Object.assign(html("div", { class: "band" }, tag), { tag, said });
  }

  /** @param {any} band @param {Box} box */
  function lay(band, box, stretch, k, kind) {
    if (!band.parentElement) lanes.field.append(band); // over the frame of the chosen word
    mark(band, { "data-kind": kind, "data-hold": kind === "draft" ? null : k, "data-lit": k === lit && kind !== "draft" });
    for (const side of ["left", "width", "height"]) band.style[side] = `${box[side]}px`;
    band.style.top = `${tops.get(stretch.name) + box.top}px`;
    const text = stretch.from === undefined ? (stretch.value === undefined ? "" : plain(stretch.value)) : `from ${stretch.from}`;
    write(band.said, text);
    hide(band.tag, !text);
    const inside = box.height >= TAG + 3;
    const above = !inside && box.top >= TAG + 2;
    mark(band, { "data-tag": inside ? "in" : above ? "over" : "under", "data-end": box.left > 0.7 * film.steps * lanes.columns().width });
  }

  return {
    boxesOf,
    /**
     * @param {import("./grasp.js").Stretch | null} grasped drawn as well, where it is not held yet
     * @param {boolean} moved whether the lanes may stand elsewhere
     */
    draw(grasped, moved) {
      if (moved || !tops.size) for (const { name } of film.lanes) tops.set(name, lanes.lane(name).body.offsetTop);
      const wanted = live.holds().map((hold, k) => ({ stretch: hold, k, kind: hold.from === undefined ? "held" : "carried" }));
      if (grasped && !grasped.hold) wanted.push({ stretch: grasped, k: -1, kind: "draft" });
      const before = drawn;
      drawn = new Map();
      for (const { stretch, k, kind } of wanted) {
        boxesOf(stretch).forEach((box, run) => {
          const key = `${kind === "draft" ? kind : k}/${run}`;
          const band = before.get(key) ?? createBand();
          lay(band, box, run ? { name: stretch.name } : stretch, k, kind);
          drawn.set(key, band);
        });
      }
      for (const [key, band] of before) if (!drawn.has(key)) band.remove();
    },
    /** Shows which one a chip speaks of; −1: none. */
    light(k) {
      lit = k;
      for (const band of drawn.values()) mark(band, { "data-lit": Number(band.dataset.hold ?? -2) === k });
    },
    /** @returns {import("./grasp.js").Hold | undefined} the last one that lies over a cell */
    at: ({ name, word, unit }) => live.holds().findLast((hold) => hold.name === name && hold.first <= word && word <= hold.last && (!hold.units || hold.units.includes(unit))),
  };
}
