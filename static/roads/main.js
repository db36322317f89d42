/** Mounts the picture of a road's task. */

import { mountedBy } from "../shared/mounting.js";
import { openHero } from "./hero.js";

export default mountedBy({
  class: "lstm-roads",
  label: "The task, played",
  module: import.meta.url,
  css: ["../shared/saving/menu.css", "../shared/levers/levers.css", "../shared/clock/clock.css", "../shared/chart/chart.css", "roads.css"],
  what: "The picture of this road",
  open: openHero,
});
