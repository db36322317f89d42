/** Mounts the way back of an answer's pull over the words of a sentence. */

import { mountedBy } from "../shared/mounting.js";
import { openHero } from "./hero.js";

export default mountedBy({
  class: "lstm-way-back",
  module: import.meta.url,
  css: ["../shared/saving/menu.css", "../shared/levers/levers.css", "../shared/chart/chart.css", "way_back.css"],
  what: "The way back",
  open: openHero,
});
